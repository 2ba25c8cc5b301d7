"""The cell magic that hands cells to the kernel of the course, in IPython, as Google Colab's kernel is one.

    python magic.py

Needs IPython and jupyter_client, and the module and the kernel `rust` where they are looked for.
"""

import tempfile

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

shell = InteractiveShell.instance()


def run(cell):
    """What ended the cell, if anything did, what it has printed, and what it has shown."""
    with capture_output() as seen:
        result = shell.run_cell(cell)
    return result.error_before_exec or result.error_in_exec, seen.stdout, [output.data for output in seen.outputs]


assert run("%load_ext calculus_magic")[0] is None
with tempfile.TemporaryDirectory() as folder:
    error, _, shown = run(f"%%calculus {folder}\nlet six = 6;\nstd::env::current_dir().unwrap().file_name().unwrap().to_owned()")
    assert error is None and folder.rsplit("/", 1)[1] in shown[0]["text/plain"], (error, shown)
    # What one cell has defined the next ones know, and Python's own cells go on as ever.
    assert run('%%rust\nprintln!("{}", six * 7); six')[1:] == ("42\n", [{"text/plain": "6"}])
    assert run("1 + 1")[0] is None
    error, printed, _ = run('%%rust\npanic!("on purpose")')
    assert type(error).__name__ == "CellFailed" and "on purpose" in printed, (error, printed)
    error, printed, _ = run("%%rust\nlet x: i32 = 1.5;")
    assert type(error).__name__ == "CellFailed" and "mismatched types" in printed, (error, printed)
    assert run("%calculus_restart")[0] is None
    error, printed, _ = run(f"%%rust {folder}\nsix")
    assert type(error).__name__ == "CellFailed" and "six" in printed, "a new kernel knows nothing of the old one"
run("%calculus_restart")
print("cells in Rust run from a notebook in Python")
