"""Where a reader gives feedback on a page: the organisation's form or a mail, with the page already filled in.

Flows in: a page, and what the site says of its feedback. Flows out: an address.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from .localizer import Localizer
from .page import Page
from .pages import PageTree

PLACE = re.compile(r"\{(page|language|title)\}")


def feedback_of(page: Page, tree: PageTree, localizer: Localizer) -> str:
    """Return the address at which feedback on a page is given; empty where the site has neither form nor mailbox.

    Args:
        page: The page.
        tree: Every page.
        localizer: Words of the page's language.
    """
    facts = tree.site.facts
    if facts.feedback:
        filled = {"page": tree.absolute(page), "language": page.language, "title": page.title}
        return PLACE.sub(lambda place: quote(filled[place[1]], safe=""), facts.feedback[page.language])
    if not facts.contact.email:
        return ""
    subject = localizer.gettext("Feedback on the page: {title}").format(title=page.title)
    address = localizer.gettext("Page: {address}").format(address=tree.absolute(page))
    language = localizer.gettext("Language: {name}").format(name=localizer.facts.name)
    # A mail ends its lines with CR LF (RFC 6068, section 5).
    body = f"{address}\r\n{language}\r\n\r\n"
    return f"mailto:{facts.contact.email}?subject={quote(subject)}&body={quote(body)}"
