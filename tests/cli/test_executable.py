"""The real executable: from an empty folder to cards, what it imports, writers at once, where it prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from executable import MAIN, command, run
from sites import page, site

from mkdocs_resource_cards.cache import Cache
from mkdocs_resource_cards.registry import load


def test_from_an_empty_folder_to_three_cards(tmp_path: Path) -> None:
    folder, pages = tmp_path / "site", tmp_path / "pages"
    folder.mkdir()
    pages.mkdir()
    assert run(folder, "init").returncode == 0
    codes = []
    for number in range(3):
        (pages / f"{number}.html").write_bytes(
            page(f"A study of {number + 2} rivers", f'<link rel="canonical" href="https://example.org/{number}">')
        )
        added = run(folder, "add", str(pages / f"{number}.html"))
        assert added.returncode == 0, added.stderr
        codes.append(added.stdout)
    with open(folder / "docs" / "index.md", "a") as index:
        index.write("\n".join(codes))
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "--strict"], cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert built.returncode == 0, built.stderr
    html = (folder / "site" / "index.html").read_text()
    assert html.count('class="rc-card rc-card--full"') == 3
    assert "Paragraph 1 of this page" in html
    assert run(folder, "check").returncode == 0


def test_four_writers_add_each_entry_once(tmp_path: Path) -> None:
    made = site(tmp_path, "# Kept.\n- id: a\n  title: A # too\n")
    files = [
        made.write(f"p{n % 3}.html", page(f"P{n % 3}", f'<link rel="canonical" href="https://x.org/{n % 3}">').decode())
        for n in range(4)
    ]
    running = [
        subprocess.Popen(command("add", str(file)), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for file in files
    ]
    outputs = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0] * 4, outputs
    registry = load([tmp_path / "resources.yml"], tmp_path, Cache(None))
    assert (len(registry), registry.problems) == (4, ())
    assert made.read("resources.yml").startswith("# Kept.\n- id: a\n  title: A # too\n")
    assert len({out for out, _ in outputs}) == 3
    assert len(list((tmp_path / "snapshots").iterdir())) == 3


def test_the_command_line_loads_little_and_no_host(tmp_path: Path) -> None:
    heavy = {"httpx", "bs4", "trafilatura", "lxml", "rapidfuzz", "rich", "markdown_it", "nh3", "bibtexparser", "rispy"}
    code = "import sys; import mkdocs_resource_cards.cli.main as a; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & (heavy | {"mkdocs", "properdocs", "zensical"})
    site(tmp_path, "- id: a\n  title: A\n", index="<< resource:a >>")
    probe = (
        f"import sys, atexit; atexit.register(lambda: print(*sorted({{m.partition('.')[0] for m in sys.modules}}))); {MAIN}"
    )
    ran = subprocess.run([sys.executable, "-c", probe, "check"], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert not set(ran.stdout.split()) & {"httpx", "trafilatura", "rapidfuzz", "mkdocs", "properdocs", "zensical"}


def test_help_is_quick_and_whole(tmp_path: Path) -> None:
    ran = run(tmp_path, "--help")
    assert ran.returncode == 0
    for name in ("init", "add", "snapshot", "check", "find", "convert", "import", "export", "schema"):
        assert f"\n  {name} " in ran.stdout


def test_shell_completion_is_there(tmp_path: Path) -> None:
    ran = run(tmp_path, _RESOURCE_CARDS_COMPLETE="bash_source")
    assert "_resource_cards_completion" in ran.stdout


def on_terminal(folder: Path, *arguments: str, typed: str = "", **environment: str) -> str:
    """What a terminal shows."""
    leader, follower = os.openpty()
    os.write(leader, typed.encode())
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment}
    env.pop("NO_COLOR", None) if "NO_COLOR" not in environment else None
    process = subprocess.Popen(command(*arguments), cwd=folder, stdin=follower, stdout=follower, stderr=follower, env=env)
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    process.wait(timeout=30)
    os.close(leader)
    return shown.decode()


def test_a_terminal_gets_a_table_and_colours_unless_it_wants_none(tmp_path: Path) -> None:
    site(tmp_path, '- id: a\n  title: "Grace \\e[31m and \\u202e more"\n')
    shown = on_terminal(tmp_path, "find", "grace")
    assert "Shortcode" in shown
    assert "\x1b[1m" in shown
    assert "\x1b[31m" not in shown
    plain = on_terminal(tmp_path, "find", "grace", NO_COLOR="1")
    assert "\x1b[" not in plain
    assert run(tmp_path, "find", "grace").stdout == "<< resource:a >>\tGrace [31m and more\t\t\n"


@pytest.mark.posix
def test_an_export_goes_into_pipes_and_to_standard_output(tmp_path: Path) -> None:
    site(tmp_path, "- id: a\n  title: A\n")
    text = run(tmp_path, "export").stdout
    assert "title = {{A}}" in text
    for name in ("-", "/dev/stdout"):
        assert run(tmp_path, "export", "-o", name).stdout == text
    with open(tmp_path / "kept.bib", "w+") as file:
        file.write("before\n")
        file.flush()
        subprocess.run(command("export", "-o", "/dev/stdout"), cwd=tmp_path, stdout=file, check=True)
    assert (tmp_path / "kept.bib").read_text() == f"before\n{text}"
    os.mkfifo(tmp_path / "pipe")
    writer = subprocess.Popen(command("export", "-o", "pipe"), cwd=tmp_path, stderr=subprocess.DEVNULL)
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert writer.wait(timeout=30) == 0
    assert os.read(reader, 65536).decode() == text
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_a_date_that_is_none_is_asked_for_again(tmp_path: Path) -> None:
    run = site(tmp_path)
    note = run.write("notes.md", "# My notes\n\nWords.\n")
    shown = on_terminal(tmp_path, "add", str(note), "--title", "Notes", "--author", "Ann", typed="soon\nMarch 2020\ny\n")
    assert shown.count("Published") == 2
    assert "a year, month or day such as 2018" in shown
    assert "  published: 2020-03\n" in run.read("resources.yml")


@pytest.mark.posix
@pytest.mark.parametrize("arguments", [("export",), ("find", "a")])
def test_a_full_disk_behind_standard_output_is_said_once(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    site(tmp_path, "- id: a\n  title: A\n")
    with open("/dev/full", "w") as full:
        ran = subprocess.run(command(*arguments), cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (ran.returncode, ran.stderr) == (2, "Error: standard output: No space left on device; the output is incomplete\n")


def test_ctrl_c_and_broken_pipes_leave_no_traceback(tmp_path: Path) -> None:
    site(tmp_path, "".join(f"- id: k{n}\n  title: here\n" for n in range(3000)))
    ran = subprocess.run(
        f"'{sys.executable}' -c '{MAIN}' check | head -1", cwd=tmp_path, shell=True, capture_output=True, text=True
    )
    assert ran.stdout.startswith("resources.yml:1:3: title_is_label")
    assert "Traceback" not in ran.stderr


def test_ctrl_c_while_it_is_loaded_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Interrupt:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "mkdocs_resource_cards.cli.main":
                raise KeyboardInterrupt

    import mkdocs_resource_cards.cli as cli

    monkeypatch.delitem(sys.modules, "mkdocs_resource_cards.cli.main", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupt(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        cli.run()
    assert (ended.value.code, capsys.readouterr().err) == (130, "Error: interrupted\n")
