# SPDX-License-Identifier: GPL-3.0-or-later
"""Load balancers as documents, and on bad days, on the test clouds."""
from __future__ import annotations

import subprocess

import pytest
from conftest import WRITES

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import ensure
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

NAME, OTHER = "contract-whole", "contract-other"
MONITOR = {"delay": 5, "health_monitor_timeout": 3, "max_retries": 2}
WEB = {"name": "web", "health_monitor": MONITOR, "members": [
    {"address": "10.0.0.11", "protocol_port": 80, "weight": 3},
    {"address": "10.0.0.12", "protocol_port": 80}]}
POLICY = {"name": "old", "action": "REDIRECT_TO_POOL", "redirect_pool": "web", "rules": [
    {"type": "PATH", "compare_type": "STARTS_WITH", "value": "/old"}]}
WHOLE = {"name": NAME, "vip_network": "private",
         "pools": [WEB, {"name": "spare"}],
         "listeners": [{"name": "http", "protocol_port": 8000, "default_pool": "spare",
                        "l7policies": [POLICY]}]}


@pytest.fixture(scope="module")
def cloud(clouds):
    """Alpha, where another balancer has pools of the same names."""
    found = clouds[False]
    if "load-balancer" not in found.connection.catalog():
        pytest.skip("the clouds are up without the service load-balancer")
    clear(found)
    found.ensure("load_balancer", **{**WHOLE, "name": OTHER})
    yield found
    clear(found)


def clear(cloud):
    for name in (NAME, OTHER):
        cloud.clear("load_balancer", {"name": name})


@pytest.fixture
def whole(cloud):
    """One that is there as WHOLE says."""
    cloud.ensure("load_balancer", **WHOLE, purge=True)
    yield cloud
    cloud.clear("load_balancer", {"name": NAME})


@pytest.fixture
def fault():
    """Sets a fault of alpha's Octavia, until the test ends."""
    def command(*settings):
        subprocess.run(["clouds", "fault", "alpha", "octavia", *settings], check=True)
    yield command
    command()


def rows(cloud, noun, **query):
    task = Task(cloud.connection, SPECS)
    return task.api(SPECS[noun]).list(**query)


def balancer(cloud):
    return cloud.there("load_balancer", {"name": NAME}).id


def pools(cloud):
    return {row.name: row for row in rows(cloud, "pool", loadbalancer_id=balancer(cloud))}


def test_one_request_creates_it_all(cloud):
    _result, writes = cloud.ensure("load_balancer", **WHOLE)
    assert writes == ["POST"]
    result, writes = cloud.ensure("load_balancer", **WHOLE)
    assert not result["changed"] and writes == []
    listener, = rows(cloud, "listener", load_balancer_id=balancer(cloud))
    policy, = rows(cloud, "l7_policy", listener_id=listener.id)
    assert listener.default_pool_id == pools(cloud)["spare"].id
    assert policy.redirect_pool_id == pools(cloud)["web"].id
    cloud.clear("load_balancer", {"name": NAME})


def test_pools_of_other_balancers_do_not_matter(whole):
    policies = [{**POLICY, "redirect_pool": "more"}]
    document = {"name": NAME, "pools": [{"name": "more"}], "listeners": [
        {"name": "http", "default_pool": "web", "l7policies": policies}]}
    assert whole.ensure("load_balancer", **document)[0]["changed"]
    assert whole.ensure("load_balancer", **document)[1] == []
    listener, = rows(whole, "listener", load_balancer_id=balancer(whole))
    policy, = rows(whole, "l7_policy", listener_id=listener.id)
    assert (listener.default_pool_id, policy.redirect_pool_id) == (
        pools(whole)["web"].id, pools(whole)["more"].id)


def test_what_is_not_listed_stays_unless_it_is_purged(whole):
    member = {"address": "10.0.0.13", "protocol_port": 80}
    document = {"name": NAME, "pools": [{"name": "web", "members": [member]}]}

    def members():
        return {row.address: row.weight
                for row in rows(whole, "member", pool_id=pools(whole)["web"].id)}
    assert whole.ensure("load_balancer", **document)[1] == ["PUT"]
    assert members() == {"10.0.0.11": 3, "10.0.0.12": 1, "10.0.0.13": 1}
    assert pools(whole).keys() == {"web", "spare"}
    document["pools"][0]["members"] = [member, {"address": "10.0.0.11", "protocol_port": 80}]
    assert whole.ensure("load_balancer", **document)[1] == []
    assert whole.ensure("load_balancer", **document, purge=True, listeners=[
        {"name": "http", "default_pool": "web"}])[0]["changed"]
    assert members() == {"10.0.0.11": 3, "10.0.0.13": 1}
    assert pools(whole).keys() == {"web"}


def test_whoever_is_busy_is_waited_for(whole, fault):
    fault("build_delay=2")
    for number in (1, 2):       # the second one finds a balancer that is PENDING
        task = Task(whole.connection, SPECS, timeout=60, wait=False)
        ensure(task, SPECS["listener"], {"name": f"busy-{number}", "load_balancer": NAME,
                                         "protocol_port": 8010 + number})
    names = {row.name for row in rows(whole, "listener", load_balancer_id=balancer(whole))}
    assert names == {"http", "busy-1", "busy-2"}
    whole.ensure("load_balancer", name=NAME, state="absent")


def test_no_longer_than_is_allowed(whole, fault):
    fault("build_delay=8")
    options = {"load_balancer": NAME, "protocol_port": 8010}
    ensure(Task(whole.connection, SPECS, timeout=60, wait=False), SPECS["listener"],
           {**options, "name": "slow"})
    with pytest.raises(CloudError, match="still has the status PENDING_UPDATE after") as error:
        ensure(Task(whole.connection, SPECS, timeout=2), SPECS["listener"],
               {**options, "name": "late", "protocol_port": 8011})
    assert error.value.kind == "timeout"


def test_one_that_fails(cloud, fault):
    fault("build_error_rate=1")
    with pytest.raises(CloudError, match="is in status ERROR") as error:
        cloud.ensure("load_balancer", **WHOLE)
    assert error.value.kind == "build_failed" and error.value.more["id"]
    fault()
    before = len(cloud.asked)
    with pytest.raises(CloudError, match="load_balancer contract-whole .* is in status ERROR"):
        cloud.ensure("listener", name="more", load_balancer=NAME, protocol_port=8010)
    assert [method for method in cloud.asked[before:] if method in WRITES] == ["POST"]
    assert cloud.ensure("load_balancer", name=NAME, state="absent")[0]["changed"]


SECRET, CONTAINER = "contract-pkcs12", "contract-certificate"


@pytest.fixture
def certificates(cloud):
    """{name: URL} of a secret and of a container."""
    made = (("secret", {"name": SECRET, "payload": "PKCS12"}),
            ("secret_container", {"name": CONTAINER, "type": "certificate",
                                  "secrets": {"certificate": SECRET}}))
    rows = [(noun.removeprefix("secret_"), cloud.ensure(noun, **options)[0][noun])
            for noun, options in made]
    yield {row["name"]: row[f"{kind}_ref"] for kind, row in rows}
    for noun, options in (*reversed(made), ("secret_container", {"name": SECRET})):
        cloud.clear(noun, options)


def test_certificates(whole, certificates):
    def planned(given):
        result, _writes = whole.ensure("listener", check=True, name="tls", load_balancer=NAME,
                                       protocol="TERMINATED_HTTPS", protocol_port=8443,
                                       default_tls_container_ref=given, sni_container_refs=[given])
        found = result["listener"]
        assert found["sni_container_refs"] == [found["default_tls_container_ref"]]
        return found["default_tls_container_ref"]
    assert planned("https://192.0.2.1/v1/secrets/1") == "https://192.0.2.1/v1/secrets/1"
    for name, url in certificates.items():
        assert planned(name) == planned(url.rpartition("/")[2]) == url
    with pytest.raises(CloudError, match="there is no secret or secret container 'none' here"):
        task = Task(whole.connection, SPECS)
        ensure(task, SPECS["listener"], {"name": "tls", "load_balancer": NAME,
                                         "protocol_port": 8443,
                                         "default_tls_container_ref": "none"})
    whole.ensure("secret_container", name=SECRET, secrets={"certificate": SECRET})
    with pytest.raises(CloudError, match="a secret .* and a secret container .* are named"):
        planned(SECRET)
