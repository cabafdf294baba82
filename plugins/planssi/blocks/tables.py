"""Tables of sums: typed columns, and rows that may be parts of other rows.

Flows in: an editor's rows, from YAML or a spreadsheet. Flows out: the rows as a page shows them, with what the source
does not state but what follows from it marked as computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, GetJsonSchemaHandler, PrivateAttr
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..fields import Flag, Id, MeasureName, Money, Number, Record, References, Text, VersionName, When
from ..model import Item, check_unique
from ..source import Problem, Source, unknown_values
from ..tree import circular


class Unit(StrEnum):
    """What the figures of a column count."""

    EURO = "euro"
    """Euros."""
    THOUSAND_EURO = "thousand-euro"
    """Thousands of euros."""
    MILLION_EURO = "million-euro"
    """Millions of euros."""
    PERCENT = "percent"
    """Percent."""
    PERSONS = "persons"
    """Persons."""
    PERSON_YEARS = "person-years"
    """Person-years."""

    @property
    def euros(self) -> Decimal | None:
        """How many euros one is; None where it is no money."""
        return {"euro": Decimal(1), "thousand-euro": Decimal(1000), "million-euro": Decimal(1_000_000)}.get(self.value)


class ColumnKind(StrEnum):
    """What a column states, and so what must hold for it."""

    PLANNED = "planned"
    ACTUAL = "actual"
    FORECAST = "forecast"
    BASIS = "basis"
    """What shares are counted from, for instance inhabitants."""
    TOTAL = "total"
    """The sum of the columns in `of`."""
    CHANGE = "change"
    """The second column in `of` less the first."""
    SHARE = "share"
    """The column in `of` as percent of its whole."""
    ALLOTTED = "allotted"
    """The whole of this column, divided like the column in `of`."""
    PRICED = "priced"
    """The column in `of` divided by `price`."""


class Column(Record):
    """One column."""

    id: Id
    kind: ColumnKind = ColumnKind.PLANNED
    """What the column states, and so what must hold for it."""
    name: Text | None = None
    """What heads the column; absent where its kind says enough."""
    when: When | None = None
    of: tuple[Id, ...] = ()
    """Ids of the columns from which this one follows."""
    unit: Unit | None = None
    """The table's own unit when absent."""
    rounding: Number | None = None
    """The smallest unit that the column prints; the table's own when absent."""
    price: Number | None = None
    """What one costs: the column in `of` is divided by it."""


class Share(Record):
    """A row that must be a percentage of other rows: a state grant, an own share."""

    percent: Number
    """How many percent."""
    of: tuple[Id, ...] = Field(min_length=1)
    """Ids of the rows whose percentage it is."""


Cell = Number | None
"""A figure, or None where the source leaves the cell blank."""


class BudgetRow(Record):
    """One row as the source states it."""

    id: Id
    name: Text
    amount: Number = Field(default=None, json_schema_extra={"x-open": True})  # type: ignore[assignment]
    """The figure of a table with one column; absent in others."""
    cells: tuple[Cell, ...] = ()
    """The figures of a table with several columns, in their order; null where the source leaves a blank."""
    approximate: Flag = False
    """Whether the source says "about"."""
    part_of: Id | None = None
    """Id of the row that this one is a part of."""
    split: Id = "cost"
    """Which division of the whole the part belongs to; each division makes up the whole by itself."""
    share: Share | None = None
    """The percentage of other rows that this row must be: a state grant, an own share."""
    computed: Flag = False
    """Whether this site adds the row; its figures are the sums of its parts, and the page says so."""
    remainder: Text | None = None
    """Name of what the stated parts leave over, where the source itemises only some of the sum."""
    reconstructed: Text | None = None
    """How the row was put together where the source has lost a part of it; shown with the row."""
    measure: MeasureName | None = None
    measures: tuple[MeasureName, ...] = ()
    """The measures that share the sum, where they are several."""
    source: References | None = None
    """Its place in the source; the table's own when absent."""
    note: Text | None = None

    @property
    def stated(self) -> tuple[Decimal | None, ...]:
        """The figures in the order of the columns."""
        return self.cells or (self.amount,)

    def cell_place(self, index: int) -> Source:
        """Where a figure stands."""
        return self.place("cells", index) if self.cells else self.place("amount")


class Difference(Record):
    """A place where the source does not add up, and by how much: stated less computed."""

    rule: str
    """What does not add up, as the check names it: parts, across, share, …"""
    cell: str
    """Which figure: `row/column`."""
    difference: Number
    """What is stated less what adds up."""


class Explanation(Record):
    """Why something does not add up; one reason may lie behind several differences."""

    why: Text
    """Why it does not add up."""
    differences: tuple[Difference, ...] = Field(min_length=1)
    """The differences that it explains."""


@dataclass(frozen=True)
class FromSpreadsheet:
    """Annotation of rows in whose place the name of a CSV file may stand; `loader` reads it."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(core), {"type": "string", "pattern": r"\.csv$"}]}


class BudgetTable(Item):
    """One table of the source, or one that this site puts together from it."""

    title: Text
    unit: Unit = Unit.EURO
    """What the figures count."""
    rounding: Number = Decimal(1)
    """The smallest unit that the source prints."""
    measure: MeasureName | None = None
    version: VersionName | None = None
    """The earlier version of the plan of which the table is, where the newest version has no such table."""
    columns: tuple[Column, ...] = ()
    """The columns; without them there is one, of planned sums."""
    rows: Annotated[tuple[BudgetRow, ...], Field(min_length=1), FromSpreadsheet()]
    explained: tuple[Explanation, ...] = ()
    """Why sums of the source do not add up; the page shows the reason beside them."""
    note: Text | None = None

    _shown: frozenset[str] | None = PrivateAttr(default=None)
    """Ids of the rows that a page shows; every row when None."""
    _itemised: frozenset[str] | None = PrivateAttr(default=None)
    """Ids of those of which it shows every part."""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns; a table without any has one."""
        return self.columns or (Column(id="amount"),)

    def row(self, id: str) -> BudgetRow | None:
        """Return a row by its id."""
        return next((row for row in self.rows if row.id == id), None)

    def parts(self, row: BudgetRow) -> Mapping[str, tuple[BudgetRow, ...]]:
        """Return the parts of a row by the division that they belong to."""
        splits: dict[str, list[BudgetRow]] = {}
        for part in self.rows:
            if part.part_of == row.id:
                splits.setdefault(part.split, []).append(part)
        return {split: tuple(parts) for split, parts in splits.items()}

    def of_rows(self, ids: Set[str]) -> BudgetTable:
        """Return the table that shows only these rows, what they are parts of, and their parts.

        The rows that are not shown are still there: sums, shares and what does not add up are those of the whole table.
        """
        parts = {row.id for row in self.rows if ids & {above.id for above in self._line(row)}}
        wholes = {above.id for row in self.rows if row.id in ids for above in self._line(row)}
        table = self.model_copy()
        table._shown = frozenset(parts | wholes)
        table._itemised = frozenset(parts)
        return table

    def shows(self, row: BudgetRow) -> bool:
        """Whether the page shows a row."""
        return self._shown is None or row.id in self._shown

    def _line(self, row: BudgetRow) -> tuple[BudgetRow, ...]:
        """A row and the wholes that it lies inside, innermost first."""
        line = [row]
        while (above := self.row(line[-1].part_of or "")) and above not in line:
            line.append(above)
        return tuple(line)

    def depth(self, row: BudgetRow) -> int:
        """How many wholes a row lies inside."""
        depth, above = 0, row
        while above.part_of and depth < len(self.rows):
            above = self.row(above.part_of) or BudgetRow(id=above.id, name=above.name)
            depth += 1
        return depth

    def figure(self, row: BudgetRow, index: int) -> Decimal | None:
        """Return a row's figure in a column: stated, or for a computed row the sum of its parts."""
        if not row.computed or self.all_columns[index].kind is ColumnKind.SHARE:
            return row.stated[index] if index < len(row.stated) else None
        if row.share:
            wholes = [self.figure(whole, index) for name in row.share.of if (whole := self.row(name))]
            return sum((whole or Decimal(0) for whole in wholes), Decimal(0)) * row.share.percent / 100
        parts = next(iter(self.parts(row).values()), ())
        figures = [figure for part in parts if (figure := self.figure(part, index)) is not None]
        return sum(figures, Decimal(0)) if figures else None

    def money(self, row: BudgetRow, index: int) -> Money | None:
        """Return a row's figure in a column as money; None where it has no figure or counts something else."""
        figure, euros = self.figure(row, index), self.unit_of(self.all_columns[index]).euros
        return None if figure is None or euros is None else Money(figure * euros, row.approximate)

    def unit_of(self, column: Column) -> Unit:
        """The unit of a column."""
        return column.unit or self.unit

    @property
    def priced(self) -> tuple[Column, ...]:
        """The columns whose figures are sums divided by a price."""
        return tuple(column for column in self.columns if column.kind is ColumnKind.PRICED and column.price)

    def unit_of_price(self, column: Column) -> Unit:
        """The unit of a column's price: that of the sums."""
        return self.unit_of(next((other for other in self.columns if other.id in column.of), column))

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows as the page shows them, in the order of the file, with what their parts leave over."""
        lines: list[Line] = []
        for row in filter(self.shows, self.rows):
            figures = tuple(self.figure(row, index) for index in range(len(self.all_columns)))
            depth = self.depth(row)
            if row.remainder and figures[0] is not None and (self._itemised is None or row.id in self._itemised):
                parts = [part for parts in self.parts(row).values() for part in parts]
                rest = figures[0] - sum((part.stated[0] or Decimal(0) for part in parts), Decimal(0))
                approximate = any(part.approximate for part in parts)
                lines.append(Line(row.remainder, row, (rest,), depth + 1, approximate, computed=True))
            lines.append(Line(row.name, row, figures, depth, row.approximate, row.computed, not depth))
        return tuple(lines)

    @property
    def main(self) -> int:
        """Index of the column that the picture and the shares are drawn from: the total, or the first."""
        kinds = [column.kind for column in self.all_columns]
        return kinds.index(ColumnKind.TOTAL) if ColumnKind.TOTAL in kinds else 0

    def outermost(self, row: BudgetRow) -> BudgetRow:
        """Return the whole that a row is a part of, however deep inside; the row itself where it is a part of none."""
        return self._line(row)[-1]

    def portion(self, line: Line, column: int | None = None) -> Decimal | None:
        """Return a line's share of its outermost whole, 0 to 1; None where there is no sum.

        Args:
            line: The line.
            column: Index of a column; the main one when absent.
        """
        index = self.main if column is None else column
        figure, of = line.figures[index], self.figure(self.outermost(line.row), index)
        return figure / of if figure is not None and of else None

    @property
    def drawn(self) -> tuple[Line, ...]:
        """The lines that the picture shows: the first parts of a whole, where there are any."""
        first = [line for line in self.lines if line.depth == 1 and line.row.split == "cost"]
        money = self.unit_of(self.all_columns[self.main]).euros is not None
        return tuple(line for line in first if money and (self.portion(line) or 0) > 0)

    @property
    def pictured(self) -> tuple[Line, ...]:
        """The lines that have bars in the picture: the first parts of a whole."""
        return tuple(line for line in self.lines if line.depth == 1 and line.row.split == "cost")

    @property
    def bar_columns(self) -> tuple[BarColumns, ...]:
        """What each bar of a row in the picture shows; empty where no column is money.

        A total is divided into what it adds up, where that is money. Where the table tells what became of a planned
        sum, the planned sum is a bar of its own, before the other.
        """
        columns = self.all_columns
        sums = [index for index, column in enumerate(columns) if self.unit_of(column).euros and column.kind in SUMS]
        if not sums:
            return ()
        of = {index: tuple(n for n in sums if columns[n].id in columns[index].of) for index in sums}
        became = (ColumnKind.TOTAL, ColumnKind.ACTUAL, ColumnKind.FORECAST)
        results = [index for kind in became for index in sums if columns[index].kind is kind]
        main = results[0] if results else sums[0]
        planned = [n for n in sums if columns[n].kind is ColumnKind.PLANNED and n not in (main, *of[main])]
        bar = BarColumns(main, of[main] if 0 < len(of[main]) <= MOST_SEGMENTS else (main,))
        return (BarColumns(planned[0], (planned[0],)), bar) if results and planned else (bar,)


SUMS = (ColumnKind.PLANNED, ColumnKind.ACTUAL, ColumnKind.FORECAST, ColumnKind.TOTAL, ColumnKind.ALLOTTED)
"""Kinds of columns whose figures are parts of a whole."""
MOST_SEGMENTS = 5
"""Columns of which a bar is made up at most."""


@dataclass(frozen=True)
class BarColumns:
    """What a bar shows: the figure of a column, and the columns that make it up."""

    whole: int
    """Index of the column."""
    parts: tuple[int, ...]
    """Indices of the columns that it is divided into; its own where it is not divided."""


@dataclass(frozen=True)
class Line:
    """A row of the page: stated by the source, or computed from what it states."""

    name: Text
    row: BudgetRow
    """The stated row, or the one whose remainder this is."""
    figures: tuple[Decimal | None, ...]
    depth: int
    approximate: bool = False
    computed: bool = False
    whole: bool = False


def check_shape(table: BudgetTable) -> Iterator[Problem]:
    """Yield what makes a table unreadable: names that it lacks, circles, too many or too few figures."""
    columns = {column.id for column in table.all_columns}
    rows = {row.id: row for row in table.rows}
    round_about = circular(table.rows)
    yield from check_unique(table.rows)
    yield from check_unique(table.columns)
    for row in table.rows:
        if row.part_of and row.part_of not in rows:
            yield Problem(row.place("part_of"), "unknown-name", unknown_values(row.part_of, rows))
        elif row in round_about:
            yield Problem(row.place("part_of"), "part-of-itself", {"id": row.id})
        for name in row.share.of if row.share else ():
            if row.share and name not in rows:
                yield Problem(row.share.place("of"), "unknown-name", unknown_values(name, rows))
        if not row.computed and len(row.stated) != len(table.all_columns):
            values = {"id": row.id, "cells": len(row.stated), "columns": len(table.all_columns)}
            yield Problem(row.place("cells"), "cells-and-columns", values)
        for index, figure in enumerate(row.stated[: len(table.all_columns)]):
            if figure is not None and figure < 0 and table.all_columns[index].kind is not ColumnKind.CHANGE:
                values = {"key": "cells" if row.cells else "amount", "value": figure, "ge": 0}
                yield Problem(row.cell_place(index), "number-too-small", values)
        if len(table.all_columns) == 1 and not row.computed and row.stated == (None,):
            yield Problem(row.at, "missing-key", {"key": "amount"})
    for column in table.columns:
        for name in column.of:
            if name not in columns:
                yield Problem(column.place("of"), "unknown-name", unknown_values(name, columns))
