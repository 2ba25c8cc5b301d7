"""Rust cells in a Python notebook, for Google Colab and whoever has Python's kernel only:

    %load_ext calculus_magic

and from then on a cell that begins with `%%calculus` (or `%%rust`) is run by the kernel of this course. All such cells share
one kernel: what one has defined, the next ones know. `%calculus_restart` begins anew. The kernel `rust` has to be installed, as
the wheel with this module does.
"""

import atexit
import os
import pathlib
import sys

from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.display import clear_output, display

START_WITHIN = 120  # seconds
# Where the notebooks of the course say `../crate`.
USUAL = pathlib.Path.home() / "calculus" / "notebooks"


class CellFailed(Exception):
    """A cell in Rust has ended in an error, which was shown. It stops Run All, as an error in Python does."""

    def _render_traceback_(self):
        return ["the cell in Rust failed, see above"]


@magics_class
class CalculusMagics(Magics):
    def __init__(self, shell):
        super().__init__(shell)
        self.manager = self.client = None
        self.handles = {}
        atexit.register(self.end)

    @cell_magic
    def calculus(self, line, cell):
        """Runs the cell in Rust. After `%%calculus` may stand the folder that `../crate` and files are looked for from."""
        client = self.started(line.strip())
        try:
            reply = client.execute_interactive(cell, allow_stdin=True, output_hook=self.show, stdin_hook=self.ask)
        except KeyboardInterrupt:
            self.manager.interrupt_kernel()
            raise CellFailed("interrupted") from None
        if reply["content"]["status"] != "ok":
            raise CellFailed()

    @cell_magic
    def rust(self, line, cell):
        """The same as `%%calculus`."""
        self.calculus(line, cell)

    @line_magic
    def calculus_restart(self, line):
        """Ends the kernel. The next cell in Rust starts another one, in the folder that is named here, if one is."""
        self.end()
        if line.strip():
            self.started(line.strip())

    def started(self, folder):
        """A client of the kernel, which is started for the first cell and when it has died."""
        if self.manager is None or not self.manager.is_alive():
            from jupyter_client.manager import start_new_kernel
            self.end()
            folder = os.path.expanduser(folder) if folder else str(USUAL) if USUAL.is_dir() else os.getcwd()
            self.manager, self.client = start_new_kernel(kernel_name="rust", cwd=folder, startup_timeout=START_WITHIN)
        return self.client

    def end(self):
        if self.client is not None:
            self.client.stop_channels()
            self.manager.shutdown_kernel(now=True)
        self.manager = self.client = None
        self.handles = {}

    def ask(self, message):
        content = message["content"]
        if content.get("password"):
            import getpass
            answer = getpass.getpass(content["prompt"])
        else:
            answer = input(content["prompt"])
        self.client.input(answer)

    def show(self, message):
        """Shows what the kernel has put out where the magic's own output goes."""
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            print(content["text"], end="", file=sys.stdout if content["name"] == "stdout" else sys.stderr)
        elif kind == "error":
            print("\n".join(content["traceback"]))
        elif kind == "clear_output":
            clear_output(wait=content["wait"])
        elif kind in ("display_data", "execute_result", "update_display_data"):
            name = content.get("transient", {}).get("display_id")
            known = self.handles.get(name) if name else None
            if known is not None:
                known.update(content["data"], raw=True, metadata=content["metadata"])
            else:
                handle = display(content["data"], raw=True, metadata=content["metadata"], display_id=name or True)
                if name:
                    self.handles[name] = handle


def load_ipython_extension(shell):
    shell.register_magics(CalculusMagics(shell))
