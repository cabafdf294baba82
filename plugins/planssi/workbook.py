"""The translator's parcel as a spreadsheet (.xlsx), for people who translate without a program of their own.

Flows in: a `Parcel`, or the bytes of one that comes back. Flows out: the other one. Rows may be sorted and columns
moved: a row is known by its key, a column by its heading, in whichever language.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter

from .localizer import LOCALES, Catalogue, catalogue
from .parcel import CannotReadParcelError, Entry, Fault, Parcel, Return, Returned
from .source import Source

MOST_BYTES = 100_000_000
"""What a spreadsheet may hold when it is unpacked."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The day on which every parcel says it was made, so that the same parcel gives the same bytes."""
WIDTHS = {
    "place": 26,
    "context": 26,
    "source": 60,
    "change": 40,
    "old": 60,
    "new": 60,
    "checked": 12,
    "terms": 30,
    "notes": 40,
    "key": 12,
}
"""Width of each column, in letters."""
OPEN = {"new", "checked"}
"""Columns in which translators write."""


def headings(words: Catalogue) -> Mapping[str, str]:
    """Return the heading of each column, in the order of the sheet."""
    return {
        "place": words.gettext("Page"),
        "context": words.gettext("Place"),
        "source": words.gettext("Source"),
        "change": words.gettext("What changed in the source"),
        "old": words.gettext("Translation so far"),
        "new": words.gettext("New translation"),
        "checked": words.gettext("Checked (x)"),
        "terms": words.gettext("Terms"),
        "notes": words.gettext("Notes"),
        "key": words.gettext("Key – do not change"),
    }


def write(parcel: Parcel, words: Catalogue) -> bytes:
    """Return a parcel as a spreadsheet; the same parcel gives the same bytes.

    Args:
        parcel: What is to be translated.
        words: The catalogue for headings and notes.
    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = f"{parcel.source}-{parcel.target}"
    titles = headings(words)
    for column, (name, title) in enumerate(titles.items(), 1):
        language = {"source": parcel.source, "old": parcel.target, "new": parcel.target}.get(name)
        cell = sheet.cell(1, column)
        _put(cell, f"{title} ({language})" if language else title)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[name]
    for row, entry in enumerate(parcel.entries, 2):
        for column, (name, text) in enumerate(_row(entry, words).items(), 1):
            cell = sheet.cell(row, column)
            _put(cell, text)
            if name in OPEN:
                cell.protection = Protection(locked=False)
                cell.fill = PatternFill("solid", fgColor="FFF7D6")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{len(parcel.entries) + 1}"
    sheet.protection.sheet = True
    # Not against anybody, so without a password: columns and rows may be made wider, sorted and filtered.
    for allowed in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)
    book.properties.creator = "planssi"
    book.properties.created = MADE
    output = BytesIO()
    book.save(output)
    return _timeless(output.getvalue())


def read(data: bytes, name: str) -> Return:
    """Return the texts of a spreadsheet.

    Args:
        data: Its bytes.
        name: Its name, as faults tell it.

    Raises:
        CannotReadParcelError: When it is damaged or something else.
    """
    codes = ["en", *sorted(path.name for path in LOCALES.iterdir() if path.is_dir())]
    known = {title: column for words in map(catalogue, codes) for column, title in headings(words).items()}
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(info.file_size for info in packed.infolist()) > MOST_BYTES:
                raise CannotReadParcelError(Fault(Source(name), "too-large"))
        book = load_workbook(BytesIO(data))
    except CannotReadParcelError:
        raise
    except Exception:  # the library raises whatever a broken file makes it stumble over
        raise CannotReadParcelError(Fault(Source(name), "damaged")) from None
    for sheet in book.worksheets:
        columns, languages = _columns(sheet, known)
        if {"source", "new", "key"} <= columns.keys() and len(languages) == 2:
            break
    else:
        raise CannotReadParcelError(Fault(Source(name), "no-columns"))
    texts, faults = [], []
    for number, cells in enumerate(sheet.iter_rows(min_row=2), 2):
        row = {column: cells[index] for column, index in columns.items() if index < len(cells)}
        if all(cell.value in (None, "") for cell in row.values()):
            continue
        at = Source(name, number, columns["new"] + 1)
        cell = row["new"]
        if cell.data_type == "f":
            faults.append(Fault(at, "formula", {"text": str(cell.value)}))
        elif cell.data_type in ("d", "b", "e") or isinstance(cell.value, float):
            faults.append(Fault(at, "not-text", {"text": str(cell.value)}))
        checked = "checked" in row and bool(str(row["checked"].value or "").strip())
        texts.append(Returned(_text(row["key"]), at, _text(cell), checked))
    return Return(languages["source"], languages["new"], tuple(texts), tuple(faults))


def _row(entry: Entry, words: Catalogue) -> Mapping[str, str]:
    notes = entry.notes(words)
    return {
        "place": entry.place,
        "context": f"{entry.context}\n{entry.at}",
        "source": entry.source,
        "change": entry.change,
        "old": entry.old,
        "new": entry.old,
        "checked": "",
        "terms": "\n".join(f"{term} → {translation}" for term, translation in entry.terms),
        "notes": "\n".join(note for name, note in notes.items() if name in ("length", "marks")),
        "key": entry.key,
    }


def _put(cell: Cell, text: str) -> None:
    """Put a text into a cell, never a formula, and keep what is typed there later a text."""
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _text(cell: Cell | MergedCell) -> str:
    return "" if cell.value is None else str(cell.value).replace("\r\n", "\n").strip()


def _columns(sheet: Any, known: Mapping[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """Return the number of each column of ours, from 0, and the languages that their headings name."""
    columns: dict[str, int] = {}
    languages: dict[str, str] = {}
    for cells in sheet.iter_rows(max_row=1):
        for index, cell in enumerate(cells):
            match = re.fullmatch(r"(?P<title>.*?)(?: \((?P<language>[a-z]{2,3})\))?", str(cell.value or "").strip())
            title = str(cell.value or "").strip()
            column = known.get(title) or (known.get(match["title"]) if match else None)
            if column and column not in columns:
                columns[column] = index
                if match and match["language"] and column in ("source", "new"):
                    languages[column] = match["language"]
    return columns, languages


def _timeless(data: bytes) -> bytes:
    """Return a spreadsheet without the time at which it was saved."""
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                day = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + day, content)
            new.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()
