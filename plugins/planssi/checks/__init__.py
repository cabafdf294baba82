"""Rules of meaning: what a file may say by its form but not by its sense.

Flows in: what `loader` read. Flows out: problems. One module a subject, one function a rule.
"""

from __future__ import annotations

from ..loader import Loaded
from ..passages import passages, unpaired
from ..source import Problem
from .facts import (
    check_blocks,
    check_ids,
    check_municipalities,
    check_names,
    check_risk_classes,
    check_statement,
    check_units,
)
from .figures import check_figures
from .freshness import check_freshness, check_originals
from .languages import check_languages
from .pages import check_addresses, check_required
from .prose import check_prose
from .unused import check_unused
from .versions import check_versions


def check_site(loaded: Loaded) -> tuple[Problem, ...]:
    """Return every problem of a site, those of loading included, in the order of the files."""
    site = loaded.site
    if site is None:
        return loaded.problems
    problems = [
        *loaded.problems,
        *check_ids(site),
        *check_names(site),
        *check_blocks(site, loaded.incomplete),
        *check_municipalities(site),
        *check_units(site),
        *check_statement(site),
        *check_risk_classes(site),
        *check_required(site),
        *check_addresses(site),
        *check_versions(site),
        *check_originals(site),
        *check_freshness(site),
        *check_prose(site, loaded.incomplete),
        *check_figures(site, passages(site)),
        *check_languages((*passages(site), *unpaired(site)), site),
    ]
    problems += check_unused(site, tuple(problems))
    return tuple(sorted(problems, key=lambda problem: (problem.at, problem.code)))
