"""Measures: what a plan does, with what, and what should follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ..changes import Trait
from ..fields import Figure, Gap, GoalName, Id, MeasureName, Record, References, Text
from ..model import Block, Item, Plan
from ..source import Problem
from ..tree import Branch, branches, circular


class State(StrEnum):
    """Whether the measure still belongs to the plan."""

    ACTIVE = "active"
    REMOVED = "removed"
    """The source shows it struck through or says that it is removed."""
    LISTED = "listed"
    """It stands in the table of contents only; the source says nothing more."""
    MERGED = "merged"
    """It goes on as a part of another measure, named by `into`."""


class Point(Record):
    """One sentence or two about a measure, or the hole in their place."""

    text: Text | None = None
    gap: Gap | None = None
    source: References

    @model_validator(mode="after")
    def _text_or_gap(self) -> Self:
        if (self.text is None) == (self.gap is None):
            raise PydanticCustomError("one-of-two", "", {"first": "text", "second": "gap"})
        return self


class Code(Record):
    """What one place in the source calls the measure, for instance "Investment 2" or "F.1"."""

    code: Text
    source: References


class Measure(Item):
    """One measure, investment or work package, or a part of one."""

    codes: tuple[Code, ...] = ()
    """One for each name it has; chapters may letter the same measure differently."""
    title: Text
    slug: Text | None = None
    """End of the address of the measure's own page; a measure without one is shown on the page of its whole."""
    part_of: MeasureName | None = None
    """The measure that this one is a part of."""
    state: State = State.ACTIVE
    into: MeasureName | None = None
    """Where a merged measure goes on; given exactly then."""
    goals: tuple[GoalName, ...] = ()
    """Ids of the goals it serves."""
    themes: tuple[Id, ...] = ()
    groups: tuple[Id, ...] = ()
    """Target groups."""
    summary: Text | None = None
    aims: tuple[Point, ...] = ()
    """What the source says that the measure itself strives for."""
    actions: tuple[Point, ...] = ()
    outputs: tuple[Point, ...] = ()
    effects: tuple[Point, ...] = ()
    resources: tuple[Point, ...] = ()
    scaling: tuple[Point, ...] = ()
    """How what was made is spread and taken into use elsewhere."""
    responsible: tuple[Text, ...] = ()
    schedule: Text | None = None
    """In the words of the source; times that can be drawn stand in `timeline.yaml`."""
    note: Text | None = None

    @property
    def facets(self) -> tuple[tuple[str, tuple[Point, ...]], ...]:
        """The lists of points that have something in them, with the name of each."""
        lists = {
            "aims": self.aims,
            "actions": self.actions,
            "outputs": self.outputs,
            "effects": self.effects,
            "resources": self.resources,
            "scaling": self.scaling,
        }
        return tuple((name, points) for name, points in lists.items() if points)


class Measures(Block):
    """`measures.yaml`."""

    kind: ClassVar[str] = "measures"
    listing: ClassVar[str] = "measures"

    title: Text
    """Caption of the table."""
    measures: tuple[Measure, ...] = Field(min_length=1)

    @property
    def figures(self) -> dict[str, Figure]:
        """How many measures still belong to the plan, parts included."""
        return {"active": sum(measure.state is State.ACTIVE for measure in self.measures)}

    def traits(self, item: Measure) -> Mapping[str, Trait]:
        """What it is a part of, and whether it still belongs to the plan."""
        whole = next((measure.title for measure in self.measures if measure.id == item.part_of), None)
        return {"part_of": Trait(whole, item.part_of), "state": Trait(item.state)}

    @property
    def tree(self) -> tuple[Branch[Measure], ...]:
        """Every measure, each before its parts."""
        return branches(self.measures)

    def parts(self, measure: Measure) -> tuple[Measure, ...]:
        """The measures that name this one as their whole, in the order of the file."""
        return tuple(part for part in self.measures if part.part_of == measure.id)

    def alone(self, id: str) -> Self:
        """Return the block with only this measure."""
        return self.model_copy(update={"measures": tuple(measure for measure in self.measures if measure.id == id)})

    def paged(self, measure: Measure) -> Measure | None:
        """The measure on whose page this one is shown: itself or the nearest whole that has one."""
        wholes = {whole.id: whole for whole in self.measures}
        for _ in self.measures:
            if measure.slug or measure.part_of not in wholes:
                break
            measure = wholes[measure.part_of]
        return measure if measure.slug else None

    def inside(self, id: str) -> tuple[Measure, ...]:
        """The parts that are shown on the page of a measure, in the order of the tree."""
        shown = (branch.item for branch in self.tree if branch.item.id != id)
        return tuple(part for part in shown if (page := self.paged(part)) and page.id == id)

    def merged(self, measure: Measure) -> tuple[Measure, ...]:
        """The measures that go on in this one."""
        return tuple(other for other in self.measures if other.into == measure.id)

    def check_item(self, item: Measure, plan: Plan) -> Iterator[Problem]:
        """A merged measure tells where it goes on, and no other does."""
        if item.state is State.MERGED and item.into is None:
            yield Problem(item.place("state"), "into-missing", {"id": item.id})
        elif item.state is not State.MERGED and item.into is not None:
            yield Problem(item.place("into"), "into-without-merged", {"id": item.id})

    def check(self, plan: Plan) -> Iterator[Problem]:
        """No measure is a part of itself or goes on in itself, by whatever way round."""
        for measure in circular(self.measures):
            yield Problem(measure.place("part_of"), "part-of-itself", {"id": measure.id})
        for measure in circular(self.measures, "into"):
            yield Problem(measure.place("into"), "merged-into-itself", {"id": measure.id})
