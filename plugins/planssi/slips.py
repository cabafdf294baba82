"""What an editor probably did when a YAML file cannot be read.

Flows in: the text and the parser's error. Flows out: the place and the code of the likeliest slip of the pen. The
parser tells where it lost the thread; people want to know where it was cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

KEY = re.compile(r"""\s*(?:-\s+)*(?:(?:"[^"]*"|'[^']*'|[^\s"'{}\[\],#&*!|>%@`][^:]*?):(?:\s+|$))?""")
"""What stands before a value: list dashes and a key."""
BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
"""The head of a text that goes on over several lines."""
END = re.compile(r"\s*(?:#.*)?$")
"""What may follow a value that is whole."""


@dataclass(frozen=True)
class Slip:
    """A likely mistake: line and column counted from 0, and the code of its rule."""

    line: int
    column: int
    code: str


def explain(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """Return the likeliest reason why a text cannot be read."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    last = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark else 0
    detail = " ".join(part for part in (error.context, error.problem) if part)
    if "unknown escape" in detail:
        return Slip(last, column, "yaml-backslash")
    for number, line in _plain_lines(lines[: last + 1]):
        if slip := _in_line(line):
            return Slip(number, *slip)
    if "alias" in detail or "anchor" in detail:
        return Slip(last, column, "yaml-alias")
    if error.context_mark and ("expected ':'" in detail or "simple key" in detail):
        return Slip(error.context_mark.line, error.context_mark.column, "yaml-no-colon")
    if error.context_mark and "flow" in detail:
        return Slip(error.context_mark.line, error.context_mark.column, "yaml-bracket")
    if "character that cannot start" in detail:
        return Slip(last, column, "yaml-start-character")
    structure = (
        "expected key",
        "'-' indicator",
        "block end",
        "document start",
        "not allowed",
        "block sequence",
        "block mapping",
    )
    if any(part in detail for part in structure):
        return Slip(last, len(lines[last]) - len(lines[last].lstrip()), "yaml-indent")
    return Slip(last, column, "yaml-syntax")


def _plain_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines outside texts that go on over several lines, with their numbers."""
    inside, resume, brackets, above = -1, 0, 0, 0
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if brackets > 0:
            brackets += _balance(line)
            continue
        if number < resume or (inside >= 0 and (not line.strip() or indent > inside)):
            continue
        inside = -1
        resume = _after_quotes(lines, number)
        if resume > number or (indent > above and not line[: _value(line)].strip()):
            continue
        above = indent
        yield number, line
        brackets = _balance(line[_value(line) :]) if line[_value(line) :][:1] in ("{", "[") else 0
        if BLOCK.match(line[_value(line) :]):
            inside = indent


def _after_quotes(lines: list[str], number: int) -> int:
    """Return the line after a quoted text that begins here and ends soundly on a later line; else this line."""
    line = lines[number]
    start = _value(line)
    if line[start : start + 1] not in ('"', "'") or _quoted(line, start) is not None:
        return number
    text = "\n".join(lines[number:])
    end = _quoted(text, start)
    if end is None or not END.match(text[end:].partition("\n")[0]):
        return number
    last = number + text.count("\n", 0, end)
    indent = len(line) - len(line.lstrip())
    deeper = all(len(other) - len(other.lstrip()) > indent for other in lines[number + 1 : last + 1] if other.strip())
    return last + 1 if deeper else number


def _balance(line: str) -> int:
    """Return how many more brackets a line opens than it closes, quoted texts aside."""
    bare = re.sub(r""""(?:[^"\\]|\\.)*"|'[^']*'""", "", line).partition(" #")[0]
    return sum(bare.count(mark) for mark in "{[") - sum(bare.count(mark) for mark in "}]")


def _value(line: str) -> int:
    """Return where the value of a line begins."""
    match = KEY.match(line)
    return match.end() if match else 0


def _in_line(line: str) -> tuple[int, str] | None:
    """Return the column and the code of a slip inside one line."""
    start = _value(line)
    value = line[start:]
    if not value or value.startswith("#"):
        return None
    first = value[0]
    if first in "\"'":
        end = _quoted(value, 0)
        whole = (end is not None and END.match(value[end:])) or (end is not None and value[end:].startswith(":"))
        return None if whole else (start, "yaml-quote")
    if first in "{[":
        return _in_brackets(line, start)
    if first in "@`%,]}" or re.match(r"[*&](?:\s|[*&])", value) or (first in "|>" and not BLOCK.match(value)):
        return start, "yaml-start-character"
    if first in "*&!":
        return None
    colon = re.search(r":(?=\s|$)", value.partition(" #")[0])
    return (start + colon.start(), "yaml-colon") if colon else None


def _quoted(text: str, start: int) -> int | None:
    """Return where the quoted text that begins at `start` is over, or None when it never is."""
    pattern = r'"(?:[^"\\]|\\.)*"' if text[start] == '"' else r"'(?:[^']|'')*'"
    match = re.compile(pattern).match(text, start)
    return match.end() if match else None


def _in_brackets(line: str, start: int) -> tuple[int, str] | None:
    """Look for a slip in a value in braces or brackets, as far as it stands on this line."""
    closing: list[str] = []
    place, colons = start, 0
    while place < len(line):
        character = line[place]
        fresh = line[:place].rstrip()[-1:] in "{[,:"
        if character in "\"'" and fresh:
            end = _quoted(line, place)
            if end is None or not re.match(r"\s*(?:[,:}\]]|$)", line[end:]):
                return place, "yaml-quote"
            place = end
            continue
        if character in "{[":
            closing.append("}" if character == "{" else "]")
            colons = 0
        elif character in "}]":
            if not closing or closing.pop() != character:
                return place, "yaml-bracket"
            if not closing:
                rest = place + 1 + len(line[place + 1 :]) - len(line[place + 1 :].lstrip())
                return None if END.match(line[place + 1 :]) or line[rest] == ":" else (rest, "yaml-bracket")
        elif character == ",":
            colons = 0
        elif character == ":" and line[place + 1 : place + 2] in (" ", ""):
            colons += 1
            if colons > 1 and closing:
                return place, "yaml-colon"
        place += 1
    return None
