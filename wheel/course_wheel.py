"""Builds the wheel: the command and kernel, and the course that they lay out.

    python wheel/course_wheel.py [--out FOLDER] [MATURIN'S ARGUMENTS]

maturin puts into a wheel what lies in one folder. That folder is laid here, in `target/wheel`: what stands in this one, and
the course. `pip wheel .` and `pip install .` come here too (see pyproject.toml). With `--lay` nothing is built: for who calls
maturin themselves.
"""

import pathlib
import shutil
import subprocess
import sys

CHECKOUT = pathlib.Path(__file__).resolve().parents[1]
LAID = CHECKOUT / "target" / "wheel"  # as pyproject.toml names it
COURSE = LAID / "data" / "share" / "calculus"  # as src/course/mod.rs looks for it, from the environment's `bin`


def lay():
    """Lays the folder anew: nothing of an earlier version stays in it."""
    shutil.rmtree(LAID, ignore_errors=True)
    for part in ("data", "purelib"):
        shutil.copytree(CHECKOUT / "wheel" / part, LAID / part, ignore=shutil.ignore_patterns("__pycache__"))
    (COURSE / "notebooks").mkdir(parents=True)
    for notebook in sorted((CHECKOUT / "notebooks").glob("*.ipynb")):
        shutil.copy(notebook, COURSE / "notebooks")
    shutil.copytree(CHECKOUT / "crate" / "src", COURSE / "crate" / "src")
    shutil.copy(CHECKOUT / "crate" / "Cargo.toml", COURSE / "crate")
    shutil.copy(CHECKOUT / "Cargo.lock", COURSE)
    shutil.copy(CHECKOUT / "src" / "course" / "Cargo.toml", COURSE)


# What pip asks of what builds a project (PEP 517).

def get_requires_for_build_wheel(config_settings=None):
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    import maturin
    return maturin.prepare_metadata_for_build_wheel(metadata_directory, config_settings)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    import maturin
    lay()
    return maturin.build_wheel(wheel_directory, config_settings, metadata_directory)


if __name__ == "__main__":
    lay()
    if sys.argv[1:] != ["--lay"]:
        sys.exit(subprocess.run([sys.executable, "-m", "maturin", "build", *sys.argv[1:]], cwd=CHECKOUT).returncode)
