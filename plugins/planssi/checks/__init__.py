"""Rules of meaning: what a file may say by its form but not by its sense.

Flows in: what `loader` read. Flows out: problems. One module a subject, one function a rule.
"""

from __future__ import annotations

from ..freshness import Records
from ..loader import Loaded
from ..passages import passages, unpaired
from ..source import Problem
from .facts import (
    check_blocks,
    check_ids,
    check_municipalities,
    check_names,
    check_populations,
    check_programmes_of_terms,
    check_risk_classes,
    check_statement,
    check_units,
)
from .figures import check_figures
from .freshness import check_freshness, check_originals, unrecorded
from .languages import check_languages
from .pages import check_addresses, check_required
from .prose import check_prose
from .states import check_sisters, check_states, check_words_on_pages
from .terms import check_terms
from .unused import check_unused
from .versions import check_versions


def check_site(loaded: Loaded, thorough: bool = False) -> tuple[Problem, ...]:
    """Return every problem of a site, those of loading included, in the order of the files.

    Args:
        loaded: What was read.
        thorough: Whether to ask in which language each text is; else only texts are asked that nobody has recorded as
            translated, since to be recorded they had to pass.
    """
    site = loaded.site
    if site is None:
        return loaded.problems
    found = tuple(passages(site))
    records = Records(site)
    doubtful = found if thorough else tuple(unrecorded(records, found))
    problems = [
        *loaded.problems,
        *check_ids(site),
        *check_names(site),
        *check_blocks(site, loaded.incomplete),
        *check_municipalities(site),
        *check_populations(site),
        *check_units(site),
        *check_programmes_of_terms(site),
        *check_statement(site),
        *check_risk_classes(site),
        *check_required(site),
        *check_states(site),
        *check_versions(site),
        *check_originals(site),
        *check_freshness(records, found),
        *check_prose(site, loaded.incomplete),
        *check_terms(site),
        *check_figures(site, found),
        *check_languages((*doubtful, *unpaired(site)), site),
    ]
    lost = tuple(check_addresses(site))
    problems += lost
    if not any(problem.code == "missing-on-page" for problem in lost):
        problems += check_words_on_pages(site)
    problems += check_sisters(site, tuple(problems))
    problems += check_unused(site, tuple(problems))
    return tuple(sorted(problems, key=lambda problem: (problem.at, problem.code)))
