# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""clouds.yaml and secure.yaml, read and linted."""
from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .. import files, redact
from ..config import Settings
from ..errors import CloudError
from .entry import secrets
from .finding import ERROR, WARNING, Finding
from .known import known
from .rules import lint, merged


class Documents:
    """What they say, as far as they can be read, and what is wrong with them: findings.

    settings: the options that name clouds, of which some may be entries with secrets.
    """

    def __init__(self, settings: dict) -> None:
        self.known = known()
        self.findings: list[Finding] = []
        entries, environment = self._read(settings)
        self.clouds = merged(entries)
        self.findings += lint(entries, self.known, {path: files.readers(path) for path in entries},
                              environment)
        told = [settings, *entries.values()]
        self._secrets = {text for text in secrets(told, self.known.secrets)
                         if len(text) >= redact.SHORTEST}

    def _read(self, settings: dict) -> tuple[dict[str, dict], Mapping[str, str]]:
        """{path: {cloud: entry}}, and the variables that count beside them."""
        try:
            arguments = Settings.of(settings).files()
        except CloudError as error:
            self.findings.append(Finding.of(error))
            return {}, {}
        if "config_files" not in arguments:
            self.findings += [Finding(WARNING if doubt.used else ERROR, doubt.msg, doubt.mend,
                                      file=doubt.path) for doubt in files.doubts()]
        entries = {}
        for path in files.paths(**arguments):
            try:
                entries[path] = files.read(path)
            except CloudError as error:
                self.findings.append(Finding.of(error, file=path))
        return entries, os.environ if arguments.get("load_envvars", True) else {}

    def unread(self, failures: list[CloudError]) -> Iterator[Finding]:
        """Of clouds whose entries cannot be used, unless it was said already why."""
        said = {one.msg for one in self.findings}
        wrong = {one.cloud for one in self.findings if one.severity == ERROR} - {None}
        for error in failures:
            cloud = error.target.cloud if error.target else None
            if cloud in wrong or error.message in said:
                continue
            if cloud and self.known.remote(self.clouds.get(cloud, {})):
                yield Finding(ERROR, f"the vendor's profile cannot be fetched: {error.message}",
                              "ask the vendor, or add auth_url and the other keys to the entry",
                              cloud=cloud, key="profile")
            else:
                yield Finding.of(error)

    def hidden(self, one: Finding) -> Finding:
        """Without a secret, whoever was it that quoted one."""
        msg, mend = redact.text(one.msg), redact.text(one.mend)
        for secret in self._secrets:
            msg, mend = msg.replace(secret, redact.REDACTED), mend.replace(secret, redact.REDACTED)
        return replace(one, msg=msg, mend=mend)
