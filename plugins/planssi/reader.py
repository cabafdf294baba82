"""Text files → plain data that knows where it stands.

Flows in: UTF-8 files. Flows out: `Placed` mappings, lists and scalars, and problems.

YAML is read as YAML 1.2 reads it: `no` is the word "no", `0123` and `2026-03-05` are texts, a decimal number is an
exact `Decimal`. What makes a file treacherous (tabs, duplicate keys, anchors, tags) is a problem with a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from .slips import explain
from .source import Problem, Source

SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(SafeLoader):  # type: ignore[misc]
    """The fastest safe reader there is, without its guesses at what a text means: `_Builder` knows better."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: object) -> str:
        """Call every text a text."""
        return "tag:yaml.org,2002:str"


MAX_BYTES = 4_000_000
MAX_DEPTH = 40

INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})$")
NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}$")
BRACKET = re.compile(r"[\[\]{}]")
TAB = re.compile(r" *(?:- *)*(\t)")
PROPERTY = re.compile(r"(?:^|[\s\[{,])[&*!]", re.MULTILINE)
"""Where an anchor, an alias or a tag may begin; many ordinary texts match, too."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
UNCLEAR = re.compile(
    r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|Null|NULL|True|TRUE|False|FALSE)$"
)
"""What is a number or a word of YAML's core schema (YAML 1.2.2, section 10.3.2) and yet none of ours: editors and other
programs would not read the text that stands there."""
BLANK = re.compile(r"‹[^‹›\n]*›")
"""A place that a template leaves open."""
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


class Placed(dict[str, Any]):
    """A mapping that knows its own place and the place of each key and value."""

    __slots__ = ("at", "keys_at", "values_at")

    def __init__(self, at: Source) -> None:
        super().__init__()
        self.at = at
        self.keys_at: dict[str, Source] = {}
        self.values_at: dict[str, Source] = {}


class PlacedList(list[Any]):
    """A list that knows its own place and the place of each item."""

    __slots__ = ("at", "items_at")

    def __init__(self, at: Source) -> None:
        super().__init__()
        self.at = at
        self.items_at: list[Source] = []


@dataclass(frozen=True)
class Reading:
    """What one file gave: its data (None where it could not be read) and its problems."""

    data: Any
    problems: tuple[Problem, ...]


def read_text(path: Path, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a UTF-8 file, without a byte order mark and with line feeds, or the problem with it.

    Args:
        path: The file.
        name: Its path from the root, as problems name it.
    """
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        return None, (Problem(Source(name), "file-too-large", {"limit": MAX_BYTES // 1_000_000}),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return None, (Problem(Source(name, line, column), "not-utf-8"),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, content in enumerate(text.split("\n"), 1):
        control = CONTROL.search(content)
        if control:
            place = Source(name, number, control.start() + 1)
            return None, (Problem(place, "control-character", {"code": f"U+{ord(control[0]):04X}"}),)
    return text, ()


def read_yaml(path: Path, name: str) -> Reading:
    """Read one YAML file; never raises for what an editor can write."""
    text, problems = read_text(path, name)
    return Reading(None, problems) if text is None else parse_yaml(text, name)


def parse_yaml(text: str, name: str, first_line: int = 1) -> Reading:
    """Parse YAML text whose first line is line `first_line` of the file `name`."""
    tabs = tuple(
        Problem(Source(name, first_line + number, match.start(1) + 1), "yaml-tab")
        for number, line in enumerate(text.split("\n"))
        if (match := TAB.match(line))
    )
    if tabs:
        return Reading(None, tabs)
    if _may_be_deep(text) and (deep := _too_deep(text, name, first_line)):
        return Reading(None, (deep,))
    loader = Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        return Reading(None, (_syntax_problem(error, text, name, first_line),))
    except yaml.YAMLError as error:
        return Reading(None, (Problem(Source(name, first_line), "yaml-syntax", {"detail": str(error)}),))
    finally:
        loader.dispose()
    properties = tuple(_properties(text, name, first_line))
    if properties:
        return Reading(None, properties)
    builder = _Builder(text, name, first_line)
    data = None if node is None else builder.build(node, builder.at(node), 0)
    return Reading(data, tuple(builder.problems))


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Split a Markdown file into its front matter, its body and the line on which the body begins.

    A file without front matter gives an empty one.
    """
    match = re.match(r"---[ ]*\n(.*?)(?:^|\n)---[ ]*(?:\n|$)", text, re.DOTALL)
    if not match:
        return "", text, 1
    return match[1], text[match.end() :], text.count("\n", 0, match.end()) + 1


def place_of(data: Any, path: Sequence[int | str]) -> Source:
    """Return where the value at `path` is written; where it is absent, the nearest thing around it."""
    place: Source = data.at
    for step in path:
        if isinstance(data, Placed) and isinstance(step, str) and step in data:
            place, data = data.values_at[step], data[step]
        elif isinstance(data, PlacedList) and isinstance(step, int) and step < len(data):
            place, data = data.items_at[step], data[step]
        else:
            break
    return place


def key_place(data: Any, path: Sequence[int | str]) -> Source:
    """Return where the last key of `path` is written, for problems with the key itself."""
    parent: Any = data
    for step in path[:-1]:
        try:
            parent = parent[step]
        except (KeyError, IndexError, TypeError):
            return place_of(data, path)
    if isinstance(parent, Placed) and path[-1] in parent.keys_at:
        return parent.keys_at[str(path[-1])]
    return place_of(data, path)


class _Builder:
    """Turns YAML nodes into placed data and collects what is wrong on the way."""

    def __init__(self, text: str, name: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.name = name
        self.offset = first_line
        self.problems: list[Problem] = []

    def at(self, node: yaml.Node) -> Source:
        return Source(self.name, node.start_mark.line + self.offset, node.start_mark.column + 1)

    def build(self, node: yaml.Node, at: Source, depth: int) -> Any:
        if depth > MAX_DEPTH:
            self.problems.append(Problem(at, "yaml-too-deep", {"limit": MAX_DEPTH}))
            return None
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, at)
        if isinstance(node, yaml.SequenceNode):
            items = PlacedList(at)
            for child in node.value:
                place = self.at(child)
                items.items_at.append(place)
                items.append(self.build(child, place, depth + 1))
            return items
        return self.mapping(node, at, depth)

    def mapping(self, node: Any, at: Source, depth: int) -> Placed:
        result = Placed(at)
        for key_node, value_node in node.value:
            key_at = self.at(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem(key_at, "yaml-key"))
                continue
            key = key_node.value
            if key == "<<" and not key_node.style:
                self.problems.append(Problem(key_at, "yaml-alias"))
                continue
            if node.flow_style and not value_node.value and value_node.start_mark.index == key_node.end_mark.index:
                self.problems.append(Problem(key_at, "yaml-comma", {"text": key}))
                continue
            if key in result:
                first = result.keys_at[key]
                self.problems.append(Problem(key_at, "duplicate-key", {"key": key, "line": first.line}))
                continue
            result.keys_at[key] = key_at
            place = result.values_at[key] = self.at(value_node)
            result[key] = self.build(value_node, place, depth + 1)
        return result

    def scalar(self, node: yaml.ScalarNode, at: Source) -> Any:
        value: str = node.value
        if node.style:
            return value
        rest = self.lines[node.end_mark.line][node.end_mark.column :]
        if re.match(r" +#\S", rest):
            place = Source(self.name, node.end_mark.line + self.offset, node.end_mark.column + 2)
            self.problems.append(Problem(place, "yaml-hash", {"text": rest.strip()}))
        if value in WORDS:
            return WORDS[value]
        if INTEGER.match(value):
            return int(value)
        if NUMBER.match(value):
            return Decimal(value)
        if UNCLEAR.match(value):
            self.problems.append(Problem(at, "yaml-unclear", {"text": value}))
        return value


def _may_be_deep(text: str) -> bool:
    """Whether brackets or dashes could lie so deep inside each other that the parser, which recurses, would fall."""
    depth = 0
    for match in BRACKET.finditer(text):
        depth += 1 if match[0] in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return any(line.count("- ") + line.count("? ") > MAX_DEPTH for line in text.split("\n") if len(line) > MAX_DEPTH)


def _too_deep(text: str, name: str, first_line: int) -> Problem | None:
    """Count how deep the values lie, without building any."""
    depth = 0
    events: Iterator[Any] = yaml.parse(text, Loader=Loader)
    try:
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                place = Source(name, event.start_mark.line + first_line, event.start_mark.column + 1)
                return Problem(place, "yaml-too-deep", {"limit": MAX_DEPTH})
    except yaml.YAMLError:
        pass
    return None


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, name: str, first_line: int) -> Problem:
    """Explain why a text cannot be read; the parser's own words stand in the detail."""
    slip = explain(error, text)
    detail = " ".join(part for part in (error.context, error.problem) if part)
    lines = text.split("\n")
    # Where the last line has no end, the parser may tell of a line after it.
    line, column = (slip.line, slip.column) if slip.line < len(lines) else (len(lines) - 1, len(lines[-1]))
    values = {"detail": detail, "text": lines[line].strip()}
    return Problem(Source(name, line + first_line, column + 1), slip.code, values)


def _properties(text: str, name: str, first_line: int) -> Iterator[Problem]:
    """Yield the anchors, aliases and tags of a readable text: they would silently swallow a text's first word."""
    if not PROPERTY.search(text):
        return
    events: Iterator[Any] = yaml.parse(text, Loader=Loader)
    for event in events:
        at = Source(name, event.start_mark.line + first_line, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield Problem(at, "yaml-alias")
        elif getattr(event, "tag", None):
            yield Problem(at, "yaml-tag", {"tag": event.tag})


def walk(data: Any, path: tuple[int | str, ...] = ()) -> Iterator[tuple[tuple[int | str, ...], Any]]:
    """Yield every value below `data` with its path, outermost first."""
    yield path, data
    if isinstance(data, Placed):
        for key, value in data.items():
            yield from walk(value, (*path, key))
    elif isinstance(data, PlacedList):
        for index, value in enumerate(data):
            yield from walk(value, (*path, index))
