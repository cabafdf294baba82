"""Whether the tables of a budget add up.

Flows in: a table. Flows out: findings, each a place where what is stated and what adds up are not the same; some are
rounding, some have been explained.

A sum of n printed figures may be off by half a printed unit for each of them and for itself; a percentage of n figures
by half a unit and its share of theirs. What lies inside is rounding, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .tables import BudgetRow, BudgetTable, Column, ColumnKind

HALF = Decimal("0.5")


@dataclass(frozen=True)
class Finding:
    """A figure that is not what the others make it."""

    rule: str
    """`parts`, another division of the whole, `across`, `share`, `share-of`, `allotted` or `priced`."""
    row: BudgetRow
    column: Column
    stated: Decimal
    computed: Decimal
    tolerance: Decimal
    """How far rounding alone can carry."""

    @property
    def difference(self) -> Decimal:
        """Stated less computed."""
        return self.stated - self.computed

    @property
    def rounding(self) -> bool:
        """Whether rounding explains the difference."""
        return abs(self.difference) <= self.tolerance

    def index(self, table: BudgetTable) -> int:
        """The number of the column."""
        return table.all_columns.index(self.column)

    @property
    def cell(self) -> str:
        """`row/column`."""
        return f"{self.row.id}/{self.column.id}"


def findings(table: BudgetTable) -> tuple[Finding, ...]:
    """Return everything in a table that does not add up to the last printed unit, rounding included."""
    found = (*_parts(table), *_columns(table), *_shares(table))
    return tuple(finding for finding in found if finding.difference)


def unexplained(table: BudgetTable) -> tuple[Finding, ...]:
    """Return the findings that neither rounding nor the file explains."""
    known = {(d.rule, d.cell, d.difference) for explanation in table.explained for d in explanation.differences}
    return tuple(f for f in findings(table) if not f.rounding and (f.rule, f.cell, f.difference) not in known)


def printed(table: BudgetTable, index: int) -> Decimal:
    """Return the smallest unit that a column prints."""
    return table.all_columns[index].rounding or table.rounding


def _parts(table: BudgetTable) -> Iterator[Finding]:
    """Each division of a whole makes up the whole, column by column, where the source states any of its parts."""
    for row in table.rows:
        if row.computed or row.remainder:
            yield from _overfull(table, row)
            continue
        for split, parts in table.parts(row).items():
            for index, column in enumerate(table.all_columns):
                figures = [figure for part in parts if (figure := table.figure(part, index)) is not None]
                stated = table.figure(row, index)
                if stated is None or not figures or (column.kind is ColumnKind.SHARE and column.of == ()):
                    continue
                tolerance = HALF * printed(table, index) * (len(figures) + 1)
                rule = "parts" if split == "cost" else split
                yield Finding(rule, row, column, stated, sum(figures, Decimal(0)), tolerance)


def _overfull(table: BudgetTable, row: BudgetRow) -> Iterator[Finding]:
    """Parts of a sum that is itemised only in part must leave something over."""
    if not row.remainder:
        return
    for parts in table.parts(row).values():
        total = sum((part.stated[0] or Decimal(0) for part in parts), Decimal(0))
        stated = row.stated[0] or Decimal(0)
        if total >= stated:
            yield Finding("parts", row, table.all_columns[0], stated, total, Decimal(-1))


def _columns(table: BudgetTable) -> Iterator[Finding]:
    """Columns that follow from others: totals, changes, shares, allotments, prices."""
    ids = [column.id for column in table.all_columns]
    for index, column in enumerate(table.all_columns):
        of = [ids.index(name) for name in column.of if name in ids]
        for row in table.rows:
            stated = table.figure(row, index)
            bases = [table.figure(row, base) for base in of]
            if stated is None or not of or all(base is None for base in bases) or row.computed:
                continue
            known = [base or Decimal(0) for base in bases]
            unit = printed(table, index)
            if column.kind is ColumnKind.TOTAL:
                yield Finding("across", row, column, stated, sum(known, Decimal(0)), HALF * unit * (len(known) + 1))
            elif column.kind is ColumnKind.CHANGE:
                yield Finding("across", row, column, stated, known[-1] - known[0], HALF * unit * 3)
            elif column.kind is ColumnKind.PRICED and column.price:
                yield Finding("priced", row, column, stated, _at(known[0] / column.price, unit), HALF * unit)
            else:
                yield from _divided(table, row, index, of[0], stated)


def _divided(table: BudgetTable, row: BudgetRow, index: int, base: int, stated: Decimal) -> Iterator[Finding]:
    column = table.all_columns[index]
    whole = table.row(row.part_of) if row.part_of else row
    part, of = table.figure(row, base), table.figure(whole, base) if whole else None
    if part is None or not of or whole is None:
        return
    unit = printed(table, index)
    if column.kind is ColumnKind.SHARE:
        yield Finding("share", row, column, stated, _at(100 * part / of, unit), HALF * unit)
    elif column.kind is ColumnKind.ALLOTTED and (all_of_it := table.figure(whole, index)) is not None:
        yield Finding("allotted", row, column, stated, _at(all_of_it * part / of, unit), HALF * unit)


def _shares(table: BudgetTable) -> Iterator[Finding]:
    """Rows that are a percentage of others."""
    for row in table.rows:
        if not row.share or row.computed:
            continue
        wholes = [whole for name in row.share.of if (whole := table.row(name))]
        for index, column in enumerate(table.all_columns):
            figures = [figure for whole in wholes if (figure := table.figure(whole, index)) is not None]
            stated = table.figure(row, index)
            if stated is None or not figures:
                continue
            share = row.share.percent / 100
            unit = printed(table, index)
            computed = sum(figures, Decimal(0)) * row.share.percent / 100
            yield Finding("share-of", row, column, stated, computed, HALF * unit * (1 + len(figures) * share))


def _at(value: Decimal, unit: Decimal) -> Decimal:
    """Return a quotient to the precision that the column prints."""
    return (value / unit).to_integral_value(rounding="ROUND_HALF_UP") * unit
