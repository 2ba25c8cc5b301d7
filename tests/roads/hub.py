"""Learners on one JupyterHub, all at once: roads/hub/jupyterhub_config.py as it is, on a course that roads/install.sh has installed.

    python hub.py COURSE [--learners 30] [--notebook 01-limits.ipynb] [--environment FOLDER]

COURSE is the folder of the installation, which this program's learners must be able to read, as they must Rust and the Python of
FOLDER (one with roads/hub/requirements.in in it, and node's configurable-http-proxy on the PATH). Has to be started by root, as
the hub is. Learners come in with the room's password, one is turned away, all start a server and a kernel and run the notebook
at the same time; then what each could reach is tried, and the memory is told that all took together.
"""

import argparse
import asyncio
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import uuid

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

CONFIG = pathlib.Path(__file__).resolve().parents[2] / "roads" / "hub" / "jupyterhub_config.py"
PASSWORD, LEADER = "limits-and-slopes", "a-long-password-for-who-leads-the-room"
WITHIN = 900  # seconds, for a whole notebook in a full room
LOOK_EVERY = 2  # seconds
PORT = 18_000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("course", type=pathlib.Path)
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--notebook", default="01-limits.ipynb")
    parser.add_argument("--environment", type=pathlib.Path, default=pathlib.Path(sys.prefix))
    arguments = parser.parse_args()
    # Not below the home of root, into which nobody else may look.
    with tempfile.TemporaryDirectory(dir="/var/tmp") as kept:
        os.chmod(kept, 0o755)
        hub = start(arguments, pathlib.Path(kept))
        try:
            asyncio.run(morning(arguments, pathlib.Path(kept)))
        finally:
            hub.send_signal(signal.SIGTERM)
            hub.wait(60)


def start(arguments, kept):
    environment = {**os.environ, "CALCULUS_SHARED": str(arguments.course / "cache"), "CALCULUS_PLACE": str(arguments.course), "CALCULUS_HUB": str(kept),
                   "CALCULUS_HUB_ADDRESS": f"http://127.0.0.1:{PORT}", "CALCULUS_ROOM_PASSWORD": PASSWORD, "CALCULUS_LEADER_PASSWORD": LEADER,
                   "PATH": f"{arguments.environment / 'bin'}:{os.environ['PATH']}"}
    subprocess.run([arguments.course / "bin" / "calculus", "install", "--prefix", arguments.environment], check=True, env=environment,
                   cwd=arguments.course / "course")
    # For who looks for a mistake.
    log = open(tempfile.gettempdir() + "/calculus-hub.log", "w")
    return subprocess.Popen([arguments.environment / "bin" / "jupyterhub", "--config", CONFIG], cwd=kept, env=environment, stdout=log, stderr=log)


class Learner:
    """Somebody's browser, as far as it matters here."""

    def __init__(self, name):
        self.name, self.cookies = name, {}
        self.client = AsyncHTTPClient(force_instance=True, max_clients=4)

    async def ask(self, path, method="GET", body=None, follow=True, timeout=300):
        """An answer, with all redirects followed and all cookies kept."""
        url = path if path.startswith("http") else f"http://127.0.0.1:{PORT}{path}"
        for _ in range(12):
            headers = {}
            if method != "GET":
                headers["X-XSRFToken"] = self.xsrf(url)
            if isinstance(body, dict):
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                body = "&".join(f"{name}={value}" for name, value in {**body, "_xsrf": self.xsrf(url)}.items())
            headers["Cookie"] = self.cookies_for(url)
            answer = await self.client.fetch(HTTPRequest(url, method=method, body=body, headers=headers, follow_redirects=False,
                                                         request_timeout=timeout, allow_nonstandard_methods=True), raise_error=False)
            for cookie in answer.headers.get_list("Set-Cookie"):
                pair, *rest = cookie.split(";")
                name, _, value = pair.partition("=")
                path = next((part.split("=")[1] for part in rest if part.strip().lower().startswith("path=")), "/")
                self.cookies[name, path] = value.strip('"')
            if not follow or answer.code not in (301, 302, 303, 307):
                return answer
            target = answer.headers["Location"]
            url = target if target.startswith("http") else f"http://127.0.0.1:{PORT}{target}"
            method, body = "GET", None
        raise AssertionError(f"{self.name}: redirected without end: {url}")

    def of_path(self, url):
        path = url.split(f":{PORT}", 1)[1]
        # The longest path last, so that its cookie is the one that counts.
        return sorted(((where, name, value) for (name, where), value in self.cookies.items() if path.startswith(where)), key=lambda one: len(one[0]))

    def cookies_for(self, url):
        return "; ".join(f"{name}={value}" for name, value in {name: value for _, name, value in self.of_path(url)}.items())

    def xsrf(self, url):
        return next((value for _, name, value in reversed(self.of_path(url)) if name == "_xsrf"), "")

    async def log_in(self, password):
        await self.ask("/hub/login")
        return await self.ask("/hub/login", "POST", {"username": self.name, "password": password}, follow=False)

    async def start_server(self):
        await self.ask("/hub/home")
        await self.ask("/hub/spawn", timeout=180)
        for _ in range(600):
            # The page sends to the hub and back, which brings the server's own cookie.
            await self.ask(f"/user/{self.name}/lab")
            answer = await self.ask(f"/user/{self.name}/api/status")
            if answer.code == 200 and b"kernels" in answer.body:
                return
            await asyncio.sleep(0.5)
        raise AssertionError(f"{self.name}: no server: {answer.code}")

    async def run(self, notebook):
        """Opens the notebook, runs all its code cells, and gives how each ended."""
        got = await self.ask(f"/user/{self.name}/api/contents/calculus/notebooks/{notebook}")
        content = json.loads(got.body)["content"]
        sources = ["".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == "code"]
        answer = await self.ask(f"/user/{self.name}/api/kernels", "POST", json.dumps({"name": "rust", "path": "calculus/notebooks"}))
        assert answer.code == 201, (self.name, answer.code, answer.body)
        self.kernel = json.loads(answer.body)["id"]
        url = f"ws://127.0.0.1:{PORT}/user/{self.name}/api/kernels/{self.kernel}/channels"
        self.socket = await websocket_connect(HTTPRequest(url, headers={"Cookie": self.cookies_for(url.replace("ws:", "http:"))}),
                                              max_message_size=1 << 28)
        return [await self.execute(source) for source in sources]

    async def execute(self, source):
        """How a cell ended, and the text that it has shown."""
        identity, text = uuid.uuid4().hex, ""
        header = {"msg_id": identity, "msg_type": "execute_request", "username": self.name, "session": self.name, "version": "5.3", "date": ""}
        await self.socket.write_message(json.dumps({"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "buffers": [],
                                                    "content": {"code": source, "silent": False, "allow_stdin": False}}))
        status = None
        idle = False
        while status is None or not idle:
            message = await asyncio.wait_for(self.socket.read_message(), WITHIN)
            assert message is not None, f"{self.name}: the kernel is gone"
            message = json.loads(message)
            if message["parent_header"].get("msg_id") != identity:
                continue
            content = message["content"]
            if message["msg_type"] == "execute_reply":
                status = content["status"]
            elif message["msg_type"] == "status":
                idle = content["execution_state"] == "idle"
            elif message["msg_type"] == "error":
                text += "\n".join(content["traceback"])
            elif message["msg_type"] == "stream":
                text += content["text"]
            elif "data" in content:
                text += "".join(content["data"].get("text/plain", ""))
        return status, text


async def morning(arguments, kept):
    stranger, learners = Learner("stranger"), [Learner(f"learner-{number}") for number in range(1, arguments.learners + 1)]
    for _ in range(240):
        try:
            if (await stranger.ask("/hub/login")).code == 200:
                break
        except OSError:
            pass
        await asyncio.sleep(0.5)
    answer = await stranger.log_in("a guess")
    assert answer.code == 403, f"a wrong password: {answer.code}"
    answer = await Learner("..").log_in(PASSWORD)
    assert answer.code == 403, f"a name that is no name: {answer.code}"
    print("who does not know the password, or has no proper name, stays outside")

    began = time.monotonic()
    for learner in learners:
        answer = await learner.log_in(PASSWORD)
        assert answer.code == 302, (learner.name, answer.code, answer.body[-500:])
    await asyncio.gather(*(learner.start_server() for learner in learners))
    print(f"{len(learners)} servers are up after {time.monotonic() - began:.0f} s; {told(kept)}")

    seen = []
    looking = asyncio.create_task(look(kept, seen))
    began = time.monotonic()
    outcomes = await asyncio.gather(*(learner.run(arguments.notebook) for learner in learners))
    for learner, cells in zip(learners, outcomes):
        for number, (status, text) in enumerate(cells, 1):
            assert status == "ok", f"{learner.name}, cell {number}: {text}"
    looking.cancel()
    print(f"{len(learners)} learners have run all {len(outcomes[0])} cells of {arguments.notebook} at once, in {time.monotonic() - began:.0f} s")
    print(f"at most {max(seen):.0f} MB together, {max(seen) / len(learners):.0f} MB each; now {told(kept)}")
    for learner in learners:
        cells = kept / "homes" / learner.name / ".cache" / "calculus" / "cells"
        assert not list(cells.glob("*")), f"{learner.name} has compiled what is there for all"
    print("nobody has compiled a cell: all were taken from the share")
    await reach(learners, arguments.course, kept / "homes")


async def reach(learners, course, homes):
    """What a learner's cell can do to the shared course, to another learner, and to the machine."""
    one, other = learners[0], learners[-1]
    for what, source in [
        ("writes the shared library", f'std::fs::write("{course}/course/crate/src/lib.rs", "").is_err()'),
        ("writes a shared cell", f'std::fs::write("{course}/cache/cells/x", "").is_err()'),
        ("reads another learner's home", f'std::fs::read_dir("{homes}/{other.name}").is_err()'),
        ("reads what is root's", 'std::fs::read("/etc/shadow").is_err()'),
        ("takes more memory than is theirs", 'Vec::<u8>::new().try_reserve_exact(3 << 30).is_err()'),
        ("starts more threads than are theirs",
         '{ let mut all = Vec::new(); let held = loop { if all.len() > 2000 { break false; } match std::thread::Builder::new()'
         '.spawn(|| std::thread::park_timeout(std::time::Duration::from_secs(20))) { Ok(t) => all.push(t), Err(_) => break true } }; '
         'for t in all { t.thread().unpark(); t.join().unwrap(); } held }'),
    ]:
        if other is one and "another" in what:
            continue
        status, text = await one.execute(source)
        assert (status, text.strip()) == ("ok", "true"), f"a learner {what}: {status} {text}"
        print(f"no learner {what}")


def processes_of_learners(kept):
    """The processes whose owner is a learner."""
    homes = kept / "homes"
    numbers = {home.stat().st_uid for home in homes.iterdir()} if homes.is_dir() else set()
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if process.stat().st_uid in numbers:
                yield process
        except OSError:
            continue


def memory(kept):
    """What all of them take, in MB: what they share is counted once."""
    total = 0
    for process in processes_of_learners(kept):
        try:
            total += int(re.search(r"^Pss:\s+(\d+)", (process / "smaps_rollup").read_text(), re.M)[1])
        except (OSError, TypeError):
            continue
    return total / 1024


def told(kept):
    megabytes, count = memory(kept), len(list(processes_of_learners(kept)))
    return f"{count} processes, {megabytes:.0f} MB"


async def look(kept, seen):
    """Notes every few seconds what all take."""
    while True:
        seen.append(await asyncio.to_thread(memory, kept))
        await asyncio.sleep(LOOK_EVERY)


main()
