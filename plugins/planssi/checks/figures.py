"""Rules about figures that stand in texts: the same in every language, and none that the plan's facts do not hold.

Figures are read by `numerals`. Words for numbers are compared with care, because languages count differently: a word
excuses a figure in another language, and words are told only where each text has one that the other lacks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from ..fields import Figure, Money, Record, Text, records
from ..model import Plan, Site
from ..numerals import Numbers, Numeral, Sort
from ..passages import Passage
from ..periods import Period, Precision
from ..prose import mentions
from ..quantities import Quantity
from ..series import PERCENT
from ..source import Problem, Severity, Source

EUROS = {"euro": Decimal(1), "thousand-euro": Decimal(1000), "million-euro": Decimal(1_000_000)}
"""Euros in each unit of money."""
TYPED = (Sort.MONEY, Sort.PERCENT, Sort.DAY)
"""Sorts of figures that are compared with facts."""
ANSWERS = ("plan/description", "plan/overview/")
"""What in plan.yaml is written of the facts, and is no fact itself."""

Reading = Mapping[str, Sequence[Numeral]]
"""The figures of a passage by language."""


def check_figures(site: Site, passages: Iterable[Passage]) -> Iterator[Problem]:
    """Figures are the same in every language, and amounts and percentages in prose are facts of the plan."""
    numbers = {language.code: Numbers.of(language.code, language.locale) for language in site.facts.languages}
    written: dict[str, list[tuple[Passage, Reading]]] = {plan.id: [] for plan in site.plans}
    for passage in passages:
        reading = {language: numbers[language].read(words) for language, words in passage.words.items()}
        if any(reading.values()):
            problems = list(_check_sisters(passage, reading, numbers, (passage.plan or site).figures))
            yield from problems
            if passage.plan and not problems:
                written[passage.plan.id].append((passage, reading))
    for plan in site.plans:
        yield from _check_facts(plan, written[plan.id])


def _check_sisters(
    passage: Passage, reading: Reading, numbers: Mapping[str, Numbers], known: Container[str]
) -> Iterator[Problem]:
    """Compare the text in the first language with each of the others."""
    first, *others = passage.words
    for other in others:
        if _hard(reading[first]) == _hard(reading[other]) and _sure(reading[first]) == _sure(reading[other]):
            continue
        here, there = (numbers[code].read(passage.words[code], doubtful=True) for code in (other, first))
        if any(numeral.sort is Sort.NAME and numeral.value not in known for numeral in (*here, *there)):
            # That is told already, and nobody knows what it should have been.
            here, there = (tuple(n for n in each if n.sort is not Sort.NAME) for each in (here, there))
        for spare, missing in zip_longest(*differences(here, there)):
            yield _difference(passage, other, spare, first, missing)


def differences(here: Sequence[Numeral], there: Sequence[Numeral]) -> tuple[list[Numeral], list[Numeral]]:
    """Return the figures that one text has and the other lacks, and the reverse, each in the order of its text.

    Args:
        here: The figures of a text, doubtful words among them.
        there: The figures of the same text in another language.
    """
    spare, missing = _left(here, there), _left(there, here)
    replaced = len(spare) == len(missing)
    spare, missing = _without_words(spare, here, there), _without_words(missing, there, here)
    # Languages repeat themselves differently: "over 75, of all over 75". What takes the place of another is told.
    if not replaced:
        fresh = [numeral for numeral in spare if not _hard(there).keys() >= {*numeral.atoms}]
        lost = [numeral for numeral in missing if not _hard(here).keys() >= {*numeral.atoms}]
        if not fresh and not lost:
            spare, missing = [], []
        elif not (spare and missing):
            spare, missing = fresh, lost
    words = [_words_left(here, there), _words_left(there, here)]
    if all(words):
        spare, missing = spare + words[0], missing + words[1]
    return _in_order(spare), _in_order(missing)


def _hard(numerals: Iterable[Numeral]) -> Counter[object]:
    return Counter(atom for numeral in numerals if not numeral.word for atom in numeral.atoms)


def _sure(numerals: Iterable[Numeral]) -> Counter[object]:
    return Counter(numeral.value for numeral in numerals if numeral.word and not numeral.doubtful)


def _in_order(numerals: list[Numeral]) -> list[Numeral]:
    return sorted(numerals, key=lambda numeral: numeral.start)


def _left(here: Sequence[Numeral], there: Sequence[Numeral]) -> list[Numeral]:
    """Return the figures of one text that do not stand as figures in the other."""
    left = _hard(here) - _hard(there)
    found = []
    for numeral in here:
        atoms = [atom for atom in numeral.atoms if not numeral.word and left[atom] > 0]
        left.subtract(atoms)
        found += [numeral] if atoms else []
    return found


def _without_words(left: list[Numeral], here: Sequence[Numeral], there: Sequence[Numeral]) -> list[Numeral]:
    """Return the figures left of one text but those that the other says with words."""
    words = Counter(n.value for n in there if n.word) - Counter(n.value for n in here if n.word)
    found = []
    for numeral in left:
        if numeral.sort not in (Sort.DAY, Sort.MONTH, Sort.CODE) and words[numeral.value] > 0:
            words[numeral.value] -= 1
        else:
            found.append(numeral)
    return found


def _words_left(here: Sequence[Numeral], there: Sequence[Numeral]) -> list[Numeral]:
    """Return the words of one text that mean a number, and whose number does not stand in the other."""
    values = {value for numeral in there for _, value in numeral.atoms}
    return [n for n in here if n.word and not n.doubtful and n.value not in values]


def _difference(passage: Passage, language: str, here: Numeral | None, other: str, there: Numeral | None) -> Problem:
    """Return the problem of two figures that differ, or of one that stands in one language only."""
    name = next((name for each in (here, there) if each and (name := _name(each, passage.plan))), "")
    if here and there:
        values = {"here": here.text, "there": there.text, "place": _place(passage, other, there), "reference": name}
        return Problem(_place(passage, language, here), "figures-differ", values, Severity.WARNING)
    lacks, has, figure = (other, language, here) if here else (language, other, there)
    assert figure
    values = {"figure": figure.text, "language": lacks, "place": _place(passage, has, figure), "reference": name}
    return Problem(passage.places[lacks], "figure-missing", values, Severity.WARNING)


def _place(passage: Passage, language: str, numeral: Numeral) -> Source:
    """Return where a figure stands; in YAML, where its text begins."""
    at = passage.places[language]
    if not passage.prose or passage.context.endswith(("/title", "/description")):
        return at
    before = passage.words[language][: numeral.start]
    line = before.count("\n")
    return at._replace(line=at.line + line, column=len(before) - before.rfind("\n") + (at.column - 1) * (not line))


def _name(numeral: Numeral, plan: Plan | None) -> str:
    """Return the name of the fact that a written amount or day repeats; empty where there is none."""
    if plan is None or numeral.sort not in (Sort.MONEY, Sort.DAY):
        return ""
    return next((name for name, figure in plan.figures.items() if _value(figure) == numeral.value), "")


def _value(figure: Figure) -> Decimal | str | None:
    """Return what an amount or a day looks like as a numeral; None for other facts."""
    if isinstance(figure, Money):
        return figure.euros
    if isinstance(figure, Period) and figure.single and figure.start and figure.start.precision is Precision.DAY:
        return figure.start.first.isoformat()
    return None


@dataclass(frozen=True, slots=True)
class _Fact:
    """An amount, a percentage or a day that a plan holds."""

    value: Decimal
    """Euros, percent, or the number of a day."""
    at: Source | None
    """Where it stands; None where its name tells it."""
    name: str = ""
    """By which prose refers to it; empty where it has none."""


class _Facts:
    """What a plan holds, by sort."""

    def __init__(self) -> None:
        self.by_sort: dict[Sort, list[_Fact]] = {sort: [] for sort in TYPED}
        self.values: dict[Sort, set[Decimal]] = {sort: set() for sort in TYPED}

    def add(self, sort: Sort, fact: _Fact) -> None:
        """Add a fact."""
        self.by_sort[sort].append(fact)
        self.values[sort].add(fact.value)

    def holds(self, numeral: Numeral) -> bool:
        """Whether a figure is a fact; one in millions or in percent may be rounded to its last decimal."""
        value = _scalar(numeral)
        if value in self.values[numeral.sort]:
            return True
        rounding = numeral.step / 2 if numeral.step > 1 or numeral.sort is Sort.PERCENT else None
        return rounding is not None and any(abs(fact - value) <= rounding for fact in self.values[numeral.sort])

    def nearest(self, numeral: Numeral) -> _Fact | None:
        """Return the fact that differs least; of several the one that has a name."""
        value = _scalar(numeral)
        return min(self.by_sort[numeral.sort], key=lambda fact: (abs(fact.value - value), not fact.name), default=None)


def _check_facts(plan: Plan, written: Iterable[tuple[Passage, Reading]]) -> Iterator[Problem]:
    """Every amount, percentage and day in chapters and on the first screen is a fact of the plan.

    A section that names its own place in the source may tell percentages and days that stand in no file.
    """
    asked: list[tuple[Passage, str, Numeral]] = []
    facts = _Facts()
    for passage, reading in written:
        language, numerals = next(iter(reading.items()))
        for numeral in numerals:
            if numeral.word or not _full(numeral):
                continue
            if passage.prose or passage.context.startswith(ANSWERS):
                asked.append((passage, language, numeral))
            else:
                facts.add(numeral.sort, _Fact(_scalar(numeral), passage.places[language]))
    if not asked or plan.unread:
        return
    _take_named(plan, facts)
    asked = [one for one in asked if not facts.holds(one[-1]) and not _told_by_source(*one)]
    if asked:
        _take_others(plan, facts)
    for passage, language, numeral in asked:
        if not facts.holds(numeral):
            yield _unknown(facts.nearest(numeral), _place(passage, language, numeral), numeral, plan)


def _full(numeral: Numeral) -> bool:
    """Whether a figure can be a fact: an amount, a percentage, or a day with its year."""
    return numeral.sort in TYPED and not str(numeral.value).startswith("--")


def _scalar(numeral: Numeral) -> Decimal:
    """Return the value of a figure as a number."""
    if numeral.sort is Sort.DAY:
        return _ordinal(str(numeral.value))
    return Decimal(numeral.value)


def _ordinal(day: str) -> Decimal:
    """Return the number of a day, counted from the first day of the year 1."""
    return Decimal(date.fromisoformat(day).toordinal())


def _told_by_source(passage: Passage, language: str, numeral: Numeral) -> bool:
    """Whether the section of a chapter, from heading to heading, names its place in the source after this figure."""
    if passage.chapter is None or numeral.sort is Sort.MONEY:
        return False
    at, prose = _place(passage, language, numeral), passage.chapter.texts[language]
    for mention in mentions(prose.body, prose.body_line):
        if mention.line > at.line and mention.kind == "heading":
            return False
        if mention.line > at.line and mention.text.startswith("source "):
            return True
    return False


def _unknown(nearest: _Fact | None, at: Source, numeral: Numeral, plan: Plan) -> Problem:
    values: dict[str, object] = {"figure": numeral.text}
    if nearest and numeral.sort is Sort.DAY:
        day = date.fromordinal(int(nearest.value))
        values["nearest"] = f"{day.day}.{day.month}.{day.year}"
    elif nearest:
        sign = "€" if numeral.sort is Sort.MONEY else "%"
        values["nearest"] = f"{nearest.value:,f} {sign}".replace(",", " ").replace(".", ",")
    if nearest:
        values |= {"place": nearest.at or _fact_place(plan, nearest.name), "reference": nearest.name}
    return Problem(at, "figure-unknown", values, Severity.WARNING)


def _take_named(plan: Plan, facts: _Facts) -> None:
    """Add the facts that prose can refer to, and the same of earlier versions."""
    for edition in plan.editions:
        for name, figure in edition.figures.items():
            for sort, value in _typed(figure):
                facts.add(sort, _Fact(value, None, name) if edition is plan else _Fact(value, edition.version.at))


def _take_others(plan: Plan, facts: _Facts) -> None:
    """Add every other number, period and day; a number alone may be an amount or a percentage."""
    for record in records((plan.facts, *(edition.blocks for edition in plan.editions))):
        if isinstance(record, Text):
            continue
        for name in type(record).model_fields:
            value = getattr(record, name)
            for item in value if isinstance(value, tuple) else (value,):
                for sort, scalar in _numbers(item, record):
                    facts.add(sort, _Fact(scalar, record.place(name)))


def _numbers(value: Any, record: Record) -> Iterator[tuple[Sort, Decimal]]:
    if isinstance(value, Decimal):
        yield Sort.PERCENT, value
        yield Sort.MONEY, value * (getattr(getattr(record, "unit", None), "euros", None) or 1)
    elif isinstance(value, Period | Quantity | date):
        yield from _typed(value)


def _typed(figure: Figure) -> Iterator[tuple[Sort, Decimal]]:
    """Yield the amounts, percentages and days that a fact states."""
    if isinstance(figure, Money):
        yield Sort.MONEY, figure.euros
    elif isinstance(figure, Quantity):
        for number in figure.numbers:
            if figure.unit in EUROS:
                yield Sort.MONEY, number * EUROS[figure.unit]
            elif figure.unit in (PERCENT, None):
                yield Sort.PERCENT, number
    elif isinstance(figure, date):
        yield Sort.DAY, Decimal(figure.toordinal())
    elif isinstance(figure, Period):
        for moment in (figure.start, figure.end):
            for day in (moment.first, moment.last) if moment else ():
                yield Sort.DAY, Decimal(day.toordinal())


def _fact_place(plan: Plan, name: str) -> Source:
    """Return where the fact of a name stands: the innermost record that the parts of the name lead to."""
    kind, *ids = name.split(".")
    place: Record = plan.blocks.get(kind) or plan.version
    for id in ids:
        place = next((record for record in records(place) if getattr(record, "id", None) == id), place)
    return place.at
