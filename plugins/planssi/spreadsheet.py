"""Rows of a table from a CSV file, as a spreadsheet saves it.

Flows in: text with `;` or `,` between the cells, decimal comma or point. Flows out: the same placed data as from YAML,
so that a mistake in a cell is told with its line and column like any other.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from .reader import Placed, PlacedList, Reading, read_text
from .source import Problem, Source

FIELDS = {"id", "part_of", "split", "measure", "source", "computed", "approximate"}
"""Columns that mean the same as the keys of a row in YAML."""
FLAGS = {"computed", "approximate"}
FIGURE = re.compile(r"[-−]?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:[.,]\d+)?$|[-−]?\d+(?:[.,]\d+)?$")


def read_rows(path: Path, name: str, columns: list[str], languages: tuple[str, ...]) -> Reading:
    """Return the rows of a CSV file as a list of mappings.

    Args:
        path: The file.
        name: Its path from the root, as problems name it.
        columns: Ids of the table's columns; a cell below one of these is a figure, and an empty one a blank.
        languages: Codes of the languages; the columns of these names hold the name of the row.
    """
    if not path.is_file():
        return Reading(None, (Problem(Source(name), "missing-file"),))
    text, problems = read_text(path, name)
    if not text:
        return Reading(None, problems or (Problem(Source(name), "empty-file"),))
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    lines = csv.reader(text.split("\n"), delimiter=delimiter)
    header = [cell.strip() for cell in next(lines)]
    strange = [cell for cell in header if cell not in {*FIELDS, *columns, *languages}]
    if strange or "id" not in header:
        known = ", ".join(["id", *sorted(FIELDS - {"id"}), *languages, *columns])
        values = {"name": strange[0] if strange else delimiter.join(header), "known": known}
        return Reading(None, (Problem(Source(name), "csv-header", values),))
    rows = PlacedList(Source(name, 2))
    for cells in lines:
        if any(cell.strip() for cell in cells):
            at = Source(name, lines.line_num)
            rows.items_at.append(at)
            rows.append(_row(dict(zip(header, cells, strict=False)), at, header, columns, languages, delimiter))
    return Reading(rows, ())


def _row(
    cells: dict[str, str], at: Source, header: list[str], columns: list[str], languages: tuple[str, ...], delimiter: str
) -> Placed:
    row = Placed(at)

    def put(target: Placed, key: str, value: Any, place: Source) -> None:
        target[key], target.keys_at[key], target.values_at[key] = value, place, place

    places = {}
    column = 1
    for title in header:
        places[title] = Source(at.path, at.line, column)
        column += len(cells.get(title, "")) + len(delimiter)
    for field in FIELDS & set(header):
        value = cells.get(field, "").strip()
        if value:
            put(row, field, value.casefold() in ("true", "x", "1") if field in FLAGS else value, places[field])
    words = Placed(at)
    for language in languages:
        if cells.get(language, "").strip():
            put(words, language, cells[language].strip(), places[language])
    put(row, "name", words, at)
    figures = PlacedList(at)
    for title in columns:
        figures.items_at.append(places.get(title, at))
        figures.append(figure(cells.get(title, "")))
    put(row, "cells", figures, at)
    return row


def figure(text: str) -> Decimal | str | None:
    """Return the number of a cell; None for an empty one, the text itself for what is no number."""
    text = text.strip()
    if not text:
        return None
    if not FIGURE.match(text):
        return text
    return Decimal(re.sub(r"[ \u00a0\u202f]", "", text).replace("−", "-").replace(",", "."))
