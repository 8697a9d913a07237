"""What an unknown key probably meant."""

from __future__ import annotations

import re

from ..registry import Registry


def hint(key: str, registry: Registry) -> str:
    """What an unknown key probably meant, as a question for its author; `""` if there is no guess."""
    several = [one for one in re.split("[,;]", key) if one]
    if len(several) > 1 and all(one in registry for one in several):
        return f"for several sources, write `<< resources {' '.join(several)} view=number >>`"
    return with_sign(key, registry) or registry.suggest(key)


def with_sign(key: str, registry: Registry) -> str:
    """What to write for a key with the sign behind it that parts a list elsewhere; `""` for any other."""
    bare, sign = key[:-1], key[-1:]
    name = {",": "comma", ";": "semicolon"}.get(sign)
    return f"leave out the {name}: `{bare}`" if name and bare in registry else ""
