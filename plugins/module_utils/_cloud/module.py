# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all modules have in common: the options that name clouds, and how they end."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

from ansible.module_utils.basic import AnsibleModule, missing_required_lib
from ansible.module_utils.common.parameters import remove_values

from . import files, sdk
from .errors import CloudError
from .escape import lines, one_line
from .given import given
from .log import LEVELS
from .mistakes import sentences
from .redact import SECRET, SHORTEST
from .target import named

# an entry of `targets` may be a name as well: see places()
TARGET_OPTIONS = {"cloud": {"type": "raw", "required": True}, "region_name": {}}
TARGETS = {"type": "list", "elements": "dict", "options": TARGET_OPTIONS}
CLOUD_OPTIONS = {
    "cloud": {"type": "raw"},
    "region_name": {},
    "clouds_yaml": {"type": "path"},
    "secure_yaml": {"type": "path"},
    "api_timeout": {"type": "float", "default": 30.0},
    "keep_session": {"type": "bool"},
    "sdk_log_path": {"type": "path"},
    "sdk_log_level": {"choices": list(LEVELS), "default": LEVELS[0]},
}
EXCLUSIVE = [("cloud", "targets"), ("region_name", "targets")]
# options that take a whole description of something, with secrets that Ansible knows nothing of
OPEN = ("cloud", "targets", "groups", "template_vars", "zone_cloud", "source_cloud", "fleet",
        "attributes", "driver_info", "config_drive", "environment", "parameters")
NEVER = ("false", "none", "null", "true")       # are no secrets, whatever their keys are


class CloudModule(AnsibleModule):
    """An AnsibleModule that ends in a result or in one sentence, and never in a traceback.

    checks: what else is wrong with the options, to be said together with what Ansible finds.
    secrets: those in options whose parts Ansible knows nothing of.
    results: where its result is put, within Ansible's own process (plugin_utils.direct), instead of
    being printed.
    """

    results: ClassVar[list[dict[str, Any]] | None] = None

    def __init__(self, checks: Callable[[dict], list[str]] | None = None,
                 secrets: Callable[[dict], Iterable[str]] = lambda _options: (),
                 **more: Any) -> None:
        self._checks, self._more_secrets = checks, secrets
        super().__init__(**more)

    def _load_params(self) -> None:
        super()._load_params()
        if "targets" in self.params:
            self.params["targets"] = places(self.params["targets"])

    def _record_module_result(self, o: dict) -> None:
        # ansible-core 2.22 hides what it has found itself, and tells the controller of that here
        found = {name: o.pop(name) for name in ("_ansible_new_secrets",) if name in o}
        o = {**remove_values(o, self.no_log_values), **found}
        if self.results is None:
            super()._record_module_result(o)
        else:
            self.results.append(o)

    # As AnsibleModule's, which call them before anything is shown.

    def log(self, msg: str, log_args: dict | None = None) -> None:
        self._hide()
        super().log(*remove_values((msg, log_args or {}), self.no_log_values))

    def fail_json(self, msg: str, **more: Any) -> None:
        self._hide()
        found = getattr(self, "validation_result", None)
        if found and found.error_messages:
            wrong = sentences(found, self.argument_spec)
            also = self._checks(self.params) if self._checks else []
            msg = ". ".join(dict.fromkeys([*wrong, *(text.rstrip(". ") for text in also)]))
        super().fail_json(msg, **more)

    def _hide(self) -> None:
        for name in OPEN:
            self.no_log_values.update(secrets_in(self.params.get(name)))
        self.no_log_values.update(self._more_secrets(self.params))

    def run(self, function: Callable[[dict, bool], dict]) -> None:
        """Ends the module with the result of function(options, check_mode)."""
        try:
            sdk.load()
            import openstack.config  # noqa: F401
        except ImportError as error:
            self.fail_json(msg=f"{missing_required_lib('openstacksdk')} ({error})")
        for sentence in files.warnings(self.params.get("clouds_yaml")):
            self.warn(sentence)
        try:
            result = function(given(self.params, self.argument_spec), self.check_mode)
        except CloudError as error:
            self.fail_json(msg=str(error), failures=[error.report()])
        for text in result.pop("warnings", []):
            self.warn(one_line(text))
        if "msg" in result:
            result["msg"] = lines(result["msg"])        # which sentences.told has made
        if isinstance(diff := result.get("diff"), dict):
            result["diff"] = {key: lines(value) if isinstance(value, str) else value
                              for key, value in diff.items()}
        if result.pop("failed", False):
            self.fail_json(**result)
        self.exit_json(**result)


def places(targets: Any) -> Any:
    """The option `targets`, where an entry may be the name of a cloud, or alpha/RegionOne."""
    if isinstance(targets, str) and not set(targets) & set("={["):
        targets = targets.split(",")
    return [_place(entry) for entry in targets] if isinstance(targets, list) else targets


def _place(entry: Any) -> Any:
    if not isinstance(entry, str) or set(entry) & set("={"):
        return entry        # Ansible has texts of its own for dictionaries
    return named(entry)


def secrets_in(entry: object, secret: object = False) -> Iterator[str]:
    """What is below keys of a description that name secrets, unless it is too short to be one:
    wherever else it is said, as in an id, it would be hidden as well."""
    if isinstance(entry, dict):
        for key, value in entry.items():
            yield from secrets_in(value, secret or SECRET.search(str(key)))
    elif isinstance(entry, list):
        for value in entry:
            yield from secrets_in(value, secret)
    elif secret and len(text := str(entry)) >= SHORTEST and text.lower() not in NEVER:
        yield text
