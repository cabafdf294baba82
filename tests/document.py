"""HTML as the tests look at it: a list of elements, each with what is in it and around it."""

from __future__ import annotations

import posixpath
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "hr", "input"}


class Document(HTMLParser):
    """An HTML page as a list of elements, each with its attributes, text and the elements around it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[dict[str, str]] = []
        self.open: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = {"": tag, "text": "", "in": " ".join(e[""] for e in self.open)}
        element.update({name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close an element."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop()[""] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        """Add text to every open element."""
        for element in self.open:
            element["text"] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return every element of a kind."""
        return [element for element in self.elements if element[""] == tag]

    def one(self, tag: str) -> dict[str, str]:
        """Return the only element of a kind."""
        (element,) = self.all(tag)
        return element

    def loaded(self, path: str) -> set[str]:
        """Return the paths of the files of the site that the page itself loads; `path` is its own."""
        sources = [element["src"] for element in self.elements if "src" in element]
        sources += [link["href"] for link in self.all("link") if link["rel"] in ("stylesheet", "icon")]
        return {posixpath.normpath(posixpath.join("/", posixpath.dirname(path), s)).strip("/") for s in sources}
