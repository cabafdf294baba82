"""How much of a plan there is in which language: in full, in short, or not at all; and what readers are told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import ROOT, build
from document import Document
from planssi.checks import check_site
from planssi.loader import load_site
from planting import SITE, spoil

PLAN = "content/plans/ita-uusimaa/esimerkkihanke"

IN_SHORT = [
    {"file": f"{PLAN}/plan.yaml", "append": "languages:\n  sv: {state: summary, full: 2027-03-01}\n"},
    *(
        {"file": f"{PLAN}/{name}.sv.md", "delete": True}
        for name in ("10-contents", "20-lists", "60-risks", "90-sources")
    ),
    {"file": f"{PLAN}/risks.yaml", "replace": {"from": "title: {fi: Riskit, sv: Risker}", "to": "title: {fi: Riskit}"}},
]
"""The plan is only a summary in Swedish, and its other texts need no Swedish."""

REASON = "Suunnitelma koskee vain ruotsinkielisiä palveluja."

LEFT_OUT = [
    {
        "file": f"{PLAN}/plan.yaml",
        "append": f"languages:\n  fi: {{state: exempt, reason: {REASON}}}\n",
    },
    *(
        {"file": f"{PLAN}/{name}.fi.md", "delete": True}
        for name in ("05-summary", "10-contents", "20-lists", "60-risks", "90-sources")
    ),
]
"""The plan is not told in Finnish at all."""

CHAPTER_IN_SHORT = [
    {
        "file": f"{PLAN}/20-lists.fi.md",
        "write": "---\ntitle: Luettelot\nsummary: true\nfull: 2027-03-01\ndescription: Luettelot lyhyesti.\n---\n\n"
        "Luettelot ovat pian täällä.\n",
    },
    {
        "file": f"{PLAN}/90-sources.sv.md",
        "replace": {"from": "description: ", "to": "exempt: {fi: Lähteet ovat vain ruotsiksi.}\ndescription: "},
    },
    {"file": f"{PLAN}/90-sources.fi.md", "delete": True},
]
"""One Finnish chapter is a summary, and another one is missing for a reason."""


def made(folder: Path, changes: list[dict[str, Any]], check: bool = True) -> Path:
    """Copy the miniature site, change it, and build it."""
    shutil.copytree(SITE, folder / "site")
    root = folder / "site"
    for change in changes:
        spoil(root, change)
    assert not check or [str(p) for p in check_site(load_site(root))] == []
    for name in ("mkdocs.yml",):
        shutil.copy(ROOT / name, root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    result = build(root, folder / "out")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "out"


def page(folder: Path, url: str) -> Document:
    """Return a page of a built site."""
    return Document((folder / url / "index.html").read_text("utf-8"))


def notes(document: Document) -> list[Mapping[str, str]]:
    """Return what a page says of its languages."""
    return [e for e in document.all("aside") if e.get("class") == "language-note"]


def test_a_plan_in_short(tmp_path: Path) -> None:
    """The Swedish first page says that it is a summary, until when, whom to ask, and where the whole plan is."""
    folder = made(tmp_path, IN_SHORT)
    swedish = page(folder, "sv/ostra-nyland/exempelprojekt")
    (note,) = notes(swedish)
    text = " ".join(note["text"].split())
    assert "Det här är en sammanfattning." in text
    assert "1.3.2027" in text
    assert "Exempelenheten, hanke@esimerkki.example" in text
    link = next(a for a in swedish.all("a") if a.get("hreflang") == "fi" and "aside" in a["in"])
    assert link["lang"] == "fi"
    assert link["href"].endswith("fi/ita-uusimaa/esimerkkihanke/")
    published = sorted(path.parent.name for path in (folder / "sv/ostra-nyland/exempelprojekt").glob("*/index.html"))
    assert published == ["i-korthet"]
    menu = {a["href"] for a in swedish.all("a") if a["in"].endswith("li")}
    assert all((folder / "sv/ostra-nyland/exempelprojekt" / href).exists() for href in menu if "//" not in href)


def test_a_finnish_page_without_its_twin(tmp_path: Path) -> None:
    """A page that a Swedish reader cannot have says so in Swedish, and its link leads to the nearest page."""
    folder = made(tmp_path, IN_SHORT)
    finnish = page(folder, "fi/ita-uusimaa/esimerkkihanke/raha-ja-riskit")
    (note,) = notes(finnish)
    assert note["lang"] == "sv"
    assert "Den här sidan finns inte på svenska." in note["text"]
    assert note["aria-label"] == "Språken på den här sidan"
    switch = next(a for a in finnish.all("a") if a.get("hreflang") == "sv" and "header" in a["in"])
    assert switch["text"] == "På svenska: Exempel"
    assert (folder / "fi/ita-uusimaa/esimerkkihanke/raha-ja-riskit" / switch["href"]).resolve() == (
        folder / "sv/ostra-nyland/exempelprojekt"
    ).resolve()
    assert not [a for a in finnish.all("link") if a.get("hreflang") == "sv"]
    assert "sv/ostra-nyland/exempelprojekt/pengar-och-risker" not in (folder / "sitemap.xml").read_text("utf-8")


def test_a_plan_left_out(tmp_path: Path) -> None:
    """The Finnish region page names the plan in Swedish, tells why, and no Finnish page of it exists."""
    folder = made(tmp_path, LEFT_OUT)
    region = page(folder, "fi/ita-uusimaa")
    link = next(a for a in region.all("a") if a["text"] == "Exempelprojekt")
    assert (link["lang"], link["hreflang"]) == ("sv", "sv")
    assert REASON in region.one("main")["text"]
    assert not (folder / "fi/ita-uusimaa/esimerkkihanke").exists()
    (note,) = notes(page(folder, "sv/ostra-nyland/exempelprojekt"))
    assert note["lang"] == "fi"
    assert f"Tätä sivua ei ole suomeksi. {REASON}" in note["text"]


def test_chapters_in_short_and_left_out(tmp_path: Path) -> None:
    """Of a plan that is told in full, single chapters may be summaries or missing."""
    folder = made(tmp_path, CHAPTER_IN_SHORT)
    (note,) = notes(page(folder, "fi/ita-uusimaa/esimerkkihanke/luettelot"))
    assert "Tämä on tiivistelmä." in note["text"]
    (note,) = notes(page(folder, "sv/ostra-nyland/exempelprojekt/kallor"))
    assert "Tätä sivua ei ole suomeksi. Lähteet ovat vain ruotsiksi." in note["text"]
    assert not notes(page(folder, "sv/ostra-nyland/exempelprojekt/listor"))
    contents = page(folder, "fi/ita-uusimaa/esimerkkihanke").one("main")["text"]
    assert "Luettelot" in contents
    assert "Lähteet" not in contents


def in_english(words: str) -> str:
    """Return something in English that has the same figures and refers to the same facts."""
    return " ".join(["An example in plain words", *re.findall(r"{{.*?}}|\d+", words)])


ENGLISH_PAGE = """---
title: A page with the name {name}
summary: true
description: What you should know, in plain words.
---

This is an example in plain words.
"""

ENGLISH_SUMMARY = """---
title: In short
description: The example project in plain words.
---

## What the project does

The project makes an example.
It costs {{ budget.total }}.
"""


def with_english(root: Path) -> None:
    """Add English to a copy of the miniature site: data and pages, no code."""

    def add(value: Any, needed: bool) -> None:
        if isinstance(value, dict):
            if set(value) == {"fi", "sv"}:
                if needed:
                    value["en"] = dict(value["sv"]) if isinstance(value["sv"], dict) else in_english(value["fi"])
            else:
                for inner in value.values():
                    add(inner, needed)
        elif isinstance(value, list):
            for inner in value:
                add(inner, needed)

    def rewrite(path: Path, change: Any) -> None:
        data = yaml.safe_load(path.read_text("utf-8").replace(": no", ": 'no'"))
        change(data)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")

    def site(data: Any) -> None:
        add(data, True)
        data["languages"].append(
            {"code": "en", "locale": "en_FI", "name": "English", "switch": "In English", "optional": True}
        )

    def regions(data: Any) -> None:
        for region in data["regions"]:
            if region["id"] == "ita-uusimaa":
                add({name: region[name] for name in ("name", "short", "inside", "slug")}, True)
                region["slug"]["en"] = "east-uusimaa"

    def plan(data: Any) -> None:
        add({key: value for key, value in data.items() if key != "documents"}, True)
        data["slug"]["en"] = "example-project"
        add({key: data["documents"][0][key] for key in ("title", "places")}, True)
        data["languages"] = {"en": {"state": "summary"}}

    for name in ("units", "scales"):
        rewrite(root / "data" / f"{name}.yaml", lambda data: add(data, True))
    rewrite(root / "data" / "programmes.yaml", lambda data: add(data, True))
    rewrite(root / "data" / "site.yaml", site)
    rewrite(root / "data" / "regions.yaml", regions)
    rewrite(root / PLAN / "plan.yaml", plan)
    for name in ("budget", "timeline"):  # names on the first screen
        rewrite(root / PLAN / f"{name}.yaml", lambda data: add(data, True))
    for path in (root / "content").glob("*.sv.md"):
        name = path.name.removesuffix(".sv.md")
        path.with_name(f"{name}.en.md").write_text(ENGLISH_PAGE.format(name=name), "utf-8")
    (root / PLAN / "05-summary.en.md").write_text(ENGLISH_SUMMARY, "utf-8")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature site with a summary of its plan in English, built."""
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(SITE, folder / "site")
    root = folder / "site"
    with_english(root)
    assert [str(p) for p in check_site(load_site(root))] == []
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    result = build(root, folder / "out")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "out"


def test_a_third_language_is_data(english: Path) -> None:
    """English pages exist for what is in English, and only for that; their frame speaks English."""
    pages = {path.parent.relative_to(english).as_posix() for path in (english / "en").rglob("index.html")}
    assert {"en", "en/east-uusimaa", "en/east-uusimaa/example-project"} <= pages
    assert len([url for url in pages if url.startswith("en/east-uusimaa/example-project/")]) == 1
    first = page(english, "en/east-uusimaa/example-project")
    assert first.one("html")["lang"] == "en"
    assert "Skip to the content" in {a["text"] for a in first.all("a")}
    (note,) = notes(first)
    assert "This is a summary. Not everything is in English." in " ".join(note["text"].split())
    assert {a["lang"] for a in first.all("a") if "aside" in a["in"] and "hreflang" in a} == {"fi", "sv"}


def test_the_others_know_the_third_language(english: Path) -> None:
    """A Finnish page leads to the nearest English one, and misses none that was never promised."""
    risks = page(english, "fi/ita-uusimaa/esimerkkihanke/raha-ja-riskit")
    assert not notes(risks)
    switch = next(a for a in risks.all("a") if a.get("hreflang") == "en")
    assert switch["text"].startswith("In English: ")
    assert switch["href"].endswith("en/east-uusimaa/example-project/")
    choice = Document((english / "index.html").read_text("utf-8"))
    assert [e["lang"] for e in choice.all("section")] == ["fi", "sv", "en"]


def test_a_third_language_lacks_nothing_that_it_shows(tmp_path: Path) -> None:
    """A text without English on an English page is told with its place."""
    root = tmp_path / "site"
    shutil.copytree(SITE, root)
    with_english(root)
    path = root / PLAN / "plan.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(fi: Testaajille.\n.*\n) *en: .*\n", r"\1", text), "utf-8")
    problems = check_site(load_site(root))
    line = text.split("\n").index("    fi: Testaajille.") + 1
    assert [(p.code, p.at.path, p.at.line, p.values["language"]) for p in problems] == [
        ("missing-on-page", f"{PLAN}/plan.yaml", line, "en")
    ]


def test_a_site_may_begin_in_swedish(tmp_path: Path) -> None:
    """Where Swedish comes first in data/site.yaml, it comes first for readers and editors."""
    languages = "  - {code: fi, locale: fi_FI, name: suomi, switch: Suomeksi}\n"
    folder = made(
        tmp_path,
        [
            {
                "file": "data/site.yaml",
                "replace": {"from": languages, "to": ""},
                "also": [
                    {"file": "data/site.yaml", "replace": {"from": "\npublisher", "to": f"{languages}\npublisher"}}
                ],
            }
        ],
    )
    site = load_site(tmp_path / "site").site
    assert site is not None
    assert site.languages == ("sv", "fi")
    choice = Document((folder / "index.html").read_text("utf-8"))
    assert [e["lang"] for e in choice.all("section")] == ["sv", "fi"]
    assert choice.one("html")["lang"] == "sv"
    assert not notes(page(folder, "fi/ita-uusimaa/esimerkkihanke"))
