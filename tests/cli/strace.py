"""Kills a process as it enters a system call, whichever is wanted: `strace`, which Linux alone has.

    python tests/cli/strace.py [--install]

Prints its path; run as a program, it installs the package of that name where it can.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HELP = "strace was not found, and could not be installed. As root: apt-get update && apt-get install -y strace"
_ANY_TRACER = ctypes.c_long(-1)
_PR_SET_PTRACER = 0x59616D61
_CALL = re.compile(r"^(?P<name>[a-z_0-9]+)\(", re.MULTILINE)


def calls_of(work: Callable[[], object], log: Path) -> list[tuple[str, int]]:
    """The system calls that `work` makes: (name, the how many-eth of that name), in order."""
    code = _traced(work, log, "trace=all")
    assert code == 0, f"the process ended with {code}:\n{log.read_text()}"
    seen: dict[str, int] = {}
    calls = []
    for match in _CALL.finditer(log.read_text()):
        name = match["name"]
        seen[name] = seen.get(name, 0) + 1
        calls.append((name, seen[name]))
    return [call for call in calls if call[0] != "exit_group"]


def killed_at(call: tuple[str, int], work: Callable[[], object], log: Path) -> int:
    """Runs `work` in a process that is killed as it enters `call`; its exit code, negative for a signal."""
    return _traced(work, log, f"inject={call[0]}:signal=KILL:when={call[1]}")


def _traced(work: Callable[[], object], log: Path, expression: str) -> int:
    child = os.fork()
    if child == 0:
        code = 99
        try:
            ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANY_TRACER, 0, 0, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            work()
            code = 0
        finally:
            os._exit(code)
    os.waitpid(child, os.WUNTRACED)
    command = [find() or HELP, "-p", str(child), "-o", str(log), "-e", expression]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        told = strace.stderr.readline()
        os.kill(child, signal.SIGCONT if "attached" in told else signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert "attached" in told, told + strace.stderr.read()
    return code


def find() -> str:
    """The path of strace, `""` when there is none."""
    return shutil.which("strace") or ""


def install() -> str:
    """Installs strace by Debian's packages; returns its path, `""` when that could not be done."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", "strace"]):
            subprocess.run(command, stdout=sys.stderr, timeout=900, stdin=subprocess.DEVNULL, check=False)
    return find()


def main(arguments: list[str]) -> int:
    if sys.platform != "linux":
        return 0
    path = find() or (install() if "--install" in arguments else "")
    print(path or HELP, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
