"""Measures: what a plan does, with what, and what should follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ..changes import Trait
from ..fields import (
    N_,
    Figure,
    Gap,
    GoalName,
    Id,
    MeasureName,
    Record,
    References,
    Text,
    TopicName,
    Who,
    name_of,
    one_of,
)
from ..model import Block, Item, Plan
from ..source import Problem, unknown_values
from ..tree import Branch, branches, circular
from .lists import ListPoint


class State(StrEnum):
    """Whether the measure still belongs to the plan."""

    ACTIVE = "active"
    """It belongs to the plan."""
    REMOVED = "removed"
    """The source shows it struck through or says that it is removed."""
    LISTED = "listed"
    """It stands in the table of contents only; the source says nothing more."""
    MERGED = "merged"
    """It goes on as a part of another measure, named by `into`."""
    NOT_FUNDED = "not-funded"
    """It belongs to the plan, but no money is sought or set aside for it there."""


class Point(Record):
    """One sentence or two about a measure, or the hole in their place."""

    model_config = one_of("text", "gap")

    text: Text | None = None
    points: tuple[Text, ...] = ()
    """A list inside the point, after its text."""
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
    """The code or number."""
    source: References


class Measure(Item):
    """One measure, investment or work package, or a part of one."""

    codes: tuple[Code, ...] = ()
    """What the source calls it: one code for each name, for chapters may letter the same measure differently."""
    title: Text
    slug: Text | None = None
    """End of the address of the measure's own page; a measure without one is shown on the page of its whole."""
    part_of: MeasureName | None = None
    """The measure that this one is a part of."""
    state: State = State.ACTIVE
    """Whether the measure still belongs to the plan."""
    into: MeasureName | None = None
    """Where a merged measure goes on; given exactly then."""
    goals: tuple[GoalName, ...] = ()
    """Ids of the goals it serves."""
    themes: tuple[Id, ...] = ()
    """Ids of the points of a list of themes."""
    groups: tuple[Annotated[str, name_of("target-groups")], ...] = ()
    """Ids of the target groups it is for."""
    topics: tuple[TopicName, ...] = ()
    """Ids of topics in data/topics.yaml, besides those of its themes and target groups: with them readers find it among
    the measures of every plan."""
    summary: Text | None = None
    """What the measure is about, in a sentence or two."""
    aims: tuple[Point, ...] = ()
    """What the source says that the measure itself strives for."""
    actions: tuple[Point, ...] = ()
    """What is done."""
    outputs: tuple[Point, ...] = ()
    """What comes out of it."""
    effects: tuple[Point, ...] = ()
    """What should follow from it."""
    resources: tuple[Point, ...] = ()
    """With what work and money it is done."""
    scaling: tuple[Point, ...] = ()
    """How what was made is spread and taken into use elsewhere."""
    responsible: tuple[Who, ...] = ()
    """Who is responsible."""
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

    def goals_of(self, plan: Plan, level: str) -> tuple[Text, ...]:
        """The titles of the goals of one level that it serves."""
        goals = {goal.id: goal for goal in plan.block("goals").items} if self.goals else {}
        return tuple(goals[name].title for name in self.goals if goals[name].level == level)

    def topics_of(self, plan: Plan) -> tuple[str, ...]:
        """The ids of its topics: its own, and those of its themes and target groups."""
        lists, groups = plan.block("lists"), plan.block("target-groups")
        named = [point for own in lists.lists for point in own.points if point.id in self.themes] if lists else []
        named += [group for group in groups.groups if group.id in self.groups] if groups else []
        return tuple(dict.fromkeys([*self.topics, *(topic for one in named for topic in one.topics)]))

    def theme_points(self, plan: Plan) -> tuple[ListPoint, ...]:
        """Its themes."""
        themes = plan.block("lists").theme_points if self.themes else {}
        return tuple(themes[name] for name in self.themes)


class Measures(Block):
    """`measures.yaml`."""

    kind: ClassVar[str] = "measures"
    label: ClassVar[str] = N_("Measures")
    listing: ClassVar[str] = "measures"
    noun: ClassVar[str] = "measure"

    title: Text
    """Caption of the table."""
    measures: tuple[Measure, ...] = Field(min_length=1)
    """The measures and their parts, in the order of the source."""

    @property
    def figures(self) -> dict[str, Figure]:
        """How many measures there are in each state, parts included."""
        return {state.value: sum(measure.state is state for measure in self.measures) for state in State}

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

    @property
    def paged(self) -> Mapping[str, Measure]:
        """The measure on whose page each one is shown, by its id: itself or the nearest whole that has a page."""
        paged: dict[str, Measure] = {}
        for branch in self.tree:
            if branch.item.slug:
                paged[branch.item.id] = branch.item
            elif branch.whole and branch.whole.id in paged:
                paged[branch.item.id] = paged[branch.whole.id]
        return paged

    def inside(self, id: str) -> tuple[Measure, ...]:
        """The parts that are shown on the page of a measure, in the order of the tree."""
        inside = {id}
        tree = self.tree
        for branch in tree:
            if branch.whole and branch.whole.id in inside and not branch.item.slug:
                inside.add(branch.item.id)
        return tuple(branch.item for branch in tree if branch.item.id in inside - {id})

    def merged(self, measure: Measure) -> tuple[Measure, ...]:
        """The measures that go on in this one."""
        return tuple(other for other in self.measures if other.into == measure.id)

    def check_item(self, item: Measure, plan: Plan) -> Iterator[Problem]:
        """A merged measure tells where it goes on, and no other does; themes are points of a list of themes."""
        if item.state is State.MERGED and item.into is None:
            yield Problem(item.place("state"), "into-missing", {"id": item.id})
        elif item.state is not State.MERGED and item.into is not None:
            yield Problem(item.place("into"), "into-without-merged", {"id": item.id})
        lists = plan.block("lists")
        themes = lists.themes if lists else {}
        for index, theme in enumerate(item.themes):
            if theme not in themes and "lists" not in plan.unread:
                yield Problem(item.place("themes", index), "unknown-name", unknown_values(theme, themes))

    def check(self, plan: Plan) -> Iterator[Problem]:
        """No measure is a part of itself or goes on in itself, by whatever way round."""
        for measure in circular(self.measures):
            yield Problem(measure.place("part_of"), "part-of-itself", {"id": measure.id})
        for measure in circular(self.measures, "into"):
            yield Problem(measure.place("into"), "merged-into-itself", {"id": measure.id})
