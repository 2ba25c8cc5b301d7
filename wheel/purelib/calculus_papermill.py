"""Parameters for notebooks in Rust: `papermill in.ipynb out.ipynb -p rate 0.5` puts `let rate: f64 = 0.5;` after the cell
with the tag `parameters`.

papermill knows no language beyond its own few, and has a door for engines only. So this is an engine that runs cells as
papermill's own does, and that teaches papermill Rust when it is loaded, whichever engine is used then.
"""

import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

DECLARATION = re.compile(r"let\s+(?:mut\s+)?(?P<name>\w+)\s*(?::\s*(?P<type>[^=]+?))?\s*=\s*(?P<value>.+?)\s*;\s*(?://\s*(?P<help>.*))?$")


class RustTranslator(Translator):
    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        lines = [cls.comment(comment)]
        lines += [f"let {name}: {kind(value)} = {literal(value)};" for name, value in parameters.items()]
        return "\n".join(lines) + "\n"

    @classmethod
    def comment(cls, text):
        return f"// {text}"

    @classmethod
    def inspect(cls, parameters_cell):
        found = (DECLARATION.match(line.strip()) for line in parameters_cell.source.splitlines())
        return [Parameter(name=one["name"], inferred_type_name=one["type"] or "None", default=one["value"], help=one["help"] or "")
                for one in found if one]


def kind(value):
    """The Rust type of a value from JSON or YAML."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "i64"
    if isinstance(value, float):
        return "f64"
    if isinstance(value, str):
        return "&'static str"
    if isinstance(value, list):
        kinds = {kind(item) for item in value} or {"f64"}
        if kinds == {"i64", "f64"}:
            kinds = {"f64"}
        if len(kinds) == 1:
            return f"Vec<{kinds.pop()}>"
    raise ValueError(f"{value!r} has no form in Rust: a parameter is a number, a text, true or false, or a list of one of these")


def literal(value, wanted=None):
    wanted = wanted or kind(value)
    if wanted.startswith("Vec<"):
        return f"vec![{', '.join(literal(item, wanted[4:-1]) for item in value)}]"
    if wanted == "f64":
        value = float(value)
        if value != value:
            return "f64::NAN"
        if value in (float("inf"), float("-inf")):
            return "f64::INFINITY" if value > 0 else "f64::NEG_INFINITY"
        return repr(value)
    if isinstance(value, str):
        escaped = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
        letters = (escaped.get(letter) or (letter if letter.isprintable() else f"\\u{{{ord(letter):x}}}") for letter in value)
        return '"' + "".join(letters) + '"'
    return str(value).lower()


class RustEngine(NBClientEngine):
    """papermill's own way of running a notebook."""


papermill_translators.register("rust", RustTranslator)
