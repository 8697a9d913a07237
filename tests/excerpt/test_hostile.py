"""Small inputs made to hurt: none may take more than seconds or hundreds of megabytes, nor stop a build."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TIMES, MEGABYTES = 30, 300
"""Times what an ordinary text of that size takes, of which the beginning is read.

Several times what is measured, and far less than what grows faster.
"""


def run_cases(forms: list[str]) -> dict[str, list[float]]:
    """name -> [seconds, megabytes added so far] of every hostile case, in a process of its own that may not grow.

    Of an ordinary text as well.
    """
    import resource as limits  # POSIX alone has it

    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("hostile.py")), *forms],
        capture_output=True,
        text=True,
        timeout=240,
        preexec_fn=lambda: limits.setrlimit(limits.RLIMIT_AS, (2_000_000_000, 2_000_000_000)),
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    measured: dict[str, list[float]] = json.loads(done.stdout)
    return measured


@pytest.mark.posix
@pytest.mark.parametrize("form", ["html", "markdown", "text", "file"])
def test_hostile_input_is_cheap(form: str) -> None:
    measured = run_cases([form])
    longest = TIMES * measured.pop("ordinary")[0]
    assert len(measured) >= 6
    assert {name: taken for name, taken in measured.items() if taken[0] > longest or taken[1] > MEGABYTES} == {}
