"""What stands around the code of a public project: workflows, forms and metadata that are what their readers expect."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import yaml
from imports import ROOT

SCHEMAS = {
    ".github/workflows/*.yml": "vendor.github-workflows",
    ".github/dependabot.yml": "vendor.dependabot",
    ".github/ISSUE_TEMPLATE/[!c]*.yml": "vendor.github-issue-forms",
    ".github/ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
    "CITATION.cff": "vendor.citation-file-format",
}
WORKFLOWS = sorted(ROOT.glob(".github/workflows/*.yml"))
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def valid(schema: str, *paths: str) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *paths]
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.parametrize("pattern", SCHEMAS)
def test_each_file_has_the_form_its_readers_expect(pattern: str) -> None:
    paths = [str(path) for path in ROOT.glob(pattern)]
    assert paths
    assert valid(SCHEMAS[pattern], *paths)


def test_a_wrong_workflow_is_seen(tmp_path: object) -> None:
    path = ROOT / ".github/ISSUE_TEMPLATE/config.yml"
    assert not valid("vendor.github-workflows", str(path))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_run_nothing_that_make_has_not(path: object) -> None:
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]  # type: ignore[attr-defined]
    commands = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert commands or path.stem == "release"  # type: ignore[attr-defined]
    for command in commands:
        assert re.fullmatch(r"make [a-z-]+( PYTHON=python)?", command)
        assert command.split()[1] in TARGETS
