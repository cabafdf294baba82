"""One language: its words, its money, numbers and dates.

Flows in: values of the model. Flows out: text as people write it in that language, with no-break spaces where a line
must not break. What CLDR gets wrong for Finland (Swedish dates, the minus sign, quarters) is set right by patterns in
the catalogues, so a new language needs no code here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import (
    NumberFormatError,
    format_currency,
    format_decimal,
    format_percent,
    get_decimal_symbol,
    parse_decimal,
)
from babel.support import NullTranslations, Translations

from .fields import Figure, Money, Text
from .model import Language, Unit
from .periods import Moment, Period, Precision
from .quantities import Bound, Form, Quantity
from .rhythm import Per, Rhythm
from .series import PERCENT

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
HUNDREDTH = Decimal("0.01")
LOCALES = Path(__file__).parent / "locales"

Catalogue = NullTranslations


def catalogue(language: str, locales: Path = LOCALES) -> Catalogue:
    """Return the catalogue of a language, compiled from its `.po` file; message ids where there is none."""
    path = locales / language / "LC_MESSAGES" / "planssi.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        messages = read_po(file, locale=language, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


class PlainNumber(NamedTuple):
    """A number for a spreadsheet."""

    digits: str
    """`1234,50`: only figures, a sign and what stands before decimals."""
    unit: str
    """What it counts; empty where that is not said."""


class Localizer:
    """Speaks one language. Made once a language and passed to whoever needs it."""

    def __init__(self, language: Language, words: Catalogue | None = None) -> None:
        self.language = language.code
        self.facts = language
        self.locale = Locale.parse(language.locale)
        self.catalogue = words or catalogue(language.code)

    def gettext(self, message: str) -> str:
        """Translate a message of the interface."""
        return str(self.catalogue.gettext(message)) if message else ""

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Translate a message that depends on a count."""
        return str(self.catalogue.ngettext(one, many, count))

    def pgettext(self, context: str, message: str) -> str:
        """Translate a message that means something else elsewhere."""
        return str(self.catalogue.pgettext(context, message))

    def words(self, text: Text | None) -> str:
        """Return an editor's text in this language; empty for none."""
        return text[self.language] if text else ""

    def language_name(self, code: str) -> str:
        """Return what this language calls a language: `suomi`, `ruotsi`; its code where it has no name for it."""
        return str(self.locale.languages.get(code, code))

    @property
    def states(self) -> Mapping[str, str]:
        """Whether a measure still belongs to its plan, in words."""
        return {
            "active": self.gettext("Part of the plan"),
            "removed": self.gettext("Removed from the plan"),
            "listed": self.gettext("Only in the table of contents"),
            "merged": self.gettext("Merged into another measure"),
            "not-funded": self.gettext("In the plan, but without its funding"),
        }

    @property
    def standings(self) -> Mapping[str, str]:
        """How far a measure is, in words."""
        return {
            "done": self.gettext("Done"),
            "under-way": self.gettext("Under way"),
            "not-started": self.gettext("Not started"),
            "stopped": self.gettext("Broken off"),
            "removed": self.gettext("Removed from the plan"),
            "merged": self.gettext("Merged into another measure"),
            "not-funded": self.gettext("In the plan, but without its funding"),
            "unknown": self.gettext("Not known"),
        }

    @property
    def budget_units(self) -> Mapping[str, str]:
        """What the figures of a budget count."""
        return {
            "euro": "€",
            "thousand-euro": self.gettext("1,000 €"),
            "million-euro": self.gettext("million €"),
            "percent": "%",
            "persons": self.gettext("persons"),
            "person-years": self.gettext("person-years"),
        }

    def figure(self, value: Figure, units: Mapping[str, Unit]) -> str:
        """Return any fact that prose may refer to; `units` holds the units of quantities by id."""
        if isinstance(value, Quantity):
            unit, per = (units.get(name) if name else None for name in (value.unit, value.per))
            return self.quantity(value, unit, per)
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, Period):
            return self.period(value)
        if isinstance(value, date):
            return self.day(value)
        return self.number(value)

    def money(self, money: Money) -> str:
        """`76 000 €`; cents only where there are some; "about" where the source says so."""
        whole = money.euros == money.euros.to_integral_value()
        pattern = f"#,##0{NBSP}¤" if whole else f"#,##0.00{NBSP}¤"
        amount = format_currency(money.euros, "EUR", pattern, locale=self.locale, currency_digits=False)
        amount = amount.replace("-", MINUS)
        return self.gettext("about {amount}").format(amount=amount) if money.approximate else amount

    def sum_of_money(self, figure: Decimal, unit: str, approximate: bool = False) -> str:
        """A figure in the unit of its table: `76 000 €`, `4,7 miljoonaa euroa`, `2 772 000 €` of thousands."""
        if unit == "million-euro":
            amount = self.gettext("{number} million euros").format(number=self.number(figure)).replace(" ", NBSP)
            return self.gettext("about {amount}").format(amount=amount) if approximate else amount
        return self.money(Money(figure * 1000 if unit == "thousand-euro" else figure, approximate))

    def number(self, value: Decimal | int) -> str:
        """`1 234,50`, with as many decimals as it is written with."""
        decimals = max(0, -int(Decimal(value).as_tuple().exponent))
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        return format_decimal(value, pattern, locale=self.locale).replace("-", MINUS)

    def plain_number(self, text: str) -> PlainNumber | None:
        """Read a number that `number` has written, and the words after it.

        None for a text that does not begin with a number, or has another one after it.
        """
        match = re.fullmatch(rf"({MINUS}?\d(?:[\d\s.,]*\d)?)(?:\s(\D+))?", text)
        if match is None:
            return None
        try:
            value = parse_decimal(match[1].replace(MINUS, "-").replace(" ", NBSP), locale=self.locale)
        except NumberFormatError:
            return None
        if self.number(value).split() != match[1].split():
            return None
        return PlainNumber(str(value).replace(".", self.decimal_sign), match[2] or "")

    @property
    def decimal_sign(self) -> str:
        """What stands before the decimals of a number."""
        return get_decimal_symbol(self.locale)

    def quantity(self, quantity: Quantity, unit: Unit | None = None, per: Unit | None = None) -> str:
        """A number as the source says it: `yli 10 %`, `20–25 päivää`, `kyllä`, `määritellään myöhemmin`.

        Args:
            quantity: What the source says.
            unit: What it counts.
            per: By what it is counted, for a rate.
        """
        words = {
            Form.YES: self.pgettext("quantity", "yes"),
            Form.NO: self.pgettext("quantity", "no"),
            Form.LATER: self.gettext("to be set later"),
            Form.UNKNOWN: self.gettext("not counted"),
            Form.MISSING: self.gettext("the number is missing in the source"),
        }
        if quantity.form in words:
            return words[quantity.form]
        join = {Form.RANGE: "–", Form.SUM: f"{NBSP}+{NBSP}", Form.RATIO: f"{NBSP}/{NBSP}"}.get(quantity.form, "")
        amount = join.join(self.number(number) for number in quantity.numbers)
        # A part and its whole are counts, also where the figures beside them are percentages.
        if unit and not (quantity.form is Form.RATIO and unit.id == PERCENT):
            amount += NBSP + self._unit(unit, quantity)
        if per:
            each = per.forms and per.forms[self.language].each
            amount += NBSP + (each.replace(" ", NBSP) if each else f"/{NBSP}{self.unit(per)}")
        bounds = {
            Bound.EXACT: "{amount}",
            Bound.ABOUT: self.gettext("about {amount}"),
            Bound.OVER: self.gettext("over {amount}"),
            Bound.UNDER: self.gettext("under {amount}"),
            Bound.AT_LEAST: self.gettext("at least {amount}"),
            Bound.AT_MOST: self.gettext("at most {amount}"),
        }
        return bounds[quantity.bound].replace(" ", NBSP).format(amount=amount)

    def computed(self, quantity: Quantity, unit: Unit | None = None) -> str:
        """What the parts of a quantity add up to, or the percent that its part is of its whole; empty for others."""
        if quantity.form is Form.SUM:
            return self.quantity(Quantity(Form.NUMBER, (sum(quantity.numbers, Decimal(0)),)), unit)
        if quantity.share is not None:
            return format_percent(quantity.share, f"#,##0.#{NBSP}%", locale=self.locale).replace("-", MINUS)
        return ""

    def unit(self, unit: Unit) -> str:
        """The name of a unit, or its sign."""
        return unit.forms[self.language].one if unit.forms else str(unit.sign)

    def _unit(self, unit: Unit, quantity: Quantity) -> str:
        """Return the form of a unit that follows a quantity."""
        if unit.forms is None:
            return str(unit.sign)
        forms = unit.forms[self.language]
        number = quantity.numbers[-1]
        if quantity.form is not Form.NUMBER or self.locale.plural_form(number) != "one":
            return forms.many
        return (forms.than if quantity.bound in (Bound.OVER, Bound.UNDER) else None) or forms.one

    def percent(self, share: Decimal | float) -> str:
        """A share of 0 to 1 as whole percent, halves rounded up: `59 %`; a little is not nothing: `under 1 %`."""
        exact = Decimal(str(share))
        whole = max(exact, HUNDREDTH) if exact > 0 else exact
        said = format_percent(whole.quantize(HUNDREDTH, ROUND_HALF_UP), locale=self.locale).replace("-", MINUS)
        return self.gettext("under {amount}").replace(" ", NBSP).format(amount=said) if 0 < exact < HUNDREDTH else said

    def day(self, day: date) -> str:
        """`25.4.2024`."""
        return format_date(day, self.pgettext("date pattern", "d MMMM y"), locale=self.locale).replace(" ", NBSP)

    def month(self, day: date) -> str:
        """`marraskuu 2024`."""
        return format_date(day, "LLLL y", locale=self.locale).replace(" ", NBSP)

    def axis_month(self, day: date) -> str:
        """`marras`, for an axis that names its years."""
        return format_date(day, "LLL", locale=self.locale)

    def axis_quarter(self, day: date) -> str:
        """`Q3`, for an axis that names its years."""
        return self.pgettext("quarter of an axis", "Q{number}").format(number=(day.month + 2) // 3)

    def quarter(self, day: date) -> str:
        """`Q3/2024`."""
        number = (day.month + 2) // 3
        return self.pgettext("quarter", "Q{number}/{year}").format(number=number, year=day.year)

    def moment(self, moment: Moment) -> str:
        """A moment as exactly as it is known."""
        day = moment.first
        if moment.precision is Precision.DAY:
            return self.day(day)
        if moment.precision is Precision.MONTH:
            return self.month(day)
        if moment.precision is Precision.QUARTER:
            return self.quarter(day)
        if moment.precision is Precision.HALF:
            words = self.gettext("first half of {year}") if day.month == 1 else self.gettext("second half of {year}")
            return words.format(year=day.year)
        if moment.precision is Precision.SEASON:
            return self._season(moment).format(year=day.year).replace(" ", NBSP)
        return str(day.year)

    def _season(self, moment: Moment) -> str:
        seasons = {
            "spring": self.gettext("spring {year}"),
            "summer": self.gettext("summer {year}"),
            "autumn": self.gettext("autumn {year}"),
            "late": self.gettext("late {year}"),
        }
        return seasons[str(moment.season)]

    def period(self, period: Period) -> str:
        """A period: one moment, a range, or an open end."""
        start, end = period.start, period.end
        if start and end:
            if start == end:
                return self.moment(start)
            if start.precision is end.precision is Precision.MONTH and start.first.year == end.first.year:
                return self.pgettext("range of months", "{first}–{second}").format(
                    first=self._month(start), second=self.month(end.first)
                )
            first, second = self.moment(start), self.moment(end)
            if NBSP in first + second:
                return self.pgettext("range of words", "{first} – {second}").format(first=first, second=second)
            return self.pgettext("range of figures", "{first}–{second}").format(first=first, second=second)
        if start:
            if start.precision is Precision.MONTH:
                return self.gettext("from {month} {year}").format(month=self._month(start), year=start.first.year)
            return self.gettext("{first} and onwards").format(first=self.moment(start))
        if end:
            if end.precision is Precision.MONTH:
                return self.gettext("until {month} {year}").format(month=self._month(end), year=end.first.year)
            return self.gettext("until {last}").format(last=self.moment(end))
        return ""

    def deadline(self, period: Period) -> str:
        """When something happens at one point of a period: with an open start, no later than its end."""
        end = period.end
        if period.start or end is None:
            return self.period(period)
        if end.precision is Precision.MONTH:
            words = self.gettext("no later than in {month} {year}")
            return words.format(month=self._month(end), year=end.first.year)
        return self.gettext("no later than {last}").format(last=self.moment(end))

    def rhythm(self, rhythm: Rhythm) -> str:
        """`every week`, `about 10 times a year`, `2–4 times a year`, or the source's own words."""
        if rhythm.words or rhythm.times is None or rhythm.per is None:
            return self.words(rhythm.words)
        if rhythm.times == 1 and rhythm.most is None:
            return self._once(rhythm.per, rhythm.approximate)
        count = rhythm.most or rhythm.times
        times = self.number(rhythm.times)
        if rhythm.most:
            times = self.pgettext("range of figures", "{first}–{second}").format(
                first=times, second=self.number(rhythm.most)
            )
        often = {
            Per.WEEK: self.ngettext("{times} time a week", "{times} times a week", count),
            Per.MONTH: self.ngettext("{times} time a month", "{times} times a month", count),
            Per.YEAR: self.ngettext("{times} time a year", "{times} times a year", count),
        }
        words = often[rhythm.per].format(times=times)
        return self.gettext("about {amount}").format(amount=words) if rhythm.approximate else words

    def _once(self, per: Per, approximate: bool) -> str:
        every = {
            Per.WEEK: self.gettext("every week"),
            Per.MONTH: self.gettext("every month"),
            Per.YEAR: self.gettext("every year"),
        }
        once = {
            Per.WEEK: self.gettext("once a week"),
            Per.MONTH: self.gettext("once a month"),
            Per.YEAR: self.gettext("once a year"),
        }
        return self.gettext("about {amount}").format(amount=once[per]) if approximate else every[per]

    def alphabetical(self, text: str) -> tuple[tuple[int, str], ...]:
        """Return what puts a text in its place in the alphabet of the language: å, ä and ö come last."""
        alphabet = self.pgettext("alphabet", "abcdefghijklmnopqrstuvwxyz")
        return tuple((alphabet.find(letter), letter) for letter in self._letters(text, alphabet))

    def initial(self, text: str) -> str:
        """Return the letter under which a text stands in an alphabetical list."""
        alphabet = self.pgettext("alphabet", "abcdefghijklmnopqrstuvwxyz")
        return next(iter(self._letters(text, alphabet)), "").upper()

    def _letters(self, text: str, alphabet: str) -> Iterator[str]:
        """Yield the letters and figures of a text, those that the alphabet lacks without their accents."""
        for letter in text.casefold():
            known = letter if letter in alphabet else unicodedata.normalize("NFD", letter)[0]
            if known.isalnum():
                yield known

    def _month(self, moment: Moment) -> str:
        return format_date(moment.first, "LLLL", locale=self.locale)

    def listing(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        *firsts, last = [*items] or [""]
        return self.gettext("{firsts} and {last}").format(firsts=", ".join(firsts), last=last) if firsts else last
