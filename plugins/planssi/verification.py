"""Whether a built site is what its content says: every page is there, and all its words are in its language.

Flows in: a folder that any builder made. Flows out: pages that are missing, and words in a wrong language: those of an
editor, of a catalogue or of a theme, in texts and in attributes that people hear or see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from .identification import ENGLISH, Identifier, Stranger
from .localizer import catalogue
from .model import Site
from .names import accepted_names
from .passages import passages

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
INLINE = frozenset("a abbr b bdi bdo cite em font i ins mark q s small span strong sub sup time tspan u wbr".split())
"""Elements that stand inside a sentence; all others begin a text of their own."""
WORDLESS = frozenset("code kbd pre samp script style template".split())
"""Elements that hold no words of a language."""
ATTRIBUTES = frozenset("alt title aria-label aria-description aria-roledescription placeholder label".split())
"""Attributes that people see or hear."""
BUTTONS = frozenset(("submit", "button", "reset"))
METADATA = ("description", "og:title", "og:description", "og:site_name", "og:image:alt")
FIGURE = "plan-figure"
"""Class of figures in a sentence. Other elements with a class are laid out apart, and begin a text of their own."""
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Words:
    """A text of a page, or of an attribute, and the language that the page says it is in."""

    language: str
    text: str
    of_page: bool = False
    """Whether it is the title or description of the page, in which no part can be given a language of its own."""


@dataclass(frozen=True)
class Misplaced:
    """Words that seem to be in another language than the page says."""

    page: str
    """Path of the first page that shows them, from the folder of the site."""
    text: str
    language: str
    """Code of the language that the page says."""
    found: str
    """Code of the language in which they seem to be."""


def missing_pages(folder: Path, pages: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of pages that are not in a folder."""
    return tuple(page for page in pages if not (folder / page).is_file())


def misplaced_words(folder: Path, pages: Iterable[str], site: Site) -> Iterator[Misplaced]:
    """Yield words in a wrong language, each once for the whole site.

    A page in several languages, such as the choice of a language, may have all of them in its title, if each part of
    the title stands on the page again and is marked there.
    """
    identifier = Identifier(site.languages)
    names = accepted_names(site)
    catalogues = {language: catalogue(language) for language in (*site.languages, ENGLISH)}
    written = {pair for passage in passages(site) for pair in passage.words.items()}
    seen: set[Words] = set()
    for page in pages:
        texts = words_of((folder / page).read_text("utf-8"))
        for words in texts:
            language, text = words.language, words.text
            if words in seen or language not in catalogues:
                continue
            seen.add(words)
            # Too short for a language to be told, but what the catalogue translates is not left as it is.
            if catalogues[language].gettext(text) != text and (language, text) not in written:
                yield Misplaced(page, text, language, ENGLISH)
                continue
            for stranger in identifier.strangers(text, language, names):
                if not (words.of_page and _marked(stranger, texts)):
                    yield Misplaced(page, stranger.text, language, stranger.language)


def _marked(stranger: Stranger, texts: Iterable[Words]) -> bool:
    return any(words.language == stranger.language and stranger.text in words.text for words in texts)


def words_of(html: str) -> tuple[Words, ...]:
    """Return every text of a page, in its order; a text in another language than the one around it stands alone."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.end())


@dataclass
class _Open:
    """An element that has begun."""

    tag: str
    language: str
    parts: list[str]
    """The text that it belongs to; an element inside a sentence shares that of the element around it."""


class _Reader(HTMLParser):
    """Reads a page text by text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [_Open("", "", [])]
        self._found: list[Words] = []

    def end(self) -> list[Words]:
        """Return the texts, those of elements that were never closed included."""
        while len(self._open) > 1:
            self._close()
        return self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value for name, value in attrs if value}
        around = self._open[-1]
        language = said["lang"].partition("-")[0] if "lang" in said else around.language
        for name, value in said.items():
            if name in ATTRIBUTES or (name == "value" and said.get("type") in BUTTONS):
                self._add(language, value)
        if tag == "meta" and said.get("name", said.get("property")) in METADATA:
            self._add(language, said.get("content", ""), of_page=True)
        if tag in VOID:
            around.parts.append(" ")
        elif tag not in INLINE:
            self._flush(around)
            self._open.append(_Open(tag, language, []))
        elif language != around.language or said.get("class", FIGURE) != FIGURE:
            around.parts.append(" ")
            self._open.append(_Open(tag, language, []))
        else:
            self._open.append(_Open(tag, language, around.parts))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open[-1].tag not in WORDLESS:
            self._open[-1].parts.append(data)

    def _close(self) -> str:
        """End the innermost element and return its name."""
        element = self._open.pop()
        if element.parts is not self._open[-1].parts:
            self._flush(element)
        return element.tag

    def _flush(self, element: _Open) -> None:
        if element.parts:
            self._add(element.language, "".join(element.parts), of_page=element.tag == "title" and not self._in_svg)
            element.parts.clear()

    @property
    def _in_svg(self) -> bool:
        return any(element.tag == "svg" for element in self._open)

    def _add(self, language: str, text: str, of_page: bool = False) -> None:
        words = " ".join(text.replace(SOFT_HYPHEN, "").split())
        if words:
            self._found.append(Words(language, words, of_page))
