"""The kernel against Jupyter's own tests, and against what it promises about failures.

    python kernel.py CALCULUS [TEST …]

CALCULUS is the built command. Needs the packages of requirements.in.
"""

import fcntl
import json
import os
import pathlib
import signal
import socket
import sys
import tempfile
import threading
import unittest
from unittest import TestCase

import jupyter_client
import jupyter_kernel_test
from jupyter_client.manager import start_new_kernel

from slips import DEFINED, SLIPS

NOTEBOOKS = pathlib.Path(__file__).resolve().parents[2] / "notebooks"
ANSWER_WITHIN = 120  # seconds, on a machine that does other things too


def install(calculus):
    """Registers the command as the kernel `rust` for this process alone."""
    data = tempfile.TemporaryDirectory()
    spec = pathlib.Path(data.name) / "kernels" / "rust"
    spec.mkdir(parents=True)
    argv = [str(pathlib.Path(calculus).resolve()), "--control_file", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps(
        {"argv": argv, "display_name": "Rust", "language": "rust", "interrupt_mode": "message"}))
    os.environ["JUPYTER_PATH"] = data.name
    return data


def have_index(client, *words):
    """Returns when these words can be completed: when the index of help, which another process makes, has their crates."""
    cache = pathlib.Path(os.environ.get("CALCULUS_CACHE") or os.path.expanduser("~/.cache/calculus")) / "help"
    cache.mkdir(parents=True, exist_ok=True)
    for word in words:
        while not client.complete(word, reply=True, timeout=ANSWER_WITHIN)["content"]["matches"]:
            # Held as long as a part of the index is made.
            with open(cache / "guard", "a") as guard:
                fcntl.flock(guard, fcntl.LOCK_EX)


class Protocol(jupyter_kernel_test.KernelTests):
    kernel_name = "rust"
    language_name = "rust"
    file_extension = ".rs"
    code_hello_world = 'println!("hello, world");'
    code_stderr = 'eprintln!("a complaint");'
    completion_samples = [
        {"text": "let steepest = 1.0; steepe", "matches": ["steepest"]},
        {"text": "let v = vec![1.0]; v.pus", "matches": ["push", "push_mut"]},
        {"text": "std::f64::consts::P", "matches": ["PI"]},
        {"text": "std::vec::Vec", "matches": ["Vec"]},
    ]
    complete_code_samples = ["1 + 1", "let x = 2.0;", "fn f(x: f64) -> f64 { x }", '"Δ"']
    incomplete_code_samples = ["fn f(x: f64) -> f64 {", "plot(|x| x", '"open', "/* open", "1 +"]
    invalid_code_samples = ["f(1]", "x)"]
    code_generate_error = 'panic!("on purpose");'
    code_execute_result = [{"code": "6 * 7", "result": "42"}, {"code": '"Δx"', "result": '"Δx"'},
                           {"code": "2.5e-5", "result": "2.5e-5"}]
    code_display_data = [{"code": 'println!("EVCXR_BEGIN_CONTENT text/html\\n<b>b</b>\\nEVCXR_END_CONTENT");',
                          "mime": "text/html"}]
    code_history_pattern = "6 ? 7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "fn twice(x: f64) -> f64 { 2.0 * x }\ntwice"
    code_clear_output = 'println!("EVCXR_BEGIN_CONTENT application/vnd.calculus.clear\\n\\nEVCXR_END_CONTENT");'

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        have_index(cls.kc, "std::vec::Ve")


class Welcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "rust"
    support_iopub_welcome = True


class Conversation(TestCase):
    """A kernel, and cells that it is asked to run."""

    working_directory = None  # a temporary one

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.manager, cls.client = start_new_kernel(
            kernel_name="rust", cwd=cls.working_directory or cls.folder.name, startup_timeout=ANSWER_WITHIN)

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel()
        cls.folder.cleanup()

    def messages(self, request):
        """What the request causes, message by message, until it is done."""
        while True:
            message = self.client.get_iopub_msg(timeout=ANSWER_WITHIN)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status":
                if message["content"]["execution_state"] == "idle":
                    return
            else:
                yield message

    def reply(self, request):
        while True:
            reply = self.client.get_shell_msg(timeout=ANSWER_WITHIN)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"]

    def execute(self, source, cell_id):
        """Sends a cell as JupyterLab and VS Code do, which say what they call it."""
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        message = self.client.session.msg("execute_request", content, metadata={"cellId": cell_id})
        self.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def run_cell(self, source, cell_id=None):
        """The reply, the text of both streams, and the values in text form."""
        request = self.execute(source, cell_id) if cell_id else self.client.execute(source)
        text, values = "", []
        for message in self.messages(request):
            if message["msg_type"] == "stream":
                text += message["content"]["text"]
            elif "data" in message["content"]:
                values.append(message["content"]["data"].get("text/plain"))
        return self.reply(request), text, values

    def fails(self, source, words):
        reply, _, _ = self.run_cell(source)
        self.assertEqual(reply["status"], "error", source)
        self.assertIn(words, "\n".join(reply["traceback"]))
        return reply

    def gives(self, source, value):
        reply, text, values = self.run_cell(source)
        self.assertEqual(reply["status"], "ok", text + str(reply))
        self.assertEqual(values, [value])


class Help(Conversation):
    """What a learner who presses Tab or Shift-Tab is told. The cursor is at the mark ¦."""

    working_directory = NOTEBOOKS
    LOAD = ':dep calculus = { path = "../crate" }\nuse calculus::prelude::*;'
    CELLS = [
        LOAD,
        'let v = vec![1.0, 2.0]; let name = "Δ"; let parabola = plot(|x| x * x, -1.0..=1.0);',
        """fn first() {}
/// A point of the plane.
#[derive(Clone, Debug)]
pub struct Point { x: f64, y: f64 }
impl Point {
    /// How far it is from the origin.
    fn distance(&self) -> f64 { self.x.hypot(self.y) }
}
let corner = Point { x: 1.0, y: 2.0 };""",
    ]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        conversation = cls("test_a_learners_tabs")
        for cell in cls.CELLS:
            reply, _, _ = conversation.run_cell(cell)
            assert reply["status"] == "ok", reply
        have_index(cls.client, "calculus::limits::limi", "std::vec::Ve")

    def at_the_mark(self, ask, cell):
        cursor = cell.index("¦") if "¦" in cell else len(cell)
        return self.reply(ask(cell.replace("¦", ""), cursor))

    def tab(self, cell):
        return self.at_the_mark(self.client.complete, cell)

    def shift_tab(self, cell):
        """What is said as text, and as HTML; nothing if nothing is found."""
        reply = self.at_the_mark(self.client.inspect, cell)
        self.assertEqual(reply["found"], bool(reply["data"]), cell)
        return reply["data"].get("text/plain", ""), reply["data"].get("text/html", "")

    def test_a_learners_tabs(self):
        for cell, offered, not_offered in [
            ("v.pu", ["push"], ["pu", "pop", "push_within_capacity"]),
            ("v.so", ["sort_by"], ["sort", "sort_floats", "sort_unstable"]),
            ("let shifted = v.iter().ma", ["map", "max_by"], ["map_err", "map_or", "max_element"]),
            ("(1.0).po", ["powi", "powf"], ["pop", "position"]),
            ("String::", ["new", "from", "with_capacity"], ["push!", "from_raw_parts", "vec"]),
            ("prin", ["println!", "print!"], ["eprintln!", "println"]),
            ("use calculus::", ["limits", "plot", "prelude"], ["or_panic", "Exercise", "answer"]),
            ("parabola.", ["title", "x_name", "open_point"], ["fmt", "curves", "layers", "evcxr_display", "{unknown}"]),
            ("let d = corner.", ["x", "y", "distance", "clone"], ["first", "hypot", "eq", "add"]),
            ("fn f<N: Number>(x: N) -> N { x.s", ["sin", "sqrt"], ["sort", "shl", "sub"]),
            ("LIMIT_1.", ["check", "hint", "question", "solution"], ["name", "right", "mistakes", "hints", "otherwise"]),
            ("let steepest = 1.0;\nif steepest > 0.5 { plot(|slope| slope * ste", ["steepest"], ["corner", "STEP", "stepest"]),
            ("\"Δ, v.pu¦\"; v.len()", [], ["push", "pub"]),
        ]:
            with self.subTest(cell=cell):
                reply = self.tab(cell)
                matches = reply["matches"]
                self.assertEqual([word for word in offered if word not in matches], [], matches)
                self.assertEqual([word for word in not_offered if word in matches], [], matches)
                self.assertEqual(len(matches), len(set(matches)), "each once")
                # What is replaced is the word before the cursor.
                written = cell.replace("¦", "")[reply["cursor_start"]:reply["cursor_end"]]
                self.assertTrue(all(match.startswith(written) for match in matches), written)

    def test_what_is_offered_comes_with_its_signature_and_first_sentence(self):
        def told(cell, word):
            types = self.tab(cell)["metadata"]["_jupyter_types_experimental"]
            return next((one["type"], one["signature"], one["documentation"]) for one in types if one["text"] == word)

        self.assertEqual(told("v.pu", "push"), ("function", "pub fn push(&mut self, value: T)",
                                                "Appends an element to the back of a collection."))
        self.assertEqual(told("corner.d", "distance"), ("function", "fn distance(&self) -> f64",
                                                        "How far it is from the origin."))
        self.assertEqual(told("lim", "limit")[2], "Estimates the limit of f as x approaches at from both sides.")
        self.assertEqual(told("corn", "corner")[:2], ("instance", "corner: Point"))
        self.assertEqual(told(":de", ":dep")[0], "keyword")

    def test_a_learners_shift_tabs(self):
        answers = ["is_right", "assert", "Some(", "right:", "= 1", "\"1\"", "Answer::", "both are", "x + 1"]
        for cell, said, not_said in [
            ("li¦mit(|x| x, 1.0)", ["pub fn limit(", "calculus::limits::limit", "Estimates the limit of f"], ["prelude"]),
            ("v.push¦(1.0)", ["pub fn push(&mut self, value: T)", "std::vec::Vec::push", "Appends an element"], []),
            ("println!", ["std::println", "standard output"], ["evcxr"]),
            ("let¦ x = 1;", ["Names a value"], []),
            ("v", ["let v: std::vec::Vec<f64>", "growable array"], []),
            ("LIMIT_1", ["LIMIT_1: Exercise", "The limit of (x² − 1)/(x − 1) as x goes to 0", "check(&self"], answers),
            ("LIMIT_1.check¦(1)", ["pub fn check(&self", "Says whether an answer is right"], ["LIMIT_2", "-10"]),
            ("let steep¦est = 2.0 * 3.0; steepest", ["let steepest: f64"], ["{float}"]),
            ("corner.distance", ["fn distance(&self) -> f64", "How far it is from the origin"], ["hypot"]),
            ("[1, 2].iter().map(|number| num¦ber * 2)", ["let number: &i32"], ["{integer}"]),
            ("std::f64::consts::PI", ["pub const PI: f64 = 3.14159", "Archimedes"], []),
            (":dep¦ x", ["Loads a crate"], []),
        ]:
            with self.subTest(cell=cell):
                text, html = self.shift_tab(cell)
                self.assertEqual([words for words in said if words not in text], [], text)
                self.assertEqual([words for words in not_said if words in text or words in html], [], text)
                self.assertIn("</", html)

    def test_nothing_is_known_of_what_means_nothing(self):
        for cell in ["\"li¦mit\"", "// lim¦it", "1.5", "nosuch", "v.nosuch", ""]:
            self.assertEqual(self.shift_tab(cell), ("", ""), cell)

    def test_a_cell_that_is_to_run_does_not_wait_for_an_answer(self):
        asked = self.client.complete("vec![Some(1.0)].into_iter().ma")
        ran = self.client.execute("6 * 7")
        self.assertEqual(self.reply(asked)["status"], "ok")
        self.assertEqual(self.reply(ran)["status"], "ok")
        self.assertIn("map", self.tab("vec![Some(1.0)].into_iter().ma")["matches"])

    def test_a_definition_that_replaces_another_is_the_one_that_counts(self):
        self.run_cell("struct Twice { before: f64 }")
        self.run_cell("struct Twice { after: f64 }")
        self.assertEqual([name for name in self.tab("Twice { after: 1.0 }.")["matches"] if name in ("before", "after")],
                         ["after"])


class Truth(Conversation):
    def test_a_panic_is_an_error_at_the_learners_line_and_takes_nothing_away(self):
        self.run_cell("let kept: i32 = 7;")
        self.run_cell("fn broken(x: i32) -> i32 {\n    if x > 2 { panic!(\"above {x}\") }\n    x\n}")
        number = self.run_cell("1")[0]["execution_count"]
        self.fails("1 + broken(3)", f"cell {number - 1}, line 2: above 3")
        self.fails('let kept: i32 = panic!("in a let");', "in a let")
        self.gives("kept", "7")

    def test_a_question_mark_that_fails_is_an_error_and_takes_nothing_away(self):
        self.run_cell("let number: f64 = 2.5;")
        self.fails('let number: f64 = "abc".parse::<f64>()?;', "invalid float literal")
        self.gives("number", "2.5")
        number = self.fails('let one: i32 = "1".parse::<i32>()?;\nlet two: i32 = "x".parse::<i32>()?;', "invalid digit")["execution_count"]
        self.fails('"y".parse::<i32>()?', f"at cell {number + 1}, line 1 met an error")

    def test_a_fault_of_the_last_expression_is_told_with_its_place(self):
        number = self.fails("let zero = vec![0];\n\n10 / zero[0]", "divide by zero")["execution_count"]
        self.fails("1;\n10 / vec![0][0]", f"panicked at cell {number + 1}, line 2")
        self.fails("1;\n1 / 0", "line 2: this operation will panic at runtime")
        self.fails("let list = [1, 2, 3];\nlist[3]", "index out of bounds: the length is 3 but the index is 3")

    def test_cells_are_numbered_from_one(self):
        manager, client = start_new_kernel(kernel_name="rust", startup_timeout=ANSWER_WITHIN)
        try:
            client.execute("1 + 1")
            self.assertEqual(client.get_shell_msg(timeout=ANSWER_WITHIN)["content"]["execution_count"], 1)
        finally:
            client.stop_channels()
            manager.shutdown_kernel()

    def test_a_compile_error_stands_at_the_learners_own_line_also_after_non_ascii_text(self):
        reply = self.fails('let π = 3.14;\nlet s = "Δ"; let n: i32 = s;', "line 2: mismatched types")
        shown = reply["traceback"]
        self.assertTrue(any('let s = "Δ"; let n: i32 = s;' in line for line in shown), shown)

    def test_the_line_of_a_panic_is_right_in_a_cell_that_was_compiled_among_fewer_lines(self):
        source = 'let text: &str = "kept";\npanic!("{text}");'
        self.run_cell("use std::cmp::*;")
        self.fails(source, "line 2: kept")
        self.run_cell("use std::cmp::*;")
        self.fails(source, "line 2: kept")

    def test_what_was_sent_with_a_failing_cell_does_not_run(self):
        requests = [self.client.execute(source) for source in ('panic!("first");', 'println!("second");')]
        replies = [self.reply(request)["status"] for request in requests]
        self.assertEqual(replies, ["error", "aborted"])
        self.gives("3", "3")

    def test_both_streams_arrive_whole_before_the_reply(self):
        request = self.client.execute('for i in 0..2000 { println!("{i}"); eprintln!("{i}"); } print!("end");')
        streams = {"stdout": "", "stderr": ""}
        for message in self.messages(request):
            if message["msg_type"] == "stream":
                streams[message["content"]["name"]] += message["content"]["text"]
        lines = "".join(f"{i}\n" for i in range(2000))
        self.assertEqual(streams, {"stdout": lines + "end", "stderr": lines})
        self.assertEqual(self.reply(request)["status"], "ok")

    def test_a_position_counts_code_points(self):
        source = "let steepest = 1.0; let text = \"Δ𝑥e\u0301\"; steepe"
        request = self.client.complete(source)
        reply = self.reply(request)
        self.assertEqual(source[reply["cursor_start"]:reply["cursor_end"]], "steepe")
        self.assertIn("steepest", reply["matches"])

    def test_a_comm_that_nobody_knows_is_closed(self):
        message = self.client.session.msg("comm_open", {"comm_id": "c", "target_name": "nobody", "data": {}})
        self.client.shell_channel.send(message)
        closed = [message for message in self.messages(message["header"]["msg_id"]) if message["msg_type"] == "comm_close"]
        self.assertEqual([message["content"]["comm_id"] for message in closed], ["c"])


class Printing(Conversation):
    def outputs(self, source):
        request = self.client.execute(source)
        outputs = [(message["msg_type"], message["content"]) for message in self.messages(request)
                   if message["msg_type"] != "execute_input"]
        self.assertEqual(self.reply(request)["status"], "ok")
        return outputs

    def streams(self, outputs):
        return [(content["name"], content["text"]) for kind, content in outputs if kind == "stream"]

    def test_many_lines_are_few_messages_and_the_value_comes_after_them(self):
        outputs = self.outputs('for i in 0..20000 { println!("{i}"); } 42')
        self.assertEqual("".join(text for _, text in self.streams(outputs)), "".join(f"{i}\n" for i in range(20000)))
        self.assertLess(len(outputs), 100)
        self.assertEqual(outputs[-1][0], "execute_result")

    def test_what_a_library_in_c_prints_appears_with_its_cell(self):
        outputs = self.outputs('unsafe extern "C" { fn puts(text: *const std::ffi::c_char) -> i32; }\nunsafe { puts(c"from C".as_ptr()) };')
        self.assertEqual(self.streams(outputs), [("stdout", "from C\n")])

    def test_both_streams_keep_their_order(self):
        outputs = self.outputs('for i in 0..50 { println!("{i}"); eprintln!("{i}"); }')
        wanted = [(name, f"{i}\n") for i in range(50) for name in ("stdout", "stderr")]
        self.assertEqual(self.streams(outputs), wanted)

    def test_a_line_without_an_end_appears_as_it_is_printed(self):
        # The cell waits for a file, and the file is made when the beginning of its line is here.
        signal = pathlib.Path(self.folder.name) / "begun"
        wait = f"while !std::path::Path::new({json.dumps(str(signal))}).exists() {{}}"
        request = self.client.execute(f'use std::io::Write; print!("half a li"); std::io::stdout().flush()?; {wait} println!("ne");')
        texts = []
        for message in self.messages(request):
            if message["msg_type"] == "stream":
                texts.append(message["content"]["text"])
                signal.touch()
        self.assertEqual(texts, ["half a li", "ne\n"])
        self.reply(request)

    def test_a_value_of_megabytes_is_shortened_with_a_sentence(self):
        [(kind, content)] = self.outputs("(0..1_000_000).collect::<Vec<i32>>()")
        text = content["data"]["text/plain"]
        self.assertEqual(kind, "execute_result")
        self.assertLess(len(text), 200_000)
        self.assertTrue(text.startswith("[0, 1, 2, "))
        self.assertIn("MB more of this value were left out here", text[-80:])

    def test_words_of_the_protocol_are_text_when_a_cell_prints_them(self):
        for word in ("BEGIN_CONTENT text/plain", "END_CONTENT", "PANIC_NOTIFICATION", "ERROR_OCCURRED", "EXECUTION_COMPLETE",
                     "VARIABLE_CHANGED_TYPE:x"):
            self.outputs(f'println!("EVCXR_{word}");')
        self.gives("6 * 7", "42")

    def test_the_last_value_is_the_result_and_those_before_it_are_not(self):
        show = 'println!("EVCXR_BEGIN_CONTENT text/plain\\n{}\\nEVCXR_END_CONTENT", '
        outputs = self.outputs(f'{show}"first"); {show}"second"); "third"')
        self.assertEqual([(kind, content["data"]["text/plain"]) for kind, content in outputs],
                         [("display_data", "first"), ("display_data", "second"), ("execute_result", '"third"')])


class Keyboard(Conversation):
    def asked(self, source, *answers):
        """The prompts of a cell that is answered, and its value."""
        request = self.client.execute(source, allow_stdin=True)
        prompts = []
        for answer in answers:
            question = self.client.get_stdin_msg(timeout=ANSWER_WITHIN)["content"]
            prompts.append((question["prompt"], question["password"]))
            self.client.input(answer)
        values = [message["content"]["data"]["text/plain"] for message in self.messages(request) if "data" in message["content"]]
        reply = self.reply(request)
        self.assertEqual(reply["status"], "ok", reply)
        return prompts, values

    def test_a_cell_that_reads_asks_the_person(self):
        source = "{ let mut line = String::new(); std::io::stdin().read_line(&mut line)?; line }"
        self.assertEqual(self.asked(source, "seven"), ([("", False)], ['"seven\\n"']))
        self.assertEqual(self.asked("std::io::stdin().lines().take(2).map(|line| line.unwrap()).collect::<String>()", "a", "b"),
                         ([("", False), ("", False)], ['"ab"']))

    def test_evcxr_input_asks_with_its_prompt(self):
        for word, password in (("", False), ("_PASSWORD", True)):
            source = (f'{{ println!("EVCXR_INPUT_REQUEST{word}:Name: "); let mut line = String::new();'
                      " std::io::stdin().read_line(&mut line)?; line }")
            self.assertEqual(self.asked(source, "Ann"), ([("Name: ", password)], ['"Ann\\n"']))

    def test_a_cell_that_waits_for_an_answer_is_interrupted(self):
        self.run_cell("let kept: i32 = 7;")
        request = self.client.execute("std::io::stdin().lines().next();", allow_stdin=True)
        self.client.get_stdin_msg(timeout=ANSWER_WITHIN)
        self.manager.interrupt_kernel()
        self.assertEqual(self.reply(request)["ename"], "Interrupt")
        self.gives("kept", "7")
        self.assertEqual(self.asked("std::io::stdin().lines().next().is_some()", "new"), ([("", False)], ["true"]))

    def test_where_nobody_can_answer_it_is_said(self):
        request = self.client.execute("std::io::stdin().lines().count()", allow_stdin=False)
        reply = self.reply(request)
        self.assertEqual(reply["ename"], "No input")
        self.gives("1", "1")


class Definitions(Conversation):
    def test_a_static_is_one_for_all_cells(self):
        self.run_cell("use std::sync::atomic::{AtomicUsize, Ordering};")
        self.run_cell("static COUNT: AtomicUsize = AtomicUsize::new(0);\n"
                      "fn next() -> usize { static NUMBER: AtomicUsize = AtomicUsize::new(10); NUMBER.fetch_add(1, Ordering::SeqCst) }")
        for i in range(3):
            self.gives("COUNT.fetch_add(1, Ordering::SeqCst)", str(i))
            self.gives("(next(), 0)", f"({10 + i}, 0)")
        self.run_cell("static mut PLAIN: i32 = 1;\nstatic LIST: std::sync::Mutex<Vec<i32>> = std::sync::Mutex::new(Vec::new());")
        for i in range(2):
            self.gives("unsafe { PLAIN += 1; PLAIN }", str(2 + i))
            self.gives("{ let mut list = LIST.lock().unwrap(); list.push(7); list.len() }", str(1 + i))
        # A type with a `;` of its own, and statics within what is no function.
        self.run_cell("static mut COUNTS: [u32; 4] = [0; 4];\nmod inner { use std::sync::atomic::*; pub static N: AtomicUsize = AtomicUsize::new(0); }")
        for i in range(2):
            self.gives("unsafe { COUNTS[1] += 1; COUNTS[1] }", str(1 + i))
            self.gives("inner::N.fetch_add(1, Ordering::SeqCst)", str(i))
        # As with every variable, what a cell has done that did not end well is undone.
        self.fails('COUNT.store(100, Ordering::SeqCst); panic!("stop");', "stop")
        self.gives("COUNT.load(Ordering::SeqCst)", "3")

    def test_what_cannot_be_one_is_refused_with_a_way_that_works(self):
        self.fails("use std::cell::Cell;\nthread_local! { static N: Cell<i32> = Cell::new(0); }", "line 2: of what `thread_local!` defines")
        self.fails("lazy_static! { static ref N: i32 = 0; }", "LazyLock")
        for within in ("fn next() -> i32 {\n{}\n1 }", "struct T;\nimpl T { fn next() {\n{}\n} }", "mod m {\n{}\n}"):
            cell = within.replace("{}", "thread_local! { static N: std::cell::Cell<i32> = const { std::cell::Cell::new(0) }; }")
            self.fails(cell, f"line {cell[:cell.index('thread_local')].count(chr(10)) + 1}: of what `thread_local!` defines")
        self.gives("{ thread_local! { static N: std::cell::Cell<i32> = const { std::cell::Cell::new(4) }; } N.get() }", "4")
        self.run_cell("static TABLE: std::sync::LazyLock<Vec<f64>> = std::sync::LazyLock::new(|| vec![1.5]);")
        self.gives("TABLE[0]", "1.5")

    def test_an_implementation_that_runs_again_replaces(self):
        self.run_cell("struct P { x: f64 }")
        self.run_cell("impl P {\n    fn scaled(&self) -> f64 { 2.0 * self.x }\n    fn same(&self) -> f64 { self.x }\n}")
        self.run_cell('impl std::fmt::Display for P {\n    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "one") }\n}')
        self.gives("P { x: 3.0 }.scaled()", "6.0")
        self.run_cell("impl P {\n    fn scaled(&self) -> f64 { 20.0 * self.x }\n}")
        self.gives("P { x: 3.0 }.scaled() + P { x: 1.0 }.same()", "61.0")
        self.gives("P { x: 3.0 }.to_string()", '"one"')
        self.run_cell('impl std::fmt::Display for P {\n    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "two") }\n}')
        self.gives("P { x: 3.0 }.to_string()", '"two"')
        self.run_cell("let p = P { x: 1.0 };")
        self.gives("p.scaled()", "20.0")

    def test_an_implementation_in_other_words_replaces(self):
        self.run_cell("#[derive(Clone)] struct W<T>(T);\ntrait Show { fn show(&self) -> i32; }\nstruct P { x: f64 }\nuse std::fmt;")
        for one, other, value in [
            ("impl<T> Show for W<T> { fn show(&self) -> i32 { 1 } }", "impl<U> Show for W<U> { fn show(&self) -> i32 { 2 } }", "W(()).show()"),
            ('impl std::fmt::Display for P { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "1") } }',
             'impl fmt::Display for P { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "2") } }',
             "P { x: 0.0 }.to_string().parse::<i32>()?"),
            ("impl std::ops::Neg for P { type Output = i32; fn neg(self) -> i32 { 1 } }",
             "use std::ops::Neg;\nimpl Neg for P { type Output = i32; fn neg(self) -> i32 { 2 } }", "-P { x: 0.0 }"),
            ("impl<T: Clone> W<T> { fn get(&self) -> i32 { 1 } fn kept(&self) -> i32 { 0 } }",
             "impl<T> W<T> where T: Clone { fn get(&self) -> i32 { 2 } }", "W(()).get() + W(()).kept()"),
            ("impl<'a> From<&'a str> for P { fn from(_: &'a str) -> P { P { x: 1.0 } } }",
             "impl From<&str> for P { fn from(_: &str) -> P { P { x: 2.0 } } }", 'P::from("").x as i32'),
        ]:
            for cell, number in ((one, "1"), (other, "2"), (one, "1"), (other, "2")):
                with self.subTest(cell=cell):
                    reply, text, _ = self.run_cell(cell)
                    self.assertEqual(reply["status"], "ok", reply)
                    self.gives(value, number)
        # Two of one cell are a mistake in it, and what fails has replaced nothing.
        self.fails("impl Show for P { fn show(&self) -> i32 { 1 } }\nimpl self::Show for P { fn show(&self) -> i32 { 2 } }", "conflicting implementations")
        self.fails("impl<V> Show for W<V> { fn show(&self) -> i32 { true } }", "mismatched types")
        self.gives("W(()).show()", "2")

    def test_what_a_macro_makes_exists_for_later_cells(self):
        self.run_cell("macro_rules! make { ($n:ident) => { fn $n() -> i32 { 7 } } }\nmake!(seven);")
        self.gives("seven()", "7")
        self.run_cell("make! { eight }")
        self.gives("seven() + eight()", "14")
        self.run_cell("macro_rules! point { ($n:ident) => { #[derive(Debug)] struct $n { x: f64 }\n"
                      "impl $n { fn new() -> $n { $n { x: 1.5 } } } } }")
        self.gives("point!(Spot);\nlet spot = Spot::new();\nspot", "Spot { x: 1.5 }")
        self.run_cell("point!(Spot);")
        self.gives("spot.x + Spot::new().x", "3.0")
        # A definition of the same name takes its place, and one that fails does not.
        self.fails("fn seven() -> i32 { true }", "mismatched types")
        self.gives("seven()", "7")
        self.run_cell("fn seven() -> i32 { 77 }")
        self.gives("seven() + eight()", "84")
        # A macro that makes a value is as it was.
        self.gives("macro_rules! next { ($n:expr) => { $n + 1 } }\nnext!(1);\nnext!(2)", "3")
        self.fails("make!(seven eight);", "line 1: no rules expected")

    def test_what_the_macro_of_a_crate_makes_exists_for_later_cells(self):
        self.run_cell(':dep bitflags = "=2.9.0"')
        self.run_cell("bitflags::bitflags! {\n    pub struct Flags: u32 { const A = 1; const B = 2; }\n}\nlet flags = Flags::A;")
        self.gives("(flags | Flags::B).bits()", "3")

    def test_a_static_that_a_macro_makes_is_refused_with_a_way_that_works(self):
        self.run_cell("macro_rules! counter { ($n:ident) => { static $n: i32 = 1; } }")
        self.fails("1;\ncounter!(N);", "line 2: of the static that `counter!` makes")


class Again(Conversation):
    """A cell that was changed and runs again replaces what it had defined, also what is called otherwise now."""

    def test_a_function_that_is_renamed(self):
        for name in ("a cell of JupyterLab", "vscode-notebook-cell:/a.ipynb#W0sZmlsZQ%3D%3D"):
            self.run_cell("fn before() -> i32 { 1 }", name)
            self.gives("before()", "1")
            self.run_cell("fn after() -> i32 { 2 }", name)
            self.gives("after()", "2")
            self.fails("before()", "cannot find function `before`")

    def test_what_another_cell_defines_stays(self):
        self.run_cell("fn shared() -> i32 { 1 }", "one")
        self.run_cell("fn shared() -> i32 { 1 }", "other")
        self.run_cell("fn own() -> i32 { 1 }", "one")
        self.gives("shared() + own()", "2")
        self.run_cell("fn without_an_id() -> i32 { 1 }")
        self.run_cell("fn another() -> i32 { 1 }")
        self.gives("without_an_id()", "1")

    def test_a_method_and_an_implementation_that_are_renamed(self):
        self.run_cell("#[derive(Debug)]\nstruct P { x: f64 }", "type")
        self.run_cell("impl P { fn doubled(&self) -> f64 { 2.0 * self.x } }", "method")
        self.run_cell("impl From<f64> for P { fn from(x: f64) -> P { P { x } } }", "trait")
        self.gives("P::from(1.5).doubled()", "3.0")
        self.run_cell("impl P { fn halved(&self) -> f64 { self.x / 2.0 } }", "method")
        self.run_cell("impl<T: Into<f64>> From<T> for P { fn from(x: T) -> P { P { x: x.into() } } }", "trait")
        self.gives("P::from(3_i32).halved()", "1.5")
        self.fails("P::from(1.5).doubled()", "no method named `doubled`")

    def test_a_type_that_is_renamed_takes_its_implementations_and_variables_along(self):
        self.run_cell("struct Old { x: f64 }", "type")
        self.run_cell("impl std::fmt::Display for Old {\n"
                      'fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "{}", self.x) } }', "display")
        self.run_cell("let value = Old { x: 1.0 };", "value")
        self.gives("value.to_string()", '"1"')
        self.run_cell("struct New { x: f64 }", "type")
        self.gives("6 * 7", "42")
        self.fails("Old { x: 1.0 }", "cannot find struct")
        self.fails("value.to_string()", "its type `Old` went when the cell that had defined it was changed: make `value` anew")
        self.run_cell("let value = New { x: 2.0 };", "value")
        self.gives("value.x", "2.0")

    def test_a_trait_and_its_implementation_in_two_cells_are_changed_one_after_the_other(self):
        self.run_cell("trait Both { fn one(&self) -> i32; }", "trait")
        self.run_cell("impl Both for i32 { fn one(&self) -> i32 { 1 } }", "implementation")
        reply, text, _ = self.run_cell("trait Both { fn one(&self) -> i32; fn two(&self) -> i32; }", "trait")
        self.assertEqual(reply["status"], "ok", reply)
        self.assertIn(f"cell {reply['execution_count'] - 1}, line 1: this does not fit what is defined now", text)
        self.fails("5.two()", "two")
        self.run_cell("impl Both for i32 { fn one(&self) -> i32 { 1 } fn two(&self) -> i32 { 2 } }", "implementation")
        self.gives("5.one() + 5.two()", "3")

    def test_a_type_whose_fields_change_leaves_room_for_new_values(self):
        self.run_cell("struct Spot { x: f64 }", "type")
        self.run_cell("impl Spot { fn far(&self) -> f64 { self.x } }", "method")
        self.run_cell("let spot = Spot { x: 1.0 };", "value")
        self.run_cell("struct Spot { y: f64 }", "type")
        self.run_cell("let spot = Spot { y: 2.0 };", "value")
        self.gives("spot.y", "2.0")
        self.run_cell("impl Spot { fn far(&self) -> f64 { self.y } }", "method")
        self.gives("spot.far()", "2.0")

    def test_what_fails_replaces_nothing(self):
        self.run_cell("fn kept() -> i32 { 1 }", "one")
        for broken in ("fn renamed() -> i32 { true }", "fn renamed() {", 'fn renamed() {}\npanic!("stop");'):
            self.assertEqual(self.run_cell(broken, "one")[0]["status"], "error")
            self.gives("kept()", "1")
        self.fails("renamed()", "cannot find function `renamed`")

    def test_imports_and_what_a_macro_makes(self):
        self.run_cell("use std::f32::consts::*;", "import")
        self.gives("PI", "3.1415927")
        self.run_cell("use std::f64::consts::*;", "import")
        self.gives("PI", "3.141592653589793")
        self.run_cell("macro_rules! number { ($n:ident) => { fn $n() -> i32 { 5 } } }")
        self.run_cell("number!(five);", "made")
        self.gives("five()", "5")
        self.run_cell("number!(cinq);", "made")
        self.gives("cinq()", "5")
        self.fails("five()", "cannot find function `five`")


class Documented(Conversation):
    def test_the_comment_of_a_cells_first_item_is_kept(self):
        self.run_cell("/// Doubles a number.\nfn twice(x: f64) -> f64 { 2.0 * x }")
        reply = self.reply(self.client.inspect("twice", 5))
        self.assertIn("Doubles a number.", reply["data"]["text/plain"])
        self.fails("/// Halves a number.\nfn half(x: f64) -> f64 { x / 2 }", "line 2")


class Reasons(Conversation):
    """Each error names a place and the right reason."""

    def test_a_cell_of_a_bracket_alone(self):
        self.fails("}", "line 1: this `}` closes nothing")

    def test_an_earlier_function_that_a_new_definition_breaks(self):
        self.run_cell("fn inner(x: f64) -> f64 { x }")
        number = self.run_cell("fn outer(x: f64) -> f64 { inner(x) }")[0]["execution_count"]
        self.run_cell("fn inner(x: i32) -> i32 { x }")
        self.fails("outer(1.0)", f"cell {number}, line 1: mismatched types")

    def test_a_broken_function_is_in_nobodys_way_whatever_its_name(self):
        for name in ("b", "text", "output", "error"):
            self.run_cell(f"fn inner_of_{name}() -> i32 {{ 1 }}")
            number = self.run_cell(f"const ONE: i32 = 1; fn {name}() -> i32 {{ inner_of_{name}() }}")[0]["execution_count"]
            self.run_cell(f"fn inner_of_{name}() -> bool {{ true }}")
            self.gives("1 + 1", "2")
            self.fails(f"{name}()", f"cell {number}, line 1: mismatched types")

    def test_a_panic_in_a_line_of_two_statements_has_its_place(self):
        self.fails('println!("first"); panic!("then");', "line 1: then")

    def test_each_reason_is_in_the_learners_words(self):
        self.run_cell("let t = 2.0;")
        for cell, words, hidden in [
            ("break;", "`break` outside of a loop", "closure"),
            ("return 5;", "write `5` without `return`", "EvcxrUserCodeError"),
            ("mod nowhere;", "`nowhere.rs`, or `nowhere/mod.rs`, beside the notebook", "src/"),
            ("const K: f64 = t;", "a constant is settled before any cell runs", "function"),
            ("static K: f64 = t;", "a static is settled before any cell runs", "function"),
            ("struct Z([f64; t as usize]);", "a type is settled before any cell runs", "function"),
            ("#[derive(Nope)] struct N;", "cannot find derive macro `Nope`", "a remark begins"),
            ("/* open", "line 1: the remark that begins here has no end", "<"),
            ("5;\nb\"open", "line 2: the text that begins here has no end", "<"),
            ("NOTHING", "nobody has said what `NOTHING` is", "const parameter"),
            ('"1".parse()?', ".parse::<f64>()?", "derive"),
            ("f64::sqrt", "call it", "derive"),
        ]:
            with self.subTest(cell=cell):
                reply = self.fails(cell, words)
                self.assertNotIn(hidden, "\n".join(reply["traceback"]))

    def test_a_crate_that_is_not_there(self):
        for source in ("use regex::Regex;", "regex::Regex::new(\"a\")"):
            self.fails(source, ':dep regex = "*"')
        self.fails("serde_json::json!({})", ':dep serde_json = "*"')

    def test_a_variable_that_was_moved_away_gets_a_new_value(self):
        self.run_cell("let mut list = vec![1];\nlet other = list;")
        self.run_cell("list = vec![2, 3];")
        self.gives("list", "[2, 3]")

    def test_what_is_no_error_is_said(self):
        number, text = self.run_cell("dbg!(1 + 1);")[0]["execution_count"], self.run_cell("dbg!(1 + 1);")[1]
        self.assertEqual(text.strip(), f"[cell {number + 1}, line 1] 1 + 1 = 2")
        self.gives("(file!(),\n line!())", f'("cell {number + 2}", 2)')
        self.run_cell("let value: f64 = 2.5;")
        self.assertIn("`pointer` is a raw pointer", self.run_cell("let pointer = &value as *const f64;")[1])
        self.run_cell("struct Holder { at: *const f64 }")
        for name, cell in (("holder", "let holder = Holder { at: &value };"), ("list", "let list = vec![&raw const value];"),
                           ("there", "let there = Some(std::ptr::NonNull::from(&value));")):
            self.assertIn(f"`{name}` holds a raw pointer", self.run_cell(cell)[1])
        # A number that no kept cell has: what is kept was warned of when it was compiled.
        _, text, _ = self.run_cell(f'"{os.getpid()}".parse::<i32>();')
        self.assertIn("line 1: unused `Result` that must be used", text)

    def test_a_mut_that_nothing_needs_is_told(self):
        inner = "fn unchanged() -> i32 {\n    let mut same = 1;\n    same\n}"
        for _ in range(2):
            self.assertIn("line 2: `same` need not be `mut`, for nothing changes it\n", self.run_cell(inner)[1])
            self.assertIn("line 1: `seen` is `mut`, and nothing in this cell changes it", self.run_cell("let mut seen = 1;\nseen")[1])
        # A later cell may change it, or this one does.
        for cell in ("let mut grows = vec![1];", "grows.push(2); grows", "let mut n = 1; n += 1; n", "fn f(mut x: i32) -> i32 { x += 1; x }"):
            self.assertEqual(self.run_cell(cell)[1], "", cell)


class Surroundings(Conversation):
    def write(self, name, text):
        file = pathlib.Path(self.folder.name) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def test_files_are_looked_for_beside_the_notebook(self):
        self.write("hello.rs", "pub fn greet() -> &'static str { \"hello\" }")
        self.write("text.txt", "some text")
        self.write("more.rs", "6 * 7")
        self.run_cell("mod hello;")
        self.gives("hello::greet()", '"hello"')
        self.gives('include_str!("text.txt")', '"some text"')
        self.gives('include!("more.rs")', "42")

    def test_the_statics_of_a_crate_are_one_for_all_cells(self):
        self.write("counter/Cargo.toml", '[package]\nname = "counter"\nversion = "0.1.0"\nedition = "2024"\n')
        self.write("counter/src/lib.rs", "use std::sync::atomic::*;\nstatic COUNT: AtomicUsize = AtomicUsize::new(0);\n"
                                         "pub fn next() -> usize { COUNT.fetch_add(1, Ordering::SeqCst) }\n"
                                         "thread_local! { pub static MINE: std::cell::Cell<i32> = const { std::cell::Cell::new(1) }; }\n")
        self.run_cell(':dep counter = { path = "counter" }')
        for i in range(2):
            self.gives("counter::next()", str(2 * i))
            self.gives("(counter::next(), 0)", f"({2 * i + 1}, 0)")
        self.run_cell("counter::MINE.set(5);")
        self.gives("counter::MINE.get()", "5")
        # With a further crate, what the first one counts goes on.
        self.run_cell(':dep itoa = "=1.0.19"')
        self.gives("(itoa::Buffer::new().format(7).len(), counter::next(), counter::MINE.get())", "(1, 4, 5)")

    def test_tab_and_shift_tab_know_a_crate_of_dep(self):
        self.write("almanac/Cargo.toml", '[package]\nname = "almanac"\nversion = "0.1.0"\nedition = "2024"\n')
        self.write("almanac/src/lib.rs", "mod inner {\n/// A day of the year.\npub struct Day(pub u16);\n"
                                         "impl Day {\n/// The day after it.\npub fn next(&self) -> Day { Day(self.0 + 1) }\nfn neither(&self) {}\n} }\n"
                                         "pub use inner::Day;\n/// The first day.\npub fn new_year() -> Day { Day(1) }\nfn never() {}\n")
        self.run_cell(':dep almanac = { path = "almanac" }\nlet day = almanac::new_year();')
        have_index(self.client, "almanac::ne")
        for cell, offered in [("almanac::ne", ["new_year"]), ("day.ne", ["next"]), ("almanac::D", ["Day"])]:
            self.assertEqual(self.reply(self.client.complete(cell, len(cell)))["matches"], offered, cell)
        for cell, words in [("almanac::new_year", ["fn new_year() -> Day", "The first day."]), ("day.next", ["The day after it."])]:
            told = self.reply(self.client.inspect(cell, len(cell)))["data"].get("text/plain", "")
            for word in words:
                self.assertIn(word, told, cell)

    def test_the_engines_commands_do_what_they_say_or_say_that_they_do_not(self):
        for command in (":cache 500", ":allow_static_linking 0", ":preserve_vars_on_panic 0", ":linker lld"):
            self.fails(command, f"`{command.split()[0]}` does nothing here")
            self.gives("1", "1")
        self.run_cell(":opt 2")
        self.gives("2", "2")
        # In the new process there is no variable, whatever it is called.
        self.run_cell("let a = 1;\nlet message = 2;\nfn kept() -> i32 { 5 }")
        self.run_cell(":restart")
        self.fails("a", "cannot find value `a`")
        self.gives("kept()", "5")
        self.run_cell("let message = 3;")
        self.gives("message", "3")
        self.run_cell(":timing")
        self.assertIn("took ", self.run_cell("3")[1])
        self.run_cell(":timing")


class Kept(TestCase):
    """Two kernels, one after the other."""

    def test_what_one_kernel_has_compiled_another_does_not_compile(self):
        seen = []
        with tempfile.TemporaryDirectory() as cache:
            for _ in range(2):
                manager, client = start_new_kernel(kernel_name="rust", startup_timeout=ANSWER_WITHIN,
                                                   env=os.environ | {"CALCULUS_CACHE": cache})
                shown = []
                client.execute_interactive(':dep itoa = "=1.0.19"\nitoa::Buffer::new().format(42).len()', timeout=ANSWER_WITHIN,
                                           output_hook=lambda message: shown.append(message["content"].get("data", {}).get("text/plain")))
                client.stop_channels()
                manager.shutdown_kernel()
                seen.append([text for text in shown if text])
        self.assertTrue(seen[0][0].startswith("compiling itoa v1.0.19"), seen)
        self.assertEqual(seen[0][-1], "2")
        self.assertEqual(seen[1], ["2"])


class Threads(Conversation):
    def test_what_a_thread_prints_after_its_cell_appears_at_once_under_that_cell(self):
        signal = pathlib.Path(self.folder.name) / "go"
        wait = f"while !std::path::Path::new({json.dumps(str(signal))}).exists() {{}}"
        reply = self.client.execute(f'std::thread::spawn(|| {{ {wait} println!("late"); panic!("at the end") }}); 1')
        self.assertEqual(self.reply(reply)["status"], "ok")
        signal.touch()
        heard = ""
        while "at the end" not in heard:
            message = self.client.get_iopub_msg(timeout=ANSWER_WITHIN)
            if message["msg_type"] == "stream":
                self.assertEqual(message["parent_header"]["msg_id"], reply)
                heard += message["content"]["text"]
        self.assertTrue(heard.startswith("late\n"), heard)
        self.gives("2", "2")


class Asynchronous(Conversation):
    def test_a_task_of_one_cell_finds_the_clock_that_another_has_started(self):
        reply, text, _ = self.run_cell(':dep tokio = { version = "=1.54.1", features = ["rt-multi-thread", "time"] }')
        self.assertEqual(reply["status"], "ok", text)
        self.run_cell("async fn later(n: u64) -> u64 { tokio::time::sleep(std::time::Duration::from_millis(5)).await; n + 1 }")
        self.gives("later(1).await", "2")
        self.run_cell("let task: tokio::task::JoinHandle<u64> = tokio::spawn(later(5));")
        self.gives("task.await?", "6")


class Requests(Conversation):
    def ask(self, channel, kind, content):
        message = self.client.session.msg(kind, content)
        channel.send(message)
        get = self.client.get_control_msg if channel is self.client.control_channel else self.client.get_shell_msg
        while True:
            reply = get(timeout=ANSWER_WITHIN)
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                return reply

    def test_what_the_protocol_lets_out_may_be_left_out(self):
        reply = self.ask(self.client.shell_channel, "execute_request", {"code": "1 + 1"})
        self.assertEqual(reply["content"]["status"], "ok")
        self.assertEqual(self.ask(self.client.shell_channel, "history_request", {})["content"]["history"][-1][2], "1 + 1")
        for kind in ("complete_request", "inspect_request"):
            self.assertEqual(self.ask(self.client.shell_channel, kind, {"code": "1"})["content"]["status"], "ok")

    def test_an_unknown_request_is_answered_on_both_channels(self):
        for channel in (self.client.shell_channel, self.client.control_channel):
            reply = self.ask(channel, "usage_request", {})
            self.assertEqual((reply["msg_type"], reply["content"]["status"]), ("usage_reply", "error"))
        reply = self.ask(self.client.shell_channel, "execute_request", {"no": "code"})
        self.assertEqual(reply["content"]["status"], "error")

    def test_user_expressions_are_evaluated(self):
        self.run_cell("let x: f64 = 2.5;")
        request = self.client.execute("1;", user_expressions={"double": "2.0 * x", "none": "nobody"})
        expressions = self.reply(request)["user_expressions"]
        self.assertEqual(expressions["double"]["data"]["text/plain"], "5.0")
        self.assertEqual((expressions["none"]["status"], expressions["none"]["ename"]), ("error", "Compile error"))

    def test_whether_a_cell_is_complete_is_answered_while_another_runs(self):
        signal = pathlib.Path(self.folder.name) / "asked"
        request = self.client.execute(f"while !std::path::Path::new({json.dumps(str(signal))}).exists() {{}}")
        self.assertEqual(self.ask(self.client.shell_channel, "is_complete_request", {"code": "1 +"})["content"]["status"], "incomplete")
        signal.touch()
        self.assertEqual(self.reply(request)["status"], "ok")

    def test_a_signal_interrupts_the_cell(self):
        request = self.client.execute('println!("ready"); loop {}')
        for message in self.messages(request):
            if message["msg_type"] == "stream":
                os.kill(self.manager.provisioner.pid, signal.SIGINT)
        self.assertEqual(self.reply(request)["ename"], "Interrupt")
        self.gives("1", "1")


class Live(Conversation):
    def test_an_output_comes_while_the_cell_runs(self):
        # The cell waits for a file, and the file is made when its first output is here.
        signal = pathlib.Path(self.folder.name) / "seen"
        show = 'println!("EVCXR_BEGIN_CONTENT text/plain\\n{}\\nEVCXR_END_CONTENT", '
        source = f'{show}"first"); while !std::path::Path::new({json.dumps(str(signal))}).exists() {{}} {show}"second");'
        request = self.client.execute(source)
        seen = []
        for message in self.messages(request):
            if message["msg_type"] == "display_data":
                seen.append(message["content"]["data"]["text/plain"])
                signal.touch()
        self.assertEqual(seen, ["first", "second"])
        self.assertEqual(self.reply(request)["status"], "ok")

    def test_a_named_value_is_updated_in_place(self):
        show = ('println!("EVCXR_BEGIN_CONTENT application/vnd.calculus.live\\nbar\\nEVCXR_END_CONTENT\\n'
                'EVCXR_BEGIN_CONTENT text/plain\\n{i}\\nEVCXR_END_CONTENT");')
        request = self.client.execute(f"for i in 1..=3 {{ {show} }}")
        seen = [(message["msg_type"], message["content"]["transient"]["display_id"], message["content"]["data"]["text/plain"])
                for message in self.messages(request) if "data" in message["content"]]
        self.assertEqual([(kind, text) for kind, _, text in seen],
                         [("display_data", "1"), ("update_display_data", "2"), ("update_display_data", "3")])
        self.assertEqual(len({name for _, name, _ in seen}), 1)
        self.reply(request)
        # In a later cell it has a further place, which shows the same.
        again = self.client.execute(f"for i in 4..=5 {{ {show} }}")
        later = [(message["msg_type"], message["content"]["transient"]["display_id"])
                 for message in self.messages(again) if "data" in message["content"]]
        self.assertEqual(later, [("display_data", seen[0][1]), ("update_display_data", seen[0][1])])
        self.reply(again)


class Endings(Conversation):
    """Each way in which a cell can bring its process down: a sentence, the variables as before, and the next cell works."""

    def setUp(self):
        self.run_cell("let kept: i32 = 7;")

    def tearDown(self):
        self.gives("kept", "7")

    def test_exit(self):
        self.fails("std::process::exit(3);", "exit code 3; the variables are as they were before it")

    def test_abort(self):
        self.fails("std::process::abort();", "aborted; the variables are as they were before it")

    def test_stack_overflow(self):
        self.fails("fn deep(n: u64) -> u64 { 1 + deep(n + 1) }\nprintln!(\"{}\", deep(0));", "overflowed the stack")

    def test_a_cell_that_cannot_be_loaded(self):
        self.run_cell('unsafe extern "C" { fn nowhere_to_be_found(); }')
        self.fails("unsafe { nowhere_to_be_found() }", "undefined symbol: nowhere_to_be_found")

    def test_out_of_memory(self):
        self.fails("std::alloc::handle_alloc_error(std::alloc::Layout::new::<[u8; 1 << 40]>());", "memory allocation of")

    def test_a_killed_process(self):
        kill = 'std::process::Command::new("kill").args(["-9", &std::process::id().to_string()]).status().unwrap();'
        self.fails(kill + " loop {}", "signal 9; the variables are as they were before it")

    def interrupted(self, source, ready):
        """The failure of a cell that is interrupted once `ready` was printed."""
        request = self.client.execute(source)
        for message in self.messages(request):
            if message["msg_type"] == "stream" and ready in message["content"]["text"]:
                self.manager.interrupt_kernel()
        return self.reply(request)

    def test_an_endless_loop_is_interrupted(self):
        reply = self.interrupted('println!("ready"); loop {}', "ready")
        self.assertIn("interrupted while running; the variables are as they were before it", "\n".join(reply["traceback"]))

    def test_a_program_that_a_cell_waits_for_is_interrupted_with_it(self):
        reply = self.interrupted('println!("ready"); std::process::Command::new("sleep").arg("1000").status();', "ready")
        self.assertEqual(reply["ename"], "Interrupt")

    def test_after_an_ending_the_copy_can_end_too(self):
        for code in (4, 5):
            self.fails(f"std::process::exit({code});", f"exit code {code}")


class WithThreads(Conversation):
    """A process with threads has no copy: what is lost is said, and the next cell works."""

    def test_an_exit_loses_the_variables(self):
        self.run_cell("let lost: i32 = 7;")
        self.run_cell("std::thread::spawn(|| loop { std::thread::park() });")
        self.fails("std::process::exit(3);", "the variables are lost")
        self.fails("lost", "cannot find value `lost`")
        self.gives("1", "1")


class Course(Conversation):
    """A kernel beside the course's notebooks, whose library is compiled before it is asked for."""

    working_directory = NOTEBOOKS

    def test_a_cell_has_nothing_that_it_did_not_ask_for(self):
        self.fails("calculus::limits::limit", "calculus")


class Slips(Conversation):
    """Each mistake of a newcomer is told once, in the learner's own line, with what to write instead."""

    working_directory = NOTEBOOKS

    def test_each_slip_gets_a_short_answer_that_helps(self):
        load = ':dep calculus = { path = "../crate" }\nuse calculus::prelude::*;'
        for cell in (load, DEFINED):
            self.assertEqual(self.run_cell(cell)[0]["status"], "ok")
        for slip, words, *line in SLIPS:
            with self.subTest(slip=slip):
                reply, _, _ = self.run_cell(slip)
                self.assertEqual(reply["status"], "error")
                answer = "\n".join(reply["traceback"])
                self.assertIn(words, answer)
                self.assertEqual(answer.count("it does not compile"), 1, answer)
                self.assertIn(f"at cell {reply['execution_count']}, line {line[0] if line else 1}:", answer)
                self.assertLess(len(answer), 500, answer)

    def test_a_formula_may_be_a_text_with_and_without_parse(self):
        self.run_cell(':dep calculus = { path = "../crate" }\nuse calculus::prelude::*;')
        for cell in ('differentiate("x^2")', 'differentiate(parse("x^2"))', 'differentiate(parse("x^2")?)'):
            with self.subTest(cell=cell):
                reply, outputs, _ = self.run_cell(cell)
                self.assertEqual(reply["status"], "ok")
        reply, _, _ = self.run_cell('differentiate("x^2 + * 3")')
        self.assertEqual(reply["status"], "error")
        self.assertIn("^", "\n".join(reply["traceback"]))

    def test_what_a_cell_has_moved_away_is_told_with_its_place(self):
        self.run_cell("let list: Vec<f64> = vec![1.0];")
        number = self.run_cell("1;\nlet other: Vec<f64> = list;")[0]["execution_count"]
        self.fails("list.len()", f"moved away since, in cell {number}, line 2: lend it there with `&list`")
        self.run_cell("let list: Vec<f64> = vec![2.0];")
        self.gives("list.len()", "1")

    def test_what_a_cell_has_moved_away_of_its_own_is_told_with_its_line(self):
        number = self.run_cell("let own = vec![1.0];\nfor one in own {}")[0]["execution_count"]
        self.fails("own.len()", f"cell {number} defines it and has moved the value away, in line 2: lend it there with `&own`")

    def test_a_name_of_a_cell_that_has_failed_is_told_with_that_cell(self):
        cells = ["fn lost(n: u32) -> u32 { n }\nlost(1); None::<u32>.unwrap()", "struct Lost;\nNone::<u32>.unwrap()", "let lost_too = |a, b| a + b;"]
        numbers = [self.fails(cell, "it ")["execution_count"] for cell in cells]
        for number, use in zip(numbers, ["lost(3)", "let lost = Lost;", "lost_too(1, 2)"]):
            self.fails(use, f"cell {number} was to define it and has failed: mend that cell, and run it again")

    def test_an_implementation_that_was_replaced_is_blamed_for_nothing(self):
        for cell in ["struct Twice;", "impl Twice { fn get(&self) -> i32 { 1 } }", "impl Twice { fn get(&self) -> i32 { 2 } }"]:
            self.run_cell(cell)
        self.assertNotIn("duplicate", "".join(self.fails("let closure = |x: i32| x + 1;", "is a closure")["traceback"]))
        self.gives("Twice.get()", "2")

    def test_what_a_cell_would_have_moved_away_is_there_when_it_panics(self):
        self.run_cell("let list: Vec<f64> = vec![1.0];")
        self.fails('let other: Vec<f64> = list;\npanic!("{}", other.len());', "the variables are as they were before it")
        self.gives("list.len()", "1")


class Wire(Conversation):
    def test_a_message_with_a_wrong_signature_is_dropped(self):
        stranger = jupyter_client.BlockingKernelClient()
        info = self.manager.get_connection_info(session=False)
        stranger.load_connection_info({**info, "key": b"a wrong key"})
        stranger.start_channels()
        try:
            mark = pathlib.Path(self.folder.name) / "written"
            stranger.execute(f"std::fs::write({json.dumps(str(mark))}, \"\")?;")
            # Answered after everything that was sent before on the same socket.
            stranger.session.key = info["key"]
            request = stranger.kernel_info()
            while stranger.get_shell_msg(timeout=ANSWER_WITHIN)["parent_header"]["msg_id"] != request:
                pass
            self.gives("1", "1")
            self.assertFalse(mark.exists())
        finally:
            stranger.stop_channels()

    def test_the_kernel_listens_where_it_was_told_and_nowhere_else(self):
        info = self.manager.get_connection_info(session=False)
        self.assertEqual(info["ip"], "127.0.0.1")
        others = {entry[4][0] for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
        for address in others:
            with socket.socket() as knock:
                self.assertNotEqual(knock.connect_ex((address, info["shell_port"])), 0)


if __name__ == "__main__":
    held = install(sys.argv.pop(1))
    # The tests of the imported module itself are about another kernel.
    unittest.main(verbosity=2)
