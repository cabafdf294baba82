"""Packages for Node that the tests use: two validators of pages, and open data to compare ours with.

`npm` installs them by the lock file in this folder into `.planssi/`, where they stay until the lock file changes.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent.parent / ".planssi" / "validators"
FILES = ("package.json", "package-lock.json")


@cache
def packages() -> Path:
    """Return the folder of the installed packages; skip the test where there is no Node."""
    need("node", (20, 19), "Node.js 20.19")
    npm = need("npm", (9,), "npm 9")
    state = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in FILES)).hexdigest()
    stamp = FOLDER / "installed"
    if not stamp.is_file() or stamp.read_text("utf-8") != state:
        FOLDER.mkdir(parents=True, exist_ok=True)
        stamp.unlink(missing_ok=True)
        for name in FILES:
            shutil.copy(HERE / name, FOLDER / name)
        # No package may run a script of its own: one would fetch a Java from elsewhere.
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        result = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, encoding="utf-8", check=False)
        if result.returncode:
            pytest.fail(f"npm could not install the validators. Without them: -m 'not network'\n{result.stderr}")
        stamp.write_text(state, "utf-8")
    return FOLDER / "node_modules"


@cache
def need(program: str, least: tuple[int, ...], name: str) -> str:
    """Return the path of a program; skip the test where it is missing or too old."""
    path = shutil.which(program)
    if path is None or version(path) < least:
        pytest.skip(f"{name} or newer is not installed, and this test needs it.")
    return path


def version(path: str) -> tuple[int, ...]:
    """Return the version that a program says it has, or nothing when it does not say."""
    option = "-version" if Path(path).stem == "java" else "--version"
    result = subprocess.run([path, option], capture_output=True, text=True, encoding="utf-8", check=False)
    found = re.search(r"\d+(\.\d+)*", result.stdout + result.stderr)
    return tuple(int(part) for part in found[0].split(".")) if found and not result.returncode else ()
