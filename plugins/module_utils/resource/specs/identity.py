# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keystone's resources."""
from __future__ import annotations

from ..spec import Aspect, Field, Info, Spec

FORBID = {"update": "forbid"}
# the id of the domain that all but a few clouds have alone; its name is Default
DEFAULT = "default"


def _domain(given, resolve):
    return given if given == DEFAULT else resolve("domain", given)


class ExtraSpecs(Aspect):
    """What keystone keeps for others, beside the attributes that it knows."""

    fields = {"extra_specs": Field("dict", compare="subset", option={"aliases": ["properties"]})}

    def read(self, api, resource):
        """All that openstacksdk has no name for."""
        return {"extra_specs": {name: value for name, value
                                in resource.to_dict(computed=False).items()
                                if not hasattr(api.kind, name)}}

    def apply(self, api, resource, changes):
        """In one request, with nothing else in it."""
        before, after = changes["extra_specs"]
        changed = {name: value for name, value in after.items()
                   if (before or {}).get(name) != value}
        api.call("changing", api.kind.new(id=resource.id, **changed).commit)


DOMAIN = Spec(noun="domain", service="identity", sdk="identity.v3.domain.Domain", fields={})

PROJECT = Spec(
    noun="project", service="identity", sdk="identity.v3.project.Project", scope=("domain",),
    fields={
        "description": Field(),
        "domain": Field(attr="domain_id", send=_domain, option={"aliases": ["domain_id"]},
                        **FORBID),
        "is_enabled": Field("bool", option={"aliases": ["enabled"]}),
    },
    aspects=(ExtraSpecs(),),
)

PROJECTS = Info(PROJECT, "projects", filters={"domain": Field(attr="domain_id", send=_domain)})

SPECS = (DOMAIN, PROJECT)
