"""The translator's parcel: texts that are to be translated, with all that a translator needs to know.

Flows in: a `Site`. Flows out: a `Parcel`, which `xliff` and `workbook` write. What they read when it comes back has its
nouns here, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from .freshness import Freshness, Records, State
from .history import difference, earlier_words
from .localizer import Catalogue
from .model import Plan, Site
from .passages import Difference, Passage, differences, passages
from .prose import FIGURE
from .source import Source
from .status import Standing, standing
from .terms import Glossary

KEY = re.compile(r"u(?P<place>[0-9a-f]{12})-(?P<source>[0-9a-f]{12})-(?P<old>[0-9a-f]{12}|0)")
"""A key, see `Entry.key`."""

LINK = re.compile(r"\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]*)[^)]*\)")
STRONG = re.compile(r"\*\*(?P<words>[^*]+)\*\*")

OUTSIDE = "https://…"
"""What stands for every address outside the site: it may be another one in every language."""

SETTLED = (State.FRESH, State.ORIGINAL)
"""States of texts that need no work."""

LIMITS = {"short": 30, "title": 45, "description": 160}
"""How many letters a name in menus, the title of a page, and its description in search results should have at most."""


@dataclass(frozen=True)
class Entry:
    """One text to be translated."""

    passage: Passage
    key: str
    """What tells it from all others: where it stands, its source words, and its translation when the parcel was made.
    So no program can lose by what an import sees whether somebody has changed either of them since."""
    at: Source
    """Where the source words stand."""
    place: str
    """The plan and the page that it is on, for people; empty for what several plans share."""
    source: str
    old: str
    """Its translation so far; empty where there is none."""
    change: str = ""
    """What changed in the source since it was translated: `[-old-]` and `{+new+}`; empty where that is not known."""
    terms: tuple[tuple[str, str], ...] = ()
    """Terms in the source and their official translations."""
    settled: bool = False
    """Whether the translation is known to say what the source says."""

    @property
    def context(self) -> str:
        """What an editor is told of it: the keys that lead to it, or what it is on its page."""
        return self.passage.context

    @property
    def limit(self) -> int | None:
        """The recommended highest number of letters; None where the length matters little."""
        last = self.context.rpartition("/")[2]
        return LIMITS.get(last) if self.passage.prose or last == "short" else None

    @property
    def marked(self) -> bool:
        """Whether there are signs in it that must stay."""
        return any(pattern.search(self.source) for pattern in (FIGURE, LINK, STRONG))

    def notes(self, words: Catalogue) -> Mapping[str, str]:
        """Return what the translator is told, by what it is about."""
        notes = {"context": f"{self.place} – {self.context}".removeprefix(" – "), "place": str(self.at)}
        if self.change:
            said = words.gettext("The source has changed: {change}")
            notes["change"] = said.format(change=self.change)
        if self.limit:
            said = words.gettext("At most {count} letters, if possible.")
            notes["length"] = said.format(count=self.limit)
        if self.marked:
            notes["marks"] = words.gettext("What stands in {{ }} and after ]( stays as it is, and so do the signs **.")
        return notes


@dataclass(frozen=True)
class Parcel:
    """Texts to be translated from one language into another, in the order of the site."""

    source: str
    """Code of the language of the source."""
    target: str
    entries: tuple[Entry, ...]
    locales: Mapping[str, str] = field(default_factory=dict)
    """Names of the languages for other programs, `sv-FI`, by code."""


@dataclass(frozen=True)
class Returned:
    """One text of a parcel that has come back."""

    key: str
    at: Source
    """Where it stands in the parcel."""
    words: str
    """The translation; empty where there is none."""
    checked: bool = False
    """Whether the translator says of it that it is right, changed or not."""


@dataclass(frozen=True)
class Return:
    """A parcel that has come back."""

    source: str
    target: str
    texts: tuple[Returned, ...]
    faults: tuple[Fault, ...] = ()
    """What is wrong with single texts already as they are written."""


@dataclass(frozen=True)
class Fault:
    """Something wrong in a parcel that has come back; `delivery` has its words."""

    at: Source
    """Where in the parcel."""
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    there: Source | None = None
    """Where in the content of the site; None where that is not known."""


class CannotReadParcelError(Exception):
    """The file is no parcel of ours; carries the one fault that says why."""

    def __init__(self, fault: Fault) -> None:
        """Take what is wrong."""
        super().__init__(fault.code)
        self.fault = fault


class CannotPackError(Exception):
    """There is no parcel, since nobody knows from which language; carries the codes of those that it may be."""

    def __init__(self, languages: Iterable[str]) -> None:
        """Take the codes of the languages."""
        super().__init__()
        self.languages = tuple(sorted(languages))


def pack(
    site: Site, root: Path, target: str, *, source: str | None = None, plan: str | None = None, whole: bool = False
) -> Parcel:
    """Return what is to be translated into a language.

    Args:
        site: The site.
        root: Its folder, in whose history it is looked up what the source said before.
        target: Code of the language.
        source: Code of the language from which; without one, that in which the texts are first written.
        plan: Id of the only plan whose texts are wanted.
        whole: Whether texts that are known to be right are wanted, too.

    Raises:
        CannotPackError: When no source is given and the texts are first written in several languages.
    """
    records = Records(site)
    chosen = []
    sources = set()
    for place, passage in places(site):
        if plan is not None and (passage.plan is None or passage.plan.id != plan):
            continue
        own = source or records.original(passage)
        if own == target or own not in passage.words:
            continue
        freshness = records.state(passage, target)
        spared = standing(passage, target, freshness, site) in (Standing.EXEMPT, Standing.SUMMARY)
        if whole or (freshness.state not in SETTLED and not spared):
            sources.add(own)
            chosen.append((place, passage, own, freshness))
    if len(sources) > 1:
        raise CannotPackError(sources)
    entries = []
    glossaries = {own: Glossary(site, own, every=True) for own in sources}
    for place, passage, own, freshness in chosen:
        words, old = passage.words[own], passage.words.get(target, "")
        entries.append(
            Entry(
                passage,
                key(place, words, old),
                passage.places[own],
                title(passage, own),
                words.strip(),
                old.strip(),
                _change(root, passage, own, freshness),
                _terms(glossaries[own], passage, own, target),
                settled=freshness.state in SETTLED,
            )
        )
    locales = {language.code: language.locale.replace("_", "-") for language in site.facts.languages}
    first = next(iter(sources), source or next((code for code in site.languages if code != target), target))
    return Parcel(first, target, tuple(entries), locales)


def _terms(glossary: Glossary, passage: Passage, source: str, target: str) -> tuple[tuple[str, str], ...]:
    """Return the terms in a text and what they are called in the other language."""
    met = glossary.met(passage.words[source], passage.plan) if passage.plan else ()
    return tuple((term.term[source], term.term[target]) for term in met if target in term.term)


def _change(root: Path, passage: Passage, source: str, freshness: Freshness) -> str:
    """Return what changed in the source since it was translated; nothing where the history does not know it."""
    if freshness.state is not State.BEHIND:
        return ""
    before = earlier_words(root, passage.places[source].path, source, freshness.before)
    return difference(before, passage.words[source]) if before else ""


def astray(site: Site, plan: str | None) -> Iterator[Difference]:
    """Yield where the sisters of a page go different ways, so that what comes after cannot be in a parcel.

    Args:
        site: The site.
        plan: Id of the only plan that is looked at.
    """
    owners: list[Site | Plan] = [
        *([] if plan else [site]),
        *(known for known in site.plans if plan in (None, known.id)),
    ]
    for owner in owners:
        for chapter in owner.chapters:
            yield from differences(chapter)


def places(site: Site) -> Iterator[tuple[str, Passage]]:
    """Yield every passage of a site with what its keys begin with: its file, context, and number among the same."""
    counts: Counter[tuple[str, str]] = Counter()
    for passage in passages(site):
        # The sisters of a page have one place, whichever of them is the source.
        file = min(re.sub(r"\.[a-z]{2,3}\.md$", ".md", at.path) for at in passage.places.values())
        where = (file, passage.context)
        counts[where] += 1
        yield _digest("\n".join((*where, str(counts[where])))), passage


def key(place: str, source: str, old: str) -> str:
    """Return the key of a text."""
    return f"u{place}-{digest(source)}-{digest(old)}"


def digest(words: str) -> str:
    """Return what a key holds of words: every sign but the white space around them counts, `0` is for none."""
    return _digest(words.strip()) if words.strip() else "0"


def _digest(words: str) -> str:
    return blake2b(words.encode(), digest_size=6).hexdigest()


def title(passage: Passage, language: str) -> str:
    """Return the names of the plan and the page that a passage is on, in a language or else another."""
    names = []
    if passage.plan:
        names.append(_in(passage.plan.facts.short.words, language))
    if passage.chapter:
        names.append(_in({code: prose.title for code, prose in passage.chapter.texts.items()}, language))
    return " – ".join(names)


def _in(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or next(iter(words.values()), "")


def sister_link(target: str, source: str, language: str) -> str:
    """Return where a link leads in another language: to the sister of the page; other addresses stay.

    The part of the page after # is called otherwise in every language, so it is left out.
    """
    page = re.fullmatch(rf"(?P<page>[^#:]*)\.{source}\.md(?:#.*)?", target)
    return f"{page['page']}.{language}.md" if page else target


def links(words: str, source: str, target: str) -> Counter[str]:
    """Count where the links of a text lead in the target language: pages by their file, all others as one.

    Args:
        words: The text.
        source: The language of the text.
        target: The language for which it is counted.
    """
    pages = (sister_link(match["target"], source, target).partition("#")[0] for match in LINK.finditer(words))
    return Counter(page if page.endswith(".md") else OUTSIDE for page in pages)


def figures(words: str) -> Counter[str]:
    """Count the references to facts in a text, by their names."""
    return Counter(match["name"] for match in FIGURE.finditer(words))
