"""Which translations an editor names: those of a plan, of a file, or at one place of a file.

Flows in: translations and the names that somebody typed. Flows out: the translations that are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .freshness import Freshness
from .passages import Passage
from .source import Source

Translation = tuple[Passage, str, Freshness]
"""A passage, the language of its translation, and its state."""

PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::(?P<column>\d+))?")


def select(translations: Iterable[Translation], name: str) -> list[Translation]:
    """Return the translations that a name stands for, in their order; none where it stands for nothing.

    Args:
        translations: All of them.
        name: A plan (`region/plan`), a file or a folder from the root, or a place as problems tell it: `file:line` is
            every text that begins on the line or, where none does, the one that goes on there; `file:line:column` is
            a single text. Files of the source and of the translation do equally well.
    """
    place = PLACE.fullmatch(name)
    if place:
        column = int(place["column"]) if place["column"] else None
        return _at(list(translations), Source(place["path"], int(place["line"])), column)
    return [translation for translation in translations if _belongs(translation[0], name)]


def _belongs(passage: Passage, name: str) -> bool:
    """Return whether a passage belongs to a plan, or stands in a file or folder."""
    if passage.plan and passage.plan.id == name:
        return True
    return any(at.path == name or at.path.startswith(f"{name.rstrip('/')}/") for at in passage.places.values())


def _at(translations: list[Translation], place: Source, column: int | None) -> list[Translation]:
    """Return the translations at a line or, with a column, the one there."""
    starts = {at for passage, _, _ in translations for at in passage.places.values() if at.path == place.path}
    lines = [at.line for at in starts if at.line <= place.line]
    if not lines:
        return []
    wanted = {at for at in starts if at.line == max(lines)}
    if column is not None:
        wanted = {at for at in wanted if at.column == column}
    return [translation for translation in translations if not wanted.isdisjoint(translation[0].places.values())]
