# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Any resource that openstacksdk has a class for, by the engine: a Spec made of what is desired."""
from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from importlib.resources import files
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ansible.module_utils.parsing.convert_bool import boolean

from .._cloud.errors import CloudError
from .._cloud.redact import SECRET
from .api import PLACE, Api
from .engine import ensure
from .kinds import class_of
from .spec import Field, Spec
from .task import Task

if TYPE_CHECKING:
    from openstack.resource import Resource

# what openstacksdk's proxies call otherwise than the class
ALIASES = {("network", "floating_ip_port_forwarding"): "port_forwarding",
           ("network", "ip"): "floating_ip",
           ("shared_file_system", "access_rule"): "share_access_rule"}
# lists whose rows are but names and ids, unless they are asked for in this way
DETAILED = ("/attachments", "/backups", "/flavors", "/group_snapshots", "/groups",
            "/os-hypervisors", "/servers", "/share-networks", "/shares", "/snapshots", "/volumes")
UNDER_WAY = re.compile(r"build$|ing$|^pending|_in_progress$", re.IGNORECASE)
FAILED = ("error", "failed", "create_failed", "update_failed", "killed")
NOTHING = object()      # stands for null, as the engine takes None for an option that is not given


def resource(task: Task, options: dict) -> dict:
    """As engine.ensure(), of what `service`, `type` and `attributes` say."""
    attributes = options["attributes"]
    spec = spec_of(task, options, attributes)
    given = {name: NOTHING if value is None else value for name, value in attributes.items()}
    return ensure(task, spec, {**given, "state": options["state"]})


def resources(task: Task, options: dict) -> dict:
    """{resources: [dict]}, narrowed by `parameters`."""
    parameters = options["parameters"] or {}
    spec = spec_of(task, options, parameters, listed=True)
    place = spec.uri(task.connection) if spec.uri else {}
    query = {name: value for name, value in parameters.items() if name not in place}
    api = task.api(spec)
    return {"changed": False, "resources": [api.shown(row) for row in api.list(**query)]}


def spec_of(task: Task, options: dict, attributes: dict, listed: bool = False) -> Spec:
    """Raises CloudError (config) for what openstacksdk does not know; listed: attributes are those
    of a query, which openstacksdk knows alone."""
    sdk = kind_of(options["service"].replace("-", "_"), options["type"].replace("-", "_"))
    kind = class_of(Spec(options["type"], options["service"], sdk, {}))
    place = _place(kind, attributes)
    own = {name: value for name, value in attributes.items() if name not in place}
    # what is known of it beside its class, if it has modules of its own
    known = next((spec for spec in task.specs.values() if spec.sdk == sdk), Spec("", "", sdk, {}))
    detail = {"base_path": f"{kind.base_path}/detail"} if kind.base_path in DETAILED else {}
    return Spec(
        noun=options["type"], service=options["service"].replace("_", "-"), sdk=sdk,
        fields={} if listed else _fields(kind, own, options), lookup=_lookup(options),
        find=known.find, microversion=known.microversion, kind=known.kind, hidden=known.hidden,
        query={**known.query, **detail}, uri=lambda _connection: place,
        returns=("resource",), failed=FAILED,
        ready=lambda status: _at_rest(status, hasattr(kind, "status")))


def kind_of(service: str, noun: str) -> str:
    """Its class, as Spec.sdk has it, of the latest version that openstacksdk knows."""
    try:
        package = import_module(f"openstack.{service}")
    except ImportError:
        package = None
    versions = sorted(_modules(package, r"v\d+"), reverse=True) if package else []
    if not versions:
        raise CloudError("config", f"service: openstacksdk has no service {service!r}; it has "
                         f"{', '.join(services())}")
    for version in versions:
        found = _class(import_module(f"openstack.{service}.{version}"),
                       ALIASES.get((service, noun), noun))
        if found:
            return f"{service}.{version}.{found}"
    raise CloudError("config", f"type: openstacksdk has no {noun!r} in {service}; types are class "
                     "names in lower case, such as security_group_rule")


def services() -> list[str]:
    """Those that openstacksdk knows."""
    sdk = files("openstack")
    return sorted(one.name for one in sdk.iterdir() if one.is_dir() and any(
        re.fullmatch(r"v\d+", version.name) for version in one.iterdir()))


def without_service(options: dict) -> list[str]:
    """What else to say where options are missing."""
    return [] if options.get("service") else [
        f"service is one of {', '.join(services())}; for example, service: load_balancer, type: "
        "pool, attributes: {name: web}"]


def _modules(package: ModuleType, pattern: str) -> list[str]:
    names = {one.name.removesuffix(".py") for one in files(package).iterdir()}
    return [name for name in names if re.fullmatch(pattern, name)]


def _class(package: ModuleType, noun: str) -> str | None:
    """'module.Class'; the module is of the same name, most of the time."""
    from openstack.resource import Resource
    for name in sorted(_modules(package, r"[a-z]\w*"), key=lambda name: (name != noun, name)):
        module = import_module(f"{package.__name__}.{name}")
        for kind in list(vars(module).values()):
            if (isinstance(kind, type) and issubclass(kind, Resource)
                    and kind.__module__ == module.__name__
                    and kind.__name__.lower() == noun.replace("_", "")):
                return f"{name}.{kind.__name__}"
    return None


def _place(kind: type[Resource], attributes: dict) -> dict:
    """Of the attributes those that its address has, as a pool's id that of its members."""
    names = PLACE.findall(kind.base_path or "")
    missing = [name for name in names if name not in attributes]
    if missing:
        raise CloudError("config", f"{', '.join(missing)}: is part of its URL, and is missing")
    return {name: attributes[name] for name in names}


def _fields(kind: type[Resource], attributes: dict, options: dict) -> dict[str, Field]:
    unknown = [name for name in attributes
               if not hasattr(kind, name) or callable(getattr(kind, name)) or name == "state"]
    if unknown:
        raise CloudError("config", f"attributes: openstacksdk has no {', '.join(unknown)} in "
                         f"{kind.__module__}.{kind.__name__}, or it cannot be set")
    may = set(attributes if options["updateable_attributes"] is None
              else options["updateable_attributes"])
    may -= {"id", *(options["non_updateable_attributes"] or ())}
    return {name: _field(kind, name, value, name in may) for name, value in attributes.items()}


def _field(kind: type[Resource], name: str, value: object, compared: bool) -> Field:
    how = "subset" if isinstance(value, dict) else _alike if isinstance(value, list) else "exact"
    return Field(attr=name, send=lambda given, _resolve: _typed(kind, name, given),
                 compare=how if compared else "never",
                 update="in_place" if kind.allow_commit else "forbid",
                 option={"no_log": True} if SECRET.search(name) else {})


def _typed(kind: type[Resource], name: str, given: Any) -> Any:
    """What templates give as text is what the class says."""
    if given is NOTHING:
        return None
    typed = getattr(kind.new(**{name: given}), name)
    if isinstance(typed, bool):
        return boolean(given, strict=False)     # Python takes "no" for true
    return typed if str(typed) == str(given) else given     # it makes 0 of what is no number


def _alike(before: Any, after: Any) -> bool:
    """Whether all is there that is desired; dicts may have more keys."""
    if isinstance(after, list):
        return (isinstance(before, list) and len(before) == len(after)
                and all(map(_alike, before, after)))
    if isinstance(after, dict):
        return (isinstance(before, dict)
                and all(_alike(before.get(key), value) for key, value in after.items()))
    return before == after


def _lookup(options: dict) -> Callable[[Task, Api, dict], Resource | None]:
    """By its id or name, or else by all attributes that a list can be narrowed by and that the user
    does not say to change."""
    changing = options.get("updateable_attributes") or ()

    def find(task: Task, api: Api, given: dict) -> Resource | None:
        if isinstance(given.get("id"), str):
            return api.fetch(given["id"])
        if isinstance(given.get("name"), str):
            found = api.find(given["name"])
        else:
            found = _only(api, {
                name: one.sent(given[name], task.resolve) for name, one in api.spec.fields.items()
                if isinstance(given[name], (str, int, float)) and name not in changing})
        # rows of lists do not have every attribute
        return api.again(found) if found is not None and api.kind.allow_fetch else found
    return find


def _only(api: Api, query: dict) -> Resource | None:
    if not query:
        raise CloudError("config", "attributes: nothing in them identifies the resource")
    # not every service filters by everything, and not every row has everything
    rows = [row for row in api.list(**query)
            if all(getattr(row, name) in (None, value) for name, value in query.items())
            and ("project_id" in query or api.is_own(row))]
    if len(rows) > 1:
        ids = ", ".join(sorted(str(row.id) for row in rows))
        raise CloudError("ambiguous", f"{len(rows)} {api.spec.noun}s have these attributes: name "
                         f"one by its id ({ids})", api.connection.target)
    return rows[0] if rows else None


def _at_rest(status: str, expected: bool) -> bool:
    """Whether nothing is under way; some answers to a creation have no status yet."""
    return bool(status or not expected) and not UNDER_WAY.search(status)
