# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The files that openstacksdk would read, looked at first."""
from __future__ import annotations

import os

from .errors import CloudError


def check(**arguments) -> None:
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


def paths(config_files=None, secure_files=None, load_envvars=True) -> list[str]:
    """The clouds.yaml and the secure.yaml that openstacksdk would read, as far as they are there.

    The arguments are those of its OpenStackConfig.
    """
    from openstack.config import loader
    found = []
    for variable, given, usual in (
            ("OS_CLIENT_CONFIG_FILE", config_files, loader.CONFIG_FILES),
            ("OS_CLIENT_SECURE_FILE", secure_files, loader.SECURE_FILES)):
        first = os.environ.get(variable) if load_envvars else None
        tried = [*([first] if first else []), *(usual if given is None else given)]
        found += [path for path in tried if os.path.exists(path)][:1]
    return found


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
            raise CloudError("config", f"{path} is encrypted with Ansible Vault: give its path to "
                             "inventories as clouds_yaml or secure_yaml, and the entry of a cloud "
                             "to modules as `cloud`, by the lookup ansible.builtin.unvault, say")
        content = yaml.safe_load(text) or {}
    except OSError as error:
        raise CloudError("config", f"cannot read {path}: {error.strerror}") from None
    except (ValueError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        # not yaml's own words: they quote what is there
        raise CloudError("config", f"{path} is not valid YAML{where}: see to colons, brackets and "
                         "indentation; a value that begins with one of * & ! % @ ` needs quotes"
                         ) from None
    clouds = content.get("clouds", {}) if isinstance(content, dict) else None
    if not isinstance(clouds, dict):
        raise CloudError("config", f"{path} is not of the form that openstacksdk reads: a mapping "
                                   "with the key 'clouds', and below it one mapping per cloud")
    return clouds
