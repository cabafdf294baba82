"""Wholes and their parts, where each part names its whole.

Flows in: items with an `id`, in the order of a file. Flows out: the same items as a tree, or those that make none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


class Named(Protocol):
    """Whatever has an id that others may name."""

    @property
    def id(self) -> str:
        """The id."""


Part = TypeVar("Part", bound=Named)


@dataclass(frozen=True)
class Branch(Generic[Part]):
    """An item at its place in the tree."""

    item: Part
    depth: int
    """0 for a whole, 1 for its parts, and so on."""
    whole: Part | None
    """What it is a part of; None for a whole, and where that item is not in this tree."""


def branches(items: Sequence[Part], key: str = "part_of") -> tuple[Branch[Part], ...]:
    """Return each whole before its parts, otherwise in the order of the file. An item that makes a circle is left out.

    Args:
        items: The items.
        key: The field in which an item names its whole.
    """
    ids = {item.id for item in items}
    parts: dict[str | None, list[Part]] = defaultdict(list)
    for item in items:
        name = getattr(item, key)
        parts[name if name in ids else None].append(item)

    def grow(whole: Part | None, depth: int) -> Iterator[Branch[Part]]:
        for item in parts[whole.id if whole else None]:
            yield Branch(item, depth, whole)
            yield from grow(item, depth + 1)

    return tuple(grow(None, 0))


def circular(items: Sequence[Part], key: str = "part_of") -> tuple[Part, ...]:
    """Return the items that come back to themselves by way of this field, in the order of the file."""
    by_id: dict[str, Any] = {item.id: item for item in items}

    def above(item: Part) -> list[str]:
        names: list[str] = []
        name = getattr(item, key)
        while name in by_id and name not in names:
            names.append(name)
            name = getattr(by_id[name], key)
        return names

    return tuple(item for item in items if item.id in above(item))
