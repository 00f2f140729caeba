# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with clouds, before anything is created: their files are read, and every target is
tried, with the wish of a fleet if there is one."""
from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.errors import UnsupportedError

from ..cloud import blank, files
from ..cloud.config import Settings
from ..cloud.entry import close, secrets
from ..cloud.errors import CloudError
from ..cloud.finding import ERROR, MENDS, Finding, ordered
from ..cloud.known import known
from ..cloud.lint import lint, merged
from ..cloud.module import CLOUD_OPTIONS, EXCLUSIVE
from ..cloud.pool import each
from ..cloud.select import Selection, select
from ..cloud.target import Target
from .diagnose import Chart, findings, row
from .examine import examine
from .options import FLEET_OPTIONS
from .refuse import Refused, checked
from .spec import Fleet, of

OPTIONS = {**CLOUD_OPTIONS, **FLEET_OPTIONS}


def info(options: dict, check_mode: bool) -> dict:
    """All findings, and a row for each target; the module's result.

    check_mode makes no difference: nothing is ever changed.
    """
    # out of what is shown as the module's invocation: a fleet has user data
    given = options.pop("fleet") or {}
    wish, found = _validated(given)
    settings = {**options, **{name: wish[name] for name in given if name in wish}}
    documents = Documents(settings)
    selection = _selection(settings)
    fleet, refused = _fleet(wish, selection)
    charts = [*each(dict.fromkeys(selection.targets), lambda target: examine(
        selection.connections[target], _wishes(fleet, target), wish.get("port", 22))).values(),
        *(Chart(error.target, error) for error in selection.failures if error.target)]
    found += [*documents.findings, *documents.unread(selection.failures), *refused]
    found += [one for chart in charts if chart.login not in selection.failures
              for one in findings(chart)]
    chosen = _chosen(settings)
    found = ordered([documents.hidden(one) for one in found
                     if not chosen or one.cloud is None or one.cloud in chosen])
    return {"changed": False, "findings": [one.report() for one in found],
            "targets": [row(chart, _of(chart.target, found)) for chart in charts]}


class Documents:
    """clouds.yaml and secure.yaml, as far as they can be read."""

    def __init__(self, settings: dict):
        self.known, self.findings, entries = known(), [], {}
        try:
            arguments = Settings.of(settings).files()
        except CloudError as error:
            arguments = {"config_files": [], "secure_files": []}
            self.findings.append(Finding.of(error))
        for path in files.paths(**arguments):
            try:
                entries[path] = files.read(path)
            except CloudError as error:
                self.findings.append(Finding.of(error, file=path))
        environment = os.environ if arguments.get("load_envvars", True) else {}
        self.clouds = merged(entries)
        self.findings += lint(entries, self.known, {path: files.readers(path) for path in entries},
                              environment)
        names = self.known.secrets
        self._secrets = [text for text in (*secrets([*entries.values()], names),
                                           *secrets(settings, names))
                         if len(text) >= blank.SHORTEST]

    def unread(self, failures: list[CloudError]):
        """Of clouds whose entries cannot be used, unless it was said already why."""
        said = {one.msg for one in self.findings}
        wrong = {one.cloud for one in self.findings if one.severity == ERROR} - {None}
        for error in failures:
            cloud = error.target.cloud if error.target else None
            if cloud in wrong or error.message in said:
                continue
            if self.known.remote(self.clouds.get(cloud, {})):
                yield Finding(ERROR, f"the vendor's profile cannot be fetched: {error.message}",
                              "ask the vendor, or write auth_url and the like into the entry",
                              cloud=cloud, key="profile")
            else:
                yield Finding.of(error)

    def hidden(self, one: Finding) -> Finding:
        """Without a secret, whoever was it that quoted one."""
        msg, mend = blank.text(one.msg), blank.text(one.mend)
        for secret in self._secrets:
            msg, mend = msg.replace(secret, blank.BLANK), mend.replace(secret, blank.BLANK)
        return replace(one, msg=msg, mend=mend)


def _validated(given):
    """The fleet's options, and what is wrong with them."""
    if not given:
        return {}, []
    found = ArgumentSpecValidator(
        OPTIONS, mutually_exclusive=[*EXCLUSIVE, ("count", "groups")],
        required_one_of=[("count", "groups")]).validate(given)
    wrong = [_mistake(error) for error in found.errors]
    return {} if wrong else {name: value for name, value in found.validated_parameters.items()
                             if value is not None}, wrong


def _mistake(error):
    mend = MENDS["invalid"]
    if not isinstance(error, UnsupportedError):
        return Finding(ERROR, error.msg.rstrip(". "), mend, key="fleet")
    name = error.msg.partition(". Supported")[0]
    near = close(name.rpartition(".")[2], OPTIONS)
    return Finding(ERROR, f"there is no option {name}", f"call it {near}" if near else "remove it",
                   key="fleet")


def _selection(settings):
    try:
        return select(settings)
    except CloudError as error:
        return Selection(failures=[error])


def _fleet(wish, selection) -> tuple[Fleet | None, list[Finding]]:
    """The fleet, and what is wrong with it."""
    if not wish:
        return None, []
    fleet = None
    try:
        fleet = of(wish, selection.entries, datetime.now(UTC))
        return checked(fleet), []
    except Refused as error:
        return fleet, [Finding(ERROR, sentence.rstrip("."), MENDS["invalid"], key="fleet")
                       for sentence in error.sentences]
    except CloudError as error:
        return None, [Finding.of(error, key="fleet")]


def _wishes(fleet, target):
    """Of each group, on a target that takes servers."""
    share = fleet and fleet.share(target)
    return {} if not share or share.max == 0 else dict(share.wishes)


def _chosen(settings):
    """The names of the clouds that are asked about; empty for all."""
    entries = settings.get("targets") or [settings]
    return {entry["cloud"] for entry in entries if isinstance(entry.get("cloud"), str)}


def _of(target: Target, found):
    return [one for one in found if one.cloud == target.cloud
            and one.region_name in (None, target.region)]
