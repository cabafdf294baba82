"""The figures that stand in a text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from planssi.numerals import Numbers, Numeral, Sort

FI = Numbers.of("fi", "fi_FI")
SV = Numbers.of("sv", "sv_FI")
EN = Numbers.of("en", "en_GB")
NB = "\N{NO-BREAK SPACE}"


def read(numbers: Numbers, text: str) -> list[tuple[str, str]]:
    """Return the sort and the value of each figure in a text."""
    return [(numeral.sort.value, plain(numeral)) for numeral in numbers.read(text, doubtful=True)]


def plain(numeral: Numeral) -> str:
    """Return a value without zeros that say nothing."""
    value = numeral.value
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Ei lukuja.", []),
        ("1 234,50 €", [("money", "1234.5")]),
        (f"1{NB}234,50{NB}€", [("money", "1234.5")]),
        ("1\N{NARROW NO-BREAK SPACE}234 567 euroa", [("money", "1234567")]),
        ("8,3 milj. €", [("money", "8300000")]),
        ("8,3 miljoonaa euroa", [("money", "8300000")]),
        ("8,3\nmiljoonaa euroa", [("money", "8300000")]),
        ("Summa on 60 tuhatta euroa.", [("money", "60000")]),
        ("kaksi miljoonaa euroa", [("money", "2000000")]),
        ("miljoonan euron", [("money", "1000000")]),
        ("2,5 miljardia", [("number", "2500000000")]),
        ("20 %", [("percent", "20")]),
        ("20 prosenttia", [("percent", "20")]),
        ("20-prosenttinen", [("percent", "20")]),
        ("−5,5 %", [("percent", "-5.5")]),
        ("1.1.2023", [("day", "2023-01-01")]),
        ("01.01.2023", [("day", "2023-01-01")]),
        ("2023-01-31", [("day", "2023-01-31")]),
        ("1. tammikuuta 2023", [("day", "2023-01-01")]),
        ("1. tammikuuta", [("day", "--01-01")]),
        ("1.1.–31.12.2025", [("day", "--01-01"), ("day", "2025-12-31")]),
        ("1.1. - 31.12.2025", [("day", "--01-01"), ("day", "2025-12-31")]),
        ("31.12. mennessä", [("day", "--12-31")]),
        ("31.2.2024", [("code", "31.2.2024")]),
        ("tammikuussa 2023", [("month", "--01"), ("number", "2023")]),
        ("Tammikuusta helmikuuhun", [("month", "--01"), ("month", "--02")]),
        ("marras–joulukuussa", [("month", "--11"), ("month", "--12")]),
        ("kesä- ja heinäkuussa", [("month", "--06"), ("month", "--07")]),
        ("kesä- ja talviaika", []),
        ("12/2024", [("month", "2024-12")]),
        ("Q1/2025", [("quarter", "1"), ("number", "2025")]),
        ("1. neljännes", [("quarter", "1")]),
        ("3.–4. vuosineljännes 2023", [("number", "3"), ("quarter", "4"), ("number", "2023")]),
        ("vuoden 2024 toiseen neljännekseen", [("number", "2024"), ("quarter", "2")]),
        ("2023–2025", [("number", "2023"), ("number", "2025")]),
        ("vuonna 2023 250 ihmistä", [("number", "2023"), ("number", "250")]),
        ("klo 9.30–16", [("code", "9.30"), ("number", "16")]),
        ("luvuissa 3.6 ja 4.6. Luku 4.", [("code", "3.6"), ("code", "4.6"), ("number", "4")]),
        ("luku 4.2.1", [("code", "4.2.1")]),
        ("VN/5553/2022", [("code", "5553.2022")]),
        ("laki 423/2003", [("code", "423.2003")]),
        ("julkaisu 2020:2", [("code", "2020.2")]),
        ("Soite 2.0", [("code", "2.0")]),
        ("18-vuotiaat ja 2 065:llä", [("number", "18"), ("number", "2065")]),
        ("5 eurooppalaista", [("number", "5")]),
        ("029 534 5000", [("number", "29534"), ("number", "5000")]),
        ("kahdessa vaiheessa", [("number", "2")]),
        ("kahdeksan ja seitsemäntoista", [("number", "8")]),
        ("[kohta 2](30-x.fi.md#osa-7) ja https://a.example/8", [("number", "2")]),
        ("`9` ja {{ budget.total }}", [("name", "budget.total")]),
    ],
)
def test_finnish(text: str, found: list[tuple[str, str]]) -> None:
    """Finnish figures are told with their values."""
    assert read(FI, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 mn euro", [("money", "2000000")]),
        ("8,3 miljoner euro", [("money", "8300000")]),
        ("två miljoner euro", [("money", "2000000")]),
        ("en miljon euro", [("money", "1000000")]),
        ("60 tusen euro", [("money", "60000")]),
        ("20 procent", [("percent", "20")]),
        ("20 procents andel", [("percent", "20")]),
        ("den 1 januari 2023", [("day", "2023-01-01")]),
        ("den 1:a januari 2023", [("day", "2023-01-01")]),
        ("1–3 maj 2025", [("number", "1"), ("day", "2025-05-03")]),
        ("i augusti 2022", [("month", "--08"), ("number", "2022")]),
        ("i maj", [("month", "--05")]),
        ("majoriteten i marschen", []),
        ("första kvartalet 2025", [("quarter", "1"), ("number", "2025")]),
        ("kvartal 3", [("number", "3")]),
        ("kl. 9.30", [("code", "9.30")]),
        ("fas 2 och 3", [("number", "2"), ("number", "3")]),
        ("för 4- och 6-åringar", [("number", "4"), ("number", "6")]),
        ("tolv åtgärder (tre)", [("number", "12"), ("number", "3")]),
        ("under 7 dagar", [("number", "7")]),
    ],
)
def test_swedish(text: str, found: list[tuple[str, str]]) -> None:
    """Swedish figures are told with their values."""
    assert read(SV, text) == found


def test_a_language_without_words_for_numbers() -> None:
    """Figures and the names of months are read in any language of CLDR, with its own decimal sign."""
    found = [("money", "1234.5"), ("percent", "20"), ("day", "2023-01-01")]
    assert read(EN, "1,234.50 € and 20 % on 1 January 2023, two or three, as it may be") == found


@pytest.mark.parametrize(
    ("finnish", "swedish"),
    [
        ("8,3 milj. €", "8 300 000 euro"),
        ("8,3 milj. €", "8,30 miljoner euro"),
        ("1.1.2023", "den 1 januari 2023"),
        ("1.1.–31.12.2025", "1 januari–31 december 2025"),
        ("elokuussa 2022", "augusti 2022"),
        ("vuoden 2022 elokuussa", "i augusti 2022"),
        ("Q2/2025", "andra kvartalet 2025"),
        ("5/2024", "maj 2024"),
        ("9.30", "9:30"),
        ("2023-2025", "2023–2025"),
    ],
)
def test_the_same_written_differently(finnish: str, swedish: str) -> None:
    """What is compared is the value, not the way in which a language writes it."""
    here, there = ([atom for n in N.read(t, True) for atom in n.atoms] for N, t in ((FI, finnish), (SV, swedish)))
    assert sorted(map(repr, map(tidy, here))) == sorted(map(repr, map(tidy, there)))


def tidy(atom: tuple[Sort, Decimal | str]) -> tuple[Sort, str]:
    """Return an atom without zeros that say nothing."""
    return atom[0], f"{atom[1].normalize():f}" if isinstance(atom[1], Decimal) else atom[1]


@pytest.mark.parametrize("text", ["Osuus on 2,5 %.", "Kasvu oli −5 ja 7.", "Alku 1. tammikuuta 2023, kolme"])
def test_places(text: str) -> None:
    """A figure stands where it is said to stand."""
    numerals = FI.read(text)
    assert numerals
    assert all(text[n.start : n.start + len(n.text)] == n.text for n in numerals)
