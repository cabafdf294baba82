"""How much a reader's browser loads before it shows a page: the heaviest pages of a built site.

    python scripts/bench/weight.py [folder of the site]

Prints the ten heaviest pages with their weight in bytes: the page, its style sheet, its script, its icon and its
pictures, each compressed by gzip as a server does it, and each once.
"""

from __future__ import annotations

import gzip
import posixpath
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LEVEL = 6
"""How hard gzip tries: what servers do unless they are told otherwise."""
SHOWN = 10


class Loading(HTMLParser):
    """The addresses that a page loads by itself, as it writes them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what an element loads."""
        said = dict(attrs)
        rel = (said.get("rel") or "").split()
        loaded = said.get("href") if tag == "link" and {"stylesheet", "icon", "preload"} & {*rel} else said.get("src")
        if loaded:
            self.addresses.add(loaded)


def weights(site: Path) -> dict[str, int]:
    """Return what each page of a built site weighs with all that it loads, in bytes, by its path in the folder."""

    @cache
    def compressed(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), LEVEL, mtime=0))

    def weight(page: Path) -> int:
        here = page.relative_to(site).parent.as_posix()
        addresses = Loading(page.read_text("utf-8")).addresses
        loaded = {posixpath.normpath(posixpath.join("/", here, address)).lstrip("/") for address in addresses}
        return compressed(page) + sum(compressed(site / path) for path in loaded)

    return {page.relative_to(site).as_posix(): weight(page) for page in sorted(site.rglob("*.html"))}


def main() -> int:
    """Print the heaviest pages of a site."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    found = weights(site)
    for path, weight in sorted(found.items(), key=lambda item: -item[1])[:SHOWN]:
        print(f"{weight:8,} bytes  {path}")
    print(f"{len(found)} pages, {sum(found.values()) // len(found):,} bytes on average")
    return 0


if __name__ == "__main__":
    sys.exit(main())
