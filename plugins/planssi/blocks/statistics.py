"""Statistics: what was counted, by year or other time, as the source's tables have it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ..fields import N_, Duration, Figure, Id, Record, Text, UnitName
from ..model import Block, Item, Plan, check_unique, spare
from ..series import Column, Mark, Value, bars, check_places, check_units
from ..source import Problem, Source


class Kind(StrEnum):
    """How certain the figures of a column are."""

    ACTUAL = "actual"
    PRELIMINARY = "preliminary"
    FORECAST = "forecast"


class StatisticsColumn(Column):
    """A time, and what part of it was counted."""

    kind: Kind = Kind.ACTUAL
    """How certain the figures of the column are."""
    part: Duration | None = None
    """Length of the part that the figures cover; such a column is never compared with the others."""


class Row(Record):
    """What was counted."""

    id: Id
    name: Text
    unit: UnitName | None = None
    values: dict[str, Value] = Field(min_length=1)
    """Figures by the id of their column; one that is absent is absent in the source, too."""
    note: Text | None = None


class Table(Item):
    """One table of the source."""

    title: Text
    provider: Text | None = None
    """Where the source has its figures from."""
    columns: tuple[StatisticsColumn, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)
    marks: tuple[Mark, ...] = ()
    note: Text | None = None

    @property
    def partial(self) -> tuple[StatisticsColumn, ...]:
        """Columns whose figures cover only a part of their time."""
        return tuple(column for column in self.columns if column.part)

    @property
    def whole_columns(self) -> tuple[str, ...]:
        """Ids of the columns that can be compared with each other."""
        return tuple(column.id for column in self.columns if not column.part)

    def bars(self, row: Row, plan: Plan) -> dict[str, float]:
        """Return the length of a bar by column, in percent; empty where the figures cannot be drawn."""
        return bars(row, self.whole_columns, plan.units)


class Statistics(Block):
    """`statistics.yaml`."""

    kind: ClassVar[str] = "statistics"
    label: ClassVar[str] = N_("Statistics")
    listing: ClassVar[str] = "tables"
    noun: ClassVar[str] = "statistics-table"

    tables: tuple[Table, ...] = Field(min_length=1)
    """The tables, in the order of the source."""

    @property
    def figures(self) -> dict[str, Figure]:
        """Numbers and ranges by the ids of their table, row and column."""
        return {
            f"{table.id}.{row.id}.{column}": figure
            for table in self.tables
            for row in table.rows
            for column, value in row.values.items()
            if (figure := value.plain(row.unit))
        }

    def unused(self) -> Iterator[tuple[str, Source]]:
        """Columns without a figure, and footnotes to which no figure leads."""
        yield from super().unused()
        for table in self.tables:
            yield from spare(table.columns, {column for row in table.rows for column in row.values})
            yield from spare(table.marks, {value.mark for row in table.rows for value in row.values.values()})

    def check_item(self, item: Table, plan: Plan) -> Iterator[Problem]:
        """Rows, columns and footnotes have ids of their own, and every figure has its column and footnote."""
        for records in (item.columns, item.rows, item.marks):
            yield from check_unique(records)
        for row in item.rows:
            yield from check_places(row, [column.id for column in item.columns], item.marks)
            yield from check_units(row, plan.units)
