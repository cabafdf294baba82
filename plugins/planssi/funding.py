"""Who pays for plans: their payers, and what is applied for from a programme.

Flows in: plans. Flows out: sums with their payers, and a sum of several plans only where each of them tells its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .blocks.budget import Budget, Whole
from .fields import Money, Text
from .model import Plan, Programme


@dataclass(frozen=True)
class Payment:
    """What one payer pays."""

    programme: Programme | None
    """None for the own share."""
    amount: Money | None
    """None where the source says that there is nothing from this payer."""
    none: Text | None = None
    """The words for that."""
    computed: bool = False
    """Whether this site adds the sum up."""


def whole_of(plan: Plan) -> Whole | None:
    """Return what the whole of a plan's budget is of; None where nobody says it."""
    budget: Budget | None = plan.block(Budget.kind)
    return budget.whole if budget else None


def payments(plan: Plan) -> tuple[Payment, ...]:
    """Return who pays how much, in the order of the file; empty where the source does not say."""
    budget: Budget | None = plan.block(Budget.kind)
    whole = whole_of(plan)
    found: list[Payment] = []
    programmes = {programme.id: programme for programme in plan.programmes}
    for payer in whole.payers if budget and whole else ():
        programme = programmes.get(payer.programme or "")
        cell = budget.find(payer.cell) if budget and payer.cell else None
        if cell:
            table, row, column = cell
            found.append(Payment(programme, table.money(row, column), computed=row.computed))
        elif payer.none:
            found.append(Payment(programme, None, payer.none))
    return tuple(found)


def grants(plan: Plan) -> tuple[Payment, ...]:
    """Return what is applied for from programmes."""
    return tuple(payment for payment in payments(plan) if payment.programme)


def own_share(plan: Plan) -> Payment | None:
    """Return the share that the plan's owner pays; None where the source does not say."""
    return next((payment for payment in payments(plan) if payment.programme is None), None)


@dataclass(frozen=True)
class Funded:
    """A plan of a programme, with what it applies for from it."""

    plan: Plan
    grant: Payment | None
    """None where the source does not say."""

    @property
    def leaves_out(self) -> Text | None:
        """What the plan's own sums leave out; None where they are whole, or nobody says it."""
        whole = whole_of(self.plan)
        return whole.leaves_out if whole else None


@dataclass(frozen=True)
class Funding:
    """The plans of a programme."""

    programme: Programme
    plans: tuple[Funded, ...]

    @property
    def silent(self) -> tuple[Plan, ...]:
        """The plans that do not tell what they apply for; where there are any, nothing is added up."""
        return tuple(funded.plan for funded in self.plans if not (funded.grant and funded.grant.amount))

    @property
    def total(self) -> Money | None:
        """What several plans apply for together; None where one does not tell it, or where there is only one."""
        amounts = [funded.grant.amount for funded in self.plans if funded.grant and funded.grant.amount]
        if len(amounts) < 2 or len(amounts) < len(self.plans):
            return None
        return Money(sum((money.euros for money in amounts), Decimal(0)), any(money.approximate for money in amounts))


def funding(programme: Programme, plans: Sequence[Plan]) -> Funding:
    """Return what plans apply for from a programme; of `plans` those that it does not fund are left out."""
    own = [plan for plan in plans if programme in plan.programmes]
    found = []
    for plan in own:
        named = (grant for grant in grants(plan) if grant.programme == programme)
        found.append(Funded(plan, next(named, None)))
    return Funding(programme, tuple(found))
