"""The processes that a test has started, be it through others. Linux only: it reads /proc."""

import pathlib


SIGKILL = 1 << 8  # in a set of signals


def is_killed(process):
    """Whether it only waits for a processor to die on: one that stands behind everything else may wait for long."""
    [waiting] = [line for line in (process / "status").read_text().splitlines() if line.startswith("SigPnd:")]
    return bool(int(waiting.split()[1], 16) & SIGKILL)


def marked(name, value):
    """Those that inherit this variable with this value, also those that have lost their parents: id and command."""
    found = {}
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if f"{name}={value}".encode() in (process / "environ").read_bytes().split(b"\0") and not is_killed(process):
                found[int(process.name)] = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        except OSError:  # ended meanwhile
            pass
    return found


def children(process):
    """The ids of those that this one has started itself."""
    return [int(child) for task in pathlib.Path(f"/proc/{process}/task").iterdir()
            for child in (task / "children").read_text().split()]
