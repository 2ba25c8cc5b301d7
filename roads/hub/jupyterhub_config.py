"""JupyterHub for a room: one machine, one address, a learner types a name and the room's password. See docs/classroom.md.

The kernel, the library and the compiled cells are one for all, where `roads/install.sh` has put them; learners read them and
cannot write them. A learner needs no account: each gets a number of their own from the system, so that nobody reads what
another one writes, and the limits below are each learner's.
"""

import os
import pathlib
import resource
import shutil
import subprocess

from jupyterhub.spawner import SimpleLocalProcessSpawner

c = get_config()  # noqa: F821, JupyterHub gives it

# Where roads/install.sh has installed the course, and where the hub keeps what is its own.
COURSE = pathlib.Path(os.environ.get("CALCULUS_PLACE", "/opt/calculus"))
KEPT = pathlib.Path(os.environ.get("CALCULUS_HUB", "/srv/calculus"))
HOMES = KEPT / "homes"

# For each learner. A compilation takes about 0.3 GB, a kernel less than 0.1 GB.
MEMORY = 2 << 30  # bytes that any one of their processes may allocate
PROCESSES = 256  # processes and threads, all of theirs together
FILE = 1 << 30  # bytes that a file of theirs may have
FIRST_NUMBER = 20_000  # learners' numbers begin here; no account of the machine may have one of them

IS_ROOT = os.geteuid() == 0


def number_of(home):
    """A learner's number: it is kept as the owner of their home."""
    if home.is_dir():
        return home.stat().st_uid
    return max([FIRST_NUMBER - 1, *(other.stat().st_uid for other in HOMES.iterdir())]) + 1


# What a kernel has to know besides the PATH: where the share is, and Rust, if the hub was told so.
TOLD = {"CALCULUS_SHARED": str(COURSE / "cache"),
        **{name: os.environ[name] for name in ("RUSTUP_HOME", "CARGO_HOME") if name in os.environ}}


class LearnerSpawner(SimpleLocalProcessSpawner):
    """A process on this machine, under the learner's own number and within the limits."""

    def make_preexec_fn(self, name):
        home = pathlib.Path(self.home_dir)
        number = home.stat().st_uid

        def prepare():
            for limit, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_NPROC, PROCESSES), (resource.RLIMIT_FSIZE, FILE),
                                (resource.RLIMIT_CORE, 0)):
                resource.setrlimit(limit, (most, most))
            if IS_ROOT:
                os.setgroups([])
                os.setgid(number)
                os.setuid(number)
            os.umask(0o077)
            os.chdir(home)

        return prepare


def lay_out(spawner):
    """Makes the learner's home, and lays the notebooks out in it: what was changed there is never written over."""
    home = pathlib.Path(spawner.home_dir)
    HOMES.mkdir(parents=True, exist_ok=True)
    number = number_of(home)
    if not home.is_dir():
        home.mkdir(mode=0o700)
        if IS_ROOT:
            os.chown(home, number, number)
    as_learner = {"user": number, "group": number, "extra_groups": []} if IS_ROOT else {}
    subprocess.run([COURSE / "bin" / "calculus", "lay", home / "calculus", "--library", COURSE / "course"], check=True,
                   stdin=subprocess.DEVNULL, timeout=60, cwd=home, env={**TOLD, "HOME": str(home), "PATH": os.environ["PATH"]}, **as_learner)


c.JupyterHub.spawner_class = LearnerSpawner
c.Spawner.pre_spawn_hook = lay_out
c.SimpleLocalProcessSpawner.home_dir_template = str(HOMES / "{username}")
c.Spawner.environment = TOLD
c.Spawner.default_url = "/lab/tree/calculus/notebooks/01-limits.ipynb"
c.Spawner.args = ["--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
                  "--LabApp.extension_manager=readonly"]
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120

# A password for the room, and another one for who leads it. Whoever knows the first can come in under any name: it is for
# people who trust each other with their exercises. Other ways to come in: JupyterHub's documentation, "Authenticators".
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ.get("CALCULUS_ROOM_PASSWORD", "")
c.SharedPasswordAuthenticator.admin_password = os.environ.get("CALCULUS_LEADER_PASSWORD", "")
c.Authenticator.admin_users = {"leader"}
c.Authenticator.allow_all = True
# A name becomes that of a folder.
c.Authenticator.username_pattern = r"[a-z][a-z0-9-]{0,30}"

c.JupyterHub.bind_url = os.environ.get("CALCULUS_HUB_ADDRESS", "http://:8000")
c.JupyterHub.active_server_limit = 60
# A room comes in at once: more may start at a time, and nobody is told to try again.
c.JupyterHub.concurrent_spawn_limit = 60
c.JupyterHub.db_url = f"sqlite:///{KEPT / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(KEPT / "cookie_secret")
c.ConfigurableHTTPProxy.command = os.environ.get("CALCULUS_PROXY") or shutil.which("configurable-http-proxy") or "configurable-http-proxy"
c.ConfigurableHTTPProxy.pid_file = str(KEPT / "proxy.pid")
