# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Errors and names in sentences, not too many of them.  Pure."""
from __future__ import annotations

from collections import defaultdict
from typing import Any

from .errors import CloudError
from .escape import one_line

REASONS = 10        # reasons in one message
SOME = 5        # names in one reason


def told(line: str, reasons: list[str]) -> str:
    """A line, and a line for each reason after it, not too many of them.  No text makes two."""
    more = [f"And {len(reasons) - REASONS} more failures"] if len(reasons) > REASONS else []
    return "\n".join(f"{one_line(text).rstrip('. ')}."
                     for text in [line, *reasons[:REASONS], *more])


def sentences(failures: list[CloudError]) -> list[str]:
    """What went wrong; what several servers have in common is said once."""
    alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for error in failures:
        name = error.more.get("server_name") or ""
        doing = error.action.removesuffix(name)
        named = name if doing != error.action else ""
        waited_for = error.more.get("waited_for")
        alike[error.kind, error.message, error.target, waited_for, doing].append(named)
    return [str(CloudError(kind, text, target, doing + some(list(filter(None, names))),
                           waited_for=waited_for))
            for (kind, text, target, waited_for, doing), names in alike.items()]


def some(names: list[str]) -> str:
    """Names in a sentence, not too many of them."""
    more = f" and {len(names) - SOME} more" if len(names) > SOME else ""
    return ", ".join(names[:SOME]) + more
