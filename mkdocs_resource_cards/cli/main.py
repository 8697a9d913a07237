"""The group of commands. Each command is a module, imported when it is called."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from .. import __version__
from ..problems import likely
from .console import Failure
from .context import Session, Tools

COMMANDS = {
    "init": ("init", "Create a first registry, and show the lines for mkdocs.yml."),
    "add": ("add", "Add a web page, a paper or a file to the registry."),
    "update": ("update", "Fill in missing fields of entries from their sources."),
    "snapshot": ("snapshot", "Fetch snapshots of sources, or refresh them."),
    "check": ("check", "Report everything that is wrong, in one run."),
    "find": ("find", "Find entries by words; prints shortcodes."),
    "convert": ("convert", "Turn Markdown links into shortcodes, and back."),
    "import": ("import_", "Import entries from BibTeX, RIS, CSL-JSON or Zotero."),
    "export": ("export", "Export entries as BibTeX, RIS, CSL-JSON or JSON."),
    "rename": ("rename", "Change a key of an entry, on all pages too."),
    "merge": ("merge", "Merge two entries into one."),
    "remove": ("remove", "Remove entries; their shortcodes become links."),
    "pages": ("pages", "Write the pages of resources into the docs, for Zensical."),
    "assets": ("assets", "Copy the style sheet and scripts into the docs, for Zensical."),
    "lsp": ("lsp", "Run the language server: completion, hover and problems in editors."),
    "schema": ("schema", "Print the registry's JSON Schema, for editors."),
}
"""name -> (module, one line for `--help`, so that this needs none of them)."""


_CONFIG_HELP = "The site's configuration file."
_REGISTRY_HELP = "A registry file or folder, instead of the one in the configuration."


class _Interrupted(Failure):
    """A person stopped the command."""

    exit_code = 130
    """As of a program that the signal ended; 1 means problems."""


class _Lazy(click.Group):
    """Knows its commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            close = likely(cmd_name, COMMANDS, 0.6)
            hint = f"did you mean `{close}`?" if close else "`resource-cards --help` lists them"
            raise click.UsageError(f"there is no command `{cmd_name}`; {hint}", ctx)
        command: click.Command = copy(import_module(f".commands.{COMMANDS[cmd_name][0]}", __package__).command)
        command.params = [*command.params, *_shared()]
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command. A lock that another program holds is a message, whichever command asked for it."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except KeyboardInterrupt as error:
            raise _Interrupted("interrupted; what was not finished can be done by running the command again") from error
        except Exception as error:
            from .atomic_files import BusyError  # with all that reads registries; `--help` does not need it

            if isinstance(error, BusyError):
                raise Failure(str(error)) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _shared() -> list[click.Parameter]:
    """The options of the group, which every command also accepts, because people write them after its name."""
    path = click.Path(exists=True, dir_okay=False, path_type=Path)

    def take_config(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
        if value is not None:
            ctx.obj = replace(ctx.obj, config_path=value)

    def take_registries(ctx: click.Context, param: click.Parameter, value: tuple[Path, ...]) -> None:
        if value:
            ctx.obj = replace(ctx.obj, registries=value)

    return [
        click.Option(["-f", "--config-file"], type=path, expose_value=False, callback=take_config, help=_CONFIG_HELP),
        click.Option(
            ["--registry"],
            multiple=True,
            type=click.Path(exists=True, path_type=Path),
            expose_value=False,
            callback=take_registries,
            help=_REGISTRY_HELP,
        ),
    ]


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-f", "--config-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_CONFIG_HELP)
@click.option(
    "--registry",
    "registries",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help=_REGISTRY_HELP,
)
@click.version_option(__version__, prog_name="resource-cards")
@click.pass_context
def app(ctx: click.Context, config_file: Path | None, registries: tuple[Path, ...]) -> None:
    """Maintain the registry behind resource cards.

    The registry is found through mkdocs.yml, properdocs.yml or zensical.toml, here or in a folder above. Only add, update,
    snapshot, check --links and convert --titles ever use the network.

    \b
    Example:
      resource-cards add https://darioamodei.com/post/the-urgency-of-interpretability
      resource-cards check

    Exit codes: 0 success, 1 problems were found, 2 the command could not run.
    """
    tools = ctx.obj if isinstance(ctx.obj, Tools) else Tools()
    ctx.obj = Session(tools, config_file, registries)
