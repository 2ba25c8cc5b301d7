"""Runs notebooks through Jupyter on a given kernel program, one after the other, and compares with their stored outputs.

    python same_on.py KERNEL NOTEBOOK...

KERNEL is a program that takes `--control_file FILE`: the stock evcxr_jupyter (tests/stock) or this project's own. The
stock one reads the standard library's sources for the types of variables, and keeps the compiled library from one notebook
to the next. Needs the packages of requirements.in. Same machine, same library: the outputs must be equal.
"""

import json
import os
import pathlib
import sys
import tempfile

import nbformat
from nbclient import NotebookClient

# A widget's place, which stands beside a picture.
WIDGET = "application/vnd.jupyter.widget-view+json"
CELL_WITHIN = 600  # seconds; the first cell compiles the library


def outputs(cell):
    """What a reader sees of a code cell, without its number: the text of each stream, and the values."""
    streams = {}
    for output in cell.outputs:
        if output.output_type == "stream":
            # A kernel may send a text in pieces.
            streams[output.name] = streams.get(output.name, "") + output.text
    return [streams, [dict(output.data) for output in cell.outputs if "data" in output and WIDGET not in output.data]]


def differing(stored, run):
    """The code cells that were run and do not show what is stored, as pairs."""
    pairs = [pair for pair in zip(stored.cells, run.cells) if pair[0].cell_type == "code"]
    return [(before, after) for before, after in pairs
            if outputs(before) != outputs(after) and not before.metadata.get("volatile")]


def disagreeing(notebook):
    """The code cells of a notebook, and those that do not show what is stored."""
    stored = nbformat.read(notebook, as_version=4)
    run = nbformat.reads(nbformat.writes(stored), as_version=4)
    client = NotebookClient(run, kernel_name="rust", timeout=CELL_WITHIN, startup_timeout=CELL_WITHIN,
                            resources={"metadata": {"path": str(notebook.parent)}})
    client.execute()
    return sum(cell.cell_type == "code" for cell in stored.cells), differing(stored, run)


def main():
    kernel, *notebooks = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    all_agree = True
    with tempfile.TemporaryDirectory() as data:
        spec = pathlib.Path(data) / "kernels" / "rust"
        spec.mkdir(parents=True)
        argv = [str(kernel), "--control_file", "{connection_file}"]
        (spec / "kernel.json").write_text(json.dumps(
            {"argv": argv, "display_name": "Rust", "language": "rust", "interrupt_mode": "message"}))
        os.environ["JUPYTER_PATH"] = data
        # Where the stock kernel compiles: it would make the library anew for each kernel. Ours has a place of its own.
        os.environ["EVCXR_TMPDIR"] = str(pathlib.Path(data) / "build")
        for notebook in notebooks:
            count, failed = disagreeing(notebook)
            for before, after in failed:
                print(f"{before.id}: stored {str(outputs(before))[:300]}\n  now {str(outputs(after))[:300]}")
            print(f"{notebook.name}: {count - len(failed)} of {count} cells agree on {kernel.name}", flush=True)
            all_agree &= not failed
    sys.exit(not all_agree)


if __name__ == "__main__":
    main()
