# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The files that openstacksdk would read, looked at first."""
from __future__ import annotations

import grp
import os
import pwd
import shlex
import stat
from typing import Any, NamedTuple

from . import sdk
from .errors import CloudError
from .lint.entry import called

# what names a file that is read instead of the usual ones, if it is there
VARIABLES = {"config_files": "OS_CLIENT_CONFIG_FILE", "secure_files": "OS_CLIENT_SECURE_FILE"}
NAME_IT = "name the file with clouds_yaml"


class Doubt(NamedTuple):
    """Why somebody else may have written a file of the current folder, what to do about it, and
    whether the file is used all the same."""

    path: str
    msg: str
    mend: str
    used: bool


def check(**arguments: Any) -> None:
    """openstacksdk skips a file that is not YAML, and logs the line that is wrong, which may hold
    a password.  So the files that it would read are looked at first.

    arguments: as paths() takes them.
    """
    entries: dict = {}
    for path in paths(**arguments):
        for name, entry in read(path).items():
            # these it cannot merge; any other entry that is not a mapping is one bad cloud
            if isinstance(entry, dict) and not isinstance(entries.get(name, {}), dict):
                raise CloudError("config", f"the entry of the cloud {name!r} in clouds.yaml is not "
                                           f"a mapping, but that in {path} is")
            entries[name] = entry


def usual() -> dict[str, list[str]]:
    """The files that openstacksdk looks for where nobody names one, as its OpenStackConfig takes
    them; without those of the current folder that somebody else can have put there, as Ansible
    does: they say where the password of another file is sent."""
    return {name: [path for path in tried if (doubt := _doubt(path)) is None or doubt.used]
            for name, tried in _tried().items()}


def doubts() -> list[Doubt]:
    """Of the usual ones, as far as they are there, and no variable names another."""
    return [doubt for name, tried in _tried().items()
            if not os.path.exists(os.environ.get(VARIABLES.get(name, ""), ""))
            for path in tried if os.path.exists(path) and (doubt := _doubt(path))]


def warnings(clouds_yaml: str | None) -> list[str]:
    """A sentence about each of those, unless a file is named that is used instead."""
    return [] if clouds_yaml else [f"{doubt.msg}: {doubt.mend}" for doubt in doubts()]


def _tried() -> dict[str, list[str]]:
    sdk.load()
    from openstack.config import loader
    found = {"config_files": loader.CONFIG_FILES, "secure_files": loader.SECURE_FILES,
             "vendor_files": loader.VENDOR_FILES}
    # the first are those of the folder that was the current one when it was imported
    first = len(loader.CONFIG_FILES) // len(loader.CONFIG_SEARCH_PATH)
    return {name: [*(os.path.join(os.getcwd(), os.path.basename(path)) for path in tried[:first]),
                   *tried[first:]] for name, tried in found.items()}


def _doubt(path: str) -> Doubt | None:
    folder = os.path.dirname(path)
    if folder != os.getcwd():
        return None
    places = [(place, words, os.stat(place)) for place, words in (
        (folder, "the current folder"), (path, "it")) if os.path.exists(place)]
    for place, words, found in places:
        if found.st_uid not in (0, os.getuid()):
            return Doubt(path, f"{path} is not used, because {words} belongs to somebody else",
                         NAME_IT, False)
        if found.st_mode & stat.S_IWOTH:
            return Doubt(path, f"{path} is not used, because everybody may write to {words}",
                         f"chmod o-w {shlex.quote(place)}, or {NAME_IT}", False)
    for place, words, found in places:
        if found.st_mode & stat.S_IWGRP and not _is_private(found.st_gid):
            return Doubt(path, f"{path} is used, although a group may write to {words}",
                         f"chmod g-w {shlex.quote(place)}, or {NAME_IT}", True)
    return None


def _is_private(group: int) -> bool:
    """Whether nobody is in it but the user after whom it is called, as many systems have it."""
    try:
        user, found = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(group)
    except KeyError:
        return False
    return found.gr_name == user and set(found.gr_mem) <= {user}


def paths(config_files: list[str] | None = None, secure_files: list[str] | None = None,
          load_envvars: bool = True) -> list[str]:
    """The clouds.yaml and the secure.yaml that openstacksdk would read, as far as they are there.

    The arguments are those of its OpenStackConfig.
    """
    given = {"config_files": config_files, "secure_files": secure_files}
    return [path for name in given if (path := first(name, given[name], load_envvars))]


def first(name: str, given: list[str] | None, load_envvars: bool = True) -> str | None:
    """The one of a kind, config_files or secure_files, if it is there."""
    variable = os.environ.get(VARIABLES[name]) if load_envvars else None
    tried = [*([variable] if variable else []), *(usual()[name] if given is None else given)]
    return next(filter(os.path.exists, tried), None)


def readers(path: str) -> str | None:
    """Who can read a file beside its owner: 'others', 'group' or None; nobody can who may not pass
    one of the folders that it is in."""
    path = os.path.realpath(path)
    mode = os.stat(path).st_mode
    while (path := os.path.dirname(path)) != os.path.dirname(path):
        passing = os.stat(path).st_mode
        mode &= ~((0 if passing & 0o001 else 0o004) | (0 if passing & 0o011 else 0o040))
    return "others" if mode & 0o004 else "group" if mode & 0o040 else None


def read(path: str) -> dict:
    """{cloud: its entry} of one file.  Raises CloudError (config)."""
    import yaml
    try:
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
        if text.startswith("$ANSIBLE_VAULT;"):
            raise CloudError("config", f"{path} is encrypted with Ansible Vault: for inventories, "
                             "set clouds_yaml or secure_yaml to its path; for modules, pass the "
                             "entry of a cloud as `cloud`, with the lookup ansible.builtin.unvault")
        content = yaml.safe_load(text) or {}
    except OSError as error:
        raise CloudError("config", f"cannot read {path}: {error.strerror}") from None
    except (ValueError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        # not yaml's own words: they quote what is there
        raise CloudError("config", f"{path} is not valid YAML{where}: check colons, brackets and "
                         "indentation; a value that begins with one of * & ! % @ ` needs quotes"
                         ) from None
    clouds = content.get("clouds", {}) if isinstance(content, dict) else None
    if not isinstance(clouds, dict):
        raise CloudError("config", f"{path} does not have the form that openstacksdk reads: a "
                                   "mapping with the key 'clouds', and below it one mapping per "
                                   "cloud")
    return {called(name): entry for name, entry in clouds.items()}
