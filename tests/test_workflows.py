"""What GitHub and GitLab run: the commands that a person runs, with the least rights, and nothing of their own."""

from __future__ import annotations

import re
import runpy
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github" / "workflows" / "site.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
BOTH = pytest.mark.parametrize("path", [GITHUB, GITLAB], ids=["GitHub", "GitLab"])

GITLAB_WORDS = {"workflow", "stages", "variables", "default"}
"""What is at the top of GitLab's file and is no job."""

PINNED = re.compile(r"uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def load(path: Path) -> Any:
    """Return a file as texts alone; by YAML's own rules the key `on` would be a truth value."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def jobs(path: Path) -> dict[str, Any]:
    """Return the jobs of a file by their names."""
    content = load(path)
    found: dict[str, Any] = content["jobs"] if path == GITHUB else content
    return {name: job for name, job in found.items() if name not in GITLAB_WORDS}


def commands(path: Path) -> dict[str, list[str]]:
    """Return what each job runs in a shell."""
    if path == GITHUB:
        return {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in jobs(path).items()}
    return {name: job["script"] for name, job in jobs(path).items()}


def keys(value: Any) -> Iterator[str]:
    """Yield every key in a file, at any depth."""
    if isinstance(value, dict):
        yield from value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(part)


def steps(job: str, action: str) -> list[Any]:
    """Return the steps of a GitHub job that use an action."""
    return [step for step in jobs(GITHUB)[job]["steps"] if step.get("uses", "").split("@")[0] == f"actions/{action}"]


def build_step(job: str) -> Any:
    """Return the step of a GitHub job that builds the site."""
    return next(step for step in jobs(GITHUB)[job]["steps"] if step.get("run", "").endswith(" build"))


@BOTH
def test_commands_are_a_persons(path: Path) -> None:
    """Each line runs one command of `scripts/run.py` and nothing else: no pipe, no condition, no second command."""
    known = runpy.run_path(str(ROOT / "scripts" / "run.py"))["COMMANDS"]
    for lines in commands(path).values():
        for line in lines:
            assert re.fullmatch(r"[a-z0-9_./ ]+", line), line
            program, script, command = shlex.split(line)
            assert program == "python3"
            assert (ROOT / script).samefile(ROOT / "scripts" / "run.py")
            assert command in known


@BOTH
def test_nothing_runs_elsewhere(path: Path) -> None:
    """No shell, script or file from elsewhere comes in by another key."""
    assert not {"before_script", "after_script", "shell", "include", "trigger", "container", "services"} & set(
        keys(load(path))
    )


@BOTH
def test_everything_is_checked_first(path: Path) -> None:
    """Content and code are checked and tested before a preview is made or the site is published."""
    run = {name: [line.split()[-1] for line in lines] for name, lines in commands(path).items()}
    assert run.pop("test") == ["check", "test"]
    assert sorted(line for lines in run.values() for line in lines) == ["build", "build"]


def test_github_jobs_wait_for_the_tests() -> None:
    """A GitHub job that builds waits for the tests, and the one that publishes for the build."""
    assert {name: job.get("needs") for name, job in jobs(GITHUB).items()} == {
        "test": None,
        "preview": "test",
        "build": "test",
        "deploy": "build",
    }


def test_gitlab_jobs_wait_for_the_tests() -> None:
    """GitLab runs its stages in order, and the tests come first."""
    content = load(GITLAB)
    assert content["stages"][0] == content["test"]["stage"]
    assert not {"needs", "when", "allow_failure"} & set(keys(content))


@BOTH
def test_paths_exist(path: Path) -> None:
    """Files that a workflow names are in the repository, and the folder that it takes is the one that is built."""
    text = path.read_text("utf-8")
    for name in set(re.findall(r"scripts/[\w./*-]+", text)):
        assert list(ROOT.glob(name.rstrip("."))), name
    assert runpy.run_path(str(ROOT / "scripts" / "run.py"))["SITE"] == ROOT / "site"
    if path == GITHUB:
        assert steps("preview", "upload-artifact")[0]["with"]["path"] == "site"
        assert steps("build", "upload-pages-artifact")[0]["with"]["path"] == "site"
    else:
        assert jobs(path)["preview"]["artifacts"]["paths"] == jobs(path)["pages"]["artifacts"]["paths"] == ["site/"]
        assert jobs(path)["pages"]["pages"] == {"publish": "site"}


def test_actions_are_pinned() -> None:
    """Every action is named by a whole commit and its version, always the same one, and comes from GitHub itself."""
    lines = [line.strip().removeprefix("- ") for line in GITHUB.read_text("utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert PINNED.fullmatch(line), line
        assert line.startswith("uses: actions/"), line
    assert len({line.split("@")[0] for line in lines}) == len(set(lines))


def test_rights_are_least() -> None:
    """Jobs may read the code; only the one that publishes may write, and only pages; no job keeps a key to the code."""
    content = load(GITHUB)
    assert content["permissions"] == {"contents": "read"}
    assert {name: job["permissions"] for name, job in jobs(GITHUB).items() if "permissions" in job} == {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    for name in jobs(GITHUB):
        assert all(step["with"]["persist-credentials"] == "false" for step in steps(name, "checkout"))
    assert all("secrets." not in path.read_text("utf-8") for path in (GITHUB, GITLAB))


def test_conditions_only_choose_the_event() -> None:
    """A condition tells a proposed change from the default branch and does nothing more."""
    assert load(GITHUB)["on"] == {"push": {"branches": ["main"]}, "pull_request": ""}
    assert {name: job.get("if") for name, job in jobs(GITHUB).items()} == {
        "test": None,
        "preview": "github.event_name == 'pull_request'",
        "build": "github.event_name == 'push'",
        "deploy": None,
    }
    assert not any("if" in step for job in jobs(GITHUB).values() for step in job["steps"])
    proposed = {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}
    default = {"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}
    assert load(GITLAB)["workflow"]["rules"] == [proposed, default]
    rules = {name: job.get("rules") for name, job in jobs(GITLAB).items()}
    assert rules == {"test": None, "preview": [proposed], "pages": [default]}


def test_a_preview_says_so() -> None:
    """A preview is built as one, and the published site is not."""
    assert build_step("preview")["env"] == {"PLANSSI_PREVIEW": "true"}
    assert jobs(GITLAB)["preview"]["variables"] == {"PLANSSI_PREVIEW": "true"}
    assert jobs(GITLAB)["preview"]["environment"]["url"].endswith("/-/jobs/$CI_JOB_ID/artifacts/site/index.html")
    for path in (GITHUB, GITLAB):
        assert path.read_text("utf-8").count("PLANSSI_PREVIEW") == 1


def test_address_is_handed_to_the_build() -> None:
    """The build learns the whole address, with its sub-path and a slash at the end; MkDocs reads it by that name."""
    github, gitlab = build_step("build")["env"], jobs(GITLAB)["pages"]["variables"]
    assert steps("build", "configure-pages")[0]["id"] == "pages"
    assert github == {"PLANSSI_SITE_URL": "${{ steps.pages.outputs.base_url }}/"}
    assert gitlab == {"PLANSSI_SITE_URL": "$CI_PAGES_URL/"}
    read = set(re.findall(r"!ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text("utf-8")))
    assert read >= {"PLANSSI_SITE_URL", "PLANSSI_PREVIEW"}


def test_publishing_is_not_cut_short() -> None:
    """Runs of a branch come one after another, and none that has begun is cancelled."""
    concurrency = load(GITHUB)["concurrency"]
    assert concurrency == {"group": "pages-${{ github.ref }}", "cancel-in-progress": "false"}
    assert jobs(GITLAB)["pages"]["resource_group"] == "pages"


def test_cache_follows_the_locks() -> None:
    """Downloads are kept as long as the locks are the same; the built site is never kept."""
    for name in jobs(GITHUB):
        for step in steps(name, "setup-python"):
            assert step["with"]["cache"] == "pip"
            assert step["with"]["cache-dependency-path"] == "scripts/requirements/*.txt"
    cache = load(GITLAB)["default"]["cache"]
    assert cache["paths"] == [".planssi/pip/"]
    assert {ROOT / name for name in cache["key"]["files"]} == set((ROOT / "scripts" / "requirements").glob("*.txt"))


def test_python_is_the_oldest_allowed() -> None:
    """Both use the oldest Python that the project promises to work with."""
    oldest = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    assert oldest
    assert load(GITLAB)["default"]["image"] == f"python:{oldest[1]}"
    versions = {step["with"]["python-version"] for name in jobs(GITHUB) for step in steps(name, "setup-python")}
    assert versions == {oldest[1]}
