# SPDX-License-Identifier: GPL-3.0-or-later
"""What an administrator, who sees the resources of all projects, changes by a name: his own."""
from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.catalog import Catalog
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.apply import Application
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.document import ordered
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.remove import Removal
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.run import document
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.sections import DECLARED
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.site import ZoneRun

NAME = "contract-projects"
NETWORK, SUBNET = {"name": NAME}, {"name": NAME, "network": NAME, "cidr": "10.97.0.0/24"}
# in the order in which they are made: what is changed of each
KINDS = {
    "network": ({}, {"mtu": 1300}),
    "subnet": ({"network": NAME, "cidr": "10.97.0.0/24"}, {"description": "changed"}),
    "security_group": ({}, {"security_group_rules": []}),
    "router": ({}, {"is_admin_state_up": False}),
    "port": ({"network": NAME}, {"description": "changed"}),
    "trunk": ({"port": NAME}, {}),
    "image": ({}, {"min_ram": 64}),
}


def zone(cloud, options):
    """The rows of what the module landing_zone does."""
    run = ZoneRun(cloud.connection, SPECS, False, 120.0, True)
    if options["state"] == "present":
        site = Application(run, NAME, ordered(NAME, document(options), DECLARED))
    else:
        site = Removal(run, NAME, {})
    site.begin()
    assert site.outcome.errors == []
    return site.outcome.rows


def clear(cloud):
    for noun in reversed(KINDS):
        cloud.clear(noun, {"name": NAME, **({"network": NAME} if noun == "port" else {})})


@pytest.fixture(scope="module")
def both(clouds):
    """(a customer's cloud that has one of each kind, the provider's own account)."""
    theirs, admin = clouds[False], clouds[True]
    for cloud in (admin, theirs):
        clear(cloud)
    for noun, (options, _change) in KINDS.items():
        theirs.ensure(noun, name=NAME, **options)
    yield theirs, admin
    for cloud in (admin, theirs):
        clear(cloud)


def ids(cloud, noun, project=None):
    """Of those of this name in the project."""
    api = Task(cloud.connection, SPECS).api(SPECS[noun])
    return {row.id for row in api.search(NAME)
            if (getattr(row, "project_id", None) or row.owner_id) == (
                project or cloud.connection.project_id())}


@pytest.mark.parametrize("noun", KINDS)
def test_absent_by_name_is_not_anothers(both, noun):
    theirs, admin = both
    within = {"network": theirs.there("network", NETWORK).id} if noun in ("port", "subnet") else {}
    result, writes = admin.ensure(noun, name=NAME, state="absent", **within)
    assert (result["changed"], writes) == (False, [])
    assert len(ids(theirs, noun)) == 1


def test_present_by_name_is_ones_own(both):
    theirs, admin = both
    try:
        for noun, (options, change) in KINDS.items():
            before = ids(theirs, noun)
            made, _writes = admin.ensure(noun, name=NAME, **options)
            assert made["changed"] and made["id"] not in before, noun
            again, writes = admin.ensure(noun, name=NAME, **options)
            assert (again["changed"], again["id"], writes) == (False, made["id"], []), noun
            changed, _writes = admin.ensure(noun, name=NAME, **options, **change)
            assert changed["id"] == made["id"], noun
        port = theirs.there("port", {"name": NAME, "network": NAME})
        assert port.description == "" and theirs.there("network", NETWORK).mtu != 1300
    finally:
        clear(admin)
    assert all(len(ids(theirs, noun)) == 1 for noun in KINDS)


@pytest.mark.parametrize("noun", ["network", "security_group", "router"])
def test_another_projects_by_its_id_or_by_project(both, noun):
    theirs, admin = both
    there, project = theirs.there(noun, {"name": NAME}), theirs.connection.project_id()
    option = "description" if noun != "router" else "tags"
    by_id = "by id" if noun != "router" else ["by-id"]
    by_project = "by project" if noun != "router" else ["by-project"]
    result, _writes = admin.ensure(noun, name=there.id, **{option: by_id})
    assert (result["changed"], result["id"]) == (True, there.id)
    result, _writes = admin.ensure(noun, name=NAME, project=project, **{option: by_project})
    assert (result["changed"], result["id"]) == (True, there.id)


def test_project_is_where_references_are_looked_for_too(both):
    theirs, admin = both
    result, writes = admin.ensure("subnet", name=NAME, network=NAME, cidr="10.97.0.0/24",
                                  project=theirs.connection.project_id())
    assert (result["changed"], writes) == (False, [])
    assert result["id"] == theirs.there("subnet", SUBNET).id


def test_a_reference_is_not_anothers(both):
    theirs, admin = both
    there = theirs.there("network", NETWORK).id
    with pytest.raises(CloudError) as error:
        admin.ensure("port", name="contract-refused", network=NAME)
    assert error.value.kind == "not_found"
    assert (f"there is no network '{NAME}' here in this project; to use that of another, name it "
            f"by its id ({there})") in str(error.value)
    group = theirs.there("security_group", {"name": NAME}).id
    with pytest.raises(CloudError, match=group):
        admin.ensure("security_group_rule", security_group=NAME, protocol="tcp")


def test_default_is_the_group_of_the_project(both):
    """Each project has one of this name."""
    _theirs, admin = both
    result, writes = admin.ensure("security_group", name="default")
    assert (result["changed"], writes) == (False, [])
    assert result["security_group"]["project_id"] == admin.connection.project_id()


def test_what_another_shares_is_used_and_not_changed(both):
    """By those that it is shared with, and by administrators."""
    theirs, admin = both
    shared = {"name": f"{NAME}-shared"}
    subnet = {"name": f"{NAME}-shared", "network": f"{NAME}-shared"}
    port = {"name": NAME, "network": f"{NAME}-shared"}
    admin.ensure("network", **shared, shared=True)
    admin.ensure("subnet", **subnet, cidr="10.98.0.0/24")
    try:
        made, _writes = theirs.ensure("port", **port, fixed_ips=[{"subnet_id": subnet["name"]}])
        assert made["port"]["network_id"] == admin.there("network", shared).id
        result, writes = theirs.ensure("network", **shared)
        assert (result["changed"], writes) == (False, [])
        for options in ({"mtu": 1300}, {"state": "absent"}):
            for check in (True, False):
                with pytest.raises(CloudError) as error:
                    theirs.ensure("network", check, **shared, **options)
                assert error.value.kind == "conflict"
                assert "belongs to another project, which shares it" in str(error.value)
        for noun, options in (("network", shared), ("subnet", subnet)):
            with pytest.raises(CloudError, match="name it by its id, or set project"):
                theirs.ensure(noun, **options, state="absent")
    finally:
        theirs.clear("port", port)
        admin.clear("subnet", subnet)
        admin.clear("network", shared)


def test_a_landing_zone_is_one_of_the_project(both):
    """Also for an administrator, who sees the marks of those of all."""
    theirs, admin = both
    options = {"name": NAME, "state": "present", "timeout": 120, "wait": True,
               "networks": [{"name": f"{NAME}-zone"}]}
    absent = {**options, "networks": None, "state": "absent"}
    try:
        made = zone(theirs, options)
        assert [row["action"] for row in made] == ["created"]
        again = zone(admin, absent)
        assert again == []
        own = zone(admin, options)
        assert own[0]["action"] == "created" and own[0]["id"] != made[0]["id"]
        gone = zone(admin, absent)
        assert [row["id"] for row in gone] == [own[0]["id"]]
    finally:
        left = zone(theirs, absent)
    assert [row["id"] for row in left] == [made[0]["id"]]


def test_a_catalog_has_what_the_project_may_use(both):
    theirs, admin = both
    there = theirs.there("network", NETWORK).id
    catalog = Catalog(admin.connection)
    assert NAME not in {row["name"] for row in catalog.networks()}
    assert there in {row["id"] for row in catalog.networks(there)}
    assert catalog.resolve(network=there).network == there
    with pytest.raises(CloudError, match=f"there is no network '{NAME}' here"):
        catalog.resolve(network=NAME)
    with pytest.raises(CloudError, match=f"there is no image '{NAME}' here"):
        catalog.image(NAME)
