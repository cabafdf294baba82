"""The tables of the site as files that a spreadsheet opens (CSV, RFC 4180), in the words that readers see.

What would crowd a small screen stands in columns of its own: the unit of numbers, the level of a row, remarks on it
and where it stands in its source. Numbers are bare, as a spreadsheet of the language's country counts with them.

Flows in: the bodies of pages. Flows out: files with their names and addresses.
"""

from __future__ import annotations

import csv
import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import chain, count

from markupsafe import Markup, escape

from .loader import slugify
from .localizer import Localizer, PlainNumber
from .model import Unit
from .page import Page, PageKind
from .pages import PageTree
from .pagetables import Row, Table, joined, tables_of

CSV = "text/csv"
ZIP = "application/zip"
FIGURE = re.compile(r"\d")
LONGEST_NAME = 80
"""Letters of the name of a file."""
MADE = (2000, 1, 1, 0, 0, 0)
"""When every packed file says it was made, so that the same tables give the same bytes."""


@dataclass(frozen=True)
class Download:
    """A file with tables."""

    title: Markup
    """What readers are told that it holds."""
    address: str
    """From the root of the site."""
    content: bytes
    type: str = CSV
    """Its media type."""

    @property
    def form(self) -> str:
        """What kind of file it is, as readers know it."""
        return "CSV" if self.type == CSV else "ZIP"

    @property
    def kilobytes(self) -> int:
        """Its size, rounded up."""
        return -(-len(self.content) // 1000)


Bundles = Mapping[tuple[str, str], Download]
"""Files by id of a plan and code of a language."""


def downloads_of(page: Page, html: str, units: Iterable[Unit], localizer: Localizer) -> tuple[Download, ...]:
    """Return the tables of a page, in its order.

    Args:
        page: The page; that of a whole plan has none, for its tables are those of other pages.
        html: Its body.
        units: Whatever its numbers may count.
        localizer: Words of its language.
    """
    if page.kind is PageKind.WHOLE or page.url.endswith(".html"):
        return ()
    words = unit_words(units, localizer)
    found: dict[str, Download] = {}
    for table in tables_of(html):
        address = _free(f"{page.url}{_short(slugify(table.title)) or 'table'}", found)
        found[address] = Download(Markup(table.caption), address, _csv(_columns(table, words, localizer), localizer))
    return tuple(found.values())


def bundles(
    downloads: Mapping[Page, tuple[Download, ...]], tree: PageTree, localizers: Mapping[str, Localizer]
) -> Bundles:
    """Return the tables of each plan as one file for each language, by the id of the plan and the language.

    Args:
        downloads: The tables of all pages.
        tree: Every page.
        localizers: Words of each language.
    """
    of_plans = defaultdict[tuple[str, str], list[Download]](list)
    tops: dict[tuple[str, str], Page] = {}
    for page, tables in downloads.items():
        if page.plan and tables:
            of_plans[page.plan.id, page.language] += tables
            tops[page.plan.id, page.language] = tree.of_plan(page.plan, page.language)
    return {key: _packed(tables, tops[key], localizers[key[1]]) for key, tables in of_plans.items()}


def _packed(downloads: Iterable[Download], top: Page, localizer: Localizer) -> Download:
    """Return tables as one file, whose folders are those of the pages below `top`."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as packed:
        for download in downloads:
            name = posixpath.relpath(download.address, top.url)
            packed.writestr(zipfile.ZipInfo(name, MADE), download.content, zipfile.ZIP_DEFLATED)
    title = localizer.gettext("All tables of the plan")
    return Download(escape(title), f"{top.url}{slugify(title) or 'tables'}.zip", output.getvalue(), ZIP)


def unit_words(units: Iterable[Unit], localizer: Localizer) -> frozenset[str]:
    """Return every word and sign that may follow a number as its unit."""
    words = {*localizer.budget_units.values()}
    for unit in units:
        forms = unit.forms[localizer.language] if unit.forms else None
        words |= {forms.one, forms.many} if forms else {str(unit.sign)}
    return frozenset(words)


def _short(name: str) -> str:
    """Return the name of a file, which ends with a whole word."""
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME + 1].rpartition("-")[0] or name[:LONGEST_NAME]


def _free(start: str, taken: Container[str]) -> str:
    """Return an address that no other table has."""
    addresses = chain([f"{start}.csv"], (f"{start}-{number}.csv" for number in count(2)))
    return next(address for address in addresses if address not in taken)


def _columns(table: Table, units: Container[str], localizer: Localizer) -> Iterator[Sequence[str]]:
    """Yield the columns of a table from head to foot.

    A unit stands in the head of its column where all numbers there have it; else in a column of its own, where all
    other numbers of the row have it; else beside its number.
    """
    numbers = [[_number(cell.text, units, localizer) for cell in row.cells] for row in table.rows]
    of_columns = [_unit_of([row.cells[index].text for row in table.rows]) for index in range(len(table.head))]
    of_rows = [
        _only(number.unit for number, unit in zip(row, of_columns, strict=True) if number and unit is None)
        for row in numbers
    ]
    for index, (title, unit) in enumerate(zip(table.head, of_columns, strict=True)):
        column = []
        for row, found, own in zip(table.rows, numbers, of_rows, strict=True):
            number = found[index]
            told = unit is not None or own is not None
            column.append(number.digits if number and told else row.cells[index].text)
        counts = any(found[index] for found in numbers)
        yield [f"{title} ({unit})" if unit and counts else title, *column]
    more = {
        localizer.gettext("Unit of the numbers"): [unit or "" for unit in of_rows],
        localizer.gettext("Level"): _levels(table),
        localizer.gettext("Remarks"): [joined(_remarks(row, table.head)) for row in table.rows],
        localizer.gettext("Source:").rstrip(":"): [_source(row, table, localizer) for row in table.rows],
    }
    yield from ([title, *texts] for title, texts in more.items() if any(texts))


def _unit_of(texts: Iterable[str]) -> str | None:
    """Return what stands after the last figure of all texts that have one; None where they differ."""
    return _only(text[last.end() :].strip() for text in texts for last in [*FIGURE.finditer(text)][-1:])


def _only(units: Iterable[str]) -> str | None:
    """Return the unit that all share: empty where there are none, None where there are several."""
    found = set(units) or {""}
    return found.pop() if len(found) == 1 else None


def _levels(table: Table) -> list[str]:
    """Return how deep the rows are among parts of parts; nothing where all are wholes."""
    deep = any(row.level > 1 for row in table.rows)
    return [str(row.level) if deep else "" for row in table.rows]


def _remarks(row: Row, head: Sequence[str]) -> Iterator[str]:
    """Yield what is said of a row, and of its cells with the names of their columns."""
    for index, (title, cell) in enumerate(zip(head, row.cells, strict=True)):
        yield from (f"{title}: {note}" if index else note for note in cell.notes)
    yield from dict.fromkeys(text for cell in row.cells for text in cell.explained)


def _source(row: Row, table: Table, localizer: Localizer) -> str:
    """Return where a row stands in its source."""
    own = joined(source for cell in row.cells for source in cell.sources)
    return (own or table.source).removeprefix(localizer.gettext("Source:")).strip()


def _number(text: str, units: Container[str], localizer: Localizer) -> PlainNumber | None:
    """Return a cell as a number, if it holds nothing else."""
    number = localizer.plain_number(text)
    return number if number and (not number.unit or number.unit in units) else None


def _csv(columns: Iterable[Sequence[str]], localizer: Localizer) -> bytes:
    """Return a table; its first bytes say that it is UTF-8, or spreadsheets would guess."""
    output = StringIO()
    # Where numbers have a comma, it cannot stand between them.
    separator = ";" if localizer.decimal_sign == "," else ","
    csv.writer(output, delimiter=separator).writerows(zip(*columns, strict=True))
    return output.getvalue().encode("utf-8-sig")
