"""Figures in rows and columns: values, their marks, and how two of them compare.

Flows in: quantities and units. Flows out: what indicators, statistics and target groups share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from .fields import Amount, Id, Record, Text, UnitName, When
from .model import Unit
from .periods import Period
from .quantities import WORDS, Bound, Form, Quantity, Span
from .source import Problem, Source, unknown_values

ANSWERS = (Form.YES, Form.NO)

PERCENT = "percent"
"""Id of the unit in which a part and its whole can be compared with a number."""

Units = Mapping[str, Unit]


class Value(Record):
    """One figure: a quantity alone (`over 10`), or with what the source says of it (`{is: over 10, mark: a}`)."""

    quantity: Amount | None = Field(default=None, alias="is")
    """The figure."""
    words: Text | None = None
    """What the source says where it has no number."""
    unit: UnitName | None = None
    when: When | None = None
    mark: Id | None = None
    """Id of the footnote."""
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            if data is None:
                raise PydanticCustomError("value-expected", "", {})
            return {"is": data}
        if ("is" in data) == ("words" in data):
            raise PydanticCustomError("value-expected", "", {})
        return data

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        definition = handler(core)
        record = handler.resolve_ref_schema(definition)
        with_more = dict(record) | {"oneOf": [{"required": ["is"]}, {"required": ["words"]}]}
        record.clear()
        record["anyOf"] = [with_more["properties"]["is"], with_more]
        return definition

    def plain(self, unit: str | None) -> Quantity | None:
        """Return the figure with its unit as prose may say it: a number or a range; None for every other form."""
        if self.quantity is None or self.quantity.form not in (Form.NUMBER, Form.RANGE):
            return None
        return replace(self.quantity, unit=self.unit_in(unit))

    def unit_in(self, unit: str | None) -> str | None:
        """Return the id of its unit: its own, or the one of its row."""
        return (self.quantity.unit if self.quantity else None) or self.unit or unit


class Column(Record):
    """A point or stretch of time that heads a column."""

    id: Id
    when: When


class Mark(Record):
    """A footnote of a table."""

    id: Id
    sign: str = Field(min_length=1)
    """As in the source, for instance `*`."""
    words: Text
    """What the footnote says."""


class Row(Protocol):
    """A row of figures."""

    @property
    def id(self) -> str:
        """Name of the row."""

    @property
    def unit(self) -> str | None:
        """Unit of its values."""

    @property
    def values(self) -> Mapping[str, Value]:
        """Figures by the id of their column."""

    def place(self, *path: str | int) -> Source:
        """Where a part of it stands."""


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    """More is better."""
    DOWN = "down"
    """Less is better."""
    YES = "yes"
    """The answer is yes or no."""


class Verdict(StrEnum):
    """Whether a target is met; computed here."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_YET = "not-yet"
    """Not met so far, and there is time left."""
    OPEN = "open"
    """Cannot be judged: the two cannot be compared, or nobody knows whether there was time left."""


class Doubt(StrEnum):
    """Why nobody can judge whether a target is met."""

    NO_RESULT = "no-result"
    """There is no result."""
    NO_TARGET = "no-target"
    """There is no target for the time of the result."""
    NO_NUMBER = "no-number"
    """The target or the result is only words."""
    NOT_COMPARABLE = "not-comparable"
    """The two count different things."""
    NO_DIRECTION = "no-direction"
    """The two differ, and the source does not say which way is better."""
    VAGUE = "vague"
    """The figures are not exact enough."""
    UNDATED = "undated"
    """The result is not dated, so nobody knows whether there was time left."""


@dataclass(frozen=True)
class Dated:
    """A figure and the time it belongs to: its own, or the one of its column."""

    value: Value
    when: Period | None = None


def judge(target: Dated, actual: Dated, unit: str | None, direction: Direction | None, units: Units) -> Verdict:
    """Compare a result with its target; the arguments are those of `weigh`."""
    found = weigh(target, actual, unit, direction, units)
    return Verdict.OPEN if isinstance(found, Doubt) else found


def weigh(target: Dated, actual: Dated, unit: str | None, direction: Direction | None, units: Units) -> Verdict | Doubt:
    """Compare a result with its target, or say why it cannot be judged.

    Args:
        target: What should be reached, and by when.
        actual: What was reached, and when.
        unit: Unit of their row.
        direction: Which way is better; without one, a different number than an exact target cannot be judged.
        units: Units by id.
    """
    verdict = _weigh(target.value, actual.value, unit, direction, units)
    due, seen = (dated.when.last if dated.when else None for dated in (target, actual))
    if verdict is not Verdict.NOT_MET or not due:
        return verdict
    if seen is None:
        return Doubt.UNDATED
    return Verdict.NOT_YET if seen < due else Verdict.NOT_MET


def _weigh(
    target: Value, actual: Value, unit: str | None, direction: Direction | None, units: Units
) -> Verdict | Doubt:
    goal, result = target.quantity, actual.quantity
    if goal is None or result is None:
        return Doubt.NO_NUMBER
    if goal.form in ANSWERS and result.form in ANSWERS:
        return Verdict.MET if goal.form is result.form else Verdict.NOT_MET
    wanted, reached = _span(target, unit, units), _span(actual, unit, units)
    if wanted is None or reached is None:
        return Doubt.NO_NUMBER
    if not comparable(target, actual, unit, units):
        return Doubt.NOT_COMPARABLE
    if goal.bound is Bound.EXACT and direction is Direction.UP:
        wanted = Span(wanted.low, None)
    elif goal.bound is Bound.EXACT and direction is Direction.DOWN:
        wanted = Span(None, wanted.high)
    elif goal.bound is Bound.EXACT and not reached.within(wanted):
        return Doubt.NO_DIRECTION
    if reached.within(wanted):
        return Verdict.MET
    return Verdict.NOT_MET if reached.apart(wanted) else Doubt.VAGUE


def _span(value: Value, unit: str | None, units: Units) -> Span | None:
    """Return the numbers that a figure allows, in the base unit; a part and its whole as percent."""
    quantity = value.quantity
    if quantity is None:
        return None
    if quantity.share is not None:
        return Span(100 * quantity.share, 100 * quantity.share)
    return quantity.span and quantity.span.scaled(_factor(value.unit_in(unit), units))


def _factor(unit: str | None, units: Units) -> Decimal:
    return units[unit].factor if unit and unit in units else Decimal(1)


def _kind(value: Value, unit: str | None, units: Units) -> str | None:
    """Return what a figure counts, alike for all that can be compared; None for words, and where nobody knows."""
    quantity = value.quantity
    if quantity is None or quantity.form in WORDS:
        return None
    if quantity.form is Form.RATIO:
        return PERCENT
    own = value.unit_in(unit) or ""
    kind = units[own].kind if own in units else own
    if kind != own and kind not in units:
        return None
    return f"{kind}/{quantity.per}" if quantity.per else kind


def comparable(one: Value, other: Value, unit: str | None, units: Units) -> bool:
    """Whether two figures count the same thing, perhaps in units of different size; words compare with everything."""
    kinds = [_kind(value, unit, units) for value in (one, other)]
    return None in kinds or kinds[0] == kinds[1]


def size_of(value: Value, units: Units) -> Decimal | None:
    """Return what an exact figure comes to in the base of its own unit; None for every other."""
    number = value.quantity.number if value.quantity else None
    return None if number is None else number * _factor(value.unit_in(None), units)


def bars(row: Row, columns: Iterable[str], units: Units) -> dict[str, float]:
    """Return the length of a bar for each column, in percent of the longest; a full percentage is 100.

    Empty where not every value of the row is a plain number of one unit, where none is above 0 or where there is only
    one: what cannot be compared is not drawn.
    """
    lengths: dict[str, Decimal] = {}
    for column in columns:
        value = row.values.get(column)
        number = value.quantity.number if value and value.quantity and not value.quantity.per else None
        if value is None or number is None or number < 0:
            return {}
        lengths[column] = number * _factor(value.unit_in(row.unit), units)
    values = [row.values[column] for column in lengths]
    if len(values) < 2 or not all(comparable(values[0], value, row.unit, units) for value in values):
        return {}
    most = max(lengths.values())
    if all(value.unit_in(row.unit) == PERCENT for value in values):
        most = max(most, Decimal(100))
    return {column: round(float(100 * length / most), 2) for column, length in lengths.items()} if most else {}


def check_places(row: Row, columns: Sequence[str], marks: Iterable[Mark]) -> Iterator[Problem]:
    """Every figure of a row has a column, and its footnote is written."""
    signs = {mark.id for mark in marks}
    for column, value in row.values.items():
        if column not in columns:
            yield Problem(row.place("values", column), "unknown-column", unknown_values(column, columns))
        yield from check_mark(value, row.place("values", column), signs)


def check_units(row: Row, units: Units) -> Iterator[Problem]:
    """The figures of a row count the same; the first that does not is told."""
    numbers = [(column, value) for column, value in row.values.items() if _kind(value, row.unit, units) is not None]
    for column, value in numbers[1:]:
        if not comparable(numbers[0][1], value, row.unit, units):
            yield Problem(row.place("values", column), "units-differ", {"id": row.id})
            return


def check_mark(value: Value, at: Source, signs: Iterable[str]) -> Iterator[Problem]:
    """The footnote of a value is written."""
    if value.mark is not None and value.mark not in signs:
        place = value.place("mark") if value.at.path else at
        yield Problem(place, "unknown-name", unknown_values(value.mark, signs))
