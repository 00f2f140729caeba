# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Modules about one resource, run within Ansible's own worker where that is the same.

Each of these modules has an action plugin of its own, of one line: with a redirect to one for all,
Ansible would look for its module_defaults under another name, and the site of its documentation
would show a redirect in place of the module.  Ansible imports an action plugin before it forks its
workers: what is imported here is there for all tasks, and neither shipped nor imported for each.
Where anything would be different, another Python, user or environment, say, the module runs as any
other.
"""
from __future__ import annotations

import contextlib
import json
import logging
import sys
import warnings
from importlib import import_module
from types import ModuleType
from typing import Any

from ansible import constants as C
from ansible.module_utils import basic
from ansible.module_utils.basic import AnsibleModule
from ansible.plugins.action.normal import ActionModule as ModuleAction
from ansible.plugins.loader import module_loader

from ..module_utils._cloud import sdk
from ..module_utils._cloud.module import CloudModule
from ..module_utils._resource.spec import Info, Spec
from ..module_utils._resource.specs import SPECS

MODULES = f"{__package__.rpartition('.')[0]}.modules"
# the hook is ansible-core's for this, from 2.19 on; from 2.22 on, secrets would be in the result,
# which only the way over a pipe takes out; macOS ends forks that look for proxies
POSSIBLE = (sys.platform == "linux" and hasattr(AnsibleModule, "_record_module_result")
            and not hasattr(basic, "_secrets"))


class DirectAction(ModuleAction):
    """What Ansible does with a module that has no action plugin, in less time."""

    def _execute_module(self, *given: Any, task_vars: dict | None = None, wrap_async: bool = False,
                        **more: Any) -> dict:
        if wrap_async or not self._is_same(task_vars or {}):
            return super()._execute_module(*given, task_vars=task_vars, wrap_async=wrap_async,
                                           **more)
        found = module_loader.find_plugin_with_context(
            self._task.action, collection_list=self._task.collections)
        module = import_module(f"{MODULES}.{found.resolved_fqcn.rpartition('.')[2]}")
        self._update_module_args(self._task.action, self._task.args, task_vars or {})
        with contextlib.chdir(self._loader.get_basedir()), warnings.catch_warnings():
            warnings.simplefilter("ignore")     # a module's are not shown either
            return run(module, self._task.args)

    def _is_same(self, task_vars: dict) -> bool:
        """Whether the module would run here, as this user, with this Python and environment."""
        if self._task.delegate_to:
            task_vars = task_vars.get("ansible_delegated_vars", {}).get(self._task.delegate_to, {})
        python = C.config.get_config_value("INTERPRETER_PYTHON", variables=task_vars)
        return (POSSIBLE and self._connection.transport == "local"
                and self._templar.template(python) == sys.executable
                and not (self._connection.become or self._task.async_val
                         or any(self._task.environment or ()) or C.DEFAULT_KEEP_REMOTE_FILES
                         # one file for each process
                         or self._task.args.get("sdk_log_path")))


def run(module: ModuleType, options: dict) -> dict:
    """The result of its main() with these options, both as they would cross a pipe."""
    # how ansible-core 2.19 and later hand over options without one
    from ansible.module_utils.common import json as forms
    from ansible.module_utils.testing import patch_module_args
    results = CloudModule.results = []
    try:
        with patch_module_args(options), contextlib.suppress(SystemExit):
            module.main()
    finally:
        CloudModule.results = None
    form = "legacy", forms.Direction.MODULE_TO_CONTROLLER
    text = json.dumps(results[-1], cls=forms.get_module_encoder(*form))
    return json.loads(text, cls=forms.get_module_decoder(*form))


def action(name: str) -> type[DirectAction]:
    """The class of an action plugin, whose module has its name.

    name: of the Python module.  Each has a class of its own, as Ansible writes its name into it.
    """
    _prepare(name)
    return type("ActionModule", (DirectAction,), {})


def _prepare(name: str) -> None:
    """Imports what the module of this name needs, once for all workers.  What is missing here, the
    module says."""
    if not POSSIBLE:
        return
    with contextlib.suppress(ImportError):
        sdk.load()
        import ansible.module_utils.testing  # noqa: F401
        import openstack.resource  # noqa: F401
        from keystoneauth1.loading import get_plugin_loader
        logging.getLogger("stevedore").addHandler(logging.NullHandler())
        get_plugin_loader("password")
        list(SPECS.values())
        module = import_module(f"{MODULES}.{name.rpartition('.')[2]}")
        for found in list(vars(module).values()):
            spec = found.spec if isinstance(found, Info) else found
            if isinstance(spec, Spec):
                import_module(f"openstack.{spec.sdk.rpartition('.')[0]}")
