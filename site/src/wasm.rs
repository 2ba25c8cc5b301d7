//! What stands in a WebAssembly module: its sections, and its functions with their names and what they call.

use wasmparser::{
    BinaryReaderError, ElementItems, ExternalKind, KnownCustom, Name, NameSectionReader, Operator, Parser, Payload,
    TypeRef,
};

/// The functions of a module, each called by its place in it.
#[derive(Default)]
pub struct Functions {
    /// Their names, as far as they were kept.
    pub names: Vec<String>,
    /// What each calls, or takes the address of.
    pub calls: Vec<Vec<usize>>,
    /// Those that the module gives away.
    pub exported: Vec<usize>,
    /// Those that are called by their place in a table.
    pub in_table: Vec<usize>,
}

impl Functions {
    /// Those of a module.
    pub fn of(code: &[u8]) -> Result<Functions, BinaryReaderError> {
        let mut functions = Functions::default();
        for payload in Parser::new(0).parse_all(code) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if let TypeRef::Func(_) = import?.ty {
                            functions.calls.push(vec![]);
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            functions.exported.push(export.index as usize);
                        }
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        if let ElementItems::Functions(items) = element?.items {
                            for item in items {
                                functions.in_table.push(item? as usize);
                            }
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let mut calls = vec![];
                    for operator in body.get_operators_reader()? {
                        if let Operator::Call { function_index } | Operator::RefFunc { function_index } = operator? {
                            calls.push(function_index as usize);
                        }
                    }
                    functions.calls.push(calls);
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        functions.named(names)?;
                    }
                }
                _ => {}
            }
        }
        functions.names.resize(functions.calls.len(), String::new());
        Ok(functions)
    }

    fn named(&mut self, names: NameSectionReader<'_>) -> Result<(), BinaryReaderError> {
        for part in names {
            if let Name::Function(functions) = part? {
                for function in functions {
                    let function = function?;
                    let at = function.index as usize;
                    self.names.resize(self.names.len().max(at + 1), String::new());
                    self.names[at] = function.name.to_owned();
                }
            }
        }
        Ok(())
    }
}

/// The module without what only people and tools read; `kept` is the name of a section that stays all the same.
pub fn bare(code: &[u8], kept: Option<&str>) -> Result<Vec<u8>, BinaryReaderError> {
    let mut bare = vec![];
    let mut before = 0;
    for payload in Parser::new(0).parse_all(code) {
        let payload = payload?;
        let Some(end) = end_of(&payload) else { continue };
        let stays = match &payload {
            Payload::CustomSection(section) => Some(section.name()) == kept,
            _ => true,
        };
        if stays {
            bare.extend_from_slice(&code[before..end]);
        }
        before = end;
    }
    Ok(bare)
}

/// Where a section ends; or what is before all sections.
fn end_of(payload: &Payload<'_>) -> Option<usize> {
    let range = match payload {
        Payload::Version { range, .. } => range.clone(),
        payload => payload.as_section()?.1,
    };
    usize::try_from(range.end).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two functions that do nothing but that the first calls the second, which is in a table; the first is exported. Their names, and
    /// a section that is somebody's.
    const MODULE: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x03\x03\x02\0\0\
        \x04\x04\x01\x70\0\x01\
        \x07\x05\x01\x01a\0\0\
        \x09\x07\x01\0\x41\0\x0b\x01\x01\
        \x0a\x09\x02\x04\0\x10\x01\x0b\x02\0\x0b\
        \0\x0f\x04name\x01\x08\x02\0\x01f\x01\x02gh\
        \0\x06\x03tellx";

    #[test]
    fn functions_have_names_and_calls() {
        let functions = Functions::of(MODULE).unwrap();
        assert_eq!(functions.names, ["f", "gh"]);
        assert_eq!(functions.calls, [vec![1], vec![]]);
        assert_eq!((functions.exported, functions.in_table), (vec![0], vec![1]));
    }

    #[test]
    fn what_means_nothing_is_left_out() {
        let (none, names) = (bare(MODULE, None).unwrap(), bare(MODULE, Some("name")).unwrap());
        assert_eq!((none.len(), names.len()), (MODULE.len() - 17 - 8, MODULE.len() - 8));
        assert_eq!(Functions::of(&names).unwrap().names, ["f", "gh"]);
        assert_eq!(Functions::of(&none).unwrap().names, ["", ""]);
    }

    #[test]
    fn what_is_damaged_is_no_module() {
        assert!(Functions::of(&MODULE[..40]).is_err() && bare(b"<html>", None).is_err());
    }
}
