"""Spans of time as people type them."""

from __future__ import annotations

import re
from datetime import timedelta

import click

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


class _Duration(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic from click 8.2 on
    """`90d`, `6w`, `3m`, `2y`."""

    name = "duration"

    def convert(self, value: str | timedelta, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        if isinstance(value, timedelta):
            return value
        match = re.fullmatch(r"([0-9]{1,5})([dwmy])", value.strip().lower())
        if match is None or int(match[1]) * _DAYS[match[2]] > 36500:
            self.fail(f"`{value}` is no span of time such as 90d, 6w, 3m or 2y", param, ctx)
        return timedelta(days=int(match[1]) * _DAYS[match[2]])


DURATION = _Duration()
