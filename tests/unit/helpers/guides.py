# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the guides: their blocks of YAML, their commands, their links, their headings."""

from __future__ import annotations

import re
import shlex

import yaml

SHELLS = ("bash", "console", "sh", "shell")
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.M | re.S)
INDENTED = re.compile(r"(?:(?<=\n\n)|\A)(?: {4,}.*\n|\n(?= {4}))+")
NAMED = re.compile(r"\A# ([\w./-]+\.(?:yml|yaml|cfg|txt))(?:[:,].*)?\n")


class Loader(yaml.SafeLoader):
    """As Ansible reads it: !vault and !unsafe are texts."""


Loader.add_multi_constructor("!", lambda loader, _tag, node: loader.construct_scalar(node))


def blocks(text: str, *languages: str) -> list[str]:
    """The fenced blocks in these languages."""
    return [block for language, block in FENCE.findall(text) if language in languages]


def documents(block: str) -> list:
    """All that a block of YAML holds."""
    return list(yaml.load_all(block, Loader))


def named(block: str) -> str | None:
    """The file that a block is, as its first line says."""
    found = NAMED.match(block)
    return found and found[1]


def commands(text: str) -> list[str]:
    """All of a guide: indented by four, or in a fence of a shell; without comments, in one line
    each."""
    indented = INDENTED.findall(FENCE.sub("\n", text) + "\n")
    found = "".join([*indented, *blocks(text, *SHELLS)]).replace("\\\n", " ")
    lines = [re.sub(r"(^|\s)#.*", "", line).strip().removeprefix("$ ")
             for line in found.splitlines()]
    return [line for line in lines if line]


def steps(text: str) -> list[tuple[str | None, str]]:
    """What a reader does, in this order: (name, content) of a file, (None, command)."""
    found: list[tuple[str | None, str]] = []
    end = 0
    for fence in FENCE.finditer(text):
        if name := named(fence[2]):
            found += [(None, command) for command in commands(text[end:fence.start()])]
            found.append((name, fence[2]))
            end = fence.end()
    return found + [(None, command) for command in commands(text[end:])]


def programs(command: str) -> list[list[str]]:
    """The words of each program of a line, as a shell would split it; without assignments."""
    found: list[list[str]] = [[]]
    for word in shlex.split(command):
        if word in ("&&", "||", "|", ";", "!"):
            found.append([])
        elif found[-1] or not re.match(r"\w+=", word):
            found[-1].append(word)
    return [program for program in found if program]


def links(text: str) -> list[str]:
    """Where a guide points to in the tree."""
    found = re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", text))
    return [link.partition("#")[0] for link in found if "://" not in link and link[0] != "#"]


def sections(text: str) -> dict[str, str]:
    """{heading of the second level: what stands below it}."""
    parts = re.split(r"^## (.+)\n", FENCE.sub("", text), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
