"""Budget: tables of sums as the source states them, and whether they add up.

A table has typed columns (planned, actual, forecast, their total, …) and rows that may be parts of other rows. A whole
may be split more than once: by cost, and by who pays. What the source states and what adds up are two values; `sums`
compares them, and a difference beyond rounding is explained in the file or is a problem.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field

from ..changes import Tracked, Trait
from ..fields import N_, Figure, Id, Money, Number, Record, References, Text
from ..model import Block, Plan, check_unique
from ..source import Problem, unknown_values
from .sums import HALF, Finding, findings, printed, unexplained
from .tables import BudgetRow, BudgetTable, Unit, check_shape


class Claim(Record):
    """The same sum said elsewhere in the source, in its own unit and precision."""

    id: Id
    name: Text | None = None
    """What the sum is; the names of its rows and columns in the tables when absent."""
    amount: Number
    unit: Unit = Unit.EURO
    """What the sum counts."""
    rounding: Number = Decimal(1)
    """The smallest unit in which this sum is stated."""
    cell: str | None = None
    """The figure it is compared with: `table/row/column`; a total or an only column may be left out."""
    sum: tuple[str, ...] = ()
    """Several cells that are added up, in place of one."""
    differs: Text | None = None
    """Why the two are not the same; required when they are not."""
    note: Text | None = None
    source: References

    @property
    def paths(self) -> tuple[str, ...]:
        """The cells that the sum is compared with."""
        return self.sum or ((self.cell,) if self.cell else ())


class Covers(StrEnum):
    """How much of the plan a sum is of."""

    ALL = "all"
    """All costs of the plan, whoever pays them."""
    PART = "part"
    """The costs of a part of it; `leaves_out` says what is missing."""


class Payer(Record):
    """Who pays a part of the whole: a programme from which money is applied for, or the plan's owner."""

    programme: Id | None = None
    """Id of the programme from which it is applied for; without it the sum is the own share."""
    cell: str | None = None
    """The figure: `table/row/column`; a total or an only column may be left out."""
    none: Text | None = None
    """In place of a figure: that the source says there is nothing from this payer."""


class Whole(Record):
    """What the only outermost sum of the first table is of: only sums of the same thing are set beside each other."""

    covers: Covers
    """How much of the plan it is of."""
    leaves_out: Text | None = None
    """What it leaves out, in a sentence; for a sum of a part."""
    payers: tuple[Payer, ...] = ()
    """Who pays how much of it, as far as the source says."""


@dataclass(frozen=True)
class Explained:
    """A difference with its number on the page and the reason that the file gives."""

    number: int
    finding: Finding
    why: Text


class Budget(Block):
    """`budget.yaml`."""

    kind: ClassVar[str] = "budget"
    label: ClassVar[str] = N_("Budget tables")
    listing: ClassVar[str] = "tables"
    noun: ClassVar[str] = "budget-table"
    heading: ClassVar[str] = N_("Money")

    tables: tuple[BudgetTable, ...] = Field(min_length=1)
    """The tables of sums."""
    claims: tuple[Claim, ...] = ()
    """The same sums said elsewhere in the source, to be compared with the tables."""
    whole: Whole | None = None
    """What the whole is of and who pays it, for pages that set plans beside each other."""

    @property
    def figures(self) -> dict[str, Figure]:
        """Sums as `table.row.column`; the table is left out where there is one, the column where it has one.

        Sums that stand elsewhere in the source, too, have the name of their claim.
        """
        figures: dict[str, Figure] = {
            claim.id: Money(claim.amount * claim.unit.euros) for claim in self.claims if claim.unit.euros
        }
        for table in self.tables:
            for row in table.rows:
                for index, column in enumerate(table.all_columns):
                    names = [table.id] * (len(self.tables) > 1) + [row.id] + [column.id] * (len(table.columns) > 1)
                    if money := table.money(row, index):
                        figures[".".join(names)] = money
        return figures

    def of_measures(self, measures: Collection[str]) -> Self | None:
        """Return the tables of these measures, and of the others the rows about them, with their wholes and parts."""
        tables = [
            table
            if table.measure in measures
            else table.of_rows({row.id for row in table.rows if not {row.measure, *row.measures}.isdisjoint(measures)})
            for table in self.tables
        ]
        found = tuple(table for table in tables if table.lines)
        shown = {f"{table.id}/{row.id}" for table in found for row in table.rows if table.shows(row)}
        claims = tuple(c for c in self.claims if all("/".join(path.split("/")[:2]) in shown for path in c.paths))
        return self.model_copy(update={"tables": found, "claims": claims}) if found else None

    @property
    def tracked(self) -> Iterator[Tracked]:
        """Every row with its figures."""
        for table in self.tables:
            for row in table.rows:
                traits = {"title": Trait(row.name)}
                for index, column in enumerate(table.all_columns):
                    field = f"amount {column.id}" if table.columns else "amount"
                    money = table.money(row, index)
                    unit = None if money else table.unit_of(column).value
                    figure = money or table.figure(row, index)
                    traits[field] = Trait(figure, name=column.name or column.when, unit=unit)
                yield Tracked(f"{table.id}/{row.id}", row.name, row, traits, table.title)

    @property
    def entries(self) -> tuple[BudgetTable | Claim, ...]:
        """The tables, and the sums said elsewhere."""
        return *self.tables, *self.claims

    def pick(self, names: tuple[str, ...]) -> Self:
        """Return the budget with only these tables, and the sums that are named or compared with nothing else."""
        picked = super().pick(names)
        tables = {table.id for table in picked.tables}
        claims = tuple(
            claim
            for claim in self.claims
            if not names or claim.id in names or all(path.split("/")[0] in tables for path in claim.paths)
        )
        return picked.model_copy(update={"claims": claims})

    def find(self, path: str) -> tuple[BudgetTable, BudgetRow, int] | None:
        """Return the table, row and column that `table/row/column` names; the column may be left out."""
        names = path.split("/")
        table = next((table for table in self.tables if table.id == names[0]), None)
        row = table.row(names[1]) if table and len(names) > 1 else None
        if table is None or row is None:
            return None
        columns = [column.id for column in table.all_columns]
        if len(names) == 2:
            return table, row, table.main
        return (table, row, columns.index(names[2])) if names[2] in columns else None

    def check_item(self, item: BudgetTable, plan: Plan) -> Iterator[Problem]:
        """A table names only rows and columns that it has, and every row has a figure for each column."""
        yield from check_shape(item)

    def check(self, plan: Plan) -> Iterator[Problem]:
        """Every sum holds or its difference is explained, in the tables and where a sum stands elsewhere."""
        for table in self.tables:
            if not list(check_shape(table)):
                yield from _check_sums(table)
        yield from check_unique((*self.tables, *self.claims))
        for claim in self.claims:
            yield from self._check_claim(claim)
        if self.whole:
            yield from self._check_whole(self.whole, plan)

    def differences(self, table: BudgetTable) -> tuple[Explained, ...]:
        """Return what does not add up in a table, with the reason, numbered in the order of the rows."""
        reasons = {
            (difference.rule, difference.cell): explanation.why
            for explanation in table.explained
            for difference in explanation.differences
        }
        found = [f for f in findings(table) if (f.rule, f.cell) in reasons and table.shows(f.row)]
        rows = [row.id for row in table.rows]
        found.sort(key=lambda finding: (rows.index(finding.row.id), table.all_columns.index(finding.column)))
        return tuple(Explained(n, finding, reasons[finding.rule, finding.cell]) for n, finding in enumerate(found, 1))

    def rounded(self, table: BudgetTable) -> bool:
        """Whether a sum of the table differs from its parts by rounding alone."""
        return any(finding.rounding and table.shows(finding.row) for finding in findings(table))

    def cells(self, claim: Claim) -> tuple[tuple[BudgetTable, BudgetRow, int], ...]:
        """Return the table, row and column of each cell that a sum elsewhere is compared with."""
        return tuple(found for path in claim.paths if (found := self.find(path)))

    def claimed(self, claim: Claim) -> Decimal:
        """Return what the tables say of a sum that stands elsewhere, too: in euros, or in the sum's own unit."""
        total = Decimal(0)
        for table, row, index in self.cells(claim):
            scale = table.unit_of(table.all_columns[index]).euros or Decimal(1)
            total += (table.figure(row, index) or Decimal(0)) * scale
        return total

    def _check_claim(self, claim: Claim) -> Iterator[Problem]:
        field = "sum" if claim.sum else "cell"
        if not claim.paths:
            yield Problem(claim.at, "missing-key", {"key": "cell"})
        tolerance = HALF * claim.rounding * (claim.unit.euros or 1)
        for index, path in enumerate(claim.paths):
            found = self.find(path)
            if found is None:
                known = [f"{table.id}/{row.id}" for table in self.tables for row in table.rows]
                yield Problem(claim.place(field, index), "unknown-name", unknown_values(path, known))
                return
            table, _, column = found
            unit = table.unit_of(table.all_columns[column])
            if unit != claim.unit and None in (unit.euros, claim.unit.euros):
                yield Problem(claim.place(field, index), "units-differ", {"id": claim.id})
                return
            tolerance += HALF * printed(table, column) * (unit.euros or 1)
        stated, computed = claim.amount * (claim.unit.euros or 1), self.claimed(claim)
        if claim.paths and abs(stated - computed) > tolerance and not claim.differs:
            values = {"id": claim.id, "stated": stated, "computed": computed}
            yield Problem(claim.place("amount"), "claim-differs", values)

    def _check_whole(self, whole: Whole, plan: Plan) -> Iterator[Problem]:
        """A sum of a part says what it leaves out; payers are programmes of the plan, with figures that exist."""
        if whole.covers is Covers.PART and whole.leaves_out is None:
            yield Problem(whole.place("covers"), "missing-key", {"key": "leaves_out"})
        for payer in whole.payers:
            if payer.programme and payer.programme not in plan.facts.programme:
                values = unknown_values(payer.programme, plan.facts.programme)
                yield Problem(payer.place("programme"), "unknown-name", values)
            if payer.cell is None and payer.none is None:
                yield Problem(payer.at, "missing-key", {"key": "cell"})
            elif payer.cell and self.find(payer.cell) is None:
                known = [f"{table.id}/{row.id}" for table in self.tables for row in table.rows]
                yield Problem(payer.place("cell"), "unknown-name", unknown_values(payer.cell, known))


def _check_sums(table: BudgetTable) -> Iterator[Problem]:
    """Yield a problem for every difference that is not explained, and for every explanation of none."""
    for finding in unexplained(table):
        values = {
            "row": finding.row.id,
            "column": finding.column.id,
            "stated": finding.stated,
            "computed": finding.computed,
            "difference": finding.difference,
            "rule": finding.rule,
            "cell": finding.cell,
        }
        yield Problem(finding.row.cell_place(finding.index(table)), "sum-differs", values)
    real = {(finding.rule, finding.cell, finding.difference) for finding in findings(table)}
    for explanation in table.explained:
        for difference in explanation.differences:
            if (difference.rule, difference.cell, difference.difference) not in real:
                values = {"rule": difference.rule, "cell": difference.cell, "difference": difference.difference}
                yield Problem(difference.at, "nothing-to-explain", values)
