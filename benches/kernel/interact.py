"""How soon a picture follows a slider: from the message that a hand sends to the new picture, over the kernel's sockets.

    cargo build
    python benches/kernel/interact.py [--calculus target/debug/calculus] [--positions 300]

A plot of one curve, as the course has them. The exit code is 1 if fewer than 30 positions a second are shown. It needs the
packages of requirements.txt, and a machine that does nothing else.
"""

import argparse
import pathlib
import statistics
import sys
import time

import bench

WITHIN = 1 / 30  # seconds
PLOT = "interact(0.1..=2.0, |h| plot(move |x| (h * x).sin(), -3.0..=3.0))"


def shown(kernel, source):
    """The comms of the slider and of the picture that a cell opens."""
    request, opened, replied = kernel.client.execute(source), {}, False
    while not replied:
        message = kernel.client.get_iopub_msg(timeout=bench.ANSWER_WITHIN)
        if message["parent_header"].get("msg_id") == request:
            if message["msg_type"] == "comm_open":
                opened[message["content"]["data"]["state"]["_model_name"]] = message["content"]["comm_id"]
            replied = message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
    return opened["FloatSliderModel"], opened.get("HTMLModel") or opened["HTMLMathModel"]


def follows(kernel, slider, picture, value):
    """The seconds until the picture of this position has come; the kernel is idle again when it returns."""
    data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
    message = kernel.client.session.msg("comm_msg", {"comm_id": slider, "data": data})
    start, seconds = time.perf_counter(), None
    kernel.client.shell_channel.send(message)
    while True:
        answer = kernel.client.get_iopub_msg(timeout=bench.ANSWER_WITHIN)
        if answer["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        if answer["msg_type"] == "comm_msg" and answer["content"]["comm_id"] == picture:
            assert "data:image/svg+xml" in answer["content"]["data"]["state"]["value"]
            seconds = time.perf_counter() - start
        elif answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
            return seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--calculus", type=pathlib.Path, default=bench.ROOT / "target/debug/calculus")
    parser.add_argument("--positions", type=int, default=300)
    parser.set_defaults(cache=None, stock=pathlib.Path("no stock kernel"))
    arguments = parser.parse_args()
    bench.prepare(arguments)
    with bench.Kernel("calculus") as kernel:
        kernel.run(bench.LOAD)
        slider, picture = shown(kernel, PLOT)
        times = sorted(follows(kernel, slider, picture, 0.1 + 1.9 * position / arguments.positions) for position in range(1, arguments.positions + 1))
    median, late = statistics.median(times), times[int(0.95 * len(times))]
    print(f"from change to picture, {len(times)} positions: median {1000 * median:.1f} ms, 95 of 100 within {1000 * late:.1f} ms")
    sys.exit(median > WITHIN)


if __name__ == "__main__":
    main()
