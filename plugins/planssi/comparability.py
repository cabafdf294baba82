"""Plans beside each other: what of them can be compared, and why the rest cannot.

Flows in: plans. Flows out: their key figures with what they are of, and the reasons, for the template to word. A sum is
compared only with sums of the same thing, and divided by a number of people only where the plan's own source gives that
number with its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .blocks.budget import Covers, Whole
from .blocks.risks import Risks
from .fields import Money
from .funding import Payment, grants, own_share, whole_of
from .keyfigures import KeyFigures, key_figures
from .model import Plan, RiskClass
from .periods import Period

CENT = Decimal("0.01")


class Obstacle(StrEnum):
    """Why the sum of a plan cannot be set beside others."""

    SILENT = "silent"
    """Its files do not tell of money."""
    NO_BUDGET = "no-budget"
    """Its source has no budget."""
    NO_TOTAL = "no-total"
    """Its budget has no single total."""
    UNTOLD = "untold"
    """Nobody says what the total is of."""
    PART = "part"
    """The total is of a part of the plan."""


class Scale(StrEnum):
    """How a plan measures its risks."""

    NONE = "none"
    """It names no risks."""
    UNASSESSED = "unassessed"
    """It does not assess them."""
    WORDS = "words"
    """With words, which give no points."""
    POINTS = "points"
    """With points on a scale of numbers."""


@dataclass(frozen=True)
class Side:
    """A plan, as it stands beside others."""

    plan: Plan
    figures: KeyFigures
    whole: Whole | None
    grants: tuple[Payment, ...]
    own: Payment | None

    @property
    def sum(self) -> Money | None:
        """What the plan costs; None where there is no single sum."""
        return self.figures.cost.whole if self.figures.cost else None

    @property
    def obstacle(self) -> Obstacle | None:
        """Why its sum cannot be compared; None where it can."""
        cost = self.figures.cost
        if cost is None:
            return Obstacle.SILENT
        if cost.none:
            return Obstacle.NO_BUDGET
        if cost.whole is None:
            return Obstacle.NO_TOTAL
        if self.whole is None:
            return Obstacle.UNTOLD
        return None if self.whole.covers is Covers.ALL else Obstacle.PART

    @property
    def each(self) -> Money | None:
        """The sum for each inhabitant; None where it cannot be compared, or the number of people has no time."""
        people, told = self.plan.people, self.plan.facts.population
        if not people or told is None or told.when is None or self.obstacle or self.sum is None:
            return None
        return Money((self.sum.euros / people).quantize(CENT), self.sum.approximate)

    @property
    def months(self) -> int | None:
        """How many months the plan lasts, to the nearest; None where an end is open."""
        return _months(self.plan.facts.period)

    @property
    def scale(self) -> Scale:
        """How it measures its risks."""
        block: Risks | None = self.plan.block(Risks.kind)
        if block is None:
            return Scale.NONE
        if block.scored:
            return Scale.POINTS
        return Scale.WORDS if block.scale else Scale.UNASSESSED

    @property
    def most_points(self) -> int:
        """The highest points that its scale allows; 0 without points."""
        block: Risks | None = self.plan.block(Risks.kind)
        return block.most if block else 0


@dataclass(frozen=True)
class Comparison:
    """Plans beside each other, by region."""

    sides: tuple[Side, ...]

    @property
    def alike(self) -> tuple[Side, ...]:
        """Those whose sums are of the same thing, the greatest first; empty where there are not two."""
        found = sorted((side for side in self.sides if not side.obstacle), key=lambda s: -s.sum.euros if s.sum else 0)
        return tuple(found) if len(found) > 1 else ()

    def hindered(self, obstacle: Obstacle) -> tuple[Plan, ...]:
        """Return the plans whose sums cannot be compared for this reason."""
        return tuple(side.plan for side in self.sides if side.obstacle == obstacle)

    def measured(self, scale: Scale) -> tuple[Plan, ...]:
        """Return the plans that measure their risks so."""
        return tuple(side.plan for side in self.sides if side.scale == scale)

    @property
    def highest_points(self) -> tuple[int, ...]:
        """The highest points of the scales of numbers, each once, the lowest first."""
        return tuple(sorted({side.most_points for side in self.sides if side.scale is Scale.POINTS}))

    @property
    def lengths(self) -> tuple[Side, ...]:
        """The plan that lasts the shortest time and the one that lasts the longest; empty where all last the same."""
        known = sorted((side for side in self.sides if side.months is not None), key=lambda side: side.months or 0)
        return (known[0], known[-1]) if known and known[0].months != known[-1].months else ()

    @property
    def computed(self) -> tuple[Plan, ...]:
        """The plans whose total this site adds up."""
        return tuple(side.plan for side in self.sides if side.figures.cost and side.figures.cost.computed)

    @property
    def populated(self) -> tuple[Side, ...]:
        """Those whose source tells how many people live where the plan is carried out."""
        return tuple(side for side in self.sides if side.plan.people)

    @property
    def undated(self) -> tuple[Plan, ...]:
        """The plans whose source gives that number without its time."""
        return tuple(s.plan for s in self.populated if s.plan.facts.population and not s.plan.facts.population.when)

    @property
    def unpopulated(self) -> tuple[Plan, ...]:
        """The plans whose source does not tell that number."""
        return tuple(side.plan for side in self.sides if not side.plan.people)


def comparison(plans: Sequence[Plan], classes: Sequence[RiskClass], today: date) -> Comparison:
    """Return plans beside each other, in the order in which they are given."""
    return Comparison(
        tuple(
            Side(plan, key_figures(plan, classes, today), whole_of(plan), grants(plan), own_share(plan))
            for plan in plans
        )
    )


def _months(period: Period) -> int | None:
    first, last = period.first, period.last
    if first is None or last is None:
        return None
    days = (last - first).days + 1
    return max(1, round(days * 12 / Decimal("365.25")))
