# SPDX-License-Identifier: GPL-3.0-or-later
"""A passcode that a cloud takes only once, and a session that is kept of it: everything else works
without another, in several processes at once as well."""
from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hostile
import pytest
from controller import Controller

LOGIN, LIST = "POST identity/auth/tokens", "GET compute/servers/detail"


@pytest.fixture
def passcodes(good):
    """The ones that the cloud was given; it takes each once, and takes its time."""
    given, lock = [], threading.Lock()

    def login(asked):
        with lock:
            given.append(asked.body["auth"]["identity"]["totp"]["user"]["passcode"])
            first = given.count(given[-1]) == 1
        time.sleep(0.5)
        return good.login() if first else hostile._refusal(401, "Unauthorized")
    good.answers[LOGIN] = login
    return given


def entry(cloud, **auth):
    found = cloud.entry(auth_type="v3multifactor", auth_methods=["v3password", "v3totp"])
    found["auth"].update(auth)
    return found


def sessions(controller):
    """What is in their folder, but for the key of their names."""
    folder = Path(controller.environment["TMPDIR"], f"multicloud.openstack-{os.geteuid()}")
    return [path for path in folder.iterdir() if path.name != "key"]


@pytest.fixture
def logged_in(controller, good, passcodes):
    """A machine where a session is kept, whose clouds.yaml has no passcode."""
    controller.clouds(good=entry(good))
    _ran, result = controller.module("network_info", cloud="good", keep_session=True,
                                     auth={"passcode": "123456"})
    assert not result.get("failed"), result
    yield controller
    assert passcodes == ["123456"]


def test_everything_works_without_another_passcode(logged_in, good):
    for module in ("network_info", "server_info", "fleet_info"):
        _ran, result = logged_in.module(module, cloud="good", keep_session=True)
        assert not result.get("failed") and not result.get("failures"), result
    ran, found = logged_in.inventory({"keep_session": True})
    assert list(found["_meta"]["hostvars"]) == ["good-1"], ran.text
    _ran, result = logged_in.module("doctor_info", keep_session=True)
    assert [one for one in result["findings"] if one["severity"] == "error"] == [], result
    assert result["targets"][0]["reachable"]


def test_without_a_session_all_say_what_is_missing(controller, good):
    controller.clouds(good=entry(good))
    for module in ("network_info", "server_info"):
        _ran, result = controller.module(module, cloud="good", keep_session=True)
        assert result["failed"] and "no passcode" in result["msg"], result
    ran, _found = controller.inventory({"keep_session": True})
    assert "no passcode" in " ".join(ran.err.split()), ran.text
    _ran, result = controller.module("doctor_info", keep_session=True)
    assert [one["msg"] for one in result["findings"]] == ["the cloud has no passcode"], result
    assert good.asked == []


def test_a_session_that_is_refused(logged_in, good):
    good.answers[LIST] = hostile._refusal(401, "Unauthorized")
    _ran, result = logged_in.module("server_info", cloud="good", keep_session=True)
    assert result["failed"] and "no passcode" in result["msg"], result


def test_the_doctor_removes_sessions(logged_in):
    assert len(sessions(logged_in)) == 1
    ran = logged_in.run("ansible-playbook", "multicloud.openstack.doctor")
    assert len(sessions(logged_in)) == 1, ran.text
    ran = logged_in.run("ansible-playbook", "multicloud.openstack.doctor",
                        "-e", "doctor_keep_session=false")
    assert sessions(logged_in) == [] and "the cloud has no passcode" in ran.text, ran.text


def test_processes_at_once_use_one_passcode(controller, good, passcodes, tmp_path):
    """Of which each has two regions."""
    regions = entry(good, passcode="123456")
    del regions["region_name"]
    regions["regions"] = ["RegionOne", "RegionTwo"]
    several = [controller, *(Controller(tmp_path / str(number), controller.core)
                             for number in range(2))]
    for one in several:
        one.clouds(good=regions)
        one.environment["TMPDIR"] = controller.environment["TMPDIR"]
    with ThreadPoolExecutor(len(several)) as pool:
        ended = list(pool.map(lambda one: one.module("doctor_info", keep_session=True)[1], several))
    for result in ended:
        assert [row["reachable"] for row in result["targets"]] == [True, True], result
    assert passcodes == ["123456"] and len(sessions(controller)) == 1
