# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with commands that somebody has written: they name what there is not."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator

import given
import house

TREE = house.files()
PLUGINS = {"module": "modules", "inventory": "inventory", "lookup": "lookup", "filter": "filter"}
# others' programs, which no test here knows
OTHERS = {".", "ansible-galaxy", "ansible-vault", "cd", "chmod", "cp", "eval", "exec", "export",
          "git", "mkdir", "molecule", "openstack", "pip", "printf", "python3", "sed", "ssh",
          "ssh-keygen", "tar", "umask"}


def _wrong_program(program, _words):
    """One that is neither in the tree nor known to be another's."""
    if not (program in OTHERS or exists(program) or program.startswith(("$", "/", "~"))):
        yield f"what is {program}?"


def _wrong_make(_program, words):
    """A goal that there is not."""
    goals = re.findall(r"^([\w./]+(?: [\w./]+)*):", house.read("Makefile"), re.M)
    for word in words:
        if "=" not in word and word not in " ".join(goals).split():
            yield f"there is no make {word}"


def _wrong_ansible(_program, words):
    """Playbooks, modules with their options, roles' variables, inventories that there are not."""
    for before, word in zip(["", *words], words, strict=False):
        if before == "-m" and word.startswith(given.OURS):
            yield from given.wrong_module(word, _argument(words))
        elif word.startswith(given.OURS):
            yield from given.wrong_playbook(word)
        elif before == "-e" and re.match(r"\w+=", word):
            yield from given.wrong_variables({word.partition("=")[0]: None})
        elif before == "-i" and word.rstrip("/") == "inventory":
            yield from () if exists(word) else ["there is no inventory"]


def _argument(words):
    """Of a module on the command line."""
    text = words[words.index("-a") + 1] if "-a" in words else "{}"
    return json.loads(text) if text.startswith("{") else dict(
        pair.split("=", 1) for pair in text.split())


def _wrong_doc(_program, words):
    """Plugins and roles that there are not."""
    kind = words[words.index("-t") + 1] if "-t" in words else "module"
    for name in (word.removeprefix(given.OURS) for word in words if word.startswith(given.OURS)):
        folder = f"plugins/{PLUGINS.get(kind)}"
        if kind == "role" and name in given.roles() or exists(f"{folder}/{name}.py"):
            continue
        yield f"there is no {kind} {name}"


def _wrong_rulebook(_program, words):
    """A rulebook of ours that there is not."""
    name = words[words.index("--rulebook") + 1].removeprefix(given.OURS)
    if not exists(f"extensions/eda/rulebooks/{name}.yml"):
        yield f"there is no rulebook {name}"


CHECKS = {"make": _wrong_make, "ansible": _wrong_ansible, "ansible-playbook": _wrong_ansible,
          "ansible-inventory": _wrong_ansible, "ansible-doc": _wrong_doc,
          "ansible-rulebook": _wrong_rulebook}


def exists(path: str) -> bool:
    """Whether a file, or a folder with files, is in the tree."""
    path = path.rstrip("/").removeprefix("./")
    return any(name == path or name.startswith(f"{path}/") for name in TREE)


def wrong(program: str, words: list[str]) -> Iterator[str]:
    """Of a command, by the program that it runs."""
    yield from CHECKS.get(os.path.basename(program), _wrong_program)(program, words)
