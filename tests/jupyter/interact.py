"""What a hand moves: the part of jupyter-widgets that a page plays, over the kernel's sockets.

    python interact.py CALCULUS [TEST …]

CALCULUS is the built command. Needs the packages of requirements.in. `POSITIONS=10000` moves a slider so often.
"""

import os
import pathlib
import sys
import unittest

from kernel import ANSWER_WITHIN, NOTEBOOKS, Conversation, install
from processes import marked

POSITIONS = int(os.environ.get("POSITIONS", "300"))
VIEW = "application/vnd.jupyter.widget-view+json"
# A variable by which the processes of this run are known.
MARK = "CALCULUS_INTERACT_TEST"
# How much more memory the cells' process may have after many positions, in bytes.
LEVEL = 3e6


class Interact(Conversation):
    working_directory = NOTEBOOKS

    @classmethod
    def setUpClass(cls):
        os.environ[MARK] = str(os.getpid())
        super().setUpClass()
        load = ':dep calculus = { path = "../crate" }\nuse calculus::prelude::*;\nlet kept = 7;'
        reply = cls.client.execute_interactive(load, timeout=10 * ANSWER_WITHIN, output_hook=lambda message: None)
        assert reply["content"]["status"] == "ok", reply

    def shown(self, source, cell_id=None):
        """The messages of a cell, and the states of the widgets that it has opened, by their models."""
        request = self.execute(source, cell_id)
        messages = list(self.messages(request))
        self.assertEqual(self.reply(request)["status"], "ok", messages)
        opened = [message["content"] for message in messages if message["msg_type"] == "comm_open"]
        return messages, {content["comm_id"]: content["data"]["state"] for content in opened}

    def control(self, source, model):
        """The comms of a control and of the picture that a cell shows."""
        _, states = self.shown(source)
        named = {state["_model_name"]: comm for comm, state in states.items()}
        return named[f"{model}Model"], named.get("HTMLModel") or named["HTMLMathModel"]

    def send(self, comm, method="update", **state):
        data = {"method": method, "state": state, "buffer_paths": []}
        message = self.client.session.msg("comm_msg", {"comm_id": comm, "data": data})
        self.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def until_idle(self, *requests):
        """What the requests cause, in its order, until all of them are done."""
        missing, caused = set(requests), []
        while missing:
            message = self.client.get_iopub_msg(timeout=ANSWER_WITHIN)
            parent = message["parent_header"].get("msg_id")
            if parent not in requests:
                continue
            if message["msg_type"] != "status":
                caused.append(message)
            elif message["content"]["execution_state"] == "idle":
                missing.discard(parent)
        return caused

    def pictures(self, *requests):
        return [message["content"]["data"]["state"]["value"] for message in self.until_idle(*requests)
                if message["msg_type"] == "comm_msg"]

    def moved(self, comm, **state):
        """The picture that follows."""
        [picture] = self.pictures(self.send(comm, **state))
        return picture

    def test_a_cell_opens_its_widgets_and_shows_its_first_picture(self):
        messages, states = self.shown('interact(control(0.5..=2.0).name("h").step(0.25), |h| plot(move |x| h * x, -1.0..=1.0))')
        kinds = [message["msg_type"] for message in messages]
        self.assertEqual(kinds, ["execute_input", "display_data"] + ["comm_open"] * 5 + ["display_data"])
        picture = messages[1]["content"]["data"]
        self.assertIn("data:image/svg+xml", picture["text/html"])
        self.assertIn("To move h, run this cell in JupyterLab", picture["text/plain"])
        slider = next(state for state in states.values() if state["_model_name"] == "FloatSliderModel")
        self.assertEqual([slider[name] for name in ("description", "min", "max", "step", "value", "readout_format")],
                         ["h", 0.5, 2.0, 0.25, 0.5, ".2f"])
        place = messages[-1]["content"]["data"][VIEW]
        self.assertEqual(states[place["model_id"]]["_model_name"], "VBoxModel")
        for state in states.values():
            names = [state["layout"]] if "layout" in state else []
            for name in names + state.get("children", []):
                self.assertIn(name.removeprefix("IPY_MODEL_"), states)
        for message in messages:
            if message["msg_type"] == "comm_open":
                self.assertEqual(message["metadata"]["version"].split(".")[0], "2")
                self.assertEqual(message["content"]["target_name"], "jupyter.widget")

    def test_the_picture_follows(self):
        slider, picture = self.control("interact(0.0..=1.0, |h| { println!(\"at {h}\"); h * 2.0 })", "FloatSlider")
        request = self.send(slider, value=0.25)
        [message] = self.until_idle(request)
        self.assertEqual(message["content"]["comm_id"], picture)
        self.assertEqual(message["content"]["data"]["state"]["value"], "<pre>0.5</pre><pre>at 0.25\n</pre>")
        self.assertIn("<pre>1.5</pre>", self.moved(slider, value=0.75))

    def test_each_kind_of_control(self):
        slider, _ = self.control("interact(3..=400, |n| inscribed_area(n) > 3.0)", "IntSlider")
        self.assertIn("true", self.moved(slider, value=100))
        choice, _ = self.control('interact(["sin", "cos"], |name| name)', "Dropdown")
        self.assertIn("cos", self.moved(choice, index=1))
        box, _ = self.control("interact(false, |on| on)", "Checkbox")
        self.assertIn("true", self.moved(box, value=True))
        text, _ = self.control('interact("x^2", |text| text.len())', "Text")
        self.assertIn("<pre>6</pre>", self.moved(text, value="x + Δ"))

    def test_two_and_three_at_once(self):
        _, states = self.shown("interact((0.0..=1.0, 1..=5, true), |(x, n, on)| (x, n, on))")
        named = {state["_model_name"]: comm for comm, state in states.items()}
        self.moved(named["FloatSliderModel"], value=0.5)
        self.moved(named["CheckboxModel"], value=False)
        self.assertIn("(0.5, 4, false)", self.moved(named["IntSliderModel"], value=4))

    def test_positions_that_come_faster_are_skipped_and_the_last_one_never(self):
        slider, _ = self.control("interact(0..=1000, |n| { std::thread::sleep(std::time::Duration::from_millis(20)); n })", "IntSlider")
        requests = [self.send(slider, value=n) for n in range(1, 101)]
        pictures = self.pictures(*requests)
        self.assertLess(len(pictures), 50)
        self.assertEqual(pictures[-1], "<pre>100</pre>")

    def test_a_position_waits_for_the_cell_that_runs_and_the_next_cell_for_it(self):
        slider, _ = self.control("interact(0..=9, |n| n)", "IntSlider")
        signal = pathlib.Path(self.folder.name) / "go"
        cell = self.client.execute(f'while !std::path::Path::new("{signal}").exists() {{}} println!("cell");')
        position = self.send(slider, value=5)
        after = self.client.execute('println!("after");')
        signal.touch()
        order = [message["content"].get("text") or message["content"]["data"]["state"]["value"]
                 for message in self.until_idle(cell, position, after) if message["msg_type"] in ("stream", "comm_msg")]
        self.assertEqual(order, ["cell\n", "<pre>5</pre>", "after\n"])
        self.reply(after)

    def test_a_panic_shows_below_and_the_next_position_works(self):
        slider, _ = self.control("interact(0..=9, |n| { if n == 3 { panic!(\"three < four\") } n })", "IntSlider")
        self.assertIn("panicked: three &lt; four", self.moved(slider, value=3))
        self.assertEqual(self.moved(slider, value=4), "<pre>4</pre>")

    def test_an_interrupt_stops_it_and_loses_nothing(self):
        file = pathlib.Path(self.folder.name) / "endless"
        slider, _ = self.control(f'interact(0..=9, |n| {{ if n == 3 {{ std::fs::write("{file}", "").unwrap(); loop {{}} }} n }})', "IntSlider")
        request = self.send(slider, value=3)
        while not file.exists():
            pass
        # What has nothing to do with it is answered meanwhile.
        self.client.kernel_info(reply=True, timeout=ANSWER_WITHIN)
        self.manager.interrupt_kernel()
        self.assertIn("interrupted", self.pictures(request)[0])
        self.assertEqual(self.moved(slider, value=4), "<pre>4</pre>")
        self.gives("kept", "7")

    def test_what_ends_the_process_loses_nothing(self):
        slider, _ = self.control("interact(0..=9, |n| { if n == 3 { std::process::exit(1) } n })", "IntSlider")
        self.assertIn("ended the process", self.moved(slider, value=3))
        self.assertEqual(self.moved(slider, value=4), "<pre>4</pre>")
        self.gives("kept", "7")

    def test_the_cell_that_runs_again_replaces_it(self):
        _, before = self.shown("interact(0..=9, |n| n)", "a cell")
        messages, after = self.shown("interact(0..=5, |n| n + 1)", "a cell")
        closed = {message["content"]["comm_id"] for message in messages if message["msg_type"] == "comm_close"}
        self.assertEqual(closed, set(before))
        slider = next(comm for comm, state in before.items() if state["_model_name"] == "IntSliderModel")
        self.assertEqual(self.pictures(self.send(slider, value=3)), [])
        slider = next(comm for comm, state in after.items() if state["_model_name"] == "IntSliderModel")
        self.assertEqual(self.moved(slider, value=3), "<pre>4</pre>")

    def test_a_page_that_is_loaded_anew_is_told_how_it_is(self):
        slider, picture = self.control("interact(0..=9, |n| n)", "IntSlider")
        self.moved(slider, value=6)
        comms = self.client.comm_info("jupyter.widget", reply=True, timeout=ANSWER_WITHIN)["content"]["comms"]
        self.assertTrue({slider, picture} <= set(comms))
        for comm, value in ((slider, 6), (picture, "<pre>6</pre>")):
            [message] = self.until_idle(self.send(comm, "request_state"))
            self.assertEqual(message["content"]["data"]["state"]["value"], value)

    def test_what_a_failed_cell_has_shown_says_so(self):
        request = self.client.execute("show(&interact(0..=9, |n| n)); panic!(\"after it\")")
        opened = {message["content"]["data"]["state"]["_model_name"]: message["content"]["comm_id"]
                  for message in self.messages(request) if message["msg_type"] == "comm_open"}
        self.assertEqual(self.reply(request)["status"], "error")
        self.assertIn("run its cell again", self.moved(opened["IntSliderModel"], value=3))

    def test_many_positions_leave_memory_level(self):
        slider, _ = self.control("interact(0.1..=2.0, |h| plot(move |x| (h * x).sin(), -3.0..=3.0))", "FloatSlider")

        def memory():
            """What the processes of the cells hold for themselves."""
            total = 0
            for process, command in marked(MARK, os.getpid()).items():
                if "cell-" in command or "--control_file" in command:
                    for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
                        if line.startswith("RssAnon"):
                            total = max(total, 1024 * int(line.split()[1]))
            return total

        for i in range(50):
            self.moved(slider, value=0.1 + i / 50)
        before = memory()
        for i in range(POSITIONS):
            self.assertIn("data:image/svg+xml", self.moved(slider, value=0.1 + i / POSITIONS))
        print(f"{POSITIONS} positions: {before / 1e6:.1f} MB before, {memory() / 1e6:.1f} MB after")
        self.assertLess(memory() - before, LEVEL)


if __name__ == "__main__":
    held = install(sys.argv.pop(1))
    del Conversation
    unittest.main(verbosity=2)
