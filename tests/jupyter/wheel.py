"""The road without a compilation of the kernel: a wheel is used as by someone who has only that.

    python wheel.py WHEEL NOTEBOOK [--whole]

WHEEL is what wheel/course_wheel.py has built. It is installed beside jupyter_client into a fresh environment that nobody
activates. There the kernel `rust`, found by its name, computes; a cell that panics is an error; and the first cells of
NOTEBOOK load the library of the checkout that it lies in. The course that the wheel carries is laid out in an empty home, and
what was changed in it is still there after an upgrade. Then papermill, which joins it, gives a notebook its parameters,
and a notebook in Python runs cells in Rust.
With --whole, which takes minutes, `calculus lab` opens that course in a browser, and all its first notebook is run.
Needs the packages of requirements.in, and the network for jupyter_client.
"""

import json
import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile
import venv

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
CLIENT = CHECKOUT / "tests" / "jupyter" / "client.txt"  # from client.in, as requirements.txt from requirements.in
CELL_WITHIN = 600  # seconds; the first cell of a notebook compiles the library
PICTURE = "data:image/svg+xml"


def main(wheel, notebook, whole):
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")

        environment = place / "environment"
        venv.create(environment, with_pip=True)
        python = environment / "bin" / "python"
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run(*pip, "--no-index", wheel)
        run(*pip, "--require-hashes", "--requirement", CLIENT)

        # Nothing else may be the kernel that is found: no user's own, and none on the PATH.
        alone = {**os.environ, "JUPYTER_DATA_DIR": str(place / "data"), "JUPYTER_RUNTIME_DIR": str(place / "runtime")}
        for name in ("JUPYTER_PATH", "VIRTUAL_ENV"):
            alone.pop(name, None)
        assert str(environment) not in alone["PATH"]
        run(python, __file__, "--there", notebook, environment, cwd=place, env=alone)
        laid_out(environment, place, alone, whole)

        # papermill and IPython are where this program has its packages from.
        joined = {**alone, "PYTHONPATH": sysconfig.get_path("purelib")}
        run(python, CHECKOUT / "tests" / "roads" / "magic.py", cwd=place, env=joined)
        parameters(python, place, joined)


def laid_out(environment, place, alone, whole):
    """The course that the wheel carries, in an empty home; and then a newer one."""
    home, installed, calculus = place / "home", environment / "share" / "calculus", environment / "bin" / "calculus"
    home.mkdir()
    rust = {name: alone.get(name) or str(pathlib.Path.home() / folder)
            for name, folder in (("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup"))}
    alone = {**alone, **rust, "HOME": str(home)}
    if whole:
        run(sys.executable, pathlib.Path(__file__).with_name("lab.py"), calculus, home / "calculus" / "notebooks" / "01-limits.ipynb",
            cwd=home, env=alone)
        run(calculus, "run", "--check", home / "calculus" / "notebooks" / "01-limits.ipynb", cwd=home, env=alone)
    # Without a Python it ends when it has laid out the course, and says so.
    nothing = place / "nothing"
    nothing.mkdir()

    def lay():
        said = subprocess.run([calculus, "lab", "--no-browser"], cwd=home, env={**alone, "PATH": str(nothing)}, capture_output=True, text=True)
        assert said.returncode == 2 and "no Python" in said.stderr, said
        return said.stderr

    lay()
    mine = home / "calculus"
    for name in [*(f"notebooks/{one.name}" for one in (CHECKOUT / "notebooks").glob("*.ipynb")), "Cargo.lock",
                 *(str(one.relative_to(CHECKOUT)) for one in (CHECKOUT / "crate" / "src").rglob("*.rs"))]:
        assert (mine / name).read_bytes() == (CHECKOUT / name).read_bytes(), name

    changed, unchanged = mine / "notebooks" / "01-limits.ipynb", mine / "notebooks" / "02-derivatives.ipynb"
    changed.write_text(changed.read_text() + "\n")
    kept = changed.read_bytes()
    for name in (changed.name, unchanged.name):
        with (installed / "notebooks" / name).open("a") as newer:
            newer.write("  \n")
    said = lay()
    assert "01-limits.new.ipynb" in said, said
    assert changed.read_bytes() == kept, "a changed notebook is still there after an upgrade"
    for new, name in ((changed.with_name("01-limits.new.ipynb"), changed.name), (unchanged, unchanged.name)):
        assert new.read_bytes() == (installed / "notebooks" / name).read_bytes(), new
    assert "01-limits" not in lay(), "it is said once"
    print("the course is laid out in an empty home, and an upgrade keeps what was changed")


def parameters(python, place, joined):
    """A notebook whose cell with the tag `parameters` is followed by others than those that stand in it."""
    cells = [{"cell_type": "code", "id": f"cell-{index}", "metadata": {"tags": tags}, "source": source, "outputs": [], "execution_count": None}
             for index, (source, tags) in enumerate([("let rate = 0.1;\nlet name = \"nobody\";", ["parameters"]),
                                                     ('println!("{name}: {}", 2.0 * rate);', [])])]
    kernelspec = {"name": "rust", "display_name": "Rust", "language": "rust"}
    (place / "in.ipynb").write_text(json.dumps(
        {"cells": cells, "metadata": {"kernelspec": kernelspec}, "nbformat": 4, "nbformat_minor": 5}))
    run(python, "-m", "papermill", "in.ipynb", "out.ipynb", "-p", "rate", "0.5", "-p", "name", "Ann", cwd=place, env=joined)
    out = json.loads((place / "out.ipynb").read_text())["cells"]
    injected, printed = "".join(out[1]["source"]), "".join(out[2]["outputs"][0]["text"])
    assert "let rate: f64 = 0.5;" in injected, injected
    assert printed == "Ann: 1\n", printed
    print("papermill -p gives a notebook its parameters")


def run(*command, **options):
    subprocess.run([str(word) for word in command], check=True, **options)


def there(notebook, environment):
    """Plays the user; runs on the fresh environment's own Python."""
    first_kernel(notebook, environment)
    loads_at_once(notebook)


def loads_at_once(notebook):
    """What one kernel has compiled of the library, the next one does not compile, without a lab that would keep it."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="rust", cwd=str(notebook.parent), startup_timeout=CELL_WITHIN)
    try:
        status, values = cell(client, code_cells(notebook)[0])
        assert status == "ok" and "compiling" not in json.dumps(values), values
        print("a second kernel finds the library compiled")
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


def first_kernel(notebook, environment):
    from jupyter_client.manager import start_new_kernel

    folder = notebook.parent
    manager, client = start_new_kernel(kernel_name="rust", cwd=str(folder), startup_timeout=CELL_WITHIN)
    try:
        spec = pathlib.Path(manager.kernel_spec.resource_dir).resolve()
        assert spec.is_relative_to(environment.resolve()), f"the kernelspec that was found is {spec}"
        assert manager.kernel_spec.interrupt_mode == "message"

        status, values = cell(client, "6 * 7")
        assert (status, values) == ("ok", [{"text/plain": "42"}]), (status, values)
        status, _ = cell(client, 'panic!("on purpose");')
        assert status == "error", "a cell that panics must be an error"

        # As far as the first picture: it is drawn by the library.
        for source in code_cells(notebook):
            status, values = cell(client, source)
            assert status == "ok", f"{status}: {source}"
            if PICTURE in json.dumps(values):
                break
        else:
            raise AssertionError(f"no cell of {notebook.name} has shown a picture")
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


def code_cells(notebook):
    cells = json.loads(notebook.read_text())["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def cell(client, source):
    """How the cell ended, and the values that it has shown."""
    values = []

    def look(message):
        content = message["content"]
        if "data" in content:
            values.append(content["data"])
        if message["msg_type"] in ("stream", "error"):
            print("\n".join(content.get("traceback", [content.get("text", "")])))

    reply = client.execute_interactive(source, timeout=CELL_WITHIN, output_hook=look)
    return reply["content"]["status"], values


if __name__ == "__main__":
    whole = "--whole" in sys.argv
    first, second = (pathlib.Path(argument).resolve() for argument in sys.argv[1:] if argument not in ("--there", "--whole"))
    if "--there" in sys.argv:
        there(first, second)
    else:
        main(first, second, whole)
        print("the wheel is enough where Rust is there")
