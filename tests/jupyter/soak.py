"""The kernel in company and over a long day: four at once, many restarts, many cells.

    python soak.py CALCULUS [--long] [TEST …]

CALCULUS is the built command. Needs the packages of requirements.in. With `--long`, 200 restarts and 2,000 cells,
which take about a quarter of an hour. It starts faster where the library is already built for cells (`calculus lab` or
`calculus run` does that).

What the kernels leave is looked for in a cache and a folder for temporary files that are theirs alone, and among the
processes by a variable that all of them inherit. Linux only: it reads /proc.
"""

import asyncio
import copy
import os
import pathlib
import select
import signal
import subprocess
import sys
import tempfile
import unittest

import nbformat
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

from kernel import ANSWER_WITHIN, Conversation, install
from processes import children, marked
from same_on import CELL_WITHIN, differing

LONG = "--long" in sys.argv
RESTARTS = 200 if LONG else 8
CELLS = 2000 if LONG else 100
# Cells before memory is looked at: what is loaded and reserved once.
WARM_UP = CELLS // 10
# How much the worker may keep of a cell, in KB. A loaded cell is never unloaded.
WORKER_KEEPS = 64
# The same for the kernel, which keeps the text of a cell for its history. Its allocator moves by more than that in
# a short run.
KERNEL_KEEPS = 2 if LONG else 16

NOTEBOOK = pathlib.Path(__file__).parents[2] / "notebooks" / "01-limits.ipynb"
# The variable by which the processes of this run are known.
MARK = "CALCULUS_SOAK"
# The compiler. While `held` is there, it takes a linker that says when it was called, and does nothing.
COMPILER = """#!/bin/sh
[ -p '{held}' ] && [ "$1" != -vV ] && set -- "$@" -Clinker='{stuck}/ld'
exec '{rustc}' "$@"
"""
STUCK = """#!/bin/sh
echo >'{held}'
read forever <'{never}'
"""


class House:
    """Everything that belongs to the kernels of one test."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="soak-")
        self.root = pathlib.Path(self.folder.name)
        for name in ("cache", "temporary", "bin", "stuck"):
            (self.root / name).mkdir()
        # The library and the index of help, which take long to make, are all that is not the kernels' own.
        cache = os.environ.get("CALCULUS_CACHE") or pathlib.Path.home() / ".cache" / "calculus"
        for name in ("library", "help"):
            shared = pathlib.Path(cache).resolve() / name
            shared.mkdir(parents=True, exist_ok=True)
            (self.root / "cache" / name).symlink_to(shared)
        self.held = self.root / "held"
        sysroot = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True).stdout.strip()
        rustc = pathlib.Path(sysroot) / "bin" / "rustc"
        places = {"held": self.held, "never": self.root / "never", "stuck": self.root / "stuck", "rustc": rustc}
        os.mkfifo(places["never"])
        for name, text in (("bin/rustc", COMPILER), ("stuck/ld", STUCK)):
            script = self.root / name
            script.write_text(text.format(**places))
            script.chmod(0o700)
        self.environment = os.environ | {
            "CALCULUS_CACHE": str(self.root / "cache"), "TMPDIR": str(self.root / "temporary"), MARK: self.folder.name,
            "CALCULUS_RUSTC": str(self.root / "bin" / "rustc")}

    def files(self):
        """Every file and folder that the kernels have made and not removed."""
        return {str(path.relative_to(self.root)) for top in ("cache", "temporary")
                for path in (self.root / top).rglob("*")}

    def processes(self):
        """The processes that were started by the kernels, also those that have lost their parents: id and command."""
        return marked(MARK, self.folder.name)


def outlive(processes):
    """Those that do not end, by id."""
    return {process: command for process, command in processes.items() if not ends(process)}


def ends(process):
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return is_readable(handle)
    finally:
        os.close(handle)


def is_readable(handle):
    wait = select.poll()
    wait.register(handle, select.POLLIN)
    return bool(wait.poll(ANSWER_WITHIN * 1000))


class Housed(Conversation):
    """A kernel with a house of its own."""

    @classmethod
    def setUpClass(cls):
        cls.house = House()
        cls.addClassCleanup(cls.house.folder.cleanup)
        cls.start()

    @classmethod
    def tearDownClass(cls):
        cls.stop()

    @classmethod
    def start(cls):
        cls.manager, cls.client = start_new_kernel(kernel_name="rust", cwd=str(NOTEBOOK.parent), env=cls.house.environment,
                                                   startup_timeout=ANSWER_WITHIN)

    @classmethod
    def stop(cls):
        if cls.manager.has_kernel:
            cls.client.stop_channels()
            cls.manager.shutdown_kernel()

    def assert_left(self, files):
        """That nothing is left of the kernels but these files."""
        self.assertEqual(outlive(self.house.processes()), {})
        self.assertEqual(sorted(self.house.files() - files), [])


class Crowd(unittest.TestCase):
    def test_four_that_run_the_same_notebook_at_once_end_right(self):
        house = House()
        self.addCleanup(house.folder.cleanup)
        stored = nbformat.read(NOTEBOOK, as_version=4)
        runs = [copy.deepcopy(stored) for _ in range(4)]
        clients = [NotebookClient(run, kernel_name="rust", timeout=CELL_WITHIN, startup_timeout=CELL_WITHIN,
                                  resources={"metadata": {"path": str(NOTEBOOK.parent)}}) for run in runs]

        async def run_at_once():
            await asyncio.gather(*(client.async_execute(env=house.environment) for client in clients))

        asyncio.run(run_at_once())
        for run in runs:
            self.assertEqual([before.id for before, _ in differing(stored, run)], [])
        self.assertEqual(outlive(house.processes()), {})
        self.assertEqual([name for name in house.files() if "session-" in name or name.startswith("temporary/")], [])


class Restarts(Housed):
    def test_restarts_leave_no_process_no_file_and_no_folder(self):
        ways = [self.between_cells, self.while_a_cell_runs, self.while_a_cell_is_linked, self.by_a_kill]
        for way in ways:
            self.restart(way)
        self.stop()
        files = self.house.files()
        self.start()
        for number in range(RESTARTS):
            self.restart(ways[number % len(ways)])
        self.stop()
        self.assert_left(files)

    def restart(self, way):
        self.run_cell("let before: i32 = 1;")
        way()
        self.client.wait_for_ready(timeout=ANSWER_WITHIN)
        self.fails("before", "cannot find value `before`")
        self.gives("6 * 7", "42")

    def between_cells(self):
        self.end_of_the_old(lambda: self.manager.restart_kernel())

    def while_a_cell_runs(self):
        self.client.execute('println!("ready"); loop {}')
        self.wait_for("ready")
        self.end_of_the_old(lambda: self.manager.restart_kernel())

    def while_a_cell_is_linked(self):
        os.mkfifo(self.house.held)
        reached = os.open(self.house.held, os.O_RDONLY | os.O_NONBLOCK)
        try:
            self.client.execute('println!("never linked");')
            self.assertTrue(is_readable(reached), "the linker was not called")
            self.end_of_the_old(lambda: self.manager.restart_kernel())
        finally:
            os.close(reached)
            self.house.held.unlink()

    def by_a_kill(self):
        """Without a word to the kernel, whose folder the next one finds."""
        def kill():
            os.kill(self.manager.provisioner.pid, signal.SIGKILL)
            self.manager.restart_kernel(now=True)
        self.end_of_the_old(kill)

    def end_of_the_old(self, restart):
        old = self.house.processes()
        restart()
        self.assertEqual(outlive(old), {})

    def wait_for(self, text):
        while True:
            message = self.client.get_iopub_msg(timeout=ANSWER_WITHIN)
            if message["msg_type"] == "stream" and text in message["content"]["text"]:
                return


class ManyCells(Housed):
    """In a session as the course has it: with the library, a function, and a variable that every cell takes along."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for source in (':dep calculus = { path = "../crate" }\nuse calculus::prelude::*;',
                       "fn line(x: f64) -> f64 { 2.0 * x }", "let kept: f64 = 0.5;"):
            cls.client.execute_interactive(source, timeout=CELL_WITHIN, output_hook=lambda _: None)

    def test_cells_that_are_compiled_take_no_more_than_they_may(self):
        self.soak("compiled", CELLS, lambda number: self.gives(f"line(kept) + {number}.0", str(number + 1.0)))

    def test_a_cell_that_runs_again_and_again_takes_no_more_than_it_may(self):
        self.soak("again", CELLS // 2, lambda _: self.gives("line(kept)", "1.0"))

    def soak(self, kind, cells, run):
        for number in range(WARM_UP):
            run(number)
        before = self.state()
        for number in range(WARM_UP, WARM_UP + cells):
            run(number)
        after = self.state()
        grown = {name: (after[name]["memory"] - before[name]["memory"]) / cells for name in after}
        print(f"\n{kind}: KB a cell, {cells} cells after the first {WARM_UP}: "
              + ", ".join(f"{name} {kilobytes:.2f}" for name, kilobytes in grown.items())
              + f"; the kernel has {after['kernel']['memory'] / 1024:.0f} MB", flush=True)
        self.assertLessEqual(grown["worker"], WORKER_KEEPS)
        self.assertLessEqual(grown["kernel"], KERNEL_KEEPS)
        self.assertLessEqual(grown["watcher"], KERNEL_KEEPS)
        # A thread of the kernel's start or of the last cell may still be at its end. What is kept stays, however many cells follow.
        for number in range(WARM_UP + cells, WARM_UP + 2 * cells):
            if not more(before, after):
                break
            run(number)
            after = self.state()
        self.assertEqual(more(before, after), {})

    def state(self):
        """What the kernel, the watcher and the worker hold at this moment."""
        processes = {"kernel": self.manager.provisioner.pid}
        for name, role in (("watcher", "cell-process"), ("worker", "cell-worker")):
            # Not the worker's copy, which has the same name and lies below it.
            processes[name], = [child for child in children(processes[list(processes)[-1]])
                                if role in command(child)]
        return {name: held(process) for name, process in processes.items()}


def more(before, after):
    """What each process has more of than before, but for memory."""
    counts = {f"{count} of the {name}": after[name][count] - before[name][count]
              for name in before for count in ("files", "threads", "processes")}
    return {what: number for what, number in counts.items() if number > 0}


def command(process):
    return pathlib.Path(f"/proc/{process}/cmdline").read_text()


def held(process):
    folder = pathlib.Path(f"/proc/{process}")
    status = dict(line.split(":\t", 1) for line in (folder / "status").read_text().splitlines() if ":\t" in line)
    return {"memory": int(status["VmRSS"].split()[0]), "threads": int(status["Threads"]),
            "files": len(list((folder / "fd").iterdir())), "processes": len(children(process))}


if __name__ == "__main__":
    sys.argv = [argument for argument in sys.argv if argument != "--long"]
    registered = install(sys.argv.pop(1))
    unittest.main(verbosity=2)
