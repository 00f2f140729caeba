# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A landing zone on all of its targets: from the module's options to its result."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.errors import (
    AliasError,
    AnsibleValidationError,
    ArgumentTypeError,
    ElementError,
    UnsupportedError,
)

from .._cloud.errors import CloudError
from .._cloud.module import OPEN, TARGETS, secrets_in
from .._cloud.pool import each
from .._cloud.select import select
from .._cloud.target import Target
from .._resource.module import STATE, WAIT
from .._resource.spec import PATIENCE, Spec
from .._resource.specs import SPECS
from . import carrier, report
from .apply import Application
from .document import Declared, checked, ordered
from .remove import Removal
from .sections import DECLARED, LISTS, section
from .site import ZoneOutcome, ZoneRun
from .staying import staying

ZONE_OPTIONS = {
    "name": {"required": True}, **STATE, "wait": WAIT["wait"], "timeout": {"type": "float"},
    **{name: {"type": "list", "elements": "dict", "no_log": False} for name in LISTS},
    "targets": TARGETS,
}
MISREAD = (AliasError, ArgumentTypeError, ElementError)


def run(options: dict, check_mode: bool) -> dict:
    """Carries out the module's options; the result as the module returns it.

    Raises CloudError where nothing could be begun.
    """
    zone, present = checked(options["name"]), options["state"] == "present"
    entries = ordered(zone, document(options), DECLARED) if present else []
    known = {} if present else typed(options)
    limited = options.get("timeout") is not None
    timeout = options["timeout"] if limited else patience(options)
    selection = select({**options, "timeout": timeout})

    def go(target: Target) -> ZoneOutcome:
        began = time.monotonic()
        connection = selection.connections[target]
        zone_run = ZoneRun(connection, SPECS, check_mode, timeout=timeout,
                           wait=options["wait"], limited=limited)
        site = (Application(zone_run, zone, entries) if present
                else Removal(zone_run, zone, known))
        site.begin()
        site.outcome.requests = connection.requests
        site.outcome.seconds = time.monotonic() - began
        return site.outcome
    outcomes = {target: ZoneOutcome(errors=[one]) if isinstance(one, CloudError) else one
                for target, one in each(dict.fromkeys(selection.targets), go).items()}
    return report.result(zone, outcomes, selection.failures, staying(known, DECLARED))


def sections(options: dict) -> dict[str, list[dict]]:
    """{noun: entries}, as they are given."""
    return {noun: options[name] for name, noun in LISTS.items() if options.get(name) is not None}


def patience(options: dict) -> float:
    """For how many seconds the module of what takes longest waits."""
    return max([PATIENCE, *(SPECS[noun].patience for noun in sections(options) if noun in SPECS)])


def document(options: dict) -> dict[str, list[dict]]:
    """{noun: options of each}, as the module of that noun would have them.

    Raises CloudError (invalid), with a sentence for each that makes no sense.
    """
    if not sections(options):
        raise CloudError("invalid",
                         "there is nothing in the zone: add a section, such as networks.")
    return _read(options, _entry)


def typed(options: dict) -> dict[str, list[dict]]:
    """The same of what goes: whatever else is missing or wrong in it.

    Raises CloudError (invalid), with a sentence for each that is of another type.
    """
    return _read(options, _typed)


def _read(options: dict, read: Callable[[Declared, dict], tuple[dict, list[str]]]
          ) -> dict[str, list[dict]]:
    """read: an entry's options and errors."""
    found: dict[str, list[dict]] = {}
    wrong = []
    for noun, entries in sections(options).items():
        declared = DECLARED[noun]
        key = declared.key if isinstance(declared, Spec) else ""
        found[noun] = []
        for number, entry in enumerate(entries, 1):
            given, errors = read(declared, entry)
            found[noun].append(given)
            where = f"{section(noun)}[{number}]" + (f" ({entry[key]})" if key in entry else "")
            wrong += [f"{where}: {text.rstrip('.')}." for text in errors]
    if wrong:
        raise CloudError("invalid", " ".join(wrong))
    return found


def _entry(declared: Declared, entry: dict) -> tuple[dict, list[str]]:
    if "state" in entry:
        return {}, ["state is not an option of an entry: remove it."]
    given, errors = _validated({**declared.arguments(), **STATE}, declared.constraints, entry)
    wrong = [f"unknown option {error.msg}" if isinstance(error, UnsupportedError) else error.msg
             for error in errors]
    if not wrong:
        try:
            given = carrier.carriable(declared, given)
            declared.prepare(dict(given))
        except CloudError as error:
            wrong = [str(error)]
    return given, wrong


def _typed(declared: Declared, entry: dict) -> tuple[dict, list[str]]:
    given, errors = _validated(declared.arguments(), {}, entry)
    return given, [error.msg for error in errors if isinstance(error, MISREAD)]


def _validated(arguments: dict, constraints: Mapping[str, Any], entry: dict
               ) -> tuple[dict, list[AnsibleValidationError]]:
    """By their names instead of aliases, and in their types; and what is wrong."""
    found = ArgumentSpecValidator(arguments, **constraints).validate(entry)
    return {option: value for option, value in found.validated_parameters.items()
            if value is not None and option in arguments}, found.errors.errors


def secrets(options: dict) -> Iterator[str]:
    """Those in the entries."""
    for noun, entries in sections(options).items():
        hidden = {name for option, argument in DECLARED[noun].arguments().items()
                  if argument.get("no_log") for name in (option, *argument.get("aliases", ()))}
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                yield from (str(entry[name]) for name in hidden & entry.keys() if entry[name])
                yield from secrets_in({name: entry[name] for name in entry.keys() & {*OPEN}})
