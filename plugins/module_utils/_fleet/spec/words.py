# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Texts in a fleet's options that stand for something: amounts, and words in templates.  Pure."""
from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

Text = TypeVar("Text", str, "str | None")

WORD = re.compile(r"@\{(fleet|group|index|name|cloud|region_name)(?::0?(\d{1,2}))?\}")


def amount(text: str | None, whole: int, rounding: Callable[[float], int]) -> int:
    """A number, or a share of the whole as '80%'; without it, the whole."""
    if text is None:
        return whole
    if text.endswith("%"):
        return int(rounding(whole * float(text[:-1]) / 100))
    return int(text)


def filled(text: Text, words: dict[str, str | int]) -> Text:
    """A text with @{index}, @{index:03}, @{name} ... replaced, and nothing else."""
    def word(match: re.Match[str]) -> str:
        if match[1] not in words:
            return match[0]
        return str(words[match[1]]).rjust(int(match[2] or 0), "0")
    return text and WORD.sub(word, text)
