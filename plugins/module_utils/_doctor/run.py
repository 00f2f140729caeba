# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with clouds, before anything is created: their files are read, and every target is
tried, with the spec of a fleet if there is one."""
from __future__ import annotations

from datetime import UTC, datetime

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from .._cloud.errors import CloudError
from .._cloud.lint.documents import Documents
from .._cloud.lint.finding import ERROR, MENDS, Finding, ordered
from .._cloud.mistakes import others, unknown
from .._cloud.module import CLOUD_OPTIONS, EXCLUSIVE, places
from .._cloud.pool import each
from .._cloud.select import Selection, select
from .._cloud.target import Target
from .._fleet.guard import Parent
from .._fleet.options import FLEET_OPTIONS
from .._fleet.run import Work
from .._fleet.spec.fleet import Fleet, of, readable
from .._fleet.spec.validate import Refused, checked
from .._resource.server.model import ServerSpec
from .diagnose import Chart, findings, row
from .examine import examine

OPTIONS = {**CLOUD_OPTIONS, **FLEET_OPTIONS}
NO_PASSCODE = "the cloud has no passcode"


def info(options: dict, check_mode: bool) -> dict:
    """All findings, and a row for each target; the module's result.

    check_mode makes no difference: nothing is ever changed.
    """
    # out of what is shown as the module's invocation: a fleet has user data
    given = options.pop("fleet") or {}
    spec, found = _validated(given)
    settings = {**options, **{name: spec[name] for name in given if name in spec}}
    if options.get("keep_session") is not None:     # a session is removed whatever the fleet does
        settings["keep_session"] = options["keep_session"]
    documents = Documents(settings)
    selection = _selection(settings)
    fleet, refused = _fleet(spec, selection)
    examined = each(dict.fromkeys(selection.targets), lambda target: examine(
        selection.connections[target], _choices(fleet, target), spec.get("port", 22)))
    charts = [*(Chart(target, one) if isinstance(one, CloudError) else one
                for target, one in examined.items()),
              *(Chart(error.target, error) for error in selection.failures if error.target)]
    found += [*_lacking(documents.findings, selection), *documents.unread(selection.failures),
              *refused]
    found += [one for chart in charts if chart.login not in selection.failures
              for one in findings(chart)]
    if fleet and not refused:
        found += _outlook({**settings, **spec}, selection, fleet, found)
    chosen = _chosen(settings)
    found = ordered([documents.hidden(one) for one in found
                     if not chosen or one.cloud is None or one.cloud in chosen])
    return {"changed": False, "findings": [one.report() for one in found],
            "targets": [row(chart, _of(chart.target, found)) for chart in charts]}


def _validated(given: dict) -> tuple[dict, list[Finding]]:
    """The fleet's options, and what is wrong with them."""
    if not given:
        return {}, []
    given = {**given, **({"targets": places(given["targets"])} if "targets" in given else {})}
    found = ArgumentSpecValidator(
        OPTIONS, mutually_exclusive=[*EXCLUSIVE, ("count", "groups")],
        required_one_of=[("count", "groups")]).validate(given)
    wrong = [*(Finding(ERROR, f"there is no option {name}", f"call it {near}" if near else
                       "remove it", key="fleet")
               for name, near in unknown(found.unsupported_parameters, OPTIONS)),
             *(Finding(ERROR, text, MENDS["invalid"], key="fleet")
               for text in dict.fromkeys([*others(found.errors), *readable(given)[1]]))]
    return {} if wrong else {name: value for name, value in found.validated_parameters.items()
                             if value is not None}, wrong


def _outlook(options: dict, selection: Selection, fleet: Fleet,
             found: list[Finding]) -> list[Finding]:
    """What a run would fail at, by its own plan, unless that is found already."""
    try:
        errors = Work(options, selection, fleet, Parent(), check_mode=True).outlook()
    except CloudError as error:
        errors = [error]
    return [Finding.of(error, key="fleet") for error in errors
            if not any(_same(error.message.rstrip(". "), one.msg) for one in found)]


def _same(message: str, said: str) -> bool:
    """A plan tells all that an image and a flavor lack in one sentence, an examination one each."""
    return message in said or said in message


def _selection(settings: dict) -> Selection:
    try:
        return select(settings)
    except CloudError as error:
        return Selection(failures=[error])


def _lacking(found: list[Finding], selection: Selection) -> list[Finding]:
    """Without the passcode of a cloud whose kept session is used."""
    usable = {target.cloud for target in selection.targets}
    return [one for one in found if one.msg != NO_PASSCODE or one.cloud not in usable]


def _fleet(spec: dict, selection: Selection) -> tuple[Fleet | None, list[Finding]]:
    """The fleet, and what is wrong with it."""
    if not spec:
        return None, []
    fleet = None
    try:
        fleet = of(spec, selection.entries, datetime.now(UTC))
        return checked(fleet), []
    except Refused as error:
        return fleet, [Finding(ERROR, sentence.rstrip("."), MENDS["invalid"], key="fleet")
                       for sentence in error.sentences]
    except CloudError as error:
        return None, [Finding.of(error, key="fleet")]


def _choices(fleet: Fleet | None, target: Target) -> dict[str, tuple[ServerSpec, ...]]:
    """Of each group, on a target that takes servers."""
    share = fleet and fleet.share(target)
    return {} if not share or share.max == 0 else {
        group: share.choices(group) for group in share.taken}


def _chosen(settings: dict) -> set[str]:
    """The names of the clouds that are asked about; empty for all."""
    entries = settings.get("targets") or [settings]
    return {entry["cloud"] for entry in entries if isinstance(entry.get("cloud"), str)}


def _of(target: Target, found: list[Finding]) -> list[Finding]:
    return [one for one in found if one.cloud == target.cloud
            and one.region_name in (None, target.region)]
