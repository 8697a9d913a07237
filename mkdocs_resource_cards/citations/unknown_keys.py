"""What an unknown key probably meant."""

from __future__ import annotations

import re

from ..registry import Registry


def hint(key: str, registry: Registry) -> str:
    """What an unknown key probably meant, as a question for its author; `""` if there is no guess."""
    several = [one for one in re.split("[,;]", key) if one]
    if len(several) > 1 and all(one in registry for one in several):
        return f"for several sources, write `<< resources {' '.join(several)} view=number >>`"
    return registry.suggest(key)
