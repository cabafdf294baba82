"""Lists across plans: which there are, what they count and show, and where their filters lead."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from document import Document
from planssi.affinity import MOST, Affinity
from planssi.blocks.measures import State
from planssi.fields import Text
from planssi.listing import Listing, MeasureEntry, RiskEntry, Subject, entries_of, listings, measures_of
from planssi.loader import load_site
from planssi.localizer import Localizer
from planssi.model import PageState, Site
from planssi.page import Page, PageKind
from planssi.pages import PageTree
from planssi.renderer import Renderer

ROOTS = {"real": Path(__file__).resolve().parent.parent, "small": Path(__file__).resolve().parent / "site"}


@pytest.fixture(scope="module", params=sorted(ROOTS))
def tree(request: pytest.FixtureRequest) -> PageTree:
    """Every page of the real site, and of the miniature one."""
    return tree_of(ROOTS[request.param])


@pytest.fixture(scope="module")
def real() -> PageTree:
    """Every page of the real site."""
    return tree_of(ROOTS["real"])


@pytest.fixture(scope="module")
def small() -> PageTree:
    """Every page of the miniature site."""
    return tree_of(ROOTS["small"])


def tree_of(root: Path) -> PageTree:
    """Return every page of a site."""
    site = load_site(root).site
    assert site is not None
    return PageTree(site)


def lists(tree: PageTree) -> dict[Page, Listing]:
    """Return every list by its page."""
    return {page: page.listing for page in tree.pages if page.listing}


def rendered(tree: PageTree, pages: list[Page]) -> dict[Page, Document]:
    """Return the bodies of pages."""
    renderers = {facts.code: Renderer(tree.site, Localizer(facts)) for facts in tree.site.facts.languages}
    return {page: Document(f"<main>{renderers[page.language].page(page, tree)}</main>") for page in pages}


def text_of(html: str) -> str:
    """Return what a reader sees of HTML, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).replace("\u00a0", " ").split())


def test_every_selection_that_holds_something_has_a_page(tree: PageTree) -> None:
    """Each list is there in both languages, with the same number of rows, and only the whole ones may be empty."""
    for page, listing in lists(tree).items():
        assert page.id == listing.id
        assert page.kind is PageKind.LISTING
        assert listing.entries or listing.parent is None
        sisters = tree.sisters(page)
        assert list(sisters) == ["fi", "sv"]
        assert {len(sister.listing.entries) for sister in sisters.values() if sister.listing} == {len(listing.entries)}
        if listing.parent:
            above = tree.get(listing.parent, page.language)
            assert page.url.startswith(above.url)
            assert (page.parent, above.kind) == (above.id, PageKind.LISTING)


def test_rows_are_those_of_the_plans(tree: PageTree) -> None:
    """A list holds what its topic or kind and its region name, found here by another way, and nothing else."""
    site = tree.site
    measures, risks = Counter[tuple[str, str | None, str | None]](), Counter[tuple[str, str | None, str | None]]()
    for plan in site.plans:
        block = plan.block("measures")
        paged = any(measure.slug for measure in block.measures) if block else False
        for measure in block.measures if block else ():
            named: list[str | None] = [*measure.topics_of(plan)]
            for topic in named + ([None] if measure.slug or not paged else []):
                measures.update([(Subject.MEASURES, topic, None), (Subject.MEASURES, topic, plan.region.id)])
        for risk in plan.block("risks").risks if plan.block("risks") else ():
            for kind in (None, *risk.kinds):
                risks.update([(Subject.RISKS, kind, None), (Subject.RISKS, kind, plan.region.id)])
    found = {
        (own.subject.value, own.tag and own.tag.id, own.region and own.region.id): len(own.entries)
        for page, own in lists(tree).items()
        if page.language == "fi"
    }
    assert {key: number for key, number in found.items() if number} == measures | risks


def test_real_lists_hold_what_residents_ask(real: PageTree) -> None:
    """Older people are served in three regions, and every list of the real site can be read to its end."""
    page = next(page for page in lists(real) if page.url == "fi/toimenpiteet/ikaantyneet/")
    assert page.listing
    assert {plan.region.id for plan, _ in page.listing.plans} >= {"helsinki", "keski-pohjanmaa", "lansi-uusimaa"}
    assert all(not listing.too_long for listing in lists(real).values())
    assert sum(1 for page in lists(real) if page.language == "sv") > 100


def test_choices_count_what_they_lead_to(tree: PageTree) -> None:
    """Each choice keeps the other side, counts the rows of its page, and has no page exactly where it has no rows."""
    for page, listing in lists(tree).items():
        for facet in listing.facets:
            assert [choice.current for choice in facet.choices].count(True) == 1
            assert facet.current.id == listing.id
            for choice in facet.choices:
                other = tree.find(choice.id, page.language)
                assert (other is None) == (choice.count == 0 and choice.id != f"site:{listing.subject}")
                if other and other.listing:
                    assert len(other.listing.entries) == choice.count
                    kept = (
                        (other.listing.tag, listing.tag) if facet.of_region else (other.listing.region, listing.region)
                    )
                    assert kept[0] is kept[1]


def test_what_a_page_of_a_list_shows(tree: PageTree) -> None:
    """Filters are links that resolve or plain words, the current ones are marked, and there is a row for each entry."""
    known = {page.url for page in tree.pages}
    for page, document in rendered(tree, [*lists(tree)]).items():
        assert page.listing
        rows = [row for row in document.all("tr") if "data-source" in row]
        assert len(rows) == len(page.listing.entries), page.url
        assert len([a for a in document.all("a") if a.get("aria-current") == "true"]) == 2
        for link in document.all("a"):
            path = link["href"].partition("#")[0]
            target = posixpath.normpath(posixpath.join("/", page.url, path)).strip("/") + "/"
            assert target in known, (page.url, link["href"])
        numbers = [int(number) for number in re.findall(r"\d+", count_of(document))]
        assert numbers[:2] == ([len(rows), len(page.listing.plans)] if rows else []), page.url
        (heading,) = document.all("h1")
        assert heading["text"] == page.title


def count_of(document: Document) -> str:
    """Return the sentence that counts the rows."""
    (sentence,) = [p for p in document.all("p") if p.get("class") == "plan-filters__count"]
    return " ".join(sentence["text"].replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        (
            "fi",
            [
                "Rajauksella ei löydy mitään.",
                "1 toimenpide 1 suunnitelmassa.",
                "2 toimenpidettä 1 suunnitelmassa. Niistä 1 on poistettu suunnitelmasta.",
                "4 toimenpidettä 2 suunnitelmassa. Niistä 2 on poistettu suunnitelmasta.",
            ],
        ),
        (
            "sv",
            [
                "Inget hittades.",
                "1 åtgärd i 1 plan.",
                "2 åtgärder i 1 plan. 1 av dem har strukits ur planen.",
                "4 åtgärder i 2 planer. 2 av dem har strukits ur planen.",
            ],
        ),
    ],
)
def test_counts_are_grammatical(small: PageTree, language: str, counts: list[str]) -> None:
    """None, one and several measures are counted as people say it, in one plan and in several."""
    first = small.get("site:measures", language)
    assert first.listing
    active, removed = (
        next(entry for entry in measures_of(small.site) if entry.measure.state is state)
        for state in (State.ACTIVE, State.REMOVED)
    )
    other = [replace(entry, plan=replace(entry.plan, id="ita-uusimaa/toinen")) for entry in (active, removed)]
    pages = [
        replace(first, listing=replace(first.listing, entries=tuple(entries)))
        for entries in ([], [active], [active, removed], [active, removed, *other])
    ]
    renderer = Renderer(small.site, Localizer(small.site.language(language)))
    small._telling.update({("ita-uusimaa/toinen", "measures", language): first})
    shown = [Document(f"<main>{renderer.page(page, small)}</main>") for page in pages]
    assert [count_of(document) for document in shown] == counts


def test_a_topic_without_measures_and_a_region_without_any(small: PageTree) -> None:
    """A choice that would find nothing is shown with its zero and without a link; an empty list says so."""
    site = small.site
    nobody = site.topics[0].model_copy(update={"id": "nobody", "name": Text(fi="Ei kukaan", sv="Ingen")})
    (plan,) = site.plans
    other = next(region for region in site.regions if region.id != plan.region.id)
    empty = replace(
        plan, id=f"{other.id}/x", region=other, blocks={k: b for k, b in plan.blocks.items() if k == "goals"}
    )
    planted = replace(site, topics=(*site.topics, nobody), plans=(plan, empty))
    (whole, *narrowed) = listings(planted, "fi", Subject.MEASURES, entries_of(planted)[Subject.MEASURES])
    assert {listing.region.id for listing in narrowed if listing.region} == {plan.region.id}
    assert "nobody" not in {listing.tag.id for listing in narrowed if listing.tag}
    topics, regions = whole.facets
    assert [choice.count for choice in topics.choices if choice.key == "nobody"] == [0]
    assert [choice.count for choice in regions.choices if choice.key == other.id] == [0]
    page = replace(small.get("site:measures", "fi"), listing=whole)
    html = Renderer(planted, Localizer(site.language("fi"))).page(page, small)
    assert "<span>Ei kukaan (0)</span>" in html
    assert f"<span>{other.short['fi']} (0)</span>" in html
    (nothing,) = listings(replace(site, plans=()), "fi", Subject.RISKS, ())
    html = Renderer(site, Localizer(site.language("fi"))).page(replace(page, listing=nothing), small)
    assert "Rajauksella ei löydy mitään." in html
    assert "<table" not in html


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_long_list_is_divided(real: PageTree, language: str) -> None:
    """In place of too many rows stand the regions, and in a region the plans, with their numbers and as links."""
    facts = real.site.language(language)
    renderer = Renderer(real.site, Localizer(facts))
    whole = real.get("site:measures", language)
    assert whole.listing
    region = next(page for page in real.children(whole) if page.listing and page.listing.region)
    for page in (whole, region):
        assert page.listing
        own = replace(page, listing=replace(page.listing, most=3))
        html = renderer.page(own, real)
        assert "<table" not in html
        after = html.partition("plan-filters__count")[2]
        links = re.findall(r'<a href="([^"]*)">.*?</a> \((\d+)\)', after)
        assert sum(int(number) for _, number in links) == len(page.listing.entries)
        assert len(links) == len(page.listing.plans)


def test_plans_that_are_not_whole_in_a_language_are_not_listed(small: PageTree) -> None:
    """A plan of which a language has only a summary has no rows there."""
    (plan,) = small.site.plans
    summary = small.site.language("sv").model_copy(update={"code": "se", "optional": True})
    facts = small.site.facts.model_copy(update={"languages": (*small.site.facts.languages, summary)})
    site: Site = replace(small.site, facts=facts)
    assert plan.state(summary) is PageState.EXEMPT
    (whole,) = listings(site, "se", Subject.MEASURES, entries_of(site)[Subject.MEASURES])
    assert (whole.entries, whole.regions) == ((), ())


def test_risks_are_in_the_order_of_their_classes(real: PageTree) -> None:
    """The worst class comes first, and those without points last, whatever their plans' scales are."""
    page = real.get("site:risks", "fi")
    assert page.listing
    order = [level.id for level in real.site.risk_classes]
    ranks = [
        order.index(entry.level.id) if entry.level else -1
        for entry in page.listing.rows
        if isinstance(entry, RiskEntry)
    ]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[0] > 2
    assert ranks[-1] == -1
    for entry in page.listing.rows:
        assert isinstance(entry, RiskEntry)
        assert (entry.level is not None) == (entry.block.scored and entry.risk.points is not None)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "fi/toimenpiteet/ikaantyneet/",
            ["720 000 €", "Kuuluu kokonaisuuteen", "tämän sivuston tulkinta", "ei ole laskettu yhteen"],
        ),
        ("sv/atgarder/aldre/", ["720 000 €", "Mellersta Österbotten", "webbplatsens tolkning", "inte räknats ihop"]),
        ("fi/toimenpiteet/ita-uusimaa/", ["Poistettu suunnitelmasta", "76 000 €", "Vain sisällysluettelossa"]),
        (
            "fi/riskit/keski-pohjanmaa/",
            ["kriittinen 20 / 25 pistettä", "Todennäköisyys: 4 / 5", "Hankejohtaja", "ei välttämättä"],
        ),
        ("sv/risker/helsingfors/", ["Källan bedömer inte detta.", "Helsingfors: Hållbar tillväxt"]),
        ("fi/riskit/vantaa-kerava/", ["Vaikutus: Merkittävä", "Lähde ei anna pisteitä."]),
    ],
)
def test_what_rows_say(real: PageTree, address: str, words: list[str]) -> None:
    """A row tells plan, region, time, cost, whole and state, or class, scale, action and who answers."""
    page = real.of_path(f"{address}index.html")
    html = Renderer(real.site, Localizer(real.site.language(page.language))).page(page, real)
    assert [word for word in words if word not in text_of(html)] == []


def test_the_page_of_a_measure_leads_on(real: PageTree) -> None:
    """From a measure to the lists of its topics, with their numbers, and to at most five measures of other plans."""
    measures = [page for page in real.pages if page.kind is PageKind.MEASURE]
    related = 0
    for page, document in rendered(real, measures).items():
        others = real.related(page)
        related += len(others)
        assert len(others) <= MOST
        assert all(other.plan is not page.plan and other.language == page.language for other in others)
        links = {
            posixpath.normpath(posixpath.join("/", page.url, a["href"])).strip("/") + "/" for a in document.all("a")
        }
        assert {other.url for other in others} <= links
        topics = real.topic_lists(page)
        assert {other.url for other in topics} <= links
        assert bool(topics) or not others
    assert related > 4 * len(measures)


def test_the_likest_come_first(real: PageTree) -> None:
    """Related measures share at least as many topics as those after them; plans take turns; parts count, too."""
    affinity = Affinity(real.site)
    entries = [entry for entry in measures_of(real.site) if entry.measure.slug]
    for entry in entries:
        own = affinity.tags(entry.plan, entry.measure.id)
        assert set(entry.tags) <= own
        others = affinity.related(entry.plan, entry.measure.id, "fi")
        shared = [len(own & affinity.tags(other.plan, other.measure.id)) for other in others]
        assert shared == sorted(shared, reverse=True)
        assert all(shared)
        best = max(
            (len(own & affinity.tags(e.plan, e.measure.id)) for e in entries if e.plan is not entry.plan), default=0
        )
        assert not others or shared[0] == best
        assert [other.measure.id for other in others] == [
            other.measure.id for other in Affinity(real.site).related(entry.plan, entry.measure.id, "fi")
        ]


def test_removed_measures_are_not_like_others(real: PageTree) -> None:
    """What no longer belongs to a plan is listed, but no page calls it alike."""
    site = real.site
    plans = []
    for plan in site.plans:
        block = plan.block("measures")
        gone = tuple(measure.model_copy(update={"state": State.REMOVED}) for measure in block.measures)
        plans.append(replace(plan, blocks={**plan.blocks, "measures": block.model_copy(update={"measures": gone})}))
    planted = replace(site, plans=tuple(plans))
    affinity = Affinity(planted)
    assert all(
        affinity.related(entry.plan, str(entry.told), "fi") == () for entry in measures_of(planted) if entry.told
    )
    whole = next(listings(planted, "fi", Subject.MEASURES, entries_of(planted)[Subject.MEASURES]))
    assert whole.removed == len(whole.entries) > 80
    assert all(isinstance(entry, MeasureEntry) for entry in whole.entries)
