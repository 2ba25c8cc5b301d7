"""The kernel with programs other than JupyterLab, each played as a person would use it.

    python clients.py CALCULUS

CALCULUS is the built command. Needs the packages of requirements.in. papermill, which needs the wheel, is in wheel.py.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import nbformat
from nbformat import v4

from kernel import ANSWER_WITHIN, install


def run(*command, **options):
    """What a program says, in both streams."""
    ended = subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True, text=True, timeout=5 * ANSWER_WITHIN, **options)
    return ended.returncode, ended.stdout + ended.stderr


def demand(what, holds, said):
    if not holds:
        sys.exit(f"FAILED  {what}\n{said}")
    print(f"ok      {what}", flush=True)


def nbconvert(folder):
    kernelspec = {"name": "rust", "display_name": "Rust", "language": "rust"}
    cells = [v4.new_markdown_cell("# Title"), v4.new_code_cell("let rate = 0.25;"), v4.new_code_cell('println!("{rate}");\nrate * 2.0')]
    nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), folder / "in.ipynb")
    code, said = run("nbconvert", "--to", "notebook", "--execute", "in.ipynb", "--output", "out.ipynb", cwd=folder)
    demand("nbconvert --execute ends well", code == 0, said)
    outputs = json.loads((folder / "out.ipynb").read_text())["cells"][2]["outputs"]
    kinds = [output["output_type"] for output in outputs]
    demand(f"with what the cell printed and its value: {kinds}", kinds == ["stream", "execute_result"], outputs)
    code, said = run("nbconvert", "--to", "script", "out.ipynb", cwd=folder)
    demand("nbconvert --to script writes .rs", (folder / "out.rs").exists() and "rate * 2.0" in (folder / "out.rs").read_text(), said)

    failing = v4.new_notebook(cells=[v4.new_code_cell('panic!("on purpose");')], metadata={"kernelspec": kernelspec})
    nbformat.write(failing, folder / "failing.ipynb")
    code, said = run("nbconvert", "--to", "notebook", "--execute", "failing.ipynb", cwd=folder)
    demand("and fails at a panic, with its words", code != 0 and "cell 1, line 1: on purpose" in said, said)


def console(folder):
    lines = "let x = 5.0;\nfn twice(x: f64) -> f64 {\n2.0 * x\n}\n\ntwice(x)\n1 +\n\nexit\n"
    code, said = run("jupyter_console", "--kernel", "rust", "--simple-prompt", cwd=folder, input=lines)
    demand("jupyter console computes over several lines", "10.0" in said, said)


def jupyter_run(folder):
    (folder / "script.rs").write_text('let name = "Rust";\nprintln!("hello, {name}");\n')
    code, said = run("jupyter_client.runapp", "--kernel", "rust", "script.rs", cwd=folder)
    demand("jupyter run runs a file", "hello, Rust" in said, said)


if __name__ == "__main__":
    held = install(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        for client in (nbconvert, console, jupyter_run):
            client(pathlib.Path(folder))
