# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Texts with placeholders, such as @{index} or @{index:03}.  Pure."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

Text = TypeVar("Text", str, "str | None")

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
PLACEHOLDER = re.compile(rf"@\{{({NAME.pattern})(?::0?(\d{{1,2}}))?\}}")


def filled(text: Text, values: Mapping[str, str | int]) -> Text:
    """A text with the placeholders replaced that have a value, and nothing else."""
    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            return match[0]
        return str(values[match[1]]).rjust(int(match[2] or 0), "0")
    return text and PLACEHOLDER.sub(value, text)


def names(text: str) -> set[str]:
    """Those of its placeholders."""
    return {match[1] for match in PLACEHOLDER.finditer(text)}
