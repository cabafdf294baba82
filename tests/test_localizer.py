"""Money, numbers, dates and periods as people in Finland write them, compared code point by code point.

`\u00a0` is a no-break space, `\u2212` a minus sign, `\u2013` an en dash.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from planssi.fields import Money
from planssi.localizer import Localizer, catalogue
from planssi.messages import RULES, as_line
from planssi.model import Language, Unit, UnitForms
from planssi.periods import Period
from planssi.quantities import Quantity
from planssi.rhythm import Rhythm
from planssi.source import Problem, Source

LOCALIZERS = {
    "fi": Localizer(Language(code="fi", locale="fi_FI", name="suomi", switch="Suomeksi")),
    "sv": Localizer(Language(code="sv", locale="sv_FI", name="svenska", switch="På svenska")),
    "en": Localizer(Language(code="en", locale="en_FI", name="English", switch="In English")),
}


FORMS = {
    "day": {"fi": UnitForms(one="päivä", many="päivää", than="päivän"), "sv": UnitForms(one="dag", many="dagar")},
    "month": {
        "fi": UnitForms(one="kuukausi", many="kuukautta", than="kuukauden", each="kuukaudessa"),
        "sv": UnitForms(one="månad", many="månader", each="per månad"),
    },
}
UNITS = {id: Unit(id=id, forms=forms) for id, forms in FORMS.items()} | {
    "percent": Unit(id="percent", sign="%"),
    "euro": Unit(id="euro", sign="€"),
}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    ("euros", "text"),
    [
        ("0", "0\u00a0€"),
        ("5", "5\u00a0€"),
        ("999", "999\u00a0€"),
        ("1000", "1\u00a0000\u00a0€"),
        ("76000", "76\u00a0000\u00a0€"),
        ("1234567", "1\u00a0234\u00a0567\u00a0€"),
        ("76000.00", "76\u00a0000\u00a0€"),
        ("1234.5", "1\u00a0234,50\u00a0€"),
        ("0.05", "0,05\u00a0€"),
        ("-5", "\u22125\u00a0€"),
        ("-1234.56", "\u22121\u00a0234,56\u00a0€"),
    ],
)
def test_money(language: str, euros: str, text: str) -> None:
    """Thousands are parted and the sign is joined by no-break spaces; cents are shown only where there are some."""
    assert LOCALIZERS[language].money(Money(Decimal(euros))) == text


@pytest.mark.parametrize(("language", "text"), [("fi", "noin 45\u00a0000\u00a0€"), ("sv", "cirka 45\u00a0000\u00a0€")])
def test_approximate_money(language: str, text: str) -> None:
    """An amount that the source gives as "about" says so."""
    assert LOCALIZERS[language].money(Money(Decimal(45000), approximate=True)) == text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (1234, "1\u00a0234"),
        (Decimal("1234.5"), "1\u00a0234,5"),
        (Decimal("-0.5"), "\u22120,5"),
        (-1000, "\u22121\u00a0000"),
    ],
)
def test_number(language: str, value: Decimal | int, text: str) -> None:
    """Numbers have a decimal comma, no-break spaces and a minus sign."""
    assert LOCALIZERS[language].number(value) == text


@pytest.mark.parametrize(
    ("quantity", "unit", "fi", "sv"),
    [
        ("1050", None, "1\u00a0050", "1\u00a0050"),
        ("4.10", "day", "4,10\u00a0päivää", "4,10\u00a0dagar"),
        ("0", "day", "0\u00a0päivää", "0\u00a0dagar"),
        ("1", "day", "1\u00a0päivä", "1\u00a0dag"),
        ("1.0", "day", "1,0\u00a0päivää", "1,0\u00a0dagar"),
        ("2", "day", "2\u00a0päivää", "2\u00a0dagar"),
        ("-1.5", "percent", "\u22121,5\u00a0%", "\u22121,5\u00a0%"),
        ("over 10", "percent", "yli\u00a010\u00a0%", "över\u00a010\u00a0%"),
        ("under 14", "day", "alle\u00a014\u00a0päivää", "under\u00a014\u00a0dagar"),
        ("under 1", "month", "alle\u00a01\u00a0kuukauden", "under\u00a01\u00a0månad"),
        ("at most 1", "month", "enintään\u00a01\u00a0kuukausi", "högst\u00a01\u00a0månad"),
        ("at least 100", None, "vähintään\u00a0100", "minst\u00a0100"),
        ("about 2670", None, "noin\u00a02\u00a0670", "cirka\u00a02\u00a0670"),
        ("20..25", "percent", "20\u201325\u00a0%", "20\u201325\u00a0%"),
        ("48 + 34", None, "48\u00a0+\u00a034", "48\u00a0+\u00a034"),
        ("698 / 788", None, "698\u00a0/\u00a0788", "698\u00a0/\u00a0788"),
        ("698 / 788", "percent", "698\u00a0/\u00a0788", "698\u00a0/\u00a0788"),
        ("698 / 788", "day", "698\u00a0/\u00a0788\u00a0päivää", "698\u00a0/\u00a0788\u00a0dagar"),
        ("44000", "euro", "44\u00a0000\u00a0€", "44\u00a0000\u00a0€"),
        ("yes", "day", "kyllä", "ja"),
        ("no", None, "ei", "nej"),
        ("later", "percent", "määritellään myöhemmin", "slås fast senare"),
        ("unknown", None, "ei selvitetty", "har inte utretts"),
        ("missing", None, "luku puuttuu lähteestä", "siffran saknas i källan"),
    ],
)
def test_quantity(quantity: str, unit: str | None, fi: str, sv: str) -> None:
    """A quantity is told as the source says it, with the right form of its unit and nothing that breaks."""
    parsed = Quantity.parse(quantity)
    assert LOCALIZERS["fi"].quantity(parsed, UNITS.get(unit or "")) == fi
    assert LOCALIZERS["sv"].quantity(parsed, UNITS.get(unit or "")) == sv


def test_rate() -> None:
    """A rate says by what it is counted; where a unit has no words for that, a slash does."""
    rate = Quantity.parse("44000 per month")
    assert LOCALIZERS["fi"].quantity(rate, UNITS["euro"], UNITS["month"]) == "44\u00a0000\u00a0€\u00a0kuukaudessa"
    assert LOCALIZERS["sv"].quantity(rate, UNITS["euro"], UNITS["month"]) == "44\u00a0000\u00a0€\u00a0per\u00a0månad"
    assert LOCALIZERS["sv"].quantity(rate, UNITS["euro"], UNITS["day"]) == "44\u00a0000\u00a0€\u00a0/\u00a0dag"


def test_what_is_computed() -> None:
    """Parts are added and a part is told as percent of its whole; there is nothing to compute of others."""
    fi = LOCALIZERS["fi"]
    assert fi.computed(Quantity.parse("48 + 34"), UNITS["day"]) == "82\u00a0päivää"
    assert fi.computed(Quantity.parse("698 / 788")) == "88,6\u00a0%"
    assert fi.computed(Quantity.parse("82")) == ""


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Decimal("0.592"), "59\u00a0%"),
        (0.5, "50\u00a0%"),
        (Decimal("0.125"), "13\u00a0%"),
        (0.625, "63\u00a0%"),
        (Decimal(0), "0\u00a0%"),
        (Decimal(1), "100\u00a0%"),
        (Decimal("-0.05"), "\u22125\u00a0%"),
    ],
)
def test_percent(language: str, share: Decimal | float, text: str) -> None:
    """A share of 1 is whole percent, halves rounded up, the sign joined by a no-break space."""
    assert LOCALIZERS[language].percent(share) == text


def test_a_little_is_not_nothing() -> None:
    """A share under one percent is neither none nor a whole percent."""
    assert LOCALIZERS["fi"].percent(Decimal("0.0036")) == "alle\u00a01\u00a0%"
    assert LOCALIZERS["sv"].percent(0.0099) == "under\u00a01\u00a0%"
    assert LOCALIZERS["fi"].percent(Decimal("0.01")) == "1\u00a0%"


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2024, 4, 25), "25.4.2024"), (date(2026, 3, 5), "5.3.2026"), (date(2024, 12, 1), "1.12.2024")],
)
def test_day(language: str, day: date, text: str) -> None:
    """Finnish and Swedish in Finland write a day alike, without zeros in front."""
    assert LOCALIZERS[language].day(day) == text


@pytest.mark.parametrize(
    ("notation", "fi", "sv"),
    [
        ("2024-04-25", "25.4.2024", "25.4.2024"),
        ("2024-01", "tammikuu\u00a02024", "januari\u00a02024"),
        ("2024-11", "marraskuu\u00a02024", "november\u00a02024"),
        ("2024-Q1", "Q1/2024", "Q1/2024"),
        ("2024-Q4", "Q4/2024", "Q4/2024"),
        ("2024-H1", "vuoden 2024 alkupuoli", "första halvåret 2024"),
        ("2024-H2", "vuoden 2024 loppupuoli", "andra halvåret 2024"),
        ("2024-spring", "kevät\u00a02024", "våren\u00a02024"),
        ("2024-summer", "kesä\u00a02024", "sommaren\u00a02024"),
        ("2024-autumn", "syksy\u00a02024", "hösten\u00a02024"),
        ("2024-late", "loppuvuosi\u00a02024", "slutet\u00a0av\u00a02024"),
        ("2024", "2024", "2024"),
        ("2024-11/2024-12", "marraskuu\u2013joulukuu\u00a02024", "november\u2013december\u00a02024"),
        ("2024-11/2024-11", "marraskuu\u00a02024", "november\u00a02024"),
        (
            "2024-11/2025-03",
            "marraskuu\u00a02024 \u2013 maaliskuu\u00a02025",
            "november\u00a02024 \u2013 mars\u00a02025",
        ),
        (
            "2024-spring/2025-12",
            "kevät\u00a02024 \u2013 joulukuu\u00a02025",
            "våren\u00a02024 \u2013 december\u00a02025",
        ),
        ("2024-04-25/2024-09-30", "25.4.2024\u201330.9.2024", "25.4.2024\u201330.9.2024"),
        ("2024/2025", "2024\u20132025", "2024\u20132025"),
        ("2025-12/..", "joulukuusta 2025 alkaen", "från och med december 2025"),
        ("2024-03/..", "maaliskuusta 2024 alkaen", "från och med mars 2024"),
        ("2020/..", "2020 ja siitä eteenpäin", "2020 och framåt"),
        ("2024-spring/..", "kevät\u00a02024 ja siitä eteenpäin", "våren\u00a02024 och framåt"),
        ("../2023-12-31", "31.12.2023 asti", "till och med 31.12.2023"),
        ("../2023-12", "joulukuuhun 2023 asti", "till och med december 2023"),
    ],
)
def test_period(notation: str, fi: str, sv: str) -> None:
    """A time is told exactly as precisely as it is written, in the words of each language."""
    period = Period.parse(notation)
    assert (LOCALIZERS["fi"].period(period), LOCALIZERS["sv"].period(period)) == (fi, sv)


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        ("2024-04-25", "25\u00a0April\u00a02024"),
        ("2024-11", "November\u00a02024"),
        ("2024-Q4", "Q4/2024"),
        ("2024-H1", "first half of 2024"),
        ("2024-spring/2025-12", "spring\u00a02024 \u2013 December\u00a02025"),
        ("2024-11/2024-12", "November\u2013December\u00a02024"),
        ("2025-12/..", "from December 2025"),
        ("../2023-12-31", "until 31\u00a0December\u00a02023"),
    ],
)
def test_period_in_english(notation: str, text: str) -> None:
    """A language without a catalogue speaks the English of the messages."""
    assert LOCALIZERS["en"].period(Period.parse(notation)) == text


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fi", ["", "Askola", "Askola ja Loviisa", "Askola, Loviisa ja Sipoo"]),
        ("sv", ["", "Askola", "Askola och Loviisa", "Askola, Loviisa och Sipoo"]),
        ("en", ["", "Askola", "Askola and Loviisa", "Askola, Loviisa and Sipoo"]),
    ],
)
def test_listing(language: str, texts: list[str]) -> None:
    """Items are joined by commas, the last one by "and"; one item stands alone, and none gives nothing."""
    names = ["Askola", "Loviisa", "Sipoo"]
    assert [LOCALIZERS[language].listing(names[:count]) for count in range(4)] == texts


def test_listing_of_an_iterator() -> None:
    """Items may come one by one."""
    assert LOCALIZERS["fi"].listing(name for name in ("Askola", "Sipoo")) == "Askola ja Sipoo"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fi", ["0 virhettä", "1 virhe", "2 virhettä", "21 virhettä"]),
        ("sv", ["0 fel", "1 fel", "2 fel", "21 fel"]),
        ("en", ["0 problems", "1 problem", "2 problems", "21 problems"]),
    ],
)
def test_plural(language: str, texts: list[str]) -> None:
    """The count of problems has the right form of the noun."""
    words = LOCALIZERS[language]
    forms = [
        words.ngettext("{count} problem", "{count} problems", count).format(count=count) for count in (0, 1, 2, 21)
    ]
    assert forms == texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money(Decimal(76000)), "76\u00a0000\u00a0€"),
        (Period.parse("2024-11"), "marraskuu\u00a02024"),
        (date(2024, 4, 25), "25.4.2024"),
        (Decimal("1234.5"), "1\u00a0234,5"),
        (7, "7"),
    ],
)
def test_figure(value: Money | Period | date | Decimal | int, text: str) -> None:
    """A fact that prose refers to is shown by its kind."""
    assert LOCALIZERS["fi"].figure(value, {}) == text


def test_english_falls_back_to_message_ids() -> None:
    """English has no catalogue: what the code says is English already."""
    english = LOCALIZERS["en"]
    assert english.gettext("the file is empty") == "the file is empty"
    assert english.pgettext("date pattern", "d MMMM y") == "d MMMM y"
    assert english.money(Money(Decimal(5), approximate=True)) == "about 5\u00a0€"
    assert english.period(Period.parse("2025-12/..")) == "from December 2025"


def test_unknown_language_falls_back_to_message_ids() -> None:
    """A language without a catalogue speaks English rather than nothing."""
    line = as_line(Problem(Source("a.yaml", 2, 3), "empty-file"), catalogue("xx"))
    assert line == "a.yaml:2:3: error: the file is empty. Write its contents, or delete the file. [empty-file]"


@pytest.mark.parametrize("code", sorted(RULES))
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_rule_speaks(language: str, code: str) -> None:
    """What is wrong and how to mend it is translated, with the same names in braces."""
    words = catalogue(language)
    for text in (RULES[code].wrong, RULES[code].mend):
        translated = words.gettext(text)
        assert translated != text
        assert set(_names(translated)) == set(_names(text))


def _names(text: str) -> list[str]:
    """Return the names in braces, doubled braces passed over."""
    return [part.partition("}")[0] for part in text.replace("{{", "").split("{")[1:]]


def test_nothing_is_said_of_nothing() -> None:
    """No text gives no words, and an empty message is not the head of the catalogue."""
    assert LOCALIZERS["fi"].words(None) == ""
    assert LOCALIZERS["fi"].gettext("") == ""


@pytest.mark.parametrize(
    ("written", "fi", "sv"),
    [
        ({"times": 1, "per": "week"}, "joka viikko", "varje vecka"),
        ({"times": 1, "per": "month"}, "joka kuukausi", "varje månad"),
        ({"times": 1, "per": "year"}, "joka vuosi", "varje år"),
        ({"times": 1, "per": "week", "approximate": True}, "noin kerran viikossa", "cirka en gång per vecka"),
        ({"times": 1, "per": "month", "approximate": True}, "noin kerran kuukaudessa", "cirka en gång per månad"),
        ({"times": 2, "per": "month"}, "2 kertaa kuukaudessa", "2 gånger per månad"),
        ({"times": 10, "per": "year", "approximate": True}, "noin 10 kertaa vuodessa", "cirka 10 gånger per år"),
        ({"times": 2, "most": 4, "per": "year"}, "2–4 kertaa vuodessa", "2–4 gånger per år"),
        ({"times": 1, "most": 2, "per": "week"}, "1–2 kertaa viikossa", "1–2 gånger per vecka"),
        ({"words": {"fi": "tarvittaessa", "sv": "vid behov"}}, "tarvittaessa", "vid behov"),
    ],
)
def test_rhythm(written: dict[str, object], fi: str, sv: str) -> None:
    """How often something happens is said as people say it."""
    rhythm = Rhythm.model_validate(written)
    assert LOCALIZERS["fi"].rhythm(rhythm) == fi
    assert LOCALIZERS["sv"].rhythm(rhythm) == sv


def test_alphabet() -> None:
    """Å, ä and ö come last, in that order; case, accents of other letters and signs between words do not count."""
    words = ["öl", "Åbo", "ära", "é-tal", "Apotti", "zon", "sote-keskus", "sote"]
    for localizer in (LOCALIZERS["fi"], LOCALIZERS["sv"]):
        ordered = sorted(words, key=localizer.alphabetical)
        assert ordered == ["Apotti", "é-tal", "sote", "sote-keskus", "zon", "Åbo", "ära", "öl"]
        assert [localizer.initial(word) for word in ordered] == ["A", "E", "S", "S", "Z", "Å", "Ä", "Ö"]
