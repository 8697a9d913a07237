"""`resource-cards schema`"""

from __future__ import annotations

from importlib.resources import files

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a registry file.

    Editors with YAML support complete and check entries by it.

    \b
    Example:
      resource-cards schema > .resource-cards.schema.json
    """
    schema = files("mkdocs_resource_cards") / "schema" / "registry.schema.json"
    click.echo(schema.read_text(encoding="utf-8"), nl=False)
