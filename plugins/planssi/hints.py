"""What an editor is told about each key and each choice, in a sentence or two.

Flows in: the classes of the model. Flows out: English texts, ids of messages in the context "help"; the catalogues hold
the Finnish and Swedish ones. The text of a field is the docstring under it; what means the same in many records stands
here once. Nothing is read before somebody asks: the docstrings are in the source files of the package.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from enum import StrEnum

from .fields import Record

CONTEXT = "help"
"""Context of these texts in the catalogues."""

SHARED = {
    "amount": "A sum: only figures, with a decimal point.",
    "columns": "The columns, in the order of the table.",
    "description": "What it is, in a sentence or two.",
    "email": "An e-mail address of the unit, never of a person.",
    "gap": "What the source holds in place of the words.",
    "goals": "Ids of the goals that it serves.",
    "id": "A short name that readers never see: small letters a–z, figures and hyphens, such as first-pilot.",
    "language": "Code of the language, for instance fi or sv.",
    "marks": "The footnotes of the table.",
    "measure": "Id of the measure that it concerns.",
    "measures": "Ids of the measures that it concerns.",
    "milestone": "true where it is a milestone, a moment by which something is ready.",
    "name": "What it is called.",
    "note": "A remark, shown below.",
    "rows": "The rows, in the order of the source.",
    "slug": "Its part of addresses: small letters a–z, figures and hyphens.",
    "source": "Where the source says it: document/place, or a list of them. The places are in plan.yaml.",
    "text": "The words, as the source has them.",
    "title": "The title.",
    "unit": "Id of the unit in which the figures count; the units are in data/units.yaml.",
    "when": "When it happens or holds.",
}
"""Text of a field that has none of its own, by its name."""

SHARED_CHOICES = {
    "actual": "What came true.",
    "baseline": "The level at the start.",
    "forecast": "What is expected to come true.",
    "planned": "What the plan sets aside.",
    "preliminary": "What seems to have come true; not yet confirmed.",
    "target": "The level to be reached.",
}
"""Text of a choice that has none of its own, by the word that an editor writes."""


def field_hints(record: type[Record]) -> Mapping[str, str]:
    """Return the text of each field of a record, by the name of its attribute; empty where there is none."""
    written: dict[str, str] = {}
    for base in reversed(record.__mro__):
        if issubclass(base, Record):
            written |= _docstrings(base)
    return {name: written.get(name) or SHARED.get(name, "") for name in record.model_fields}


def choice_hints(choices: type[StrEnum]) -> Mapping[str, str]:
    """Return the text of each choice, by the word that an editor writes; empty where there is none."""
    written = _docstrings(choices)
    return {choice.value: written.get(choice.name) or SHARED_CHOICES.get(choice.value, "") for choice in choices}


def _docstrings(source: type) -> Mapping[str, str]:
    """Return the docstrings that stand under the attributes of a class, on one line each, by attribute."""
    body = ast.parse(textwrap.dedent(inspect.getsource(source))).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for attribute, text in zip(body.body, body.body[1:], strict=False):
        target: ast.expr | None = attribute.target if isinstance(attribute, ast.AnnAssign) else None
        if isinstance(attribute, ast.Assign):
            target = attribute.targets[0]
        if isinstance(target, ast.Name) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            found[target.id] = " ".join(str(text.value.value).split())
    return found
