"""The JSON Schema of a registry file, for editors: forms of values from `schema/registry.schema.json`, fields as declared."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from .. import csl_variables
from .fields import WELL_KNOWN_TYPES
from .resource_fields import PUBLICATION, RESOURCE, ResourceField, written_names


def registry_schema() -> str:
    """The text of the schema."""
    schema = json.loads((files("mkdocs_resource_cards") / "schema" / "registry.schema.json").read_text(encoding="utf-8"))
    forms = schema["$defs"]
    for name, declared in (("resource", RESOURCE), ("publication", PUBLICATION)):
        forms[name]["required"] = [field.name for field in declared if field.is_required]
        forms[name]["properties"] = _properties(declared)
    forms["resource"]["patternProperties"] = {_spellings(forms["resource"]["properties"]): True}
    forms["type"]["anyOf"][0]["enum"] = list(dict.fromkeys((*WELL_KNOWN_TYPES, *sorted(csl_variables.TYPES))))
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _spellings(names: Iterable[str]) -> str:
    """An expression for other spellings of names, which are read and not offered: in small letters, with `_` for `-`."""
    known = set(names)
    spelled = {one for name in known for one in (name.lower(), name.replace("-", "_"), name.replace("_", "-"))}
    spelled |= {name.lower() for name in spelled} | {"DOI", "URL"}
    return f"^({'|'.join(sorted(spelled - known))})$"


def _properties(declared: Iterable[ResourceField]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in declared:
        for name in written_names(field):
            is_own = name == field.name.removeprefix("csl.") or "." in field.name
            found[name] = {
                "$ref": f"#/$defs/{field.schema}",
                "description": field.description if is_own else f"The same as `{field.name.removeprefix('csl.')}`.",
            }
    return found
