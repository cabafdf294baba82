"""Which pages a site has: those of its own texts, of regions and plans, and those that the data make.

Flows in: a `Site`. Flows out: its pages, in reading order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from .blocks.measures import Measure, Measures
from .listing import Entry, Listing, Subject, entries_of, listings
from .loader import slugify
from .model import Chapter, PageState, Plan, Site
from .page import KINDS_OF_CHAPTERS, KINDS_OF_SHARED_PAGES, Page, PageKind

MOST_PLANS = 40
"""Plans that one page sets beside each other; where there are more, each region has a page of its own."""


def pages_of(site: Site) -> Iterator[Page]:
    """Yield every page of a site: those that speak every language, then each language in reading order."""
    for id, kind, url, chapter in (
        ("choice", PageKind.CHOICE, "", "index"),
        ("not-found", PageKind.NOT_FOUND, "404.html", "not-found"),
    ):
        if (found := _chapter(site, chapter)) and found.texts:
            yield _in_every_language(site, found, id, kind, url)
    entries = entries_of(site)
    for language in site.languages:
        yield from _in_language(site, language, entries)


def measures_with_pages(plan: Plan) -> tuple[Measure, ...]:
    """Return the measures that have pages of their own, each before its parts."""
    block: Measures | None = plan.block(Measures.kind)
    return tuple(branch.item for branch in block.tree if branch.item.slug) if block else ()


def measure_id(plan: Plan, measure: Measure) -> str:
    """Return the id of the page of a measure."""
    return f"measure:{plan.id}/{measure.id}"


def _in_every_language(site: Site, chapter: Chapter, id: str, kind: PageKind, url: str) -> Page:
    """Return a page that speaks every language at once: the first page, and the one for a wrong address."""
    texts = [chapter.texts[language] for language in site.languages if language in chapter.texts]
    return Page(
        id=id,
        kind=kind,
        language=site.languages[0],
        url=url,
        title=" – ".join(text.title for text in texts),
        description=" ".join(text.description for text in texts),
        updated=site.updated,
        source=texts[0].path,
    )


def _chapter(site: Site, id: str) -> Chapter | None:
    return next((chapter for chapter in site.chapters if chapter.id == id), None)


def _in_language(site: Site, language: str, entries: Mapping[Subject, tuple[Entry, ...]]) -> Iterator[Page]:
    def of_chapter(id: str, chapter: Chapter, kind: PageKind, url: str, updated: date, **more: object) -> Page:
        text = chapter.texts[language]
        return Page(
            id=id,
            kind=kind,
            language=language,
            url=url,
            title=text.title,
            description=text.description,
            updated=text.updated or updated,
            source=text.path,
            chapter=chapter,
            state=PageState.SUMMARY if text.summary else PageState.FULL,
            full=text.full,
            **more,  # type: ignore[arg-type]
        )

    top = f"{language}/"
    if (home := _chapter(site, "index")) and language in home.texts:
        yield of_chapter("home", home, PageKind.HOME, top, site.updated)
    for region in site.regions:
        plans = site.region_plans(region, language)
        if not plans and (not site.region_plans(region) or site.language(language).optional):
            continue
        url = f"{top}{region.slug[language]}/"
        updated = max(plan.facts.updated for plan in site.region_plans(region))
        yield Page(
            id=f"region:{region.id}",
            kind=PageKind.REGION,
            language=language,
            url=url,
            title=region.name[language],
            description="; ".join(plan.facts.title[language] for plan in plans) or region.name[language],
            updated=updated,
            source="data/regions.yaml",
            parent="home",
            region=region,
        )
        for plan in plans:
            facts = plan.facts
            plan_url = f"{url}{facts.slug[language]}/"
            plan_id = f"plan:{plan.id}"
            coverage = facts.languages.get(language)
            yield Page(
                id=plan_id,
                kind=PageKind.PLAN,
                language=language,
                url=plan_url,
                title=facts.title[language],
                description=facts.description[language],
                updated=facts.updated,
                source=facts.at.path,
                parent=f"region:{region.id}",
                plan=plan,
                region=region,
                state=coverage.state if coverage else PageState.FULL,
                full=coverage.full if coverage else None,
            )
            for chapter in plan.chapters:
                if language not in chapter.texts:
                    continue
                slug = chapter.texts[language].slug
                yield of_chapter(
                    f"chapter:{plan.id}/{chapter.id}",
                    chapter,
                    PageKind.CHAPTER,
                    f"{plan_url}{slug}/",
                    facts.updated,
                    parent=plan_id,
                    plan=plan,
                    region=region,
                )
            if coverage is None or coverage.state is PageState.FULL:
                yield from _of_measures(plan, language, plan_id, plan_url)
                yield from _shared(site, plan, language, plan_id, plan_url)
    for chapter in site.chapters:
        if chapter.id in ("index", *KINDS_OF_SHARED_PAGES) or language not in chapter.texts:
            continue
        kind = KINDS_OF_CHAPTERS.get(chapter.id, PageKind.PROSE)
        file = f"{top}404.html" if kind is PageKind.NOT_FOUND else f"{top}{chapter.texts[language].slug}/"
        page = of_chapter(f"site:{chapter.id}", chapter, kind, file, site.facts.updated, parent="home")
        if kind is PageKind.LISTING:
            subject = Subject(chapter.id)
            for listing in listings(site, language, subject, entries[subject]):
                yield _of_listing(listing, page)
        else:
            yield page
            yield from _below(page, site)


def _below(page: Page, site: Site) -> Iterator[Page]:
    """Yield the pages below one of the site's own: what it lists, with titles and addresses from the data."""
    if page.kind is PageKind.MUNICIPALITIES:
        yield from _of_municipalities(page, site)
    elif page.kind is PageKind.PROGRAMMES:
        yield from _of_programmes(page, site)
    elif page.kind in (PageKind.TIMELINES, PageKind.COMPARED) and len(site.plans_in(page.language)) > MOST_PLANS:
        yield from _by_region(page, site)


def _of_municipalities(page: Page, site: Site) -> Iterator[Page]:
    """Yield a page for each municipality whose region has a plan."""
    plans = {region.id: site.region_plans(region) for region in site.regions}
    regions = {region.id: region for region in site.regions}
    for town in site.municipalities:
        if not plans.get(town.region):
            continue
        region, name = regions[town.region], town.name_in(page.language)
        told = site.region_plans(region, page.language)
        if not told and site.language(page.language).optional:
            continue
        titles = "; ".join(plan.facts.title[page.language] for plan in told)
        yield Page(
            id=f"municipality:{town.code}",
            kind=PageKind.MUNICIPALITY,
            language=page.language,
            url=f"{page.url}{slugify(name)}/",
            title=name,
            description=f"{name}, {region.name[page.language]}{': ' * bool(titles)}{titles}",
            updated=max(plan.facts.updated for plan in plans[town.region]),
            source="data/municipalities.yaml",
            parent=page.id,
            region=region,
            municipality=town,
        )


def _of_programmes(page: Page, site: Site) -> Iterator[Page]:
    """Yield a page for each programme that funds a plan in the language."""
    for programme in site.programmes:
        plans = [plan for plan in site.plans_in(page.language) if programme in plan.programmes]
        if not plans or page.language not in programme.name:
            continue
        name = programme.name[page.language]
        yield Page(
            id=f"programme:{programme.id}",
            kind=PageKind.PROGRAMME,
            language=page.language,
            url=f"{page.url}{slugify(name)}/",
            title=name,
            description=f"{name}: {'; '.join(plan.facts.title[page.language] for plan in plans)}",
            updated=max(plan.facts.updated for plan in plans),
            source="data/programmes.yaml",
            parent=page.id,
            programme=programme,
        )


def _by_region(page: Page, site: Site) -> Iterator[Page]:
    """Yield the same page for each region that has a plan in the language."""
    for region in site.regions:
        plans = site.region_plans(region, page.language)
        if not plans:
            continue
        yield Page(
            id=f"{page.kind}:region/{region.id}",
            kind=page.kind,
            language=page.language,
            url=f"{page.url}{region.slug[page.language]}/",
            title=f"{page.title}: {region.short[page.language]}",
            description=f"{region.name[page.language]}: {page.description}",
            updated=max(plan.facts.updated for plan in plans),
            source="data/regions.yaml",
            parent=page.id,
            region=region,
        )


def _of_listing(listing: Listing, first: Page) -> Page:
    """Return the page of a list; `first` is that of the whole list, which has the words of the editors."""
    updated = max([first.updated, *(plan.facts.updated for plan, _ in listing.plans)])
    tag, region, language = listing.tag, listing.region, first.language
    if listing.parent is None:
        return replace(first, listing=listing, updated=updated)
    by = ", ".join([*([tag.name[language]] if tag else []), *([region.short[language]] if region else [])])
    slugs = [chosen.slug[language] for chosen in (tag, region) if chosen]
    told = tag.description[language] if tag and language in tag.description else first.description
    return Page(
        id=listing.id,
        kind=PageKind.LISTING,
        language=language,
        url=f"{first.url}{'/'.join(slugs)}/",
        title=f"{first.title}: {by}",
        description=f"{first.title}: {by}. {told}",
        updated=updated,
        source="data/topics.yaml" if tag else "data/regions.yaml",
        parent=listing.parent,
        listing=listing,
    )


def _of_measures(plan: Plan, language: str, parent: str, url: str) -> Iterator[Page]:
    """Yield the pages of a plan's measures: below the chapter about them, where there is one."""
    with_list = (chapter for chapter in plan.chapters if chapter.id == Measures.kind and language in chapter.texts)
    if chapter := next(with_list, None):
        parent, url = f"chapter:{plan.id}/{chapter.id}", f"{url}{chapter.texts[language].slug}/"
    for measure in measures_with_pages(plan):
        assert measure.slug
        title = measure.title[language]
        yield Page(
            id=measure_id(plan, measure),
            kind=PageKind.MEASURE,
            language=language,
            url=f"{url}{measure.slug[language]}/",
            title=title,
            description=measure.summary[language] if measure.summary else f"{plan.facts.title[language]}: {title}",
            updated=plan.facts.updated,
            source=measure.at.path,
            parent=parent,
            plan=plan,
            region=plan.region,
            measure=measure.id,
        )


def _shared(site: Site, plan: Plan, language: str, parent: str, url: str) -> Iterator[Page]:
    """Yield the pages that every plan gets, as far as the site has their words."""
    facts = plan.facts
    for id, kind in KINDS_OF_SHARED_PAGES.items():
        chapter = _chapter(site, id)
        if chapter is None or language not in chapter.texts:
            continue
        text = chapter.texts[language]
        yield Page(
            id=f"{kind}:{plan.id}",
            kind=kind,
            language=language,
            url=f"{url}{text.slug}/",
            title=text.title,
            description=f"{plan.region.short[language]}, {facts.short[language]}: {text.description}",
            updated=max(facts.updated, text.updated or facts.updated),
            source=text.path,
            parent=parent,
            plan=plan,
            region=plan.region,
            chapter=chapter,
        )
