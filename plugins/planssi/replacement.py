"""Words of a file replaced or added without touching anything else in it.

Flows in: the text of a YAML, Markdown or CSV file that `reader` reads without problems, and what is to stand where.
Flows out: the new text. It is read again and compared: exactly the words that were meant are new, or nothing is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import yaml

from .insertion import line_after
from .prose import Piece, pieces
from .reader import Loader, Placed, PlacedList, parse_yaml, split_front_matter, walk
from .source import Source

BOM = "\N{BYTE ORDER MARK}"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
CELL = re.compile(r'"(?:[^"\r\n]|"")*"')
"""A cell in quotation marks."""
MARKS = re.compile(r"[ \t]*#*[ \t]*$")
"""What may end the line of a heading."""


@dataclass(frozen=True)
class Replacement:
    """Words that are to stand somewhere."""

    at: Source
    """Where the old words begin; for words that are added, where those of another language begin, beside which."""
    words: str
    language: str
    added: bool = False


class CannotReplaceError(Exception):
    """The file would not say exactly what was meant; nothing is changed."""

    def __init__(self, replacement: Replacement | None = None) -> None:
        """Take what cannot be written; None where it is not known which."""
        super().__init__()
        self.replacement = replacement


def replaced(text: str, replacements: Sequence[Replacement]) -> str:
    """Return the text of a file with words replaced.

    Args:
        text: The text of the file, with its own ends of lines and perhaps a byte order mark.
        replacements: What is to stand where, all in this file.

    Raises:
        CannotReplaceError: When the file cannot say that.
    """
    if not replacements:
        return text
    mark, bare = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    return mark + KINDS[PurePosixPath(replacements[0].at.path).suffix](bare, replacements)


def sister(text: str, replacements: Sequence[Replacement]) -> str:
    """Return a Markdown file in another language: the text of a file with all its words replaced.

    Blocks, code and the rest of the front matter stay; the address is left out, so that it comes from the new title.

    Raises:
        CannotReplaceError: When the file cannot say that.
    """
    return re.sub(r"^slug:[^\r\n]*(?:\r\n|\r|\n)", "", replaced(text, replacements), count=1, flags=re.MULTILINE)


def _in_yaml(text: str, replacements: Sequence[Replacement]) -> str:
    """Replace words in YAML; places are counted from the first line of `text`."""
    lines = LINE.findall(text)
    starts = _starts(lines)
    nodes = {(node.start_mark.line + 1, node.start_mark.column + 1): (node, parent) for node, parent in _scalars(text)}
    edits = []
    for replacement in replacements:
        place = (replacement.at.line, replacement.at.column)
        if place not in nodes:
            raise CannotReplaceError(replacement)
        node, parent = nodes[place]
        flow = bool(parent.flow_style)
        if not replacement.added:
            start, end = _range(text, starts, node)
            edits.append((start, end, _scalar(text[start:end], node, replacement, flow)))
        elif flow:
            end = _range(text, starts, parent.value[-1][1])[1]
            edits.append((end, end, f", {replacement.language}: {_quoted(replacement, None, flow)}"))
        else:
            number = line_after(lines, parent)
            newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
            missing = "" if lines[number - 1].endswith(("\n", "\r")) else newline
            key = f"{' ' * parent.start_mark.column}{replacement.language}"
            edits.append(
                (starts[number], starts[number], f"{missing}{key}: {_quoted(replacement, None, flow)}{newline}")
            )
    new = _edited(text, edits)
    _compare_yaml(text, new, replacements)
    return new


def _in_markdown(text: str, replacements: Sequence[Replacement]) -> str:
    """Replace words in the front matter or the body of a Markdown file."""
    lines = LINE.findall(text)
    front, body, body_line = split_front_matter(_plain(text))
    opening, closing = (1, body_line - 2) if front else (0, 0)
    above = [replacement for replacement in replacements if replacement.at.line < body_line]
    below = {(r.at.line, r.at.column): r for r in replacements if r.at.line >= body_line}
    moved = [replace(r, at=r.at._replace(line=r.at.line - opening)) for r in above]
    head = "".join(lines[opening:closing])
    new_head = _in_yaml(head, moved) if moved else head
    expected: list[tuple[str, str]] = []
    for piece in reversed(pieces(body, body_line)):
        replacement = below.pop((piece.line, piece.column), None)
        if replacement and piece.worded and not replacement.added:
            lines[piece.line - 1 : piece.end - 1] = _written(piece, lines[piece.line - 1 : piece.end - 1], replacement)
            piece = replace(piece, text=replacement.words)
        elif replacement:
            raise CannotReplaceError(replacement)
        expected.insert(0, (piece.form, piece.text))
    if below:
        raise CannotReplaceError(next(iter(below.values())))
    new = "".join(lines[:opening]) + new_head + "".join(lines[closing:])
    _, new_body, _ = split_front_matter(_plain(new))
    found = [(piece.form, piece.text) for piece in pieces(new_body)]
    if found != expected:
        # The first piece that is not as it was meant was cut by its own words.
        here = next((n for n, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), len(found))
        piece = pieces(body, body_line)[min(here, len(expected) - 1)]
        guilty = [r for r in replacements if (r.at.line, r.at.column) == (piece.line, piece.column)]
        raise CannotReplaceError(guilty[0] if guilty else None)
    return new


def _written(piece: Piece, lines: list[str], replacement: Replacement) -> list[str]:
    """Return the lines of a piece with new words; the signs before and after them stay."""
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    last = re.search(r"[\r\n]*$", lines[-1])
    signs = MARKS.search(lines[0].rstrip("\r\n")) if piece.form.startswith("#") else None
    before = lines[0][: piece.column - 1]
    between = before if piece.form == "quotation" else ""
    words = replacement.words.split("\n")
    written = [(between if number else before) + line + newline for number, line in enumerate(words)]
    end = (signs[0] if signs else "") + (last[0] if last else "")
    return [*written[:-1], written[-1].removesuffix(newline) + end]


def _in_csv(text: str, replacements: Sequence[Replacement]) -> str:
    """Replace words in the cells of a language in a table; a row is known by the line on which it ends."""
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    rows = list(_cells(text, delimiter))
    header = [text[start:end].strip().strip('"') for _, cells in rows[:1] for start, end in cells]
    lines = dict(rows)
    edits = []
    for replacement in replacements:
        cells = lines.get(replacement.at.line, [])
        index = header.index(replacement.language) if replacement.language in header else len(cells)
        if index >= len(cells):
            raise CannotReplaceError(replacement)
        words = replacement.words
        quoted = '"' + words.replace('"', '""') + '"'
        edits.append((*cells[index], quoted if re.search(r'[;,"\n]', words) else words))
    new = _edited(text, edits)
    before, after = (list(csv.reader(_plain(whole).split("\n"), delimiter=delimiter)) for whole in (text, new))
    for replacement, (start, _, _) in zip(replacements, edits, strict=True):
        row = text.count("\n", 0, start)
        if len(before) > row:
            before[row][header.index(replacement.language)] = replacement.words
    if before != after:
        raise CannotReplaceError(replacements[0] if len(replacements) == 1 else None)
    return new


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the line of each row of a table, and where in the text each of its cells begins and ends."""
    start = 0
    for number, line in enumerate(LINE.findall(text), 1):
        cells = []
        at, end = start, start + len(line.rstrip("\r\n"))
        while at <= end:
            quoted = CELL.match(text, at, end)
            stop = quoted.end() if quoted else text.find(delimiter, at, end)
            stop = end if stop < 0 else stop
            cells.append((at, stop))
            at = stop + len(delimiter)
        yield number, cells
        start += len(line)


KINDS: Mapping[str, Callable[[str, Sequence[Replacement]], str]] = {
    ".yaml": _in_yaml,
    ".md": _in_markdown,
    ".csv": _in_csv,
}
"""How words are replaced, by the end of the file's name."""


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _plain(text: str) -> str:
    """Return a text as `reader` reads it: with line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _starts(lines: Sequence[str]) -> list[int]:
    """Return where each line begins in the text, and where the text ends."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _scalars(text: str) -> Iterator[tuple[yaml.ScalarNode, yaml.MappingNode]]:
    """Yield each text that is the value of a key, with the mapping that holds it."""
    loader = Loader(_plain(text))
    try:
        waiting = [loader.get_single_node()]
    finally:
        loader.dispose()
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            for _, value in node.value:
                if isinstance(value, yaml.ScalarNode):
                    yield value, node
                else:
                    waiting.append(value)
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def _range(text: str, starts: Sequence[int], node: yaml.Node) -> tuple[int, int]:
    """Return where a node begins and ends in the text, without the empty lines below a block of text."""
    start = starts[node.start_mark.line] + node.start_mark.column
    end = starts[min(node.end_mark.line, len(starts) - 1)] + node.end_mark.column
    return start, start + len(text[start:end].rstrip()) if getattr(node, "style", None) in ("|", ">") else end


def _scalar(old: str, node: yaml.ScalarNode, replacement: Replacement, flow: bool) -> str:
    """Return how words are written in the place of others: in the same style where it can say them."""
    if node.style not in ("|", ">"):
        return _quoted(replacement, node.style, flow)
    newline = "\r\n" if "\r\n" in old else "\n"
    header, _, rest = old.partition(newline)
    indent = re.match(r" *", rest.lstrip("\r\n"))
    lines = replacement.words.rstrip("\n").replace("\n", "\n\n" if node.style == ">" else "\n").split("\n")
    written = newline.join([header, *(f"{indent[0] if indent else ''}{line}".rstrip(" ") for line in lines)])
    return written if _says(written, replacement.words, flow) else _quoted(replacement, None, flow)


def _quoted(replacement: Replacement, style: str | None, flow: bool) -> str:
    """Return words as YAML: plain where that was the style and is clear, else in the quotation marks that fit best."""
    words = replacement.words
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    double, single = f'"{escaped}"', "'" + words.replace("'", "''") + "'"
    marks = [single, double] if style == "'" else [double, single]
    marks.sort(key=len)  # the one with fewer signs for signs
    for written in marks if style else [words, *marks]:
        if _says(written, words, flow):
            return written
    raise CannotReplaceError(replacement)


def _says(written: str, words: str, flow: bool) -> bool:
    """Whether a text that is written like this says exactly these words."""
    reading = parse_yaml(f"k: {{k: {written}, l: m}}\n" if flow else f"k:\n  k: {written}\n  l: m\n", "")
    expected = {"k": {"k": words, "l": "m"}}
    return not reading.problems and reading.data == expected and isinstance(reading.data["k"]["k"], str)


def _compare_yaml(old: str, new: str, replacements: Sequence[Replacement]) -> None:
    """Refuse a new text that says anything else than the old one with its new words."""
    expected = {path: value for path, value, _ in _leaves(_plain(old))}
    paths = {(at.line, at.column): path for path, _, at in _leaves(_plain(old))}
    for replacement in replacements:
        path = paths.get((replacement.at.line, replacement.at.column))
        if path is None:
            raise CannotReplaceError(replacement)
        expected[(*path[:-1], replacement.language) if replacement.added else path] = replacement.words
    found = list(_leaves(_plain(new)))
    if {path: value for path, value, _ in found} != expected or len(found) != len(expected):
        raise CannotReplaceError(replacements[0] if len(replacements) == 1 else None)


def _leaves(text: str) -> Iterator[tuple[tuple[int | str, ...], Any, Source]]:
    """Yield every value of a YAML text that holds no others, with its path and place; a text that is refused has none.

    A value's type counts: the number 1 is not the text.
    """
    reading = parse_yaml(text, "")
    if reading.problems:
        return
    for path, holder in walk(reading.data):
        if isinstance(holder, Placed):
            inside: list[tuple[int | str, Any, Source]]
            inside = [(key, value, holder.values_at[key]) for key, value in holder.items()]
        elif isinstance(holder, PlacedList):
            inside = [(index, value, holder.items_at[index]) for index, value in enumerate(holder)]
        else:
            continue
        for key, value, at in inside:
            if not value or not isinstance(value, Placed | PlacedList):
                yield (*path, key), (type(value).__name__, value) if not isinstance(value, str) else value, at
