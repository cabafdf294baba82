"""Rules about versions of a plan: their order, and money that they move."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ..blocks.budget import Budget
from ..blocks.sums import unexplained
from ..model import VERSIONS, Site, Transfer
from ..source import Problem, Source, unknown_values


def check_versions(site: Site) -> Iterator[Problem]:
    """Versions are told from the oldest to the newest, and what they move between parts of the budget adds up."""
    for plan in site.plans:
        for before, after in pairwise(plan.facts.versions):
            if before.date.last and after.date.first and after.date.first < before.date.last:
                yield Problem(after.place("date"), "versions-backwards")
        told = {edition.version.at for edition in plan.editions[1:]}
        untold = [version for version in plan.facts.versions if version.at not in told and VERSIONS not in plan.unread]
        yield from (Problem(transfer.at, "no-earlier-version") for version in untold for transfer in version.transfers)
        for older, newer in pairwise(plan.editions):
            budgets = [edition.block("budget") for edition in (older, newer)]
            # Sums that do not add up are told already, and what they would make of a transfer is no news.
            if "budget" not in older.unread | newer.unread and not any(map(_wrong, budgets)):
                yield from _check_transfers(newer.version.transfers, *budgets)


def _wrong(budget: Budget | None) -> bool:
    return budget is not None and any(unexplained(table) for table in budget.tables)


def _check_transfers(transfers: tuple[Transfer, ...], old: Budget | None, new: Budget | None) -> Iterator[Problem]:
    """Every part of the budget that gives or takes has changed by just that, and so has each part beside it."""
    moved: dict[str, Decimal] = {}
    places: dict[str, Source] = {}
    for transfer in transfers:
        for field, path, sign in (("from", transfer.giver, -1), ("to", transfer.taker, 1)):
            unknown = [budget for budget in (old, new) if budget is None or budget.find(path) is None]
            if unknown:
                yield Problem(transfer.place(field), "unknown-name", unknown_values(path, _paths(unknown[0])))
                return
            moved[path] = moved.get(path, Decimal(0)) + sign * transfer.amount
            places.setdefault(path, transfer.place(field))
    if old is None or new is None:
        return
    for path, net in _with_siblings(moved, new):
        change = _euros(new, path) - _euros(old, path)
        explained = any(path in (transfer.giver, transfer.taker) and transfer.differs for transfer in transfers)
        if change != net and not explained:
            values = {"row": path, "moved": net, "change": change}
            yield Problem(places.get(path, transfers[0].at), "transfer-differs", values)
    yield from _needless(transfers, moved, old, new)


def _needless(
    transfers: tuple[Transfer, ...], moved: dict[str, Decimal], old: Budget, new: Budget
) -> Iterator[Problem]:
    for transfer in transfers:
        paths = (transfer.giver, transfer.taker)
        if transfer.differs and all(_euros(new, path) - _euros(old, path) == moved[path] for path in paths):
            yield Problem(transfer.place("differs"), "transfer-agrees")


def _paths(budget: Budget | None) -> list[str]:
    return [f"{table.id}/{row.id}" for table in budget.tables for row in table.rows] if budget else []


def _with_siblings(moved: dict[str, Decimal], budget: Budget) -> Iterator[tuple[str, Decimal]]:
    """Yield each part that gives or takes and what it gains, then the parts of the same wholes with none."""
    yield from moved.items()
    found = [place for path in moved if (place := budget.find(path))]
    wholes = {(table.id, row.part_of, row.split) for table, row, _ in found}
    for table in budget.tables:
        for row in table.rows:
            path = f"{table.id}/{row.id}"
            if row.part_of and (table.id, row.part_of, row.split) in wholes and path not in moved:
                yield path, Decimal(0)


def _euros(budget: Budget, path: str) -> Decimal:
    """Return the money of a part of the budget; 0 where this version has none there."""
    found = budget.find(path)
    if found is None:
        return Decimal(0)
    table, row, index = found
    money = table.money(row, index)
    return money.euros if money else Decimal(0)
