# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A landing zone on all of its targets: from the module's options to its result."""
from __future__ import annotations

import time

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.errors import UnsupportedError

from .._cloud.errors import CloudError
from .._cloud.module import TARGET_OPTIONS
from .._cloud.pool import each
from .._cloud.select import select
from .._cloud.target import Target
from .._resource.module import STATE, WAIT
from .._resource.specs import SPECS
from . import carrier, report
from .apply import Application
from .document import KINDS, checked, ordered
from .remove import Removal
from .site import ZoneOutcome, ZoneRun

LISTS = {f"{noun}s": noun for noun in KINDS}
ZONE_OPTIONS = {
    "name": {"required": True}, **STATE, **WAIT,
    **{name: {"type": "list", "elements": "dict", "no_log": False} for name in LISTS},
    "targets": {"type": "list", "elements": "dict", "options": TARGET_OPTIONS},
}


def run(options: dict, check_mode: bool) -> dict:
    """Carries out the module's options; the result as the module returns it.

    Raises CloudError where nothing could be begun.
    """
    zone, state = checked(options["name"]), options["state"]
    specs = {**SPECS, **{noun: carrier.carrying(SPECS[noun]) for noun in KINDS}}
    entries = ordered(zone, document(options), specs) if state == "present" else []
    selection = select(options)

    def go(target: Target) -> ZoneOutcome:
        began = time.monotonic()
        connection = selection.connections[target]
        zone_run = ZoneRun(connection, specs, check_mode, options["timeout"], options["wait"])
        site = (Application(zone_run, zone, entries) if state == "present"
                else Removal(zone_run, zone))
        site.begin()
        site.outcome.requests = connection.requests
        site.outcome.seconds = time.monotonic() - began
        return site.outcome
    outcomes = {target: ZoneOutcome(errors=[one]) if isinstance(one, CloudError) else one
                for target, one in each(dict.fromkeys(selection.targets), go).items()}
    return report.result(zone, outcomes, selection.failures)


def document(options: dict) -> dict[str, list[dict]]:
    """{noun: options of each}, as the module of that noun would have them.

    Raises CloudError (invalid), with a sentence for each that makes no sense.
    """
    found = {noun: [_entry(name, number, entry) for number, entry
                    in enumerate(options.get(name) or (), 1)] for name, noun in LISTS.items()}
    wrong = [error for entries in found.values() for _options, errors in entries
             for error in errors]
    if wrong:
        raise CloudError("invalid", " ".join(wrong))
    return {noun: [options for options, _errors in entries] for noun, entries in found.items()}


def _entry(name: str, number: int, entry: dict) -> tuple[dict, list[str]]:
    """Options and errors."""
    spec = SPECS[LISTS[name]]
    where = f"{name}[{number}]" + (f" ({entry[spec.key]})" if spec.key in entry else "")
    if "state" in entry:
        return {}, [f"{where}: state is not an option of an entry: remove it."]
    found = ArgumentSpecValidator({**spec.arguments(), **STATE}, **spec.constraints).validate(entry)
    given = {option: value for option, value in found.validated_parameters.items()
             if value is not None}
    wrong = [f"unknown option {error.msg}" if isinstance(error, UnsupportedError) else error.msg
             for error in found.errors]
    if not wrong:
        try:
            given = carrier.carriable(spec, given)
            spec.prepare(dict(given))
        except CloudError as error:
            wrong = [str(error)]
    return given, [f"{where}: {text.rstrip('.')}." for text in wrong]
