"""Feeds, asked what RFC 4287 demands of them and what a follower wants to know."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from building import ROOT
from planssi.chronicle import chronicle
from planssi.feeds import ATOM, TYPE, XHTML, entries, feed_of, feeds
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import Language, Plan, Site, Version
from planssi.page import PageKind
from planssi.pages import PageTree
from planssi.periods import Period
from planssi.renderer import Renderer
from planting import SITE, SMALL_PLAN, copy_site, spoil

ROOT_ADDRESS = "https://planssi.example/below/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(root: Path) -> Site:
    """Return a site that has no errors of form."""
    site = load_site(root).site
    assert site is not None
    return site


@cache
def localizer_of(language: Language) -> Localizer:
    """Return the one who speaks a language; reading its catalogue takes a second."""
    return Localizer(language)


def localizers(site: Site) -> Mapping[str, Localizer]:
    """Return one for every language."""
    return {language.code: localizer_of(language) for language in site.facts.languages}


def made(site: Site, preview: bool = False) -> Mapping[str, bytes]:
    """Return every feed of a site by its address."""
    return dict(feeds(PageTree(site, ROOT_ADDRESS), localizers(site), preview))


def said(entry: ET.Element) -> str:
    """Return the words of an entry's content, with single spaces."""
    (content,) = entry.findall(f"{{{ATOM}}}content")
    return " ".join("".join(content.itertext()).split())


def named(feed: bytes, title: str) -> ET.Element:
    """Return the only entry with a title."""
    root = ET.fromstring(feed)
    (entry,) = (e for e in root.findall(f"{{{ATOM}}}entry") if e.findtext(f"{{{ATOM}}}title") == title)
    return entry


@pytest.fixture(scope="module")
def site() -> Site:
    """The miniature site, whose plan has an earlier version."""
    return read(SITE)


@pytest.fixture(scope="module")
def plan(site: Site) -> Plan:
    """Its plan."""
    return site.plans[0]


@pytest.fixture(scope="module")
def real() -> Mapping[str, bytes]:
    """The feeds of the real site."""
    return made(read(ROOT))


def of_versions(site: Site, plan: Plan, *versions: Version) -> list[tuple[str, date]]:
    """Return the ids after the # and the days of the entries of a plan that has these versions and no earlier facts."""
    changed = replace(plan, facts=plan.facts.model_copy(update={"versions": versions}), earlier=())
    tree = PageTree(replace(site, plans=(changed,)), ROOT_ADDRESS)
    found = entries(changed, tree, localizers(site)["fi"])
    return [(urlsplit(entry.id).fragment, entry.updated) for entry in found]


def test_every_plan_and_region_has_a_feed_in_its_languages(real: Mapping[str, bytes]) -> None:
    """One for each page of a plan or region that tells of a plan in that language, and no others."""
    site = read(ROOT)
    expected = set()
    for language in site.languages:
        for plan in site.plans:
            if site.has(plan, language):
                region = f"{language}/{plan.region.slug[language]}"
                expected |= {f"{region}/atom.xml", f"{region}/{plan.facts.slug[language]}/atom.xml"}
    assert set(real) == expected
    assert len(expected) == 22


def test_every_feed_has_what_the_standard_demands(real: Mapping[str, bytes]) -> None:
    """RFC 4287, section 4.1: what must be there once is there once, and what must be an address or a moment is one."""
    for address, feed in real.items():
        root = ET.fromstring(feed)
        assert root.tag == f"{{{ATOM}}}feed"
        assert root.get(LANG) == address.partition("/")[0]
        assert root.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name")
        links = {link.attrib["rel"]: link.attrib for link in root.findall(f"{{{ATOM}}}link")}
        assert links["self"]["href"] == root.findtext(f"{{{ATOM}}}id") == ROOT_ADDRESS + address
        assert links["self"]["type"] == TYPE
        assert links["alternate"]["href"] == (ROOT_ADDRESS + address).removesuffix("atom.xml")
        found = root.findall(f"{{{ATOM}}}entry")
        assert len(found) >= 2, address
        for element in (root, *found):
            for name in ("id", "title", "updated"):
                (child,) = element.findall(f"{{{ATOM}}}{name}")
                assert child.text, (address, name)
            assert urlsplit(element.findtext(f"{{{ATOM}}}id")).scheme == "https"
            moment = datetime.fromisoformat(str(element.findtext(f"{{{ATOM}}}updated")))
            assert moment.tzinfo == UTC
        for entry in found:
            kinds = Counter(link.get("rel") for link in entry.findall(f"{{{ATOM}}}link"))
            assert kinds == {"alternate": 1}
            (content,) = entry.findall(f"{{{ATOM}}}content")
            assert content.get("type") == "xhtml"
            assert [child.tag for child in content] == [f"{{{XHTML}}}div"]
            assert said(entry)
        ids = [entry.findtext(f"{{{ATOM}}}id") for entry in found]
        assert len(set(ids)) == len(ids), address
        days = [str(entry.findtext(f"{{{ATOM}}}updated")) for entry in found]
        assert days == sorted(days, reverse=True)
        assert root.findtext(f"{{{ATOM}}}updated") == days[0]


def test_a_region_tells_what_its_plans_tell(real: Mapping[str, bytes]) -> None:
    """An entry is the same entry in both feeds, so that whoever follows both reads it once."""
    of_plan = ET.fromstring(real["fi/vantaa-kerava/rakenneuudistus/atom.xml"]).findall(f"{{{ATOM}}}entry")
    of_region = ET.fromstring(real["fi/vantaa-kerava/atom.xml"]).findall(f"{{{ATOM}}}entry")
    assert [ET.tostring(entry) for entry in of_plan] == [ET.tostring(entry) for entry in of_region]


@pytest.mark.parametrize(
    ("address", "title", "words"),
    [
        (
            "fi/vantaa-kerava/rakenneuudistus/atom.xml",
            "Rakenneuudistus: Versio 2.0 (päivitetty)",
            [
                "Versio 2.0 (päivitetty): 21.6.2021",
                "Keväällä 2021 osa-alueesta 3 siirrettiin rahaa osa-alueille 1 ja 2.",
                "Aiemmasta versiosta (Versio 1.0) tunnetaan vain osa.",
                "Osa-alue 2: johtaminen ja ohjaus – Summa (Budjetti osa-alueittain) "
                "Kasvoi: 400 000 € (ennen 1 760 000 €, nyt 2 160 000 €)",
                "Pieneni: 800 000 € (ennen 1 900 000 €, nyt 1 100 000 €)",
                "→ Osa-alue 2: johtaminen ja ohjaus 400 000 €",
            ],
        ),
        (
            "sv/vanda-kervo/strukturreformen/atom.xml",
            "Strukturreformen: Version 2.0 (uppdaterad)",
            [
                "Våren 2021 flyttades pengar från delområde 3",
                "Ökade med 400 000 € (tidigare 1 760 000 €, nu 2 160 000 €)",
                "Minskade med 800 000 € (tidigare 1 900 000 €, nu 1 100 000 €)",
            ],
        ),
    ],
)
def test_the_real_change_is_told(real: Mapping[str, bytes], address: str, title: str, words: list[str]) -> None:
    """What Vantaa and Kerava changed in 2021 stands in the feed, and its link leads to the table on the page."""
    entry = named(real[address], title)
    assert [part for part in words if part not in said(entry)] == []
    assert entry.findtext(f"{{{ATOM}}}updated") == "2021-06-21T00:00:00Z"
    (link,) = entry.findall(f"{{{ATOM}}}link")
    assert link.attrib["href"].endswith("/#plan-changes")


def test_every_kind_of_change_has_words(site: Site) -> None:
    """Raised, lowered, moved, new and removed: each as a follower says it."""
    entry = named(made(site)["fi/ita-uusimaa/esimerkkihanke/atom.xml"], "Esimerkki: Ensimmäinen versio")
    for words in (
        "Henkilöstö – Summa (Kustannusarvio) Kasvoi: 100 € (ennen noin 500 €, nyt noin 600 €)",
        "Esimerkki on valmis – Milloin (Aikataulu) Siirtyi 3 kuukautta myöhemmäksi "
        "(ennen maaliskuu 2025, nyt kesäkuu 2025)",
        "Kadonnut toimenpide (Toimenpiteet) Ei enää tässä versiossa ",
        "Välineet → Henkilöstö 100 €",
    ):
        assert words in said(entry)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_page_and_the_feed_say_the_same(site: Site, plan: Plan, language: str) -> None:
    """Both have their words from one place."""
    localizer = localizers(site)[language]
    page = unescape(Renderer(site, localizer).env.get_template("changes.html").render(plan=plan))
    (entry, *_) = [entry for entry in entries(plan, PageTree(site), localizer) if "#version-" in entry.id]
    feed = "".join(entry.content.itertext())
    (step,) = chronicle(plan, localizer)
    assert len(step.changes) > 10
    for told in step.changes:
        for words in (told.subject, told.happened):
            assert words in page
            assert words in feed


def test_days_come_from_the_content(site: Site, plan: Plan) -> None:
    """A time has its last day, never a later one than the content; versions of one day are still two entries."""
    version = plan.facts.versions[0]
    at = [version.model_copy(update={"date": Period.parse(text)}) for text in ("2020-spring", "2024", "2024", "2026")]
    assert of_versions(site, plan, *at) == [
        ("updated-2026-01-15", date(2026, 1, 15)),
        ("version-2026-12-31", date(2026, 1, 15)),
        ("version-2024-12-31-2", date(2024, 12, 31)),
        ("version-2024-12-31", date(2024, 12, 31)),
        ("version-2020-05-31", date(2020, 5, 31)),
    ]
    open_ended = [version.model_copy(update={"date": Period.parse(text)}) for text in ("../2020-04-30", "2021-03/..")]
    assert [day for _, day in of_versions(site, plan, *open_ended)[1:]] == [date(2021, 3, 1), date(2020, 4, 30)]


def test_a_new_version_leaves_the_ids_of_the_old_ones(site: Site, plan: Plan) -> None:
    """Who has read an entry does not get it again because another version was added."""
    old, new = plan.facts.versions
    before = {id for id, _ in of_versions(site, plan, old)}
    assert before < {id for id, _ in of_versions(site, plan, old, new)}


def test_a_summary_tells_no_more_than_it_has_words_for(tmp_path: Path) -> None:
    """Where a plan is only a summary, its versions are told without their changes, whose words may be missing."""
    root = copy_site(tmp_path / "site", {})
    for file, change in (
        ("plan.yaml", {"append": "languages:\n  sv: {state: summary, full: 2027-03-01}\n"}),
        ("plan.yaml", {"replace": {"from": ", sv: Utkastet ändrades efter utlåtandena.}", "to": "}"}}),
        ("risks.yaml", {"replace": {"from": "title: {fi: Riskit, sv: Risker}", "to": "title: {fi: Riskit}"}}),
    ):
        spoil(root, {"file": f"{SMALL_PLAN}/{file}", **change})
    found = made(read(root))
    summary = named(found["sv/ostra-nyland/exempelprojekt/atom.xml"], "Exempel: Första versionen")
    assert said(summary) == "Första versionen: 25.4.2024"
    whole = named(found["fi/ita-uusimaa/esimerkkihanke/atom.xml"], "Esimerkki: Ensimmäinen versio")
    assert "Luonnosta korjattiin" in said(whole)


def test_a_plan_that_is_not_told_has_no_feed(tmp_path: Path) -> None:
    """A language without pages of a plan has no feed of it, and a region without plans there has none either."""
    root = copy_site(tmp_path / "site", {})
    reason = "Suunnitelma koskee vain ruotsinkielisiä palveluja."
    exempt = f"languages:\n  fi: {{state: exempt, reason: {reason}}}\n"
    spoil(root, {"file": f"{SMALL_PLAN}/plan.yaml", "append": exempt})
    site = read(root)
    assert set(made(site)) == {"sv/ostra-nyland/atom.xml", "sv/ostra-nyland/exempelprojekt/atom.xml"}
    tree = PageTree(site, ROOT_ADDRESS)
    (region,) = (page for page in tree.pages if page.kind is PageKind.REGION and page.language == "fi")
    assert feed_of(region, tree) is None


def test_search_engines_stay_away_from_a_preview(site: Site) -> None:
    """A preview says so, the site itself does not."""
    mark = f"{{{XHTML}}}meta"
    assert all(ET.fromstring(feed).find(mark) is None for feed in made(site).values())
    for feed in made(site, preview=True).values():
        assert ET.fromstring(feed).find(mark).attrib == {"name": "robots", "content": "noindex"}  # type: ignore[union-attr]


def test_the_same_content_gives_the_same_bytes() -> None:
    """Nothing comes from the clock or from the order of reading."""
    assert made(read(SITE)) == made(read(SITE))
