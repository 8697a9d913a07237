"""Refusals of language models, found instead of summaries."""

from __future__ import annotations

import re
from functools import cache


def _either(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


_CANNOT = _either(
    *(
        r"can(?: ?not|['’]?t)",
        r"could ?n['’]?t",
        r"(?:am|['’]m) (?:not able|unable)",
        r"do(?: not|n['’]t) have(?: the ability| access| enough| sufficient)?",
        r"(?:wo|wi)n['’]?t be able",
        r"will not be able",
    )
)
_DO = _either(
    *(
        r"access|browse|open|view|read|retrieve|provide|summari[sz]e|create|generate|complete|fulfil|assist|help|to",
        r"information|content|details|the|any",
    )
)


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled when it is first needed: most builds show no summary."""
    patterns = (
        rf"(?:i ?(?:am|['’]m)? ?(?:very |truly |really )?)?(?:sorry|apologi[sz]e|unfortunately),?.{{0,60}}\b"
        rf"(?:i ?{_CANNOT}|but (?:i|the|there|this|it)|i (?:only|need)|for (?:the|any)"
        r"|the (?:content|text|page|provided|source))\b",
        rf"(?:my )?apologies,?.{{0,60}}\b(?:i ?{_CANNOT}|but|for)\b",
        rf"i ?{_CANNOT} ?(?:to )?{_DO}\b",
        r"(?:as|i['’]m|i am) an? (?:ai\b|artificial intelligence|(?:large )?language model)",
        r"(?:the|this) (?:provided |given |source )?(?:content|text|document|page|excerpt|url|link)s? (?:you (?:have )?"
        r"(?:provided|shared) )?(?:appears?|seems?) (?:to be|to only|to have been|incomplete|corrupt|truncated|empty)",
    )
    return re.compile("|".join(patterns), re.IGNORECASE | re.DOTALL)


def refused(text: str) -> bool:
    """Whether `text` is a language model's refusal ("I apologize, but...")."""
    return _pattern().match(text[:400].lstrip("\"'“*_ ")) is not None
