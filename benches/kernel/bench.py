"""How fast the kernel answers: against the stock evcxr_jupyter, Python's kernel, and bare rustc, in one run.

    cargo build && cargo build --release --manifest-path tests/stock/Cargo.toml
    pip install --requirement benches/kernel/requirements.txt torch
    python benches/kernel/bench.py

The interpreter that runs it is also the one of the Python kernel. All kernels run the same cells: the notebook
01-limits, and what the same cells are in Python (limits.py). A cell takes from its request to its reply.

stock  the stock kernel. It keeps nothing from one start to the next, so every time is its first.
cold   our kernel as it is after the first start of the lab: the library is built for cells, and no cell is kept.
ahead  the first time, after the lab's work in the background, which has compiled the cells without running them.
warm   the same the second time on the machine: every cell of the notebook is kept.
Python IPython's kernel, the second time on the machine: its files are in memory, and Matplotlib knows its fonts.

The exit code is 1 if a claim does not hold.
"""

import argparse
import contextlib
import importlib.util
import json
import os
import pathlib
import queue
import re
import statistics
import subprocess
import sys
import tempfile
import time

import nbformat
from jupyter_client.manager import KernelManager

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "notebooks" / "01-limits.ipynb"
PLACE = ROOT / "target" / "bench-kernel"
ANSWER_WITHIN = 600  # seconds
SAID_WITHIN = 2  # seconds after the reply
SMALL_CELLS = 20
RESTARTS = 5
LOAD = ':dep calculus = { path = "../crate" }\nuse calculus::prelude::*;'
FIRST_PLOT = {"rust": LOAD + "\nplot(|x| x.sin(), -10.0..=10.0)",
              "python": "import matplotlib.pyplot as plt, numpy as np\nx = np.linspace(-10, 10, 1000)\nplt.plot(x, np.sin(x));"}
# A cell, and one with the commonest slip in it.
SLIP = {"rust": ("fn speed(t: f64) -> f64 { 3.0 * t }", "speed(20)"),
        "python": ("def speed(t): return 3.0 * t", "speed()")}
# What somebody asks while a cell is written; the words are looked up at their end.
WRITTEN = ["let samples = vec![1.0, 2.0]; samples.pus", "String::", "prin", "plo", "plot(|x| x, 0.0..=1.0).", "std::f64::consts::P",
           "std::vec::Vec", "limit", "(1.0_f64).powi", "Some(3).map", "derivative", "speed"]
# What a cell takes by itself: everything in it, and showing its value.
PROBE = """{{ let calculus_bench_start = std::time::Instant::now();
{{ {cell} }}.evcxr_display();
eprintln!("calculus-bench {{}}", calculus_bench_start.elapsed().as_secs_f64()); }}"""
# Where the store of variables begins in a cell, and the store.
STORE = "mod evcxr_internal_runtime {\n"
RUNTIME = (ROOT / "src/session/compiler/runtime.rs").read_text()
FLOAT, WHOLE = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.])"), re.compile(r"(?<![\w.])\d+(?![\w.])")

# The claims.
RUN_ALL_OF_STOCK, RUN_ALL_OF_PYTHON = 1 / 4, 1 / 5
KEPT_OF_PYTHON = 1.0
LOAD_WITHIN = 0.15  # seconds
EDITED_OF_RUSTC = 1.1
NEW_LET_OF_RUSTC = 1.5
FIRST_PLOT_WITHIN = 0.5  # seconds
FIRST_ERROR_WITHIN = 0.5  # seconds
FIRST_RUN_ALL_OF_LATER = 1.2
HELP_WITHIN = 0.15  # seconds


class Kernel:
    """A running kernel, and when it was started."""

    def __init__(self, name):
        self.manager = KernelManager(kernel_name=name)
        self.started = time.perf_counter()
        self.manager.start_kernel(cwd=str(NOTEBOOK.parent), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.reply(self.client.kernel_info())
        self.ready = self.since_start()

    def since_start(self):
        return time.perf_counter() - self.started

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel()

    def reply(self, request):
        while True:
            reply = self.client.get_shell_msg(timeout=ANSWER_WITHIN)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"]

    def run(self, source):
        """The seconds until the reply, and what the cell said on stderr."""
        start = time.perf_counter()
        request = self.client.execute(source)
        reply = self.reply(request)
        self.answered = time.perf_counter()
        said, state = "", None
        # What the cell has said may come after the reply; what comes last is that the kernel is idle. Whoever has just been
        # restarted may not be heard from the beginning.
        with contextlib.suppress(queue.Empty):
            while state != "idle":
                message = self.client.get_iopub_msg(timeout=SAID_WITHIN)
                if message["parent_header"].get("msg_id") != request:
                    continue
                content = message["content"]
                state = content.get("execution_state")
                if message["msg_type"] == "stream" and content["name"] == "stderr":
                    said += content["text"]
        if reply["status"] != "ok":
            raise CellFailed(f"{source}\n" + "\n".join(reply.get("traceback", [])))
        return self.answered - start, said

    def times(self, sources):
        return [self.run(source)[0] for source in sources]

    def helped(self):
        """The seconds of each Tab and Shift-Tab, once what they look up is there."""
        seconds = []
        for ask in (self.client.complete, self.client.inspect):
            while not self.found(ask("std::vec::Vec")):
                time.sleep(0.1)
            for written in WRITTEN:
                start = time.perf_counter()
                self.reply(ask(written))
                seconds.append(time.perf_counter() - start)
        return seconds

    def found(self, request):
        reply = self.reply(request)
        return reply.get("matches") or reply.get("found")

    def first_error(self, define, slip):
        """The seconds until the first slip in this kernel is told."""
        self.run(define)
        start = time.perf_counter()
        try:
            self.run(slip)
        except CellFailed:
            return self.answered - start
        sys.exit(f"{slip} is no slip")

    def first_plot(self, source):
        """The seconds from the wish to restart to the first picture."""
        start = time.perf_counter()
        self.manager.restart_kernel()
        self.run(source)
        return self.answered - start


class CellFailed(Exception):
    pass


def edited(source):
    """The cell with another number in it, if it has one."""
    if found := FLOAT.search(source):
        return source[:found.end()] + "03" + source[found.end():]
    if found := WHOLE.search(source):
        return source[:found.start()] + str(int(found.group()) + 1) + source[found.end():]
    return None


def own_times(kernel, sources):
    """What each cell takes by itself, measured in the process in which it has run before."""
    own = []
    for source in sources:
        _, said = kernel.run(PROBE.format(cell=source))
        own.append(float(re.search(r"calculus-bench (\S+)", said).group(1)))
    return own


def edits(kernel, sources, build):
    """Each cell with another number, and then bare rustc on what was generated for it: pairs of seconds."""
    pairs, failed = [], 0
    for source in filter(None, map(edited, sources)):
        try:
            seconds, _ = kernel.run(source)
        except CellFailed:
            failed += 1  # not every number may be changed: a polygon needs sides that doubling reaches
            continue
        pairs.append((seconds, bare_rustc(build) if build else None))
    return pairs, failed


def with_store(source):
    """What cargo would compile for a cell: the store of variables stands in it, at the place that is left for it."""
    before, store, after = source.partition(STORE)
    return before + store + (RUNTIME + after[RUNTIME.count("\n"):] if store else "")


def bare_rustc(build):
    """Compiles what was generated for the last cell, with the flags and variables that the session has written down."""
    # One for each set of dependencies that the session has had: the last is that of its cells now.
    files = sorted((build / "recipes").glob("*.json"), key=lambda file: file.stat().st_mtime)
    recipe = [recipe for recipe in map(json.loads, map(pathlib.Path.read_text, files)) if "--extern" in recipe["arguments"]][-1]
    placed = lambda text: text.replace("{build}", str(build))
    with tempfile.TemporaryDirectory(dir=PLACE) as folder:
        source = pathlib.Path(folder) / "src" / "lib.rs"
        source.parent.mkdir()
        source.write_text(with_store((build / "compiled.rs").read_text()))
        arguments = [placed(argument) for argument in recipe["arguments"]]
        arguments[arguments.index("--out-dir") + 1] = folder
        environment = {name: placed(value) for name, value in recipe["environment"].items()}
        rustc = pathlib.Path(environment["CARGO"]).with_name("rustc")
        start = time.perf_counter()
        subprocess.run([rustc, *arguments], cwd=folder, env=os.environ | environment, check=True, capture_output=True)
        return time.perf_counter() - start


def run_all(name, sources, then=lambda kernel, run: None):
    """A new kernel that runs the notebook, and then whatever else."""
    with Kernel(name) as kernel:
        run = {"ready": kernel.ready, "cells": kernel.times(sources), "total": kernel.since_start()}
        then(kernel, run)
    return run


def afterwards(language, sources, restarts):
    """What is measured in a kernel that has run the notebook."""
    def measure(kernel, run):
        run["first error"] = [kernel.first_error(*SLIP[language])]
        run["later"], run["again"] = kernel.times(sources), kernel.times(sources)
        small = [f"{number} + 1" for number in range(SMALL_CELLS)]
        run["small new"], run["small again"] = kernel.times(small), kernel.times(small)
        if language == "rust":
            run["help"] = kernel.helped() if kernel.manager.kernel_name == "calculus" else []
            run["new let"] = kernel.times([f"let values_{number} = vec![{number}.5];" for number in range(SMALL_CELLS)])
        build = None
        if kernel.manager.kernel_name == "calculus":
            run["own"] = own_times(kernel, sources[1:])
            build = pathlib.Path(kernel.run('eprint!("{}", std::env::var("EVCXR_TMPDIR").unwrap());')[1])
        run["edited"], run["not editable"] = edits(kernel, sources[1:], build)
        run["first plot"] = []
        for _ in range(restarts):
            run["first plot"].append(kernel.first_plot(FIRST_PLOT[language]))
    return measure


def in_turns(kernels, rounds):
    """The medians of several runs of each of these: a kernel, its language, its cells. In turns, so that an hour in which the
    machine is slow is one for all; the last run of each measures the rest."""
    runs = {label: [] for label in kernels}
    for left in reversed(range(rounds)):
        for label, (name, language, sources) in kernels.items():
            rest = () if left else (afterwards(language, sources, RESTARTS),)
            runs[label].append(run_all(name, sources, *rest))
    return {label: median_run(each) for label, each in runs.items()}


def median_run(runs):
    """The medians of several, with what the last alone has measured."""
    cells = [statistics.median(times) for times in zip(*(run["cells"] for run in runs))]
    return runs[-1] | {"cells": cells, **{name: statistics.median(run[name] for run in runs) for name in ("ready", "total")}}


def prepare(arguments):
    """Has the kernels registered, and the library built for cells."""
    global CALCULUS
    CALCULUS = arguments.calculus.resolve()
    PLACE.mkdir(parents=True, exist_ok=True)
    os.environ["CALCULUS_CACHE"] = str((arguments.cache or PLACE / "cache").resolve())
    os.environ["JUPYTER_PATH"] = str(PLACE)
    programs = {"stock": [arguments.stock.resolve(), "--control_file"], "calculus": [arguments.calculus.resolve(), "--control_file"],
                "python": [sys.executable, "-m", "ipykernel_launcher", "-f"]}
    for name, program in programs.items():
        spec = PLACE / "kernels" / name / "kernel.json"
        spec.parent.mkdir(parents=True, exist_ok=True)
        argv = [*map(str, program), "{connection_file}"]
        spec.write_text(json.dumps({"argv": argv, "display_name": name, "language": name}))
    # What the lab does at its first start.
    load = nbformat.read(NOTEBOOK, as_version=4)
    load.cells = [nbformat.v4.new_code_cell(LOAD.replace("../crate", str(ROOT / "crate")))]
    nbformat.write(load, PLACE / "load.ipynb")
    subprocess.run([arguments.calculus, "run", PLACE / "load.ipynb"], check=True)
    forget_cells()


def forget_cells():
    subprocess.run([CALCULUS, "cache", "--clear"], check=True, stdout=subprocess.DEVNULL)


def compile_ahead():
    """What the lab does in the background once it is open."""
    forget_cells()
    subprocess.run([CALCULUS, "--ahead"], check=True, cwd=NOTEBOOK.parent)


def notebooks():
    """The names of the code cells, and their sources in both languages."""
    rust = {cell.id: cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"}
    pieces = re.split(r"^# %% (\S+)\n", (pathlib.Path(__file__).parent / "limits.py").read_text(), flags=re.M)[1:]
    python = dict(zip(pieces[::2], map(str.strip, pieces[1::2])))
    if list(rust) != list(python):
        sys.exit(f"limits.py has other cells than the notebook: {set(rust) ^ set(python) or 'in another order'}")
    if not importlib.util.find_spec("torch"):
        print("this Python has no torch; its kernel runs without importing it")
        python["start-load"] = python["start-load"].replace("\nimport torch", "")
    return list(rust), list(rust.values()), list(python.values())


def milliseconds(times):
    return f"{1000 * statistics.median(times):.0f} ({1000 * max(times):.0f})"


def table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(text.ljust(width) if column == 0 else text.rjust(width)
                        for column, (text, width) in enumerate(zip(row, widths))))
    print()


def report(names, runs):
    print("\nmilliseconds of each cell, from its request to its reply")
    table([["", *runs]] + [[name, *(f"{1000 * run['cells'][at]:.0f}" for run in runs.values())] for at, name in enumerate(names)])
    optional = lambda kind: [milliseconds(run[kind]) if kind in run else "" for run in runs.values()]
    print("milliseconds, medians (and the worst); without the cell that loads the library")
    table([["", *runs],
           ["kernel start to ready", *(f"{1000 * run['ready']:.0f}" for run in runs.values())],
           ["kernel start to the end of Run All", *(f"{1000 * run['total']:.0f}" for run in runs.values())],
           ["the cell that loads the library", *(f"{1000 * run['cells'][0]:.0f}" for run in runs.values())],
           ["a cell of Run All", *(milliseconds(run["cells"][1:]) for run in runs.values())],
           ["  run again after the last", *optional("later")],
           ["  and once more", *optional("again")],
           ["  by itself", *optional("own")],
           ["  with another number", *(milliseconds([pair[0] for pair in run["edited"]]) if "edited" in run else "" for run in runs.values())],
           ["a small new cell, as 7 + 1", *optional("small new")],
           ["  again", *optional("small again")],
           ["the first error", *optional("first error")],
           ["restart and first plot", *optional("first plot")]])


def claims(runs):
    """Prints each claim with what was measured. Whether all hold."""
    warm, stock, python = runs["warm"], runs["stock"], runs["Python"]
    compiled = [cell / rustc for cell, rustc in warm["edited"]]
    rustc = statistics.median(rustc for _, rustc in warm["edited"])
    found = [("Run All, of the stock kernel's time", warm["total"] / stock["total"], RUN_ALL_OF_STOCK, ""),
             ("Run All, of Python's time", warm["total"] / python["total"], RUN_ALL_OF_PYTHON, ""),
             ("the first Run All after the background work, of a later one's", runs["ahead"]["total"] / warm["total"], FIRST_RUN_ALL_OF_LATER, ""),
             ("a kept cell, of Python's", statistics.median(warm["cells"][1:]) / statistics.median(python["cells"][1:]), KEPT_OF_PYTHON, ""),
             ("the cell that loads the library", warm["cells"][0], LOAD_WITHIN, " s"),
             (f"a new `let`, of bare rustc's {1000 * rustc:.0f} ms", statistics.median(warm["new let"]) / rustc, NEW_LET_OF_RUSTC, ""),
             (f"an edited cell, of bare rustc's {1000 * rustc:.0f} ms", statistics.median(compiled), EDITED_OF_RUSTC, ""),
             ("the slowest Tab or Shift-Tab", max(warm["help"]), HELP_WITHIN, " s"),
             ("the first error", statistics.median(warm["first error"]), FIRST_ERROR_WITHIN, " s"),
             ("restart and first plot", statistics.median(warm["first plot"]), FIRST_PLOT_WITHIN, " s")]
    for name, value, most, unit in found:
        print(f"{'holds' if value <= most else 'FAILS'}  {name}: {value:.3g}{unit}, at most {most:.3g}{unit}")
    for kind in ("small new", "small again"):
        print(f"       {kind}: {statistics.median(warm[kind]) / statistics.median(python[kind]):.1f} times Python's")
    if warm["not editable"]:
        print(f"       {warm['not editable']} edited cells were errors and do not count")
    return all(value <= most for _, value, most, _ in found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--calculus", type=pathlib.Path, default=ROOT / "target/debug/calculus")
    parser.add_argument("--stock", type=pathlib.Path, default=ROOT / "tests/stock/target/release/stock-kernel")
    parser.add_argument("--cache", type=pathlib.Path, help="where the library is built; its kept cells are removed")
    parser.add_argument("--rounds", type=int, default=3, help="how often what is fast is measured")
    arguments = parser.parse_args()
    names, rust, python = notebooks()
    prepare(arguments)

    runs = {"stock": run_all("stock", rust, afterwards("rust", rust, 1)),
            "cold": run_all("calculus", rust)}
    compile_ahead()
    runs["ahead"] = run_all("calculus", rust)
    runs |= in_turns({"warm": ("calculus", "rust", rust), "Python": ("python", "python", python)}, arguments.rounds)
    report(names, runs)
    sys.exit(not claims(runs))


if __name__ == "__main__":
    main()
