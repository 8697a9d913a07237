"""Input that is meant to stop a build: each case in a process of its own, with bounds on time and memory."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from mkdocs_resource_cards import registry
from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.registry import load

SECONDS, MEGABYTES = 4.0, 150.0

CASES = {
    "nested brackets": lambda: "- " + "[" * 50_000,
    "nested braces": lambda: "{a: " * 50_000,
    "nested dashes": lambda: "- " * 50_000,
    "nested questions": lambda: "? " * 50_000,
    "nested by indentation": lambda: "".join(" " * depth + "- \n" for depth in range(3_000)),
    "billion laughs": lambda: (
        "- &a [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n"
        + "".join(f"- &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(20))
    ),
    "one list of authors in every entry": lambda: (
        f"x-a: &a [{'n,' * 50_000}]\nresources:\n" + "".join(f"- id: i{i}\n  title: t\n  authors: *a\n" for i in range(3_000))
    ),
    "merges of merges": lambda: (
        "x-0: &b0 {k: v}\n" + "".join(f"x-{i}: &b{i} {{<<: [*b{i - 1}, *b{i - 1}], k{i}: v}}\n" for i in range(1, 5_000))
    ),
    "an anchor for everything": lambda: "".join(f"- &a{i} [{i}, {i}, {i}]\n" for i in range(20_000)),
    "an anchor in everything": lambda: "".join(f"- &a{i} {i}\n" for i in range(30_000)),
    "one anchor again and again": lambda: "- &a\n" * 30_000,
    "unclosed quotes": lambda: '- id: "a\n' * 17_001,
    "unclosed brackets": lambda: "- id: a\n  title: [b\n" * 17_000,
    "brackets to the end": lambda: '- ["\n- a\n' * 10_000,
    "broken lists in a mapping": lambda: "resources:\n- id: a\n  title: [\npublications:\n" * 7_000,
    "broken entries above a long one": lambda: (
        "resources:\n" + "- [}\n" * 4_000 + '- {id: a, title: A, abstract: "' + "x" * 200_000 + '"}'
    ),
    "broken sections, each deeper": lambda: "".join(f"resources:\n{' ' * i}- [}}\n" for i in range(1, 1_000)),
    "documents of quotes": lambda: '--- "\n' * 4_000,
    "lists that lean out": lambda: "".join(" " * (200 - i % 200) + "- a\n" for i in range(10_000)),
    "half of everything": lambda: "- {a: [b, 'c\n- d: \"e\n" * 7_000,
    "tag directives": lambda: "".join(f"%TAG !a{i}! x\n" for i in range(50_000)) + "--- a",
    "rows of directives": lambda: ("%a\n" * 101 + "---\n") * 2_000,
    "documents": lambda: "---\n" * 100_000,
    "a long tag": lambda: "- !<" + "a" * 1_000_000,
    "exclamations": lambda: "!" * 1_000_000,
    "unknown fields": lambda: "- id: a\n  title: b\n" + "".join(f"  unknown{i}: x\n" for i in range(50_000)),
    "a field many times": lambda: "- id: a\n  title: b\n" + "  a: x\n" * 40_000,
    "an id many times": lambda: "- {id: a, title: b}\n" * 17_000,
    "a million values": lambda: "- [" + "a," * 1_000_000 + "]",
    "a long line": lambda: "- id: " + "a" * 5_000_000,
    "a long key": lambda: "- ? " + "a " * 500_000 + "\n  : b",
    "a title of blanks": lambda: '- id: a\n  title: "x' + " \\n" * 300_000 + 'x"\n',
    "an abstract of tabs": lambda: '- id: a\n  title: x\n  abstract: "x' + "\\t" * 300_000 + 'y"\n',
    "ampersands": lambda: '- id: a\n  title: "' + "&" * 1_000_000 + '"\n',
    "half references": lambda: '- id: a\n  title: "' + "&#" * 500_000 + '"\n',
    "a reference of a million digits": lambda: '- id: a\n  title: "&#' + "9" * 1_000_000 + ';"\n',
    "a number of a million digits": lambda: "- id: a\n  title: x\n  credibility: " + "9" * 1_000_000,
    "a date of a million digits": lambda: "- id: a\n  title: x\n  date: " + "0" * 1_000_000,
    "a url of brackets": lambda: "- id: a\n  title: x\n  url: https://" + "[" * 1_000_000,
    "a url of at signs": lambda: '- id: a\n  title: x\n  url: "' + "//" * 500_000 + '"',
    "a doi of dots": lambda: "- id: a\n  title: x\n  doi: 10.1000" + ".0" * 500_000,
    "a host of dots": lambda: (
        f"publications:\n- id: p\n  name: n\n  domains: [{'a.b,' * 90_000}]\n"
        f"resources:\n- id: a\n  title: x\n  url: https://{'a.' * 100_000}c\n"
    ),
    "publications nobody has": lambda: (
        "publications:\n"
        + "".join(f"- id: p{i}\n  name: n\n" for i in range(7_000))
        + "resources:\n"
        + "".join(f"- id: i{i}\n  title: x\n  publication: q{i}\n" for i in range(7_000))
    ),
    "publications that look alike": lambda: (
        "publications:\n"
        + "".join(f"- {{id: {'abcabcab' * 6}{i:04}, name: n}}\n" for i in range(300))
        + "resources:\n"
        + "".join(f"- {{id: i{i}, title: x, publication: {'cbacbacb' * 6}{i:04}}}\n" for i in range(100))
    ),
    "publications with many domains": lambda: (
        f"publications:\n- id: p\n  name: n\n  domains: [{', '.join(f'e.org/{i}' for i in range(5_000))}]\n"
        "resources:\n" + "".join(f"- id: i{i}\n  title: x\n  url: https://e.org\n" for i in range(5_000))
    ),
    "domains of many parts": lambda: (
        "publications:\n"
        + "".join(f"- id: p{i}\n  name: n\n  domains: ['{'a.' * i}a{'/b' * 9}']\n" for i in range(126))
        + "resources:\n"
        + "".join(f"- id: i{i}\n  title: x\n  url: https://{'a.' * 125}a{'/b' * 1_000}\n" for i in range(500))
    ),
    "control characters": lambda: "- id: a\0\n" * 30_000,
    "one character outside the plane": lambda: "- id: a\n  title: " + "\U0001f600" * 500_000,
    "lines of a comment": lambda: "#\n" * 1_000_000,
}


def measure(folder: Path, answer: Connection) -> None:
    """Reads the registry in `folder`; answers with seconds of the processor, megabytes, characters of the longest message."""
    import resource as limits  # POSIX alone has it

    before = limits.getrusage(limits.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    registry = load([Path("resources.yml")], folder, Cache(folder / "cache"))
    registry.resources()
    registry.suggest("zzzz-title-zzz")
    seconds = time.process_time() - start
    megabytes = (limits.getrusage(limits.RUSAGE_SELF).ru_maxrss - before) / 1024
    answer.send([seconds, megabytes, max([len(str(problem)) for problem in registry.problems] or [0])])


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Where each new process has imported this module already, and what reads YAML, which a build imports when it must."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *(f"{registry.__name__}.{one}" for one in ("builder", "store", "suggest"))])
    return context


@pytest.mark.posix
@pytest.mark.parametrize("case", CASES)
def test_a_small_file_stops_no_build(case: str, tmp_path: Path, processes: ForkServerContext) -> None:
    (tmp_path / "resources.yml").write_text(CASES[case](), encoding="utf-8")
    answer, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=measure, args=(tmp_path, theirs))
    process.start()
    theirs.close()
    try:
        assert answer.poll(60), "no answer within a minute"
        seconds, megabytes, longest = answer.recv()
    finally:
        process.kill()
        process.join()
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    assert longest < 500


TAGS = (
    "!!python/object/apply:os.system [touch PWNED]",
    "!!python/object/new:os.system [touch PWNED]",
    "!!python/name:os.system",
    "!!python/module:os",
    "!ENV [HOME]",
    "!ENV HOME",
    "!include /etc/passwd",
    "!relative $docs_dir",
    "!!binary SGVsbG8=",
)


@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_does_nothing(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from registry_helpers import read

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/the/home/of/somebody")
    registry = read(tmp_path, f"- id: a\n  title: T\n  summary: {tag}\n")
    assert registry["a"].summary == ""
    assert "/the/home" not in str(registry.problems)
    assert [problem.code for problem in registry.problems] == ["invalid_field"]
    assert not (tmp_path / "PWNED").exists()
