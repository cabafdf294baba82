"""Building a site as the command line does, for the tests that look at what comes out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The root of the repository."""


def build(root: Path, folder: Path, builder: str = "mkdocs", **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the site whose `mkdocs.yml` is in `root` into `folder`, strictly, as the command line does."""
    return subprocess.run(
        [sys.executable, "-m", builder, "build", "--strict", "-f", str(root / "mkdocs.yml"), "-d", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **environment},
        check=False,
    )
