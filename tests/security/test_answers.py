# SPDX-License-Identifier: GPL-3.0-or-later
"""A cloud's bad answer is that cloud's error: the others are listed, and changed, all the same."""
from __future__ import annotations

import contextlib
import itertools
import json
import re
import resource
import time

import hostile

FLEET = {"name": "web", "image": "debian", "flavor": "small", "network": "net", "wait": "active"}
MARKS = {"multicloud_fleet": "web", "multicloud_index": "1", "multicloud_run": "r",
         "multicloud_spec": "image=1"}
LIST, CREATE, LOGIN = ("GET compute/servers/detail", "POST compute/servers",
                       "POST identity/auth/tokens")
ROWS = {
    "tags": {"tags": [5]}, "metadata": {"metadata": {"k": ["v"]}}, "id": {"id": 5},
    "addresses": {"addresses": ["x"]}, "flavor": {"flavor": "small"}, "name": {"name": None},
    "zone": {"OS-EXT-AZ:availability_zone": {"a": "b"}}, "status": {"status": 5}}
ANSWERS = {
    "null": {"servers": [None]}, "array": [], "text": {"servers": "x"},
    "deep": hostile.deep(100_000),
    "nested": {"servers": [{**hostile.server("bad-1"), "x": json.loads("[" * 500 + "]" * 500)}]},
    **{name: {"servers": [{**hostile.server("bad-1"), **row}]} for name, row in ROWS.items()}}


def inventory(controller, names, **options):
    """Runs it; only the good server is there, and of each of these clouds it is said why."""
    ran, found = controller.inventory(options)
    assert list(found["_meta"]["hostvars"]) == ["good-1"], ran.text
    lines = " ".join(ran.err.split())
    assert [name for name in names if f"{name}/RegionOne" not in lines] == [], ran.err
    return ran, lines


def failed(result, *names):
    """What has failed on each of these clouds."""
    told = {one["cloud"]: one["msg"] for one in result["failures"] if "cloud" in one}
    assert set(told) == set(names), result
    return told


def test_odd_rows(controller, crowd, good):
    crowd({name: {LIST: answer} for name, answer in ANSWERS.items()})
    inventory(controller, ANSWERS)
    good.things["compute/servers"].append(hostile.server(
        "web-1", metadata=MARKS, tags=["multicloud:web"]))
    _ran, result = controller.module("fleet", name="web", state="absent")
    assert [row["name"] for row in good.things["compute/servers"]] == ["good-1"], result
    assert result["failed"]
    assert all("listing servers" in said or "its answer" in said
               for said in failed(result, *ANSWERS).values())


def test_odd_rows_leave_no_host_behind(each_core, good):
    """Ansible keeps hosts of a plugin that fails, and connects to their names."""
    nested = "x"
    for _time in range(900):
        nested = [nested]
    odd = {"project": {"tenant_id": nested}, "hostname": {"OS-EXT-SRV-ATTR:hostname": nested},
           "legacy": {"locked_reason": nested}}
    with contextlib.ExitStack() as stack:
        clouds = {name: stack.enter_context(hostile.Cloud()) for name in odd}
        for name, cloud in clouds.items():
            cloud.answers[LIST] = {"servers": [hostile.server("aaa", id="a", **odd[name]),
                                               hostile.server("payroll.example.org", id="b")]}
        each_core.clouds(good=good, **clouds)
        inventory(each_core, odd, details=["volumes"], legacy_variables="openstack.cloud")
        ran = each_core.playbook([{"hosts": "all", "connection": "local", "tasks": [
            {"debug": {"msg": "<{{ inventory_hostname }} {{ ansible_host }}>"}}]}],
            "-i", "servers.yml")
    assert ran.code == 0, ran.text
    assert re.findall("<.*>", ran.out) == ["<good-1 192.0.2.1>"], ran.text


def test_odd_rows_of_volumes(controller, crowd, good):
    row = {"id": "v", "name": "v", "size": 1, "status": "available", "created_at": "2026-01-01",
           "metadata": MARKS, "volume_id": "v", "attachments": []}
    odd = {"size": {"size": {}}, "created": {"created_at": {}}, "status": {"status": {}},
           "attachments": {"attachments": [{"server_id": {"a": 1}}]}, "type": {"volume_type": []}}
    faults = {f"{name}-{what}": {
        f"GET block-storage/{what}s/detail": {f"{what}s": [row, {**row, **odd[name]}]}}
        for what, names in (("volume", odd), ("snapshot", ("size", "created")),
                            ("backup", ("size", "created"))) for name in names}
    crowd(faults)
    good.things["compute/servers"].append(hostile.server("web-1", metadata=MARKS))
    _ran, result = controller.module("fleet_info", volumes=True)
    failed(result, *faults)
    assert [one["name"] for one in result["servers"]] == ["web-1"], result


def test_odd_catalogs(controller, crowd):
    odd = {"region": {"region": {}, "region_id": {}}, "url": {"url": 5}, "kind": {"interface": []}}
    clouds = crowd(dict.fromkeys(odd, {}))
    for name, cloud in clouds.items():
        cloud.answers[LOGIN] = cloud.login(**odd[name])
    _ran, result = controller.module("cloud_info")
    assert {row["cloud"] for row in result["clouds"]} == {"good", *odd}, result
    _ran, result = controller.module("doctor_info")
    wrong = {one["cloud"] for one in result["findings"] if one["severity"] == "error"}
    assert wrong == set(odd), result


def test_odd_answers_to_a_create_call(controller, crowd):
    answers = ({"server": {}}, {"server": 5}, {"server": {"id": 5}}, {}, hostile.deep(100_000))
    faults = {f"bad{number}": {CREATE: answer} for number, answer in enumerate(answers)}
    crowd(faults)
    _ran, result = controller.module(
        "fleet", **FLEET, count=6, timeout=20, api_timeout=10, retries=0,
        targets=[{"cloud": name, "max": 1} for name in ("good", *faults)])
    assert "good" in {row["cloud"] for row in result["servers"]}, result
    assert result["failed"] and result["failures"], result


def test_odd_rows_in_modules(both, bad):
    for answer in ({"servers": [{"id": "x", "flavor": "small"}, None]}, ANSWERS["nested"]):
        bad.answers[LIST] = answer
        ran, result = both.module("server_info", cloud="bad")
        assert result["failed"] and "bad/RegionOne" in result["msg"], result
        assert "Traceback" not in ran.text


def test_odd_names_and_ids_of_what_fleets_own(controller, crowd, good):
    ours = "multicloud_fleet=web multicloud_server=s1"
    address = {"id": "f1", "description": ours, "floating_ip_address": "192.0.2.9", "port_id": None}
    port = {"id": "p1", "name": "p", "description": ours, "status": "DOWN", "device_id": ""}
    key = {"name": "k", "public_key": "ssh-rsa AAAA multicloud_fleet=web"}
    faults = {
        **{f"key-{number}": {"GET compute/os-keypairs": {"keypairs": [{"keypair": one}]}}
           for number, one in enumerate(({**key, "name": [1]}, {**key, "name": 5}, 5))},
        **{f"address-{number}": {"GET network/floatingips": {"floatingips": [{**address, **one}]}}
           for number, one in enumerate(({"floating_ip_address": ["x"]}, {"description": [ours]},
                                         {"floating_ip_address": {}, "id": 5}))},
        **{f"port-{number}": {"GET network/ports": {"ports": [{**port, "device_id": one}]}}
           for number, one in enumerate(([1], {"a": 1}, 5))},
        **{f"trunk-{number}": {"GET network/ports": {"ports": [{**port, "trunk_details": one}]}}
           for number, one in enumerate((5, {"sub_ports": 5}, {"sub_ports": [{"port_id": [1]}]}))}}
    crowd(faults)
    old = hostile.server("web-1", metadata={
        **MARKS, "multicloud_expires": "2026-01-01T00:00:00Z"})
    good.things["compute/servers"].append(old)
    _ran, result = controller.module("leaks_info", pause=0)
    failed(result, *faults)
    assert [one["cloud"] for one in result["leaks"]] == ["good"], result
    _ran, result = controller.module("reap", pause=0)
    failed(result, *faults)
    assert old not in good.things["compute/servers"]


def endless(bad):
    return hostile.endless(bad, "compute/v2.1/servers/detail", "servers",
                           lambda number: hostile.server(f"bad-{number}", id=f"id-{number}"), 10**9)


def test_what_has_no_end(controller, crowd):
    clouds = crowd({"itself": {}, "pages": {}, "html": {LIST: hostile.html("</h1>" * 200_000)},
                    "latin": {LIST: hostile.Answer(200, b'"\xff\xfe\xe4"' * 10**6)},
                    "gzips": {LIST: hostile.Answer(
                        200, b"", {"Content-Encoding": "gzip, gzip"})}})
    clouds["pages"].answers[LIST] = endless(clouds["pages"])
    clouds["itself"].answers[LIST] = lambda _asked: {
        "servers": clouds["itself"].things["compute/servers"],
        "servers_links": [{"rel": "next", "href": f"{clouds['itself'].url}/x?marker=1"}]}
    _ran, result = controller.module("fleet", name="web", state="absent", timeout=10,
                                     api_timeout=10)
    told = failed(result, *clouds)
    assert "is not complete after" in told["pages"]
    assert "does not end" in told["itself"]
    assert "HTTP 400" in told["html"]
    assert "not from an OpenStack service" in told["latin"]
    assert "more than once" in told["gzips"]
    assert clouds["itself"].count("GET compute/servers") == 2


def test_what_has_no_end_in_modules(both, bad):
    bad.answers[LIST] = endless(bad)
    ran, result = both.module("server_info", cloud="bad", timeout=4, api_timeout=4)
    assert "is not complete after" in result["msg"] and ran.seconds < 90, ran.text
    for length in ({}, {"Content-Length": "1000000"}):
        bad.answers[LIST] = lambda _asked, length=length: hostile.Answer(
            200, itertools.repeat(b" "), length, 0.2)
        ran, result = both.module("server_info", cloud="bad", timeout=2, api_timeout=1)
        assert result["failed"] and ran.seconds < 90, ran.text


def test_what_drips(controller, crowd, good):
    """All that http.client reads by lines, and hops."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
    drips = {"status": (b"", b"H"), "header": (head + b"X: ", b"a"),
             "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "size": (chunked, b"0"),
             "extension": (chunked + b"2;x=", b"a"),
             "trailers": (chunked + b"2\r\n{}\r\n0\r\n", b"X: a\r\n")}
    what = "GET network/networks"
    clouds = crowd({**{name: {what: lambda _asked, parts=parts: hostile.dripping(*parts)}
                       for name, parts in drips.items()}, "hops": {}})
    clouds["hops"].answers[what] = lambda asked: (time.sleep(1), hostile.redirect(
        f"{clouds['hops'].url}/network/v2.0/networks?x={len(clouds['hops'].asked)}"))[1]
    short = {"timeout": 3, "api_timeout": 2}
    zone = {"name": "zone", "networks": [{"name": "new"}]}
    ran, result = controller.module("landing_zone", **zone, **short)
    told = failed(result, *clouds)
    assert all("is not complete after" in said for said in told.values()) and ran.seconds < 60
    assert good.things["network/networks"][-1]["name"] == "new"
    for name in ("header", "trailers", "hops"):
        ran, result = controller.module("network_info", cloud=name, **short)
        assert "is not complete after" in result["msg"] and ran.seconds < 30, ran.text


def test_answers_one_after_the_other_without_an_end(controller, crowd):
    """Each in time: for each image whether it is shared, for each keypair how old it is."""
    def late(answer):
        return lambda _asked: (time.sleep(1), answer)[1]
    rows = [{"id": f"i{number}", "name": "d", "status": "active", "visibility": "shared",
             "owner": "x", "os_distro": "any"} for number in range(300)]
    keypairs = [{"keypair": {"name": row["id"], "public_key": "ssh-rsa AAAA multicloud_fleet=x"}}
                for row in rows]
    crowd({"slow": {
        "GET image/images": {"images": rows}, "GET compute/os-keypairs": {"keypairs": keypairs},
        **{f"GET image/images/{row['id']}/members/{hostile.PROJECT}": late({}) for row in rows},
        **{f"GET compute/os-keypairs/{row['id']}": late({"keypair": {}}) for row in rows}}})
    ran, result = controller.module("fleet", **{
        **FLEET, "image": {"os_distro": "any"}}, count=1, timeout=6, api_timeout=4, retries=0)
    assert "slow" in {one.get("cloud") for one in result["failures"]} and ran.seconds < 120, result
    ran, result = controller.module("reap", timeout=6, api_timeout=4)
    failed(result, "slow")
    assert ran.seconds < 120


def most_memory():
    """MB of the largest module so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def used():
    """Seconds of a processor that modules have taken so far."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def test_what_takes_memory(controller, crowd):
    gzip = hostile.gzipped(400_000_000)
    faults = {"answer": {LIST: gzip},
              "error": {LIST: hostile.Answer(400, gzip.body, gzip.headers)},
              "login": {LOGIN: hostile.Answer(201, gzip.body, gzip.headers)},
              "plain": {LIST: lambda _asked: hostile.long(500_000_000)}}
    crowd(faults)
    _ran, lines = inventory(controller, faults, api_timeout=60)
    assert lines.count("longer than 20 MB") == len(faults)
    assert most_memory() < 1000


def test_a_console_without_an_end(both, bad):
    """Six millions of lines, in 20 KB on the wire."""
    row = bad.things["compute/servers"][0]
    console = f"POST compute/servers/{row['id']}/action"
    bad.answers[console] = hostile.gzipped(19_000_000, "output", b"a\\n")
    before = used()
    ran, result = both.module("server_ready", cloud="bad", servers=["bad-1"], port=9,
                              port_timeout=1)
    assert result["failed"] and "bad-1" in result["msg"] and bad.count(console), result
    assert used() - before < 40 and len(ran.text) < 100_000
    assert most_memory() < 1000


def test_a_console_that_is_no_text(both, bad):
    row = bad.things["compute/servers"][0]
    bad.answers[f"POST compute/servers/{row['id']}/action"] = {"output": ["boot"]}
    ran, result = both.module("console_info", cloud="bad", name="bad-1")
    assert result["failed"] and "its console is not a string" in result["msg"], result
    assert "Traceback" not in ran.text


def test_ids_of_another_cloud_s_servers(both, good, bad):
    """What a cloud says of a server is good for its own ones only."""
    mine = hostile.server("web-1", metadata={
        "multicloud_fleet": "web", "multicloud_index": "1", "multicloud_spec": "flavor=1"})
    good.things["compute/servers"][:] = [mine]
    bad.things["compute/servers"][:] = [{**mine, "status": "ERROR", "metadata": {
        **mine["metadata"], "multicloud_index": "2", "multicloud_expires": "2026-01-01T00:00:00Z"}}]
    _ran, found = both.module("fleet", name="web", count=1, image="debian", flavor="small",
                              wait="active")
    assert found["failed"] and found["msg"].count(f"the server {mine['id']} is also on") == 2
    _ran, found = both.module("reap", pause=0)
    assert [one["cloud"] for one in found["leaks"]] == ["bad"], found
    assert not any(asked.what.startswith("DELETE") for asked in good.asked)


def test_an_id_of_another_cloud_s_server_for_a_new_one(both, good, bad):
    fleet = {"name": "web", "image": "debian", "flavor": "small", "network": "net",
             "wait": "active", "timeout": 10, "retries": 0}
    good.things["compute/servers"].clear()
    both.module("fleet", **fleet, count=1, targets=[{"cloud": "good"}])
    [mine] = good.things["compute/servers"]
    bad.answers["POST compute/servers"] = lambda _asked: {"server": {"id": mine["id"]}}
    _ran, found = both.module("fleet", **fleet, count=2, targets=[
        {"cloud": "good", "max": 1}, {"cloud": "bad"}])
    assert "which another server has" in found["msg"], found
    assert good.things["compute/servers"] == [mine]
