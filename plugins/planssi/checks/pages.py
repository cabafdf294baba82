"""Rules about pages: which ones there must be, and that no two share an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import SITE_CHAPTERS, SUMMARY, Site
from ..page import Page
from ..pages import PageTree
from ..source import Problem, Source

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*$")


def check_required(site: Site) -> Iterator[Problem]:
    """Every site has its fixed pages, and every plan an easy-language summary."""
    have = {chapter.id for chapter in site.chapters}
    for id in SITE_CHAPTERS:
        if id not in have:
            yield _missing(f"content/{id}", site)
    for plan in site.plans:
        if SUMMARY not in {chapter.id for chapter in plan.chapters}:
            yield _missing(f"{plan.folder}/{SUMMARY}", site)


def _missing(stem: str, site: Site) -> Problem:
    files = [f"{stem}.{language}.md" for language in site.languages]
    return Problem(Source(files[0]), "missing-chapter", {"name": stem.rpartition("/")[2], "files": ", ".join(files)})


def check_addresses(site: Site) -> Iterator[Problem]:
    """Slugs can stand in an address, and each address belongs to one page."""
    chapters = [*site.chapters, *(chapter for plan in site.plans for chapter in plan.chapters)]
    for chapter in chapters:
        for prose in chapter.texts.values():
            if not SLUG.match(prose.slug):
                yield Problem(prose.places["slug"], "bad-address", {"slug": prose.slug})
    slugs = [*(region.slug for region in site.regions), *(plan.facts.slug for plan in site.plans)]
    slugs += [*(topic.slug for topic in site.topics), *(kind.slug for kind in site.risk_kinds)]
    measures = (measure for plan in site.plans if (block := plan.block("measures")) for measure in block.measures)
    for text in [*slugs, *(measure.slug for measure in measures if measure.slug)]:
        for language, slug in text.words.items():
            if not SLUG.match(slug):
                yield Problem(text.place(language), "bad-address", {"slug": slug})
    lacking = tuple(_lacking(site))
    yield from lacking
    if lacking:
        return
    seen: dict[str, str] = {}
    for page in PageTree(site).pages:
        if page.url in seen:
            values = {"url": page.url, "other": seen[page.url]}
            yield Problem(_address_at(page), "duplicate-address", values)
        seen.setdefault(page.url, page.source)


def _address_at(page: Page) -> Source:
    """Return where the end of a page's address is written."""
    if page.plan and page.measure:
        measure = next(item for item in page.plan.block("measures").measures if item.id == page.measure)
        place: Source = measure.slug.place(page.language)
        return place
    if page.municipality or page.programme:
        named = page.municipality or page.programme
        assert named
        return named.name.place(page.language)
    if page.listing and (chosen := page.listing.region or page.listing.tag):
        return chosen.slug.place(page.language)
    return page.prose.places["slug"] if page.prose else Source(page.source)


def _lacking(site: Site) -> Iterator[Problem]:
    """Yield the titles and addresses without which the pages of a plan in some language cannot be made."""
    for plan in site.plans:
        facts, region = plan.facts, plan.region
        for code in site.languages:
            for text in (facts.title, facts.slug, facts.description, region.name, region.slug):
                if site.has(plan, code) and code not in text:
                    yield Problem(text.at, "missing-on-page", {"language": code, "page": plan.id})
