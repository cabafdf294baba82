"""The tables of a page as plain text: what its readers see, without pictures and links.

Reading them from the page gives every kind of table to whoever wants tables in another form. The page must be ours:
every tag closed, every sign escaped, no table in a table.

Flows in: the body of a page. Flows out: rows of cells, with what is said beside and below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

TAG = re.compile(r"<([^>]*)>")
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
ROW = re.compile(r"<tr\b([^>]*)>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
LINK = re.compile(r"</?a\b[^>]*>")
CLASS = re.compile(r' class="([^"]*)"')
LEVEL = re.compile(r"__(?:row|part)--(\d)")
SOURCE_BELOW = re.compile(r'(?:(?!<h[1-6]|<table).)*?<p class="plan-source">(.*?)</p>', re.DOTALL)
"""The source of a whole table, before the next table or heading."""
EXPLAINED = re.compile(r'a (?:class="plan-mark" )?href="#([^"]*-(?:difference|mark)-[^"]*)"')
"""A link from a figure to the words below the table that explain it."""
UNSEEN = re.compile(r'svg\b|[^>]*aria-hidden="true"')
"""A picture, or what is only to be seen and said in words beside it."""
INLINE = ("plan-figure", "plan-term")
"""Classes of what stands in a sentence; other elements with a class are laid out apart."""
VOID = ("br", "img", "wbr")
ENDS = (".", "!", "?", ":", ";", ",")


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    text: str
    notes: tuple[str, ...] = ()
    """What stands beside it in small letters."""
    explained: tuple[str, ...] = ()
    """What stands about it below the table."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    level: int
    """How deep it is among parts of parts: 1 for a whole."""


@dataclass(frozen=True)
class Table:
    """A table of a page."""

    title: str
    caption: str
    """Its title as HTML that says what is in another language, without links."""
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    source: str
    """Where the rows come from that do not say it themselves; empty where the page does not say it of the table."""


def tables_of(html: str) -> Iterator[Table]:
    """Yield the tables of a page, in its order.

    Args:
        html: Its body.

    Raises:
        ValueError: When a table has no caption or rows of several lengths, or refers to words that the page lacks.
    """
    for match in TABLE.finditer(html):
        caption = CAPTION.search(match[0])
        if caption is None:
            raise ValueError(f"a table has no caption: {match[0][:100]}")
        head, *rows = (_row(row, html) for row in ROW.finditer(match[0]))
        if any(len(row.cells) != len(head.cells) for row in rows):
            raise ValueError(f"the rows of a table differ in length: {match[0][:100]}")
        below = SOURCE_BELOW.match(html, match.end())
        title, source = _cell(caption[1], html).text, _cell(below[1], html).text if below else ""
        yield Table(title, LINK.sub("", caption[1]), tuple(cell.text for cell in head.cells), tuple(rows), source)


def joined(texts: Iterable[str]) -> str:
    """Return texts as one: after a sentence comes a space, after other words a semicolon."""
    whole = ""
    for text in _pieces(texts):
        between = "" if not whole or text.startswith(ENDS) else " " if whole.endswith(ENDS) else "; "
        whole += between + text
    return whole


def _row(match: re.Match[str], page: str) -> Row:
    level = LEVEL.search(match[1])
    cells = tuple(_cell(cell[1], page) for cell in CELL.finditer(match[2]))
    return Row(cells, int(level[1]) + 1 if level else 1)


def _cell(html: str, page: str) -> Cell:
    """Return a piece of a page in plain text."""
    texts, notes, sources, unseen, explained = [""], list[str](), list[str](), [""], list[str]()
    into = texts
    above: list[tuple[list[str], bool]] = []
    for index, part in enumerate(TAG.split(html)):
        if index % 2 == 0:
            into[-1] += unescape(part)
        elif part.startswith("/"):
            into, apart = above.pop()
            if apart:
                into.append("")
        elif part.endswith("/") or part.split(maxsplit=1)[0] in VOID:
            into.append("")
        else:
            named = CLASS.search(part)
            names = named[1].split() if named else ()
            link = EXPLAINED.match(part)
            apart = part.startswith("li") or any(name not in INLINE for name in names)
            above.append((into, apart))
            if link:
                explained.append(_cell(_element(link[1], page), page).text)
            if link or UNSEEN.match(part):
                into = unseen
            elif "plan-note" in names:
                into = notes
            elif "plan-source" in names:
                into = sources
            if apart:
                into.append("")
    return Cell(joined(texts), _pieces(notes), _pieces(explained), _pieces(sources))


def _element(id: str, page: str) -> str:
    """Return what stands in an element of a page."""
    found = re.search(rf'<(li|p)\b[^>]* id="{re.escape(id)}"[^>]*>(.*?)</\1>', page, re.DOTALL)
    if found is None:
        raise ValueError(f"a figure refers to {id}, which the page lacks")
    return found[2]


def _pieces(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts in one line each, without those that hold nothing."""
    return tuple(text for text in (" ".join(text.split()) for text in texts) if text)
