"""Bring the catalogues up to date with the code: `python scripts/messages.py`, or `--check` to only compare.

Reads every text marked for translation in `plugins/` and `overrides/`, and the help texts of the model, adds new ones
to each catalogue with an empty translation, and takes out those that nothing uses any more. Translations are then
written into the `.po` files by hand; `--check` also tells those that are not in the language of their catalogue.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from planssi.hints import CONTEXT
from planssi.identification import WORD, Identifier, blanked
from planssi.schemas import hints

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "plugins" / "planssi" / "locales"
EXAMPLE = re.compile(
    r"'[^']*'|”[^”]*”|\"[^\"]*\"|‹[^›]*›|\[[^\]]*\]|\b(?:at (?:least|most)|about|across|autumn|cell|day|difference|late|later|"
    r"missing|month|no|over|parts|rule|share|spring|summer|under|unknown|yes)\b"
)
"""What a message shows as an example: in quotation marks or brackets, and English words that editors write in YAML."""


def extract() -> Catalog:
    """Return every message of the code, with the files that use it."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {m["pattern"]: {"trimmed": "true", "silent": "false"} for m in mappings if m["method"] == "jinja2"}
    catalog = Catalog(domain="planssi")
    for folder in ("overrides", "plugins"):
        for name, _, message, _, context in sorted(
            extract_from_dir(ROOT / folder, [(p.removeprefix("plugins/"), m) for p, m in methods], options_map=options),
            key=lambda found: (found[0], found[1]),
        ):
            catalog.add(message, None, [(f"{folder}/{Path(name).as_posix()}", None)], context=context)
    for text in hints():
        catalog.add(text, None, [("plugins/planssi/hints.py", None)], context=CONTEXT)
    return catalog


def updated(path: Path, template: Catalog) -> bytes:
    """Return what a catalogue's file should hold."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    template.creation_date = catalog.creation_date
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    output = BytesIO()
    write_po(output, catalog, width=120, sort_by_file=True, ignore_obsolete=True)
    return output.getvalue()


def misplaced(path: Path) -> Iterator[str]:
    """Yield the translations of a catalogue that are in another language than its own, or left as they are in English.

    What stands in quotation marks is an example, often in the other language, and is passed over.
    """
    language = path.parent.parent.name
    identifier = Identifier(other.parent.parent.name for other in LOCALES.glob("*/LC_MESSAGES/planssi.po"))
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    for message in catalog:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings if any(ids) else ():
            left = text in ids and len(WORD.findall(blanked(text, EXAMPLE))) > 1
            if left or identifier.strangers(text, language, EXAMPLE):
                yield text


def main() -> int:
    """Update or compare every catalogue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a catalogue is out of date")
    check = parser.parse_args().check
    status = 0
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/planssi.po")):
        for text in misplaced(path) if check else ():
            status = 1
            print(f"{path.relative_to(ROOT).as_posix()}: not in the language of the catalogue: {text}")
        content = updated(path, extract())
        if content == path.read_bytes():
            continue
        status = 1 if check else status
        print(f"{path.relative_to(ROOT).as_posix()}: {'out of date' if check else 'updated'}")
        if not check:
            path.write_bytes(content)
    return status


if __name__ == "__main__":
    sys.exit(main())
