"""What each version of a plan changed, in the words of one language: the same on the page and in the feed.

Flows in: a plan and a localizer. Flows out: text without markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .blocks.measures import State
from .changes import Change, Trait, What
from .fields import Text
from .localizer import NBSP, Localizer
from .model import Plan, Transfer, Version
from .periods import Period
from .prose import inline

NOTHING = "–"
"""What stands for a value that a version does not tell."""


@dataclass(frozen=True)
class Told:
    """One change in words."""

    change: Change
    subject: str
    """What changed: the name of the item, and which of its facts."""
    among: str
    """Title of the table or list that the item stands in; empty where it has none."""
    happened: str
    """What happened to it: `Raised by 100 €`."""
    before: str
    after: str


@dataclass(frozen=True)
class Moved:
    """Money that a version moved, in words."""

    transfer: Transfer
    giver: str
    taker: str
    amount: str
    differs: str
    """Why the two budgets do not show it; empty where they do."""


@dataclass(frozen=True)
class Step:
    """What one version changed, compared with the one before it."""

    version: Version
    anchor: str
    """Where its table of changes stands on the page that shows it."""
    caption: str
    note: str
    """What an editor says of the changes; may be empty."""
    caveat: str
    """What the comparison cannot show, where only a part of the older version is known; else empty."""
    changes: tuple[Told, ...]
    summing_up: str
    """Where the changes come from, or that there are none."""
    moved_caption: str
    moved: tuple[Moved, ...]

    @property
    def numbers(self) -> bool:
        """Whether every change is one of an amount, so that its columns hold numbers and nothing else."""
        return all(told.change.what in (What.RAISED, What.LOWERED) for told in self.changes)


def chronicle(plan: Plan, localizer: Localizer) -> tuple[Step, ...]:
    """Return what each version of a plan changed, the newest first.

    A plan must be told in the language as a whole: a summary does not have all the words of its facts.
    """
    return _Chronicler(plan, localizer).steps()


def filled_in(text: Text | None, plan: Plan, localizer: Localizer) -> str:
    """Return an editor's text about a plan, with its references to facts filled in; empty for none."""
    return inline(localizer.words(text), lambda name: localizer.figure(plan.figures[name], plan.units)) if text else ""


@dataclass(frozen=True)
class _Chronicler:
    plan: Plan
    localizer: Localizer

    def steps(self) -> tuple[Step, ...]:
        older = [edition.version for edition in self.plan.editions[:-1]]
        return tuple(
            self._step(number, edition.version, before, changes)
            for number, ((edition, changes), before) in enumerate(
                zip(self.plan.changes, reversed(older), strict=True), start=1
            )
        )

    def _step(self, number: int, version: Version, before: Version, changes: tuple[Change, ...]) -> Step:
        gettext = self.localizer.gettext
        old, new = self._words(before.label), self._words(version.label)
        caption = gettext("Changes: {before} → {after}").format(before=old, after=new)
        caveat = gettext(
            "Only a part of {version} is known. The comparison is made of that part, so it does not show what is new."
        ).format(version=old)
        none = gettext("no differences in the facts that both tell.")
        return Step(
            version=version,
            anchor="plan-changes" if number == 1 else f"plan-changes-{number}",
            caption=caption,
            note=self._words(version.note),
            caveat=caveat if before.partial else "",
            changes=tuple(self._told(change) for change in changes),
            summing_up=gettext("Computed here from the facts of the two versions.")
            if changes
            else f"{caption}: {none}",
            moved_caption=gettext("Money moved between parts, {version}").format(version=new),
            moved=tuple(self._moved(transfer) for transfer in version.transfers),
        )

    def _told(self, change: Change) -> Told:
        subject = self._words(change.item.name)
        return Told(
            change=change,
            subject=f"{subject} {NOTHING} {self._field(change)}" if change.field else subject,
            among=self._words(change.item.among),
            happened=self._happened(change),
            before=self._value(change.before),
            after=self._value(change.after),
        )

    def _moved(self, transfer: Transfer) -> Moved:
        budget = self.plan.block("budget")
        giver, taker = (budget.find(path)[1].name for path in (transfer.giver, transfer.taker))
        amount = self.localizer.sum_of_money(transfer.amount, "euro")
        return Moved(transfer, self._words(giver), self._words(taker), amount, self._words(transfer.differs))

    def _field(self, change: Change) -> str:
        """Return what a reader calls the fact that changed."""
        gettext = self.localizer.gettext
        names = {
            "title": gettext("Name"),
            "part_of": gettext("Part of"),
            "state": gettext("State"),
            "due": gettext("By when"),
            "when": gettext("When"),
            "likelihood": gettext("Likelihood"),
            "impact": gettext("Impact"),
            "points": gettext("Points"),
            "amount": gettext("Sum"),
            "baseline": gettext("Starting level"),
            "target": gettext("Target"),
            "actual": gettext("Result"),
            "preliminary": gettext("Preliminary result"),
            "forecast": gettext("Forecast"),
        }
        name = names[change.field.partition(" ")[0]]
        own = next((trait.name for trait in (change.after, change.before) if trait and trait.name), None)
        if isinstance(own, Period):
            return f"{name}, {self.localizer.period(own)}"
        return f"{name}, {self._words(own)}" if own else name

    def _happened(self, change: Change) -> str:
        gettext, ngettext = self.localizer.gettext, self.localizer.ngettext
        if change.what is What.ADDED:
            return gettext("New in this version")
        if change.what is What.REMOVED:
            return gettext("No longer in this version")
        if change.what is What.LATER:
            words = ngettext("Moved {count} month later", "Moved {count} months later", change.amount)
            return words.format(count=change.amount)
        if change.what is What.EARLIER:
            words = ngettext("Moved {count} month earlier", "Moved {count} months earlier", change.amount)
            return words.format(count=change.amount)
        if change.what in (What.RAISED, What.LOWERED):
            by = gettext("Raised by {amount}") if change.what is What.RAISED else gettext("Lowered by {amount}")
            return by.format(amount=self.localizer.figure(change.amount, self.plan.units))
        if change.field == "state" and change.after and change.after.value == State.REMOVED:
            return self.localizer.states[State.REMOVED]
        if change.before is None or change.before.value is None:
            return gettext("Told now")
        if change.after is None or change.after.value is None:
            return gettext("No longer told")
        return gettext("Changed")

    def _value(self, trait: Trait | None) -> str:
        """Return what a version says, in words."""
        if trait is None or trait.value is None:
            return NOTHING
        if isinstance(trait.value, Text):
            return self._words(trait.value)
        if isinstance(trait.value, str):
            return self.localizer.states[trait.value]
        told = self.localizer.figure(trait.measured, self.plan.units)
        if isinstance(trait.value, Decimal | int) and trait.unit:
            return f"{told}{NBSP}{self.localizer.budget_units[trait.unit]}"
        return told

    def _words(self, text: Text | None) -> str:
        return filled_in(text, self.plan, self.localizer)
