"""Indicators: how anyone can see whether a goal was reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ..changes import Trait
from ..fields import N_, Figure, GoalName, MeasureName, Text, UnitName
from ..model import Block, Item, Plan, check_unique, spare
from ..quantities import Bound, Form
from ..series import (
    Column,
    Dated,
    Direction,
    Doubt,
    Mark,
    Value,
    Verdict,
    check_mark,
    check_places,
    check_units,
    comparable,
    judge,
    weigh,
)
from ..source import Problem, Severity, Source


class Kind(StrEnum):
    """What the figures of a column are."""

    BASELINE = "baseline"
    TARGET = "target"
    ACTUAL = "actual"
    PRELIMINARY = "preliminary"
    FORECAST = "forecast"


class Level(StrEnum):
    """Whose target it is."""

    PROJECT = "project"
    """Of the plan itself."""
    REGION = "region"
    """Of the whole region."""
    NATIONAL = "national"
    """Of the whole country."""


class IndicatorColumn(Column):
    """A time and what the figures of that time are."""

    kind: Kind
    """What the figures of the column are."""


SINGLE = ("baseline", "target", "actual")
"""Fields that hold one figure without a column."""


class Indicator(Item):
    """One indicator: figures by column, or one target, starting level and result. What the source leaves out stays
    absent and the page says so."""

    title: Text
    goals: tuple[GoalName, ...] = ()
    measures: tuple[MeasureName, ...] = ()
    level: Level | None = None
    """Whose target it is."""
    unit: UnitName | None = None
    direction: Direction | None = None
    """Which way is better."""
    values: dict[str, Value] = Field(default_factory=dict)
    """Figures by the id of their column."""
    target: Value | None = None
    """The target, where there is only one."""
    baseline: Value | None = None
    """The level at the start, where it stands without a column."""
    actual: Value | None = None
    """The result, where it stands without a column."""
    supplier: Text | None = None
    """Who produces the figures."""
    note: Text | None = None

    @property
    def counted_in(self) -> str | None:
        """Id of the unit of its figures: its own, or the one that all of them name."""
        units = {value.unit_in(self.unit) for value in _figures(self)}
        return self.unit or (units.pop() if len(units) == 1 else None)


@dataclass(frozen=True)
class Judgement:
    """One result of an indicator beside its target; or an indicator without any result."""

    indicator: Indicator
    target: Dated | None
    actual: Dated | None
    found: Verdict | Doubt
    """Whether the target is met, or why that cannot be judged."""


class Indicators(Block):
    """`indicators.yaml`."""

    kind: ClassVar[str] = "indicators"
    label: ClassVar[str] = N_("Indicators")
    listing: ClassVar[str] = "indicators"
    noun: ClassVar[str] = "indicator"
    heading: ClassVar[str] = N_("Indicators")

    title: Text
    columns: tuple[IndicatorColumn, ...] = ()
    marks: tuple[Mark, ...] = ()
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    """The indicators, in the order of the source."""

    @property
    def figures(self) -> dict[str, Figure]:
        """Numbers and ranges by the ids of their indicator and column, or its field: `waiting.y2025`, `done.target`."""
        return {
            f"{item.id}.{name}": figure
            for item in self.indicators
            for name, value in (*((name, getattr(item, name)) for name in SINGLE), *item.values.items())
            if value and (figure := value.plain(item.unit))
        }

    @property
    def series(self) -> tuple[Indicator, ...]:
        """Indicators with figures by column."""
        return tuple(item for item in self.indicators if item.values)

    @property
    def singles(self) -> tuple[Indicator, ...]:
        """Indicators without."""
        return tuple(item for item in self.indicators if not item.values)

    @property
    def used_columns(self) -> tuple[IndicatorColumn, ...]:
        """Columns in which an indicator has a figure."""
        return tuple(column for column in self.columns if any(column.id in item.values for item in self.indicators))

    @property
    def used_singles(self) -> tuple[str, ...]:
        """Fields of one figure that an indicator with columns has besides."""
        return tuple(name for name in SINGLE if any(getattr(item, name) for item in self.series))

    @property
    def single_columns(self) -> tuple[str, ...]:
        """Fields that some indicator without columns has, in the order of the table."""
        fields = ("unit", "baseline", "target", "actual", "supplier")
        answers = any(item.direction is Direction.YES for item in self.singles)
        return tuple(
            name for name in fields if (name == "unit" and answers) or any(getattr(item, name) for item in self.singles)
        )

    @property
    def sparse_columns(self) -> tuple[str, ...]:
        """Those of them that most indicators lack: a dash stands in place of the words that the source does not say."""
        return tuple(
            name
            for name in self.single_columns
            if name != "unit" and 2 * sum(getattr(item, name) is None for item in self.singles) > len(self.singles)
        )

    @property
    def used_marks(self) -> tuple[Mark, ...]:
        """Footnotes of the figures shown."""
        used = {value.mark for item in self.indicators for value in _figures(item)}
        return tuple(mark for mark in self.marks if mark.id in used)

    def verdict(self, item: Indicator, column: str | None, plan: Plan) -> Verdict | None:
        """Say whether a result meets its target.

        Args:
            item: The indicator.
            column: Id of the result's column; None for the result that has none.
            plan: The plan, for its units.

        Returns:
            None where nothing is a result or there is no target for its time.
        """
        actual = self._results(item).get(column)
        target = self._target(item, actual) if actual else None
        return judge(target, actual, item.unit, item.direction, plan.units) if actual and target else None

    def judgements(self, plan: Plan) -> tuple[Judgement, ...]:
        """Return every result beside its target, in the order of the file; one row for an indicator without results."""
        return tuple(judgement for item in self.indicators for judgement in self._judgements(item, plan))

    def _judgements(self, item: Indicator, plan: Plan) -> Iterator[Judgement]:
        results = self._results(item).values()
        for actual in results:
            target = self._target(item, actual)
            found = weigh(target, actual, item.unit, item.direction, plan.units) if target else Doubt.NO_TARGET
            yield Judgement(item, target, actual, found)
        if not results:
            targets = [*self._dated(item, Kind.TARGET).values()]
            single = Dated(item.target, item.target.when) if item.target else None
            yield Judgement(item, targets[-1] if targets else single, None, Doubt.NO_RESULT)

    @property
    def judged(self) -> bool:
        """Whether any result has a target to be compared with."""
        return any(self._target(item, actual) for item in self.indicators for actual in self._results(item).values())

    def traits(self, item: Indicator) -> Mapping[str, Trait]:
        """Its targets and results, and the level it starts from."""
        figures: list[tuple[str, Column | None, Value | None]]
        figures = [(name, None, getattr(item, name)) for name in SINGLE]
        figures += [(column.kind.value, column, item.values.get(column.id)) for column in self.columns]
        return {
            f"{kind} {column.id}" if column else kind: Trait(
                value and (value.words or value.quantity),
                name=column.when if column else None,
                unit=value.unit_in(item.unit) if value else None,
            )
            for kind, column, value in figures
        }

    def _results(self, item: Indicator) -> dict[str | None, Dated]:
        """Return the results by the id of their column, None for the one that has none."""
        found: dict[str | None, Dated] = dict(self._dated(item, Kind.ACTUAL).items())
        if item.actual:
            found[None] = Dated(item.actual, item.actual.when)
        return found

    def _target(self, item: Indicator, actual: Dated) -> Dated | None:
        """Return the target whose time holds the result's; else the one that stands without a column."""
        for target in self._dated(item, Kind.TARGET).values():
            if target.when and actual.when and actual.when.within(target.when):
                return target
        return Dated(item.target, item.target.when) if item.target else None

    def _dated(self, item: Indicator, kind: Kind) -> dict[str, Dated]:
        """Return the figures of one kind by column, in the order of the columns."""
        return {
            column.id: Dated(value, value.when or column.when)
            for column in self.columns
            if column.kind is kind and (value := item.values.get(column.id))
        }

    def check_item(self, item: Indicator, plan: Plan) -> Iterator[Problem]:
        """Figures count the same, and the last target has a comparator if the others have."""
        yield from check_units(item, plan.units)
        others = [value for value in (item.target, *item.values.values()) if value]
        for name in ("baseline", "actual"):
            value = getattr(item, name)
            if value and not all(comparable(value, other, item.unit, plan.units) for other in others):
                yield Problem(item.place(name), "units-differ", {"id": item.id})
        yield from self._check_last_target(item)

    def _check_last_target(self, item: Indicator) -> Iterator[Problem]:
        targets = self._dated(item, Kind.TARGET)
        numbers = [
            (column, quantity, dated.value.note)
            for column, dated in targets.items()
            if (quantity := dated.value.quantity) and quantity.form is Form.NUMBER
        ]
        if len(numbers) < 2:
            return
        *earlier, (last, quantity, note) = numbers
        if (
            quantity.bound is Bound.EXACT
            and not note
            and all(other.bound is not Bound.EXACT for _, other, _ in earlier)
        ):
            values = {"id": item.id, "value": quantity.numbers[0], "bound": earlier[-1][1].bound.value}
            yield Problem(item.place("values", last), "comparator-gone", values, Severity.WARNING)

    def unused(self) -> Iterator[tuple[str, Source]]:
        """Columns without a figure, and footnotes to which no figure leads."""
        yield from super().unused()
        yield from spare(self.columns, {column.id for column in self.used_columns})
        yield from spare(self.marks, {mark.id for mark in self.used_marks})

    def check(self, plan: Plan) -> Iterator[Problem]:
        """Columns and footnotes have ids of their own, and every figure has its column and footnote."""
        yield from check_unique(self.columns)
        yield from check_unique(self.marks)
        for item in self.indicators:
            yield from check_places(item, [column.id for column in self.columns], self.marks)
            for name in SINGLE:
                if value := getattr(item, name):
                    yield from check_mark(value, item.place(name), {mark.id for mark in self.marks})


def _figures(item: Indicator) -> list[Value]:
    return [*item.values.values(), *(value for name in SINGLE if (value := getattr(item, name)))]
