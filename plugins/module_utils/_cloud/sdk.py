# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""openstacksdk, without what takes half of the time to import it.

The package imports openstack.connection, and with that the classes of all services, for no more
than an annotation.  Nothing here needs it; whoever does gets it when it is first used.
"""
from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

CONNECTION = "openstack.connection"
# its services import each other in circles, which Python refuses to threads that do so at once
IMPORTING = threading.RLock()


class _StandIn(MetaPathFinder, Loader):
    """Finds a module with the one name that the package's annotation has."""

    def find_spec(self, name: str, _path: Sequence[str] | None,
                  _target: ModuleType | None = None) -> ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == CONNECTION else None

    def exec_module(self, module: ModuleType) -> None:
        module.Connection = object      # type: ignore[attr-defined]


def load() -> None:
    """Before anything of openstacksdk is imported.  Raises ImportError where there is none."""
    if "openstack" in sys.modules:
        return
    stand_in = _StandIn()
    sys.meta_path.insert(0, stand_in)
    try:
        import openstack
    finally:
        sys.meta_path.remove(stand_in)
        sys.modules.pop(CONNECTION, None)
    spec = importlib.util.find_spec(CONNECTION)
    if spec is not None and spec.loader is not None:
        spec.loader = importlib.util.LazyLoader(spec.loader)
        module = sys.modules[CONNECTION] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        openstack.connection = module
