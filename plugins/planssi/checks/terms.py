"""Rules about terms: each word belongs to one of them, and no text uses a word that the glossary advises against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ..fields import Text, records
from ..model import Prose, Site
from ..passages import ADDRESS
from ..prose import pieces
from ..source import Problem, Severity, Source
from ..terms import Advice, Slip


def check_terms(site: Site) -> Iterator[Problem]:
    """The glossary does not contradict itself, and the texts follow it."""
    texts = tuple(_texts(site))
    for language in site.languages:
        advice = Advice.of(site, language)
        yield from _check_words(site, language)
        contradictions = tuple(_check_avoided(site, advice, language))
        yield from contradictions
        advice = advice.without(str(problem.values["variant"]) for problem in contradictions)
        yield from _check_texts(site, texts, advice, language)


def _check_words(site: Site, language: str) -> Iterator[Problem]:
    """No two terms claim the same word, whether as theirs or as one to be avoided."""
    used: dict[str, str] = {}
    avoided: dict[str, str] = {}
    for term in site.terms:
        places = {
            term.term.words.get(language, ""): term.term.place(language),
            term.short.get(language, ""): term.place("short", language),
            **{word: term.place("forms", language, n) for n, word in enumerate(term.forms.get(language, ()))},
        }
        taken = {word: term.place("avoid", language, n) for n, word in enumerate(term.avoid.get(language, ()))}
        for claims, own in ((used, places), (avoided, taken)):
            for word, at in own.items():
                if word and claims.setdefault(word.casefold(), term.id) != term.id:
                    yield Problem(at, "duplicate-term", {"word": word, "term": claims[word.casefold()]})


def _check_avoided(site: Site, advice: Advice, language: str) -> Iterator[Problem]:
    """No term is named by a word that is to be avoided: whatever an editor wrote would be wrong."""
    told = set()
    for term in site.terms:
        for word in term.words(language):
            for slip in advice.slips(word):
                if slip.variant not in told:
                    told.add(slip.variant)
                    at = slip.term.place("avoid", language, slip.term.avoid[language].index(slip.variant))
                    yield Problem(at, "variant-is-a-term", {"variant": slip.variant, "word": word, "term": term.id})


def _check_texts(site: Site, texts: Iterable[Text], advice: Advice, language: str) -> Iterator[Problem]:
    """No text uses a word that is to be avoided."""
    texts = [text for text in texts if language in text]
    chapters = chain(site.chapters, (chapter for plan in site.plans for chapter in plan.chapters))
    proses = [chapter.texts[language] for chapter in chapters if language in chapter.texts]
    worded = [word for prose in proses for word in (prose.title, prose.description, prose.body)]
    advice = advice.about([*(text[language] for text in texts), *worded])
    if not advice.words:
        return
    for text in texts:
        for slip in advice.slips(text[language]):
            yield _warning(text.place_inside(language, slip.start, slip.end), slip, language)
    for prose in proses:
        yield from _check_prose(prose, advice)


def _check_prose(prose: Prose, advice: Advice) -> Iterator[Problem]:
    for name, words in (("title", prose.title), ("description", prose.description)):
        for slip in advice.slips(words):
            at = prose.front.place_inside(name, slip.start, slip.end) if prose.front else prose.places[name]
            yield _warning(at, slip, prose.language)
    for piece in pieces(prose.body, prose.body_line):
        for slip in advice.slips(piece.text) if piece.worded and piece.form != "quotation" else ():
            before = piece.text[: slip.start]
            lines = before.count("\n")
            column = slip.start - before.rfind("\n") if lines else piece.column + slip.start
            yield _warning(Source(prose.path, piece.line + lines, column), slip, prose.language)


def _warning(at: Source, slip: Slip, language: str) -> Problem:
    values = {"said": slip.said, "term": slip.term.term[language]}
    return Problem(at, "term-variant", values, Severity.WARNING)


def _texts(site: Site) -> Iterator[Text]:
    """Yield every text of the YAML files but the addresses."""
    facts: list[object] = [
        site.facts,
        site.regions,
        site.municipalities,
        site.programmes,
        site.risk_classes,
        site.terms,
    ]
    for plan in site.plans:
        facts += [plan.facts, *(edition.blocks for edition in plan.editions)]
    addresses = set()
    for record in chain.from_iterable(map(records, facts)):
        if not isinstance(record, Text):
            addresses.add(id(getattr(record, ADDRESS, None)))
        elif id(record) not in addresses:
            yield record
