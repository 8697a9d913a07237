"""One cell of the matrix: a site, the environment and the command that build it, and what must hold afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import checks, matrix
from .environments import environment

CONFIG = """\
site_name: Matrix
site_url: https://site.example/
theme: {{name: {theme}{theme_options}}}
plugins:
  - search
{plugins}
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.superfences
  - pymdownx.snippets
{extensions}
{config}
"""


@dataclass(frozen=True)
class Case:
    """How one neighbour, or one host, is tried."""

    name: str
    env: str
    requirements: tuple[str, ...] = ()
    """Of the environment, for those that share none."""
    shows: tuple[str, ...] = ()
    """Distributions whose versions the table shows."""
    commands: tuple[tuple[str, ...], ...] = (("mkdocs", "build", "--strict"),)
    plugins: str = ""
    """Items of `plugins`, as YAML."""
    ours: str = "resource-cards"
    """Our own item of `plugins`, `""` for none."""
    extensions: str = ""
    """Further items of `markdown_extensions`, as YAML."""
    config: str = ""
    """Further settings, as YAML."""
    config_file: str = "mkdocs.yml"
    theme: str = "material"
    theme_options: str = ", font: false"
    files: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Sequence[str]] = field(default_factory=lambda: {"": matrix.ROWS})
    checks: tuple[checks.Check, ...] = (checks.pages_are_generated,)
    """Beside the general ones."""
    orders: tuple[str, ...] = ("after", "before")
    """Where our plugin stands, seen from the neighbour."""
    limit: str = ""
    """What does not work for a reason in the neighbour, told in the table."""
    built: str = "site"

    def run(self, root: Path, order: str) -> list[str]:
        """Builds the site in the empty folder `root`; returns complaints."""
        bin_folder = environment(self.env, self.requirements)
        matrix.write(
            root, {path: textwrap.dedent(text) for path, text in self.files.items()}, self._config(order), self.config_file
        )
        for command in self.commands:
            complaint = _run(bin_folder, command, root)
            if complaint:
                return [complaint]
        return list(self._complaints(checks.Site(root / self.built)))

    def _config(self, order: str) -> str:
        ours = [f"- {self.ours}"] if self.ours else []
        neighbours = textwrap.dedent(self.plugins).strip().splitlines()
        items = [*neighbours, *ours] if order == "after" else [*ours, *neighbours]
        extensions = textwrap.dedent(self.extensions).strip().splitlines()
        return CONFIG.format(
            theme=self.theme,
            theme_options=self.theme_options,
            plugins="\n".join(f"  {line}" for line in items),
            extensions="\n".join(f"  {line}" for line in extensions),
            config=textwrap.dedent(self.config),
        )

    def _complaints(self, site: checks.Site) -> Iterator[str]:
        for check in (*checks.GENERAL, *self.checks):
            yield from check(site)
        if self.rows:
            yield from checks.cited_by(site, self.rows)


def _run(bin_folder: Path, command: Sequence[str], root: Path) -> str:
    """Runs a command of the environment; a complaint when it failed."""
    found = shutil.which(command[0], path=str(bin_folder)) or command[0]
    path = os.pathsep.join((str(bin_folder), os.environ.get("PATH", "")))
    environ = {**os.environ, "PATH": path, "DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([found, *command[1:]], cwd=root, env=environ, capture_output=True, text=True, timeout=300)
    if done.returncode == 0:
        return ""
    return f"{' '.join(command)} failed: " + (done.stdout + done.stderr).strip()[-1500:]
