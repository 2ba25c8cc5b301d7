//! What can go wrong, as a sentence for whoever builds the pages.

use notebook::NotebookError;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    #[error("{}: there is no notebook in it. `--notebooks` names another folder", .0.display())]
    NoNotebooks(PathBuf),
    #[error(transparent)]
    Notebook(#[from] NotebookError),
    #[error("{notebook}, cell `{cell}`: {problem}")]
    Cell { notebook: String, cell: String, problem: CellProblem },
    #[error("{notebook}: it does not begin with a heading `# …`, which is the title of its page")]
    NoTitle { notebook: String },
    #[error("{}: {cause}", path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error(
        "{}: it holds `{found}`, which no run of this command has written. Nothing was removed; choose another folder",
        path.display()
    )]
    NotOurs { path: PathBuf, found: String },
    #[error("port {port} of this machine: {cause}. Choose another with `--serve`")]
    Port { port: u16, cause: io::Error },
    #[error("the library for the browser: cargo with `{}` ended with {status}. `--still` writes the pages without it", rustc.display())]
    Module { rustc: PathBuf, status: ExitStatus },
    #[error("the library for the browser: `{program}` ended with {status}. `--still` writes the pages without it")]
    Binaryen { program: &'static str, status: ExitStatus },
    #[error("the library for the browser: {0}. `--still` writes the pages without it")]
    Wasm(#[from] wasmparser::BinaryReaderError),
    #[error("a template of the pages: {0:#}")]
    Template(#[from] minijinja::Error),
}

/// What is wrong with a cell.
#[derive(Debug, thiserror::Error)]
pub enum CellProblem {
    #[error("its formula `{formula}` cannot be converted: {cause}")]
    Formula { formula: String, cause: String },
    #[error("it ended with an error: {0}")]
    Failed(String),
    #[error("it has no outputs, for it was not run. `calculus run --write` runs the notebook and stores them")]
    NotRun,
    #[error("its output has no form that a page can show, only {0}")]
    Form(String),
}
