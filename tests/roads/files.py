"""The files of the roads that cannot be tried where there is no Docker, no cluster and no public host: they are read as those who
take them read them.

    python files.py

Workflows are held against their schema, the Dockerfile's instructions and the scripts are parsed, what a file names in the
checkout has to be there. Needs the packages of tests/jupyter/requirements.in.
"""

import ast
import json
import pathlib
import re
import subprocess
import sys

import yaml

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
ROADS = CHECKOUT / "roads"
INSTRUCTIONS = {"ARG", "FROM", "USER", "ENV", "RUN", "COPY", "CMD"}


def workflows():
    files = sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))
    assert {file.stem for file in files} == {"test", "wheels", "pages"}, files
    subprocess.run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *files], check=True)
    systems = set()
    for file in files:
        for job in yaml.safe_load(file.read_text())["jobs"].values():
            matrix = job.get("strategy", {}).get("matrix", {})
            systems |= {*matrix.get("os", []), *(one["os"] for one in matrix.get("include", [])), job["runs-on"]}
            for step in job["steps"]:
                # What an action is to be is pinned to a version.
                assert re.fullmatch(r"[\w.-]+/[\w.-]+@v\d+", step.get("uses", "a/b@v1")), step
                if "run" in step:
                    shell(re.sub(r"\$\{\{.*?\}\}", "x", step["run"]), f"a step of {file.name}")
    assert {"ubuntu-24.04", "ubuntu-24.04-arm", "macos-15"} <= systems, systems


def shell(script, name, program="sh"):
    parsed = subprocess.run([program, "-n"], input=script, text=True, capture_output=True)
    assert parsed.returncode == 0, f"{name}: {parsed.stderr}"


def instructions(dockerfile):
    """Each instruction with its text, continued lines as one."""
    lines = [line for line in dockerfile.read_text().splitlines() if not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, text = line.strip().partition(" ")
            yield word, text.strip()


def image():
    found = list(instructions(ROADS / "docker" / "Dockerfile"))
    assert [word for word, _ in found if word != "ARG"][0] == "FROM"
    for word, text in found:
        assert word in INSTRUCTIONS, word
        if word == "RUN":
            shell(re.sub(r"--mount=\S+", "", text), "a step of the Dockerfile")
            for named in re.findall(r"/checkout/(\S+)", text):
                assert (CHECKOUT / named).is_file(), named
        if word == "COPY":
            assert (CHECKOUT / text.split()[0]).is_file(), text
        if word == "CMD":
            json.loads(text)
    # A learner's cells are run by nobody who may write what all share.
    assert [text for word, text in found if word == "USER"][-1] == "${NB_UID}"
    assert not (CHECKOUT / "Dockerfile").exists(), "Binder would take it, and nothing else"

    container = json.loads((CHECKOUT / ".devcontainer" / "devcontainer.json").read_text())
    assert (CHECKOUT / ".devcontainer" / container["build"]["dockerfile"]).resolve() == ROADS / "docker" / "Dockerfile"
    assert (CHECKOUT / ".devcontainer" / container["build"]["context"]).resolve() == CHECKOUT


def scripts():
    for script, program in (("roads/install.sh", "sh"), ("roads/docker/lay-out.sh", "bash"), ("postBuild", "bash"),
                            ("src/commands/bundle/open.sh", "sh")):
        shell((CHECKOUT / script).read_text(), script, program)
    ast.parse((ROADS / "hub" / "jupyterhub_config.py").read_text())


def cluster():
    values = yaml.safe_load((ROADS / "hub" / "zero-to-jupyterhub.yaml").read_text())
    assert set(values) <= {"hub", "singleuser", "cull", "prePuller"}
    assert values["singleuser"]["extraEnv"]["CALCULUS_SHARED"] == "/opt/calculus/cache"
    pinned = [line for line in (ROADS / "hub" / "requirements.in").read_text().splitlines() if line.startswith("jupyterlab")]
    assert pinned == (CHECKOUT / "src" / "commands" / "lab" / "requirements.in").read_text().splitlines(), "the hub's JupyterLab is the lab's"


for check in (workflows, image, scripts, cluster):
    check()
    print(f"ok: {check.__name__}")
