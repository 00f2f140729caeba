# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What openstacksdk and keystoneauth themselves know of clouds.yaml."""
from __future__ import annotations

import contextlib
import inspect
import json
import logging
import os
from typing import TYPE_CHECKING

from ..target import LOOPBACK
from .vocabulary import ODD, Login, Vocabulary, mapping

if TYPE_CHECKING:
    from keystoneauth1.loading import BaseLoader, Opt

# what openstacksdk reads beside that of its schema and its defaults, and what openstackclient does
KEYS = """
additional_metric_tags auth auth_methods auth_plugin cloud concurrency connect_retries
connect_retry_delay default_domain domain_id domain_name endpoint_type external_network force_ipv4
insecure internal_network metrics networks prefer_ipv6 private profile rate_limit region_name
regions requires_floating_ip retriable_status_codes status_code_retries status_code_retry_delay
tenant_id tenant_name timeout timing use_external_network use_internal_network
"""
# after the type of a service
SERVICE = """
api_version connect_retries connect_retry_delay default_microversion endpoint endpoint_override
endpoint_type interface region_name retriable_status_codes service_name service_type
status_code_retries status_code_retry_delay timeout
"""


def known() -> Vocabulary:
    """Of the versions that are installed here."""
    return Vocabulary(_keys(), _logins(), _profiles())


def _keys() -> frozenset[str]:
    from openstack.config import defaults, loader
    from os_service_types import ServiceTypes
    with open(os.path.join(os.path.dirname(loader.__file__), "schema.json"),
              encoding="utf-8") as stream:
        schema = json.load(stream)
    cloud = schema.get("$defs", {}).get("cloud", schema)        # before 4.17 the whole
    types = ServiceTypes()
    services = {name.replace("-", "_") for kind in types.all_types_by_service_type
                for name in types.get_all_types(kind)} | {"object"}
    return frozenset({*KEYS.split(), LOOPBACK, *cloud["properties"], *defaults.get_defaults(),
                      *(f"has_{service}" for service in services),
                      *(f"{service}_{key}" for service in services for key in SERVICE.split())})


def _logins() -> dict[str, Login]:
    from keystoneauth1 import loading
    # without a handler, Python prints what it could not load for want of a package
    logging.getLogger("stevedore").addHandler(logging.NullHandler())
    loaders: dict[str, BaseLoader] = loading.get_available_plugin_loaders()
    return {name: _login(loader) for name, loader in loaders.items() if name not in ODD}


def _login(loader: BaseLoader) -> Login:
    def names(option: Opt) -> set[str]:
        return {(one.dest or one.name).replace("-", "_") for one in (option, *option.deprecated)}
    options = loader.get_options()
    # some are needed, and only the class says so
    needed = {name for name, one in inspect.signature(loader.plugin_class).parameters.items()
              if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD}
    return Login(frozenset().union(*map(names, options)),
                 frozenset(option.dest for option in options if option.secret),
                 frozenset(option.dest for option in options
                           if option.required or option.dest in needed))


def _profiles() -> dict[str, dict]:
    """Those that come with openstacksdk, and those of clouds-public.yaml, which beat them."""
    import yaml
    from openstack.config import loader, vendors
    names = [os.path.splitext(name)[0] for name in os.listdir(os.path.dirname(vendors.__file__))]
    found = {name: vendors.get_profile(name) or {} for name in names if not name.startswith("_")}
    for path in [path for path in loader.VENDOR_FILES if os.path.exists(path)][:1]:
        with contextlib.suppress(OSError, ValueError, yaml.YAMLError), \
                open(path, encoding="utf-8") as stream:
            found.update(mapping(mapping(yaml.safe_load(stream)).get("public-clouds")))
    return found
