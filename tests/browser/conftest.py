"""A real browser, and the built site behind a server on this machine."""

from __future__ import annotations

import functools
import os
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import pytest
from planssi.page import Page as OwnPage
from planssi.page import PageKind
from planssi.pages import PageTree
from playwright.sync_api import Browser, sync_playwright

CLASSES = re.compile(r' class="([^"]*)"')
ELEMENTS = re.compile(r"<(\w+)")


class Handler(SimpleHTTPRequestHandler):
    """Serves files without a word, and our own page for a wrong address."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the page that a host shows for a wrong address."""
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def origin(built_site: Path) -> Iterator[str]:
    """Address of the served site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(built_site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that `scripts/run.py test` found or installed."""
    # A container or a root user has no sandbox; the quiet flags keep the browser from calling home.
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=flags)
        yield browser
        browser.close()


def size(page: OwnPage, site: Path) -> int:
    """Return the bytes of a page."""
    return (site / page.path).stat().st_size


@pytest.fixture(scope="session")
def samples(tree: PageTree, built_site: Path) -> tuple[OwnPage, ...]:
    """Pages that together show every part of the site and both languages; what they prove, their likes need not.

    Of the pages that hold a whole plan, which are by far the largest, only the smallest is among them.
    """
    whole = sorted(
        (page for page in tree.pages if page.kind is PageKind.WHOLE), key=lambda page: size(page, built_site)
    )
    pages = [page for page in tree.pages if page not in whole[1:]]
    parts: dict[OwnPage, set[object]] = {}
    for page in pages:
        html = (built_site / page.path).read_text("utf-8")
        classes = " ".join(CLASSES.findall(html)).split()
        parts[page] = {(page.kind, name) for name in classes} | set(ELEMENTS.findall(html)) | {page.language}
    chosen: list[OwnPage] = []
    missing: set[object] = set().union(*parts.values())
    while missing:
        best = max(pages, key=lambda page: len(parts[page] & missing))
        chosen.append(best)
        missing -= parts[best]
    return tuple(chosen)


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
