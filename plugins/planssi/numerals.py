"""Figures that stand in a text: amounts, percentages, days, months, quarters, counts, and words such as "three".

Flows in: a text, and how its language writes numbers. Flows out: each figure as a value, with its place.

How a language writes numbers comes from CLDR (the decimal sign, the names of months) and from
`locales/<language>/numbers.yaml` (words for numbers, for thousands and millions, for euros and percent). In a language
without that file only figures are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import yaml
from babel import Locale
from babel.dates import get_month_names

from .reader import SafeLoader

LOCALES = Path(__file__).parent / "locales"


class Sort(StrEnum):
    """What a figure is."""

    NUMBER = "number"
    """A count, a year, a decimal number, an ordinal."""
    MONEY = "money"
    """Euros."""
    PERCENT = "percent"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    CODE = "code"
    """Figures joined by signs: a chapter, a law, a time of the clock."""
    NAME = "name"
    """A reference to a fact: `{{ budget.total }}`."""


Atom = tuple[Sort, Decimal | str]
"""What of a figure is compared: its sort and its value."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A figure as it stands in a text."""

    sort: Sort
    value: Decimal | str
    """Euros, percent, a count or the number of a quarter; a day or month as in ISO 8601 (`2023-01-31`, `2023-01`, and
    `--01-31`, `--01` where no year stands by it); the figures of a code, with dots between; the name of a fact."""
    start: int
    """Where it begins in the text, from 0."""
    text: str
    """As it is written."""
    step: Decimal = Decimal(1)
    """The smallest unit in which it is written: 100 000 for "8,3 milj. €"."""
    word: bool = False
    """Whether it is only a word, such as "three", which another language may leave unsaid."""
    doubtful: bool = False
    """Whether the word often means something else, such as Swedish "en"."""

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """What is compared: a day by its parts, so that it does not matter which of them stand together."""
        if self.sort is Sort.QUARTER:
            return ((Sort.NUMBER, self.value),)
        if self.sort not in (Sort.DAY, Sort.MONTH):
            return ((self.sort, self.value),)
        year, month, *day = str(self.value).replace("--", "-").split("-")
        atoms: list[Atom] = [(Sort.MONTH, Decimal(month))]
        return (*atoms, *((Sort.NUMBER, Decimal(part)) for part in (year, *day) if part))


SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\n"
DASHES = "\N{EN DASH}\N{NON-BREAKING HYPHEN}\N{HYPHEN}\N{FIGURE DASH}"
BEFORE = ("", "(", "\N{RIGHT DOUBLE QUOTATION MARK}")
AFTER = ("", ".", ",", ";", ":", "?", "!", ")", "),", ").", "\N{RIGHT DOUBLE QUOTATION MARK}")
"""Signs that stand next to words."""
MINUS = "\N{MINUS SIGN}"

HIDDEN = re.compile(r"\{\{ *(?P<name>[^{}]*?) *\}\}|(?<=\])\([^)\s]*\)|<[^<>\s]+>|https?://\S+|`[^`]*`")
"""What no reader sees as figures: references to facts, the targets of links, addresses, code."""
WORD = re.compile(r"[^\W\d_]+")
BEGUN = re.compile(r"-(?: [^\W\d_]+)? ?([^\W\d_]+)")
DIGIT = re.compile(r"[0-9]")
DIGITS = re.compile(r"[0-9]+")


class Numbers:
    """Reads the figures in texts of one language."""

    def __init__(self, locale: str, words: Mapping[str, Any]) -> None:
        """Take how a language writes numbers.

        Args:
            locale: Babel locale, for instance `sv_FI`.
            words: What its `numbers.yaml` holds; empty for a language without.
        """
        self.locale = Locale.parse(locale)
        symbols = self.locale.number_symbols.get("latn", self.locale.number_symbols)
        self.decimal, self.group = symbols["decimal"], _plain(symbols["group"])
        self.scales = {Decimal(scale): _either(forms) for scale, forms in words.get("scales", {}).items()}
        units = {"money": "€ EUR", "percent": "%"} | words.get("units", {})
        self.units = {Sort(sort): _either(forms) for sort, forms in units.items()}
        self.quarters = _either(words["quarters"]) if "quarters" in words else ""
        self.words = {
            form: (Decimal(number), doubtful)
            for key, doubtful in (("doubtful", True), ("numbers", False))
            for number, forms in words.get(key, {}).items()
            for form in forms.split()
        }
        endings = ("", *words.get("months", "").split())
        names = {
            name: number
            for context in ("format", "stand-alone")
            for number, name in get_month_names("wide", context, self.locale).items()
        }
        self.months = {name + ending: number for name, number in names.items() for ending in endings}
        short = get_month_names("abbreviated", "stand-alone", self.locale).items()
        self.short = {name.rstrip(".").lower(): number for number, name in short}
        """Names of months before a hyphen, as in "marras–joulukuu"."""
        doubtful = {word for word, (_, doubtful) in self.words.items() if doubtful}
        following = " ".join((*words.get("scales", {}).values(), words.get("quarters", ""))).split()
        every = {*self.words, *self.short, *(name.lower() for name in self.months), *following}
        self._all = _spelled(every)
        self._sure = _spelled(every - doubtful)
        self._tail = re.compile(self._after(r"[ -]"))
        self._pattern = re.compile(
            r"(?=[Q\d])(?:"
            + "|".join(
                (
                    r"Q(?P<quarter>[1-4])(?!\d)",
                    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
                    r"(?P<day_>\d{1,2})\.(?P<month_>\d{1,2})\.(?:(?P<year_>\d{4})(?!\d)|(?= ?- ?\d| [^\W\d_A-ZÅÄÖ]))",
                    rf"(?P<_day>\d{{1,2}})(?:\.|:[ae])? (?P<_month>(?:{_either(' '.join(names))})\w*)"
                    r"(?: (?P<_year>\d{4})(?!\d))?",
                    r"(?P<of>1[0-2]|0?[1-9])/(?P<in>(?:19|20)\d\d)(?![\d/])",
                    rf"(?P<number>(?>{self._number}))(?![./:]\d){self._after('[ -]?')}",
                    r"(?P<code>\d+(?:[./:]\d+)*)",
                )
            )
            + ")"
        )

    @classmethod
    def of(cls, language: str, locale: str, locales: Path = LOCALES) -> Self:
        """Return how a language writes numbers."""
        path = locales / language / "numbers.yaml"
        return cls(locale, yaml.load(path.read_bytes(), Loader=SafeLoader) if path.is_file() else {})

    def read(self, text: str, doubtful: bool = False) -> tuple[Numeral, ...]:
        """Return the figures in a text, in its order.

        Args:
            text: What an editor wrote, in Markdown or plain.
            doubtful: Whether words that often mean something else are read, too.
        """
        found: list[Numeral] = []
        plain = text
        if "{{" in text or "](" in text or "`" in text or "<" in text or "://" in text:
            names = (match for match in HIDDEN.finditer(text) if match["name"])
            found += [Numeral(Sort.NAME, match["name"], match.start(), match[0]) for match in names]
            plain = HIDDEN.sub(lambda match: " " * len(match[0]), text)
        plain = _plain(plain)
        if DIGIT.search(plain):
            found += (self._figure(match, text) for match in self._pattern.finditer(plain))
        known = self._all if doubtful else self._sure
        if not known.isdisjoint(plain.lower().replace("-", " ").split()):
            taken = [(numeral.start, len(numeral.text)) for numeral in found]
            words = self._worded(plain, text, taken)
            found += (numeral for numeral in words if doubtful or not numeral.doubtful)
        return tuple(sorted(found, key=lambda numeral: numeral.start)) if len(found) > 1 else tuple(found)

    @property
    def _number(self) -> str:
        """The pattern of a number without its sign."""
        decimals = rf"(?:{re.escape(self.decimal)}\d+)?"
        return rf"(?:\d{{1,3}}(?:[ {re.escape(self.group)}]\d{{3}})+(?!\d){decimals}|\d+{decimals})"

    def _after(self, space: str) -> str:
        """Return the pattern of what may follow a number: what makes it a quarter, or a scale and a unit."""
        scales = "|".join(f"(?P<s{place}>{forms})" for place, forms in enumerate(self.scales.values()))
        units = "|".join(f"(?P<{sort}>{forms})" for sort, forms in self.units.items())
        quarter = rf"\.? (?P<quarters>{self.quarters})(?!\w)|" if self.quarters else ""
        scale = rf"(?:{space}(?:{scales})(?!\w)\.?)?" if scales else ""
        return rf"(?:{quarter}{scale}(?:{space}(?:{units})(?!\w))?)"

    def _figure(self, match: re.Match[str], text: str) -> Numeral:
        """Return what is written with figures."""
        start, written = match.start(), text[match.start() : match.end()]
        if match["number"]:
            whole, _, decimals = match["number"].partition(self.decimal)
            number = Decimal("".join(DIGITS.findall(whole)) + (f".{decimals}" if decimals else ""))
            if start and match.string[start - 1] == MINUS:
                number, start, written = -number, start - 1, MINUS + written
            return self._typed(number, match, Decimal(1).scaleb(-len(decimals)), start, written)
        if match["code"]:
            return Numeral(Sort.CODE, ".".join(DIGITS.findall(written)), start, written)
        if match["quarter"]:
            return Numeral(Sort.QUARTER, Decimal(match["quarter"]), start, written)
        if match["of"]:
            return Numeral(Sort.MONTH, f"{match['in']}-{int(match['of']):02}", start, written)
        month = match["month"] or match["month_"] or self.months.get(match["_month"], 0)
        year, day = (match[name] or match[f"{name}_"] or match[f"_{name}"] or "" for name in ("year", "day"))
        value = f"{year or '-'}-{int(month):02}-{int(day):02}"
        try:
            date.fromisoformat(value if year else f"2000{value[1:]}")
        except ValueError:
            return Numeral(Sort.CODE, ".".join(DIGITS.findall(written)), start, written)
        return Numeral(Sort.DAY, value, start, written)

    def _typed(self, number: Decimal, tail: re.Match[str], step: Decimal, start: int, written: str) -> Numeral:
        """Return a number with the scale and the unit that follow it."""
        if self.quarters and tail["quarters"]:
            return Numeral(Sort.QUARTER, number, start, written)
        scale = next((scale for place, scale in enumerate(self.scales) if tail[f"s{place}"]), Decimal(1))
        sort = next((sort for sort in self.units if tail[sort]), Sort.NUMBER)
        return Numeral(sort, number * scale, start, written, step * scale)

    def _worded(self, plain: str, text: str, taken: list[tuple[int, int]]) -> Iterator[Numeral]:
        """Yield what is written with words outside the places taken: numbers, and names of months."""
        end = 0
        for match in WORD.finditer(plain):
            start, word = match.start(), match[0]
            if word.lower() not in self._all or start < end:
                continue
            if any(begin <= start < begin + length for begin, length in taken):
                continue
            if month := self._month(word) or self._begun_month(word, plain[match.end() :]):
                yield Numeral(Sort.MONTH, f"--{month:02}", start, text[start : match.end()])
            elif found := self.words.get(word.lower()):
                tail = self._tail.match(plain, match.end())
                assert tail
                end = tail.end()
                numeral = self._typed(found[0], tail, Decimal(1), start, text[start:end])
                # "A thousand euros" may be "thousands of euros" in another language, "one million euros" is not.
                word_alone = end == match.end()
                doubtful = found[1] and numeral.value == found[0] and numeral.sort is not Sort.QUARTER
                yield replace(numeral, word=word_alone or doubtful, doubtful=doubtful)

    def _month(self, word: str) -> int | None:
        """Return the number of a month by its name; at the beginning of a sentence, too."""
        return self.months.get(word) or self.months.get(word[0].lower() + word[1:])

    def _begun_month(self, word: str, rest: str) -> int | None:
        """Return the number of a month whose name ends with the next one: "marras" of "marras–joulukuu"."""
        after = BEGUN.match(rest)
        return self.short.get(word.lower()) if after and self._month(after[1]) else None


def _either(forms: str) -> str:
    """Return the pattern of one of several words; `*` in them stands for any ending."""
    return "|".join(re.escape(form).replace(r"\*", r"\w*") for form in sorted(forms.split(), key=len, reverse=True))


def _spelled(words: Iterable[str]) -> frozenset[str]:
    """Return words as they may stand between two spaces: alone, or with a sign before or after them."""
    return frozenset(before + word + after for word in words for before in BEFORE for after in AFTER)


def _plain(text: str) -> str:
    """Return a text with one sign for all spaces and one for all hyphens and dashes; places stay right."""
    for sign in SPACES:
        text = text.replace(sign, " ")
    for sign in DASHES:
        text = text.replace(sign, "-")
    return text
