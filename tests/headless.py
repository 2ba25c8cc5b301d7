"""The browser of the tests: Chromium's engine without a window.

Debian's package chromium-headless-shell is that and no more. The whole browser with `--headless` also draws the window that
nobody sees: the tests of the room's pages took 53 s of processor time with it, and take 23 s. Where there is none, Chromium.
"""

import shutil

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]


def launch(playwright):
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return playwright.chromium.launch(executable_path=program, args=FLAGS)
