"""What changed, for those who follow a plan or a region: Atom feeds (RFC 4287), one for each language.

Flows in: the pages and what each version of a plan changed. Flows out: bytes, the same for the same content.

Days come from the content, not from the machine: an entry carries the last day of the time at which its version was
made ("spring 2020" → 31 May 2020), yet never a later day than that of the plan's content here. A day is told as its
first moment in UTC, which is the same day in Finland.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .chronicle import Moved, Step, Told, chronicle, filled_in
from .localizer import Localizer
from .model import PageState, Plan, Version
from .page import Page, PageKind
from .pages import FEED, PageTree

TYPE = "application/atom+xml"
"""Media type of a feed."""
ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Entry:
    """One thing that happened to a plan, in one language."""

    id: str
    """An address that no other entry has, and that stays; it need not lead to more than the page before its #."""
    title: str
    updated: date
    address: str
    """Where a reader sees more."""
    content: ET.Element
    """A `div` of XHTML."""


def feed_of(page: Page, tree: PageTree) -> str | None:
    """Return the address, from the root of the site, of the feed that follows what a page tells of; None for others.

    Pages of a plan have the feed of their plan, and the page of a region that of all its plans in the language.
    """
    if page.plan:
        return tree.of_plan(page.plan, page.language).url + FEED
    if page.kind is PageKind.REGION and page.region and tree.site.region_plans(page.region, page.language):
        return page.url + FEED
    return None


def title_of(page: Page, localizer: Localizer) -> str:
    """Return what the feed of a page is called: the plan whose changes it tells, or else the region."""
    name = localizer.words(page.plan.facts.title) if page.plan else page.title
    return localizer.gettext("What changed: {name}").format(name=name)


def feeds(tree: PageTree, localizers: Mapping[str, Localizer], preview: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield every feed of a site as its address from the root of the site, and its bytes.

    Args:
        tree: The pages.
        localizers: One for every language.
        preview: Whether search engines should stay away.
    """
    for page in tree.pages:
        address = feed_of(page, tree)
        if address and page.kind in (PageKind.PLAN, PageKind.REGION):
            yield address, _feed(page, tree, localizers[page.language], address, preview)


def _feed(page: Page, tree: PageTree, localizer: Localizer, address: str, preview: bool) -> bytes:
    plans = [page.plan] if page.plan else tree.site.region_plans(page.region, page.language) if page.region else []
    found = [entry for plan in plans for entry in entries(plan, tree, localizer)]
    found.sort(key=lambda entry: entry.updated, reverse=True)
    publisher = localizer.words(tree.site.facts.publisher)
    own = tree.site_url + address

    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": page.language})
    if preview:
        ET.SubElement(feed, "meta", {"xmlns": XHTML, "name": "robots", "content": "noindex"})
    _add(feed, "id", own)
    _add(feed, "title", title_of(page, localizer))
    _add(feed, "updated", _moment(max(entry.updated for entry in found)))
    _add(ET.SubElement(feed, "author"), "name", publisher)
    ET.SubElement(feed, "link", {"rel": "self", "type": TYPE, "href": own})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": tree.absolute(page)})
    ET.SubElement(feed, "link", {"rel": "license", "href": LICENCE})
    rights = localizer.gettext(
        "Published by {publisher}. The texts may be used freely under the licence CC BY 4.0."
    ).format(publisher=publisher)
    _add(feed, "rights", rights)
    for entry in found:
        element = ET.SubElement(feed, "entry")
        _add(element, "id", entry.id)
        _add(element, "title", entry.title)
        _add(element, "updated", _moment(entry.updated))
        ET.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
        ET.SubElement(element, "content", {"type": "xhtml"}).append(entry.content)
    ET.indent(feed)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def entries(plan: Plan, tree: PageTree, localizer: Localizer) -> Iterator[Entry]:
    """Yield what happened to a plan, the newest first: its content was changed here, and each of its versions."""
    page = tree.of_plan(plan, localizer.language)
    address = tree.absolute(page)
    name = localizer.words(plan.facts.short)
    updated = plan.facts.updated
    changed = localizer.gettext("The content of the plan was updated on this site on {date}.")
    yield Entry(
        id=f"{address}#updated-{updated.isoformat()}",
        title=localizer.gettext("{plan}: the pages were updated").format(plan=name),
        updated=updated,
        address=address,
        content=_content([changed.format(date=localizer.day(updated))]),
    )
    # A summary has the words of the plan's first screen, but not all those of its facts.
    whole = page.state is PageState.FULL
    steps = {step.version.at: step for step in chronicle(plan, localizer)} if whole else {}
    told = tree.shared_of(plan, PageKind.CHANGES, localizer.language)
    for version, id in reversed([*zip(plan.facts.versions, _ids(plan.facts.versions), strict=True)]):
        step = steps.get(version.at)
        yield Entry(
            id=f"{address}#{id}",
            title=f"{name}: {localizer.words(version.label)}",
            updated=_last_day(version, updated),
            address=f"{tree.absolute(told)}#{step.anchor}" if told and step and step.changes else address,
            content=_of_version(version, step, plan, localizer),
        )


def _ids(versions: Iterable[Version]) -> Iterator[str]:
    """Yield a name for each version by its day, which stays when others are told later; a number parts namesakes."""
    met: Counter[str] = Counter()
    for version in versions:
        name = f"version-{_last_day(version, date.max).isoformat()}"
        met[name] += 1
        yield name if met[name] == 1 else f"{name}-{met[name]}"


def _last_day(version: Version, latest: date) -> date:
    """Return the last day of the time at which a version was made, or its first where it has no last."""
    return min(version.date.last or version.date.first or latest, latest)


def _of_version(version: Version, step: Step | None, plan: Plan, localizer: Localizer) -> ET.Element:
    made = f"{localizer.words(version.label)}: {localizer.deadline(version.date)}"
    if step is None:
        note = version.note if version.note and localizer.language in version.note else None
        return _content([made, filled_in(note, plan, localizer)])
    content = _content([made, step.note, step.caveat])
    if step.changes:
        _list(content, step.caption, (_in_words(told, localizer) for told in step.changes))
    _paragraph(content, step.summing_up)
    if step.moved:
        _list(content, step.moved_caption, (_transfer(moved) for moved in step.moved))
    return content


def _in_words(told: Told, localizer: Localizer) -> tuple[str, str]:
    """Return what changed, and what happened to it, with both values where there were any."""
    subject = f"{told.subject} ({told.among})" if told.among else told.subject
    if told.change.before is None and told.change.after is None:
        return subject, told.happened
    values = localizer.gettext("before {before}, now {now}").format(before=told.before, now=told.after)
    return subject, f"{told.happened} ({values})"


def _transfer(moved: Moved) -> tuple[str, str]:
    """Return from where to where money was moved, and how much."""
    return f"{moved.giver} → {moved.taker}", f"{moved.amount} ({moved.differs})" if moved.differs else moved.amount


def _content(paragraphs: list[str]) -> ET.Element:
    content = ET.Element("div", {"xmlns": XHTML})
    for text in paragraphs:
        _paragraph(content, text)
    return content


def _paragraph(parent: ET.Element, text: str) -> None:
    if text:
        _add(parent, "p", text)


def _list(parent: ET.Element, caption: str, items: Iterator[tuple[str, str]]) -> None:
    _paragraph(parent, caption)
    below = ET.SubElement(parent, "ul")
    for subject, words in items:
        item = ET.SubElement(below, "li")
        _add(item, "strong", subject)
        ET.SubElement(item, "br").tail = words


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
