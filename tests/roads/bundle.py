"""The course from a bundle, in a network namespace that has no network, and in an empty home.

    python bundle.py BUNDLE [--notebook 01-limits.ipynb]

BUNDLE is what `calculus bundle` has written. In a browser, JupyterLab opens the course from it and all of the notebook is run, by
tests/jupyter/lab.py. Needs what that needs, and `unshare` and `ip`. It takes minutes; what the script `open` does with bundles
that are not whole is tried by tests/bundle.rs.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

LAB = pathlib.Path(__file__).resolve().parents[1] / "jupyter" / "lab.py"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle", type=pathlib.Path)
    parser.add_argument("--notebook", default="01-limits.ipynb")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = pathlib.Path(place) / "home"
        home.mkdir()
        # Where Rust is; all else of the user's is not there.
        rust = {name: os.environ.get(name) or str(pathlib.Path.home() / folder) for name, folder in (("RUSTUP_HOME", ".rustup"),)}
        environment = {**os.environ, **rust, "HOME": str(home)}
        for name in ("CALCULUS_CACHE", "CALCULUS_SHARED", "CARGO_HOME", "PIP_INDEX_URL", "PIP_FIND_LINKS"):
            environment.pop(name, None)
        # What lab.py takes for the command.
        program = pathlib.Path(place) / "calculus"
        program.write_text(f'#!/bin/sh\nshift\nexec sh "{arguments.bundle.resolve()}/open" "{home}/mine" "$@"\n')
        program.chmod(0o755)
        without = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
        reached = subprocess.run([*without, sys.executable, "-c", "import socket; socket.create_connection(('1.1.1.1', 53), 3)"],
                                 capture_output=True, env=environment)
        assert reached.returncode != 0, "there is a network"
        # The notebook as the bundle's copy of it has it, for what is to show.
        notebook = LAB.parents[2] / "notebooks" / arguments.notebook
        return subprocess.run([*without, sys.executable, LAB, program, notebook], env=environment).returncode


sys.exit(main())
