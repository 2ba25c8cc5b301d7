//! Notebook files: reading, judging whether they are for us, and writing them so that nothing can be lost.

mod sections;

pub use sections::{Section, minutes};

use serde_json::{Value, json};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is wrong with a notebook's file, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", name.display())]
pub struct NotebookError {
    /// The file, as the user named it.
    name: PathBuf,
    problem: Problem,
}

#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("there is no such file. Check the name and the folder")]
    Missing,
    #[error("it could not be read: {0}")]
    Read(io::Error),
    #[error("it is not JSON: {0}. It may be damaged, or not a notebook at all")]
    NotJson(#[from] serde_json::Error),
    #[error("it is JSON, but no notebook: {0}")]
    NotNotebook(&'static str),
    #[error(
        "its format is nbformat {0}, and only 4 is understood. Open it in JupyterLab and save it, or run `jupyter nbconvert --to notebook`"
    )]
    Format(u64),
    #[error("it names no kernel, and this one runs `rust`. Open it in JupyterLab, choose the kernel Rust, and save it")]
    NoKernel,
    #[error(
        "it is for the kernel `{0}`, and this one runs `rust`. Choose the kernel Rust in JupyterLab, if its cells are Rust"
    )]
    Kernel(String),
    #[error(
        "it could not be written: {0}. The old file is as it was; look at the room on the disk and at the folder's permissions"
    )]
    Write(io::Error),
}

/// Whether a file is a notebook by its name.
pub fn is_notebook(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "ipynb")
}

/// The notebooks of a folder, in the order of their names.
pub fn in_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut notebooks = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    notebooks.retain(|path| is_notebook(path));
    notebooks.sort();
    Ok(notebooks)
}

/// A notebook for the Rust kernel.
#[derive(Clone, Debug)]
pub struct Notebook {
    path: PathBuf,
    name: PathBuf,
    content: Value,
    /// Whether it differs from its file.
    changed: bool,
}

impl Notebook {
    /// Reads the file at `path`; `name` is what errors call it.
    pub fn read(path: &Path, name: &Path) -> Result<Notebook, NotebookError> {
        let error = |problem| NotebookError { name: name.to_owned(), problem };
        let bytes = fs::read(path).map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => error(Problem::Missing),
            _ => error(Problem::Read(cause)),
        })?;
        let content = judge(&bytes).map_err(error)?;
        Ok(Notebook { path: path.to_owned(), name: name.to_owned(), content, changed: false })
    }

    /// The code cells in order. Their numbers, from 1, are their places in this list.
    pub fn code_cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.cells().filter(|cell| cell.is_code())
    }

    /// All cells in order, text among them.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.content["cells"].as_array().expect("a notebook that was read has cells").iter().map(Cell)
    }

    /// What errors call the file.
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// Gives the code cells their outputs and their numbers, in order. Outputs that are what is stored already
    /// change nothing, in whatever layout and with whatever numbers.
    pub fn set_outputs(&mut self, outputs: Vec<Vec<Value>>) {
        if self.code_cells().zip(&outputs).all(|(cell, outputs)| same(cell.outputs(), outputs)) {
            return;
        }
        self.changed = true;
        let cells = self.content["cells"].as_array_mut().expect("a notebook that was read has cells");
        let code = cells.iter_mut().filter(|cell| cell["cell_type"] == "code");
        for (index, (cell, outputs)) in code.zip(outputs).enumerate() {
            cell["execution_count"] = json!(index + 1);
            cell["outputs"] = Value::Array(outputs);
        }
    }

    /// Writes the notebook in Jupyter's own layout, if it differs from the file. The file is whole at every
    /// moment: the new one is complete on the disk before it takes the old one's name.
    pub fn write(&self) -> Result<(), NotebookError> {
        if !self.changed {
            return Ok(());
        }
        let bytes = self.to_bytes();
        let write = || -> io::Result<()> {
            // A link is followed, so that what it points to is what changes.
            let path = self.path.canonicalize()?;
            let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
            if fs::metadata(&path)?.permissions().readonly() {
                // A new file could take its place, which is not what its owner wants.
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
            }
            remove_leftovers(folder);
            let mut file = tempfile::Builder::new().prefix(SAVING).tempfile_in(folder)?;
            file.write_all(&bytes)?;
            file.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            Ok(())
        };
        write().map_err(|cause| NotebookError { name: self.name.clone(), problem: Problem::Write(cause) })
    }

    /// The same notebook with other cells, each as nbformat has it.
    pub fn with_cells(&self, cells: Vec<Value>) -> Notebook {
        let mut other = Notebook { changed: true, ..self.clone() };
        other.content["cells"] = Value::Array(cells);
        other
    }

    /// One space of indent, keys in order, a line end at the end: what Jupyter writes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let layout = serde_json::ser::PrettyFormatter::with_indent(b" ");
        let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, layout);
        serde::Serialize::serialize(&self.content, &mut serializer).expect("JSON can be written to memory");
        bytes.push(b'\n');
        bytes
    }
}

/// The content of a file that is a notebook of ours.
fn judge(bytes: &[u8]) -> Result<Value, Problem> {
    let content: Value = serde_json::from_slice(bytes)?;
    match content["nbformat"].as_u64() {
        None => return Err(Problem::NotNotebook("it has no `nbformat`")),
        Some(4) => {}
        Some(format) => return Err(Problem::Format(format)),
    }
    let Some(cells) = content["cells"].as_array() else {
        return Err(Problem::NotNotebook("it has no list of `cells`"));
    };
    if !cells.iter().all(|cell| cell["cell_type"].is_string() && source_of(cell).is_some()) {
        return Err(Problem::NotNotebook("one of its cells has no type or no source"));
    }
    let metadata = &content["metadata"];
    let names =
        [&metadata["kernelspec"]["name"], &metadata["kernelspec"]["language"], &metadata["language_info"]["name"]];
    let names: Vec<&str> = names.into_iter().filter_map(Value::as_str).collect();
    match names.first() {
        None => Err(Problem::NoKernel),
        Some(_) if names.iter().any(|name| name.eq_ignore_ascii_case("rust")) => Ok(content),
        Some(first) => Err(Problem::Kernel((*first).to_owned())),
    }
}

/// How the name of a file begins that is to become a notebook.
const SAVING: &str = ".saving-";

/// Removes what a run that was ended in the middle of its last word has left in the folder, but nothing that
/// another one may be writing now.
fn remove_leftovers(folder: &Path) {
    const OLD: Duration = Duration::from_secs(3600);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let old = entry
            .metadata()
            .and_then(|metadata| metadata.modified())
            .is_ok_and(|time| time.elapsed().is_ok_and(|age| age > OLD));
        if old && entry.file_name().to_string_lossy().starts_with(SAVING) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether two lists of outputs are the same to a reader: a text may be stored as one string or as lines, and
/// the number of the cell does not count.
fn same(left: &[Value], right: &[Value]) -> bool {
    let plain = |outputs: &[Value]| outputs.iter().map(plainly).collect::<Vec<_>>();
    plain(left) == plain(right)
}

fn plainly(output: &Value) -> Value {
    let mut output = output.clone();
    let Some(fields) = output.as_object_mut() else { return output };
    fields.remove("execution_count");
    let as_text = |value: &mut Value| {
        if let Some(text) = text_of(value) {
            *value = Value::String(text);
        }
    };
    fields.get_mut("text").map(as_text);
    fields.get_mut("data").and_then(Value::as_object_mut).into_iter().flatten().for_each(|(_, form)| as_text(form));
    output
}

/// A cell.
#[derive(Clone, Copy)]
pub struct Cell<'notebook>(&'notebook Value);

impl<'notebook> Cell<'notebook> {
    /// The cell's name in its notebook; notebooks before nbformat 4.5 have none.
    pub fn id(self) -> Option<&'notebook str> {
        self.0["id"].as_str()
    }

    /// Its id, or a name by its index among all cells: where it is found in a page, in slides and in a plan.
    pub fn place(self, index: usize) -> String {
        self.id().map_or_else(|| format!("cell-{}", index + 1), str::to_owned)
    }

    pub fn is_code(self) -> bool {
        self.0["cell_type"] == "code"
    }

    pub fn is_markdown(self) -> bool {
        self.0["cell_type"] == "markdown"
    }

    /// Its number among the code cells that were run, from 1, if it was run.
    pub fn execution_count(self) -> Option<u64> {
        self.0["execution_count"].as_u64()
    }

    pub fn tags(self) -> impl Iterator<Item = &'notebook str> {
        self.0["metadata"]["tags"].as_array().into_iter().flatten().filter_map(Value::as_str)
    }

    pub fn has_tag(self, tag: &str) -> bool {
        self.tags().any(|of| of == tag)
    }

    /// What is said about the cell beside what is in it.
    pub fn metadata(self) -> &'notebook Value {
        &self.0["metadata"]
    }

    pub fn source(self) -> String {
        source_of(self.0).unwrap_or_default()
    }

    /// All of it, as nbformat has it.
    pub fn json(self) -> &'notebook Value {
        self.0
    }

    pub fn outputs(self) -> &'notebook [Value] {
        self.0["outputs"].as_array().map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether what the cell puts out differs from run to run, as a time does.
    pub fn is_volatile(self) -> bool {
        self.0["metadata"]["volatile"] == true
    }
}

/// A cell's text; a notebook stores it as one string or as a list of lines.
fn source_of(cell: &Value) -> Option<String> {
    text_of(&cell["source"])
}

/// A text as notebooks store it: one string or a list of lines.
pub fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(lines) => lines.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

/// A text as Jupyter stores it, as a list of lines.
pub fn lines_of(text: &str) -> Value {
    text.split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIMAL: &str = r#"{"cells":[{"cell_type":"code","source":["1 +\n","1"],"outputs":[],"metadata":{}}],
        "metadata":{"kernelspec":{"name":"rust"}},"nbformat":4,"nbformat_minor":5}"#;

    fn file(content: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ipynb");
        fs::write(&path, content).unwrap();
        (folder, path)
    }

    #[test]
    fn a_notebook_gives_its_code_in_order() {
        let (_folder, path) = file(MINIMAL);
        let notebook = Notebook::read(&path, &path).unwrap();
        assert_eq!(notebook.code_cells().map(Cell::source).collect::<Vec<_>>(), ["1 +\n1"]);
    }

    #[test]
    fn written_twice_it_is_the_same_file() {
        let (_folder, path) = file(MINIMAL);
        let mut notebook = Notebook::read(&path, &path).unwrap();
        notebook.set_outputs(vec![vec![json!({"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]})]]);
        notebook.write().unwrap();
        let once = fs::read(&path).unwrap();
        let again = Notebook::read(&path, &path).unwrap();
        again.write().unwrap();
        assert_eq!(once, fs::read(&path).unwrap());
        assert_eq!(once, again.to_bytes());
        assert!(String::from_utf8(once).unwrap().starts_with("{\n \"cells\": [\n  {\n   \"cell_type\""));
    }
}
