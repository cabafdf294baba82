"""Every text of a site in all its languages, side by side: what is translated, compared and kept up to date.

Flows in: a `Site`. Flows out: passages. A passage is what an editor translates as one whole: a text of a YAML file, or
a heading, a paragraph or an item of a list of a Markdown file with its sisters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product, zip_longest
from typing import Any

from .fields import Text, texts
from .model import Chapter, Plan, Prose, Site
from .prose import Piece, pieces
from .source import Source

ADDRESS = "slug"
"""Name of the fields that are a part of an address, not words."""


@dataclass(frozen=True)
class Passage:
    """The same words in each language that has them, and where each stands."""

    words: Mapping[str, str]
    """The words by language, as they are written, references to facts included."""
    places: Mapping[str, Source]
    """Where the words of each language begin."""
    context: str
    """What an editor is told of it: the keys that lead to it (`risks/staff/consequence`), or what it is in its chapter
    (`10-need/paragraph`)."""
    plan: Plan | None = None
    """The plan that it belongs to; None for what several plans share, and for the pages of the site itself."""
    chapter: Chapter | None = None
    """The chapter, for a passage of a Markdown file."""
    text: Text | None = field(default=None, compare=False)
    """The text, for a passage of a YAML file."""

    @property
    def prose(self) -> bool:
        """Whether it is a passage of a Markdown file."""
        return self.chapter is not None


@dataclass(frozen=True)
class Difference:
    """The first place at which a Markdown file and its sister go different ways."""

    language: str
    """Language of the file that has the piece, and lacks or changes it in another language."""
    other: str
    here: Source
    there: Source
    piece: Piece | None
    """What stands here; None at the end of the file."""
    instead: Piece | None
    """What stands there."""


def passages(site: Site) -> Iterator[Passage]:
    """Yield every passage of a site: what plans share, the site's own pages, then the plans."""
    shared: dict[str, Any] = {
        "site": site.facts,
        "regions": site.regions,
        "municipalities": site.municipalities,
        "programmes": site.programmes,
        "scales": site.risk_classes,
        "terms": site.terms,
        "topics": (site.topics, site.risk_kinds),
    }
    yield from _of_facts(shared, None)
    for chapter in site.chapters:
        yield from of_chapter(chapter, None)
    for plan in site.plans:
        yield from of_plan(plan)


def of_plan(plan: Plan) -> Iterator[Passage]:
    """Yield the passages of one plan: its facts, those of its earlier versions, and its chapters."""
    yield from _of_facts({"plan": plan.facts, **plan.blocks}, plan)
    for edition in plan.earlier:
        yield from _of_facts(edition.blocks, plan)
    for chapter in plan.chapters:
        yield from of_chapter(chapter, plan)


def of_chapter(chapter: Chapter, plan: Plan | None) -> Iterator[Passage]:
    """Yield the passages of a Markdown file and its sisters.

    Where the files go different ways, what comes after is not known to be the same, and is left out.
    """
    own = list(chapter.texts.items())
    for name in ("title", "description"):
        words = {language: getattr(prose, name) for language, prose in own}
        places = {language: prose.places[name] for language, prose in own}
        yield Passage(words, places, f"{chapter.id}/{name}", plan, chapter)
    for row in _rows(chapter):
        if len({piece.form if piece else None for piece in row.values()}) > 1:
            return
        found = {language: piece for language, piece in row.items() if piece and piece.worded}
        if found:
            yield _of_pieces(chapter, plan, found)


def unpaired(site: Site) -> Iterator[Passage]:
    """Yield the pieces of Markdown files that `passages` leaves out, each in its one language."""
    of_plans = ((chapter, plan) for plan in site.plans for chapter in plan.chapters)
    for chapter, owner in (*((chapter, None) for chapter in site.chapters), *of_plans):
        apart = False
        for row in _rows(chapter):
            apart = apart or len({piece.form if piece else None for piece in row.values()}) > 1
            for language, piece in row.items() if apart else ():
                if piece and piece.worded:
                    yield _of_pieces(chapter, owner, {language: piece})


def differences(chapter: Chapter) -> Iterator[Difference]:
    """Yield where the sisters of a chapter stop having the same headings, paragraphs, items and blocks."""
    for (first, own), (other, prose) in product(list(chapter.texts.items())[:1], list(chapter.texts.items())[1:]):
        for row in _rows(Chapter(chapter.id, chapter.order, {first: own, other: prose})):
            here, there = row[first], row[other]
            if (here.form if here else None) != (there.form if there else None):
                yield Difference(first, other, _at(own, here), _at(prose, there), here, there)
                break


def _of_pieces(chapter: Chapter, plan: Plan | None, found: Mapping[str, Piece]) -> Passage:
    form = next(iter(found.values())).form
    return Passage(
        {language: piece.text for language, piece in found.items()},
        {language: _at(chapter.texts[language], piece) for language, piece in found.items()},
        f"{chapter.id}/{'heading' if form.startswith('#') else form}",
        plan,
        chapter,
    )


def _rows(chapter: Chapter) -> Iterator[Mapping[str, Piece | None]]:
    """Yield what stands at the same point of each sister: a piece by language, None where a text has ended."""
    columns = [pieces(prose.body, prose.body_line) for prose in chapter.texts.values()]
    for row in zip_longest(*columns):
        yield dict(zip(chapter.texts, row, strict=True))


def _at(prose: Prose, piece: Piece | None) -> Source:
    """Return where a piece begins; without one, where the text ends."""
    if piece is None:
        return Source(prose.path, prose.body_line + prose.body.rstrip().count("\n"))
    return Source(prose.path, piece.line, piece.column)


def _of_facts(facts: Any, plan: Plan | None) -> Iterator[Passage]:
    for path, text in texts(facts):
        if path[-1] != ADDRESS:
            places = {language: text.place(language) for language in text.words}
            yield Passage(text.words, places, "/".join(map(str, path)), plan, text=text)
