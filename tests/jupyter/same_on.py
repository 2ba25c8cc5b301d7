"""Runs a notebook through Jupyter on a given kernel program and compares with its stored outputs.

    python same_on.py KERNEL NOTEBOOK

KERNEL is a program that takes `--control_file FILE`: the stock evcxr_jupyter (tests/stock) or this project's own. The
stock one reads the standard library's sources for the types of variables. Needs the packages of requirements.in. Same machine, same library: the outputs must be equal.
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


def main():
    kernel, notebook = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    stored = nbformat.read(notebook, as_version=4)
    with tempfile.TemporaryDirectory() as data:
        spec = pathlib.Path(data) / "kernels" / "rust"
        spec.mkdir(parents=True)
        argv = [str(kernel), "--control_file", "{connection_file}"]
        (spec / "kernel.json").write_text(json.dumps(
            {"argv": argv, "display_name": "Rust", "language": "rust", "interrupt_mode": "message"}))
        os.environ["JUPYTER_PATH"] = data
        run = nbformat.reads(nbformat.writes(stored), as_version=4)
        client = NotebookClient(run, kernel_name="rust", timeout=CELL_WITHIN, startup_timeout=CELL_WITHIN,
                                resources={"metadata": {"path": str(notebook.parent)}})
        client.execute()
    failed = differing(stored, run)
    for before, after in failed:
        print(f"{before.id}: stored {str(outputs(before))[:300]}\n  now {str(outputs(after))[:300]}")
    count = sum(cell.cell_type == "code" for cell in stored.cells)
    print(f"{count - len(failed)} of {count} cells agree on {kernel.name}")
    sys.exit(len(failed) > 0)


if __name__ == "__main__":
    main()
