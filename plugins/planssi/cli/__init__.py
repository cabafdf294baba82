"""The commands of `planssi`, for the terminal and for continuous integration.

Imports neither MkDocs nor anything slow. Exit status: 0 nothing wrong, 1 problems, 2 wrong usage.
"""

from __future__ import annotations

import click

from .content import check, explain, figures, verify
from .making import new, schema
from .parcels import translate
from .translation import accept, status


@click.group(commands=[check, explain, figures, verify, new, schema, accept, status, translate])
@click.version_option(package_name="planssi")
def main() -> None:
    """Publish public project plans as websites that people can read."""
