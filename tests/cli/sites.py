"""Small sites for commands to work on, and a way to run a command in them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from server import Server

from mkdocs_resource_cards.cli.context import Tools
from mkdocs_resource_cards.cli.fetch import Fetcher, Limits
from mkdocs_resource_cards.cli.main import app

CONFIG = "site_name: Test\nplugins:\n  - search\n  - resource-cards\n"
WORDS = "Paragraph {} of this page says something about the subject at hand, and it says so in a whole sentence."
BODY = "<h1>{}</h1>" + "".join(f"<p>{WORDS.format(number)}</p>" for number in range(5))


def page(title: str, head: str = "") -> bytes:
    """A page that has a text of its own."""
    top = f"<!doctype html><html><head><title>{title}</title>{head}</head>"
    return f"{top}<body><main>{BODY.format(title)}</main></body></html>".encode()


@dataclass
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


@dataclass
class Site:
    """A site's folder."""

    root: Path
    server: Server | None = None
    above: bool = False
    """Whether commands run in the folder above."""

    def __call__(self, *arguments: str, stdin: str | None = None) -> Ran:
        """Runs `resource-cards -f mkdocs.yml ARGUMENTS`."""
        tools = Tools(pause=0.0)
        if self.server is not None:
            address, base = self.server.address, self.server.url()
            tools = Tools(lambda: Fetcher({address}, Limits(seconds=20)), 0.0, base + "doi/", base + "abs/")
        here = Path.cwd()
        os.chdir(self.root.parent if self.above else self.root)
        try:
            ran = CliRunner().invoke(app, ["-f", str(self.root / "mkdocs.yml"), *arguments], obj=tools, input=stdin)
        finally:
            os.chdir(here)
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Ran(ran.exit_code, ran.stdout, ran.stderr)

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode()

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path


def site(root: Path, registry: str = "", server: Server | None = None, **pages: str) -> Site:
    """A site in `root` with a registry and pages."""
    made = Site(root, server)
    made.write("mkdocs.yml", CONFIG)
    (root / "docs").mkdir(exist_ok=True)
    if registry:
        made.write("resources.yml", registry)
    for name, text in pages.items():
        made.write(f"docs/{name}.md", text)
    return made
