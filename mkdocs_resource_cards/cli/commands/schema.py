"""`resource-cards schema`"""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a registry file.

    Editors with YAML support use it to complete and check entries.

    \b
    Example:
      resource-cards schema > .resource-cards.schema.json
    """
    from ...registry.schema import registry_schema

    click.echo(registry_schema(), nl=False)
