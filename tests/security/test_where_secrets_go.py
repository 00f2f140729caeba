# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords and tokens go to the cloud that they are for, and to nobody else, and nowhere else."""
from __future__ import annotations

import os
from pathlib import Path

import hostile
import pytest

SECRET = "hunter2-Zq8x"
LIST, LOGIN = "GET compute/servers/detail", "POST identity/auth/tokens"


@pytest.fixture
def sink():
    """Somebody who would like to know."""
    with hostile.Cloud() as cloud:
        yield cloud


def test_redirects_to_another_place(controller, crowd, sink):
    faults = {f"{name}{status}": {what: hostile.redirect(f"{sink.url}/x", status)}
              for name, what in (("list", LIST), ("login", LOGIN))
              for status in (301, 302, 303, 305, 307, 308)}
    clouds = crowd({**faults, "host": {LIST: hostile.redirect("//localhost/x")}, "within": {
        "GET compute/servers/moved": {"servers": [hostile.server("moved")]}}})
    clouds["within"].answers[LIST] = hostile.redirect(
        f"{clouds['within'].url}/compute/v2.1/servers/moved")
    ran, found = controller.inventory()
    assert sink.asked == []
    assert sorted(found["_meta"]["hostvars"]) == ["good-1", "moved"], ran.text
    lines = " ".join(ran.err.split())
    assert lines.count(f"redirects to {sink.url}/x, where nothing is sent") == len(faults), ran.err


def test_passwords_in_urls(controller, good):
    urls = [f"http://user:{SECRET}@127.0.0.1:9/v3", f"http://a@b:{SECRET}@127.0.0.1:9/v3"]
    entry = good.entry()
    clouds = {f"login{number}": {**entry, "auth": {**entry["auth"], "auth_url": url}}
              for number, url in enumerate(urls)}
    clouds |= {f"list{number}": {**entry, "compute_endpoint_override": url}
               for number, url in enumerate(urls)}
    controller.clouds(**clouds)
    ran, _found = controller.inventory()
    assert SECRET not in ran.text and ran.err.count("cannot connect") == len(clouds), ran.text
    ran, result = controller.module("fleet_info")
    assert SECRET not in ran.text and len(result["failures"]) == len(clouds), ran.text


def federated(cloud, **auth):
    """The entry of a cloud behind an identity provider."""
    entry = cloud.entry()
    return {**entry, "auth": {
        "auth_url": entry["auth"]["auth_url"], "project_name": "project",
        "project_domain_id": "default", "identity_provider": "i", "protocol": "openid", **auth}}


@pytest.mark.parametrize("auth_type", ["v3oidcaccesstoken", "v3token", "token"])
@pytest.mark.parametrize("letter", ["\n", "\u2603"])
def test_a_token_that_no_header_may_have(controller, good, auth_type, letter):
    """A block of YAML ends in a line break."""
    entry, name = good.entry(), "access_token" if "oidc" in auth_type else "token"
    if name == "access_token":
        entry = federated(good)
    else:
        del entry["auth"]["username"], entry["auth"]["password"], entry["auth"]["user_domain_id"]
    controller.clouds(good={**entry, "auth_type": auth_type})
    controller.write(controller.clouds_yaml.with_name("secure.yaml"), {"clouds": {"good": {"auth": {
        name: SECRET + letter}}}}, 0o600)
    ran, _found = controller.inventory()
    assert SECRET not in ran.text and f"{name} has white space" in " ".join(ran.err.split())
    ran, result = controller.module("doctor_info")
    assert SECRET not in ran.text
    assert [one["key"] for one in result["findings"] if one["severity"] == "error"] == [
        f"auth.{name}"], result


@pytest.mark.parametrize("letter", ["\n", "\u2603"])
def test_a_token_of_an_identity_provider_that_no_header_may_have(controller, good, letter):
    entry = {**federated(good, client_id="c", client_secret="s3cret-Zq8x",
                         access_token_endpoint=f"{good.url}/identity/v3/token"),
             "auth_type": "v3oidcclientcredentials"}
    good.answers["POST identity/token"] = {"access_token": SECRET + letter}
    controller.clouds(good=entry)
    log = controller.folder / "sdk.log"
    ran, result = controller.module("server_info", cloud="good", sdk_log_path=str(log),
                                    sdk_log_level="HTTP")
    assert "a token, or another value that is sent in a header" in result["msg"], result
    assert SECRET not in ran.text + log.read_text()


def test_urls_without_a_scheme_and_with_a_password(controller, good):
    """requests quotes them."""
    entry, url = good.entry(), f"user:{SECRET}@127.0.0.1:9/v3"
    controller.clouds(login={**entry, "auth": {**entry["auth"], "auth_url": url}},
                      list={**entry, "compute_endpoint_override": url})
    ran, _found = controller.inventory()
    assert SECRET not in ran.text
    assert " ".join(ran.err.split()).count("does not begin with https://") == 2, ran.text


# -- files


def test_clouds_yaml_of_a_folder_where_everybody_may_write(controller, good, sink):
    controller.clouds(good=good)
    controller.write("clouds.yaml", {"clouds": {"good": {"auth": {
        "auth_url": f"{sink.url}/identity/v3"}}}})
    controller.folder.chmod(0o777)
    ran, found = controller.inventory()
    assert list(found["_meta"]["hostvars"]) == ["good-1"], ran.text
    assert "clouds.yaml is not used" in " ".join(ran.err.split()), ran.text
    _ran, result = controller.module("server_info", cloud="good")
    assert [row["name"] for row in result["servers"]] == ["good-1"]
    assert any("is not used" in str(text) for text in result["warnings"])
    _ran, result = controller.module("doctor_info")
    assert [one["severity"] for one in result["findings"] if "is not used" in one["msg"]] == [
        "error"]
    assert sink.asked == []


@pytest.mark.parametrize(("folder", "file", "owner"), [
    (0o755, 0o666, None),
    *(pytest.param(0o755, 0o644, owner, marks=pytest.mark.skipif(
        os.getuid() != 0, reason="only root gives files away")) for owner in ("folder", "file"))])
def test_clouds_yaml_that_somebody_else_may_have_written(controller, good, sink, folder, file,
                                                         owner):
    """It must not get the password of one's own secure.yaml."""
    entry = good.entry()
    secret = {"clouds": {"good": {"auth": {"password": entry["auth"].pop("password")}}}}
    controller.clouds(good=entry)
    controller.write(controller.clouds_yaml.with_name("secure.yaml"), secret, 0o600)
    theirs = {**entry, "auth": {**entry["auth"], "auth_url": f"{sink.url}/identity/v3"}}
    path = controller.write("clouds.yaml", {"clouds": {"good": theirs}}, file)
    controller.folder.chmod(folder)
    if owner:
        os.chown(path if owner == "file" else controller.folder, 65534, 65534)
    _ran, result = controller.module("server_info", cloud="good")
    assert [row["name"] for row in result["servers"]] == ["good-1"], result
    assert any("clouds.yaml is not used" in str(text) for text in result["warnings"]), result
    assert sink.asked == []


def test_clouds_yaml_of_ones_own_folder(controller, good):
    controller.write("clouds.yaml", {"clouds": {"good": good.entry()}}, 0o600)
    _ran, result = controller.module("server_info", cloud="good")
    assert [row["name"] for row in result["servers"]] == ["good-1"], result


@pytest.mark.parametrize("what", ["link", "mode", "pipe"])
def test_a_log_that_others_have_put_there(controller, good, what):
    controller.clouds(good=good)
    log, other = controller.folder / "sdk.log", controller.write("other", "", 0o600)
    if what == "link":
        log.symlink_to(other)
    elif what == "pipe":
        os.mkfifo(log)
    else:
        controller.write(log, "", 0o666)
    _ran, result = controller.module("server_info", cloud="good", sdk_log_path=str(log),
                                     sdk_log_level="HTTP")
    assert result["failed"] and "sdk_log_path" in result["msg"], result
    assert other.read_text() == ""


def test_a_log_of_ones_own(controller, good):
    controller.clouds(good=good)
    log = controller.folder / "sdk.log"
    for _run in range(2):
        _ran, result = controller.module("server_info", cloud="good", sdk_log_path=str(log))
        assert not result.get("failed"), result
    assert log.stat().st_mode & 0o777 == 0o600


# -- sessions that are kept


def test_a_session_that_is_kept_is_in_its_file_alone(controller, good):
    """The token of the cloud is looked for in all that is written anywhere."""
    token = "t0ken-Zq8x-hunted"
    controller.clouds(good=good)
    answer = good.login()
    answer.headers["X-Subject-Token"] = token
    good.answers[LOGIN] = answer
    log = controller.folder / "sdk.log"
    texts = []
    for _task in range(2):
        ran, result = controller.module("server_info", cloud="good", keep_session=True,
                                        sdk_log_path=str(log), sdk_log_level="HTTP")
        assert [row["name"] for row in result["servers"]] == ["good-1"], result
        texts.append(ran.text)
    assert good.count(LOGIN) == 1
    assert token not in "".join([*texts, log.read_text()])
    temporary = Path(controller.environment["TMPDIR"])
    found = [path for folder in (temporary, controller.folder) for path in folder.rglob("*")
             if path.is_file() and token in path.read_text(errors="replace")]
    folder = temporary / f"multicloud.openstack-{os.geteuid()}"
    assert [path.parent for path in found] == [folder]
    assert found[0].stat().st_mode & 0o777 == 0o600 and folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_for_sessions_that_others_have_put_there(controller, good):
    controller.clouds(good=good)
    other = controller.folder / "other"
    other.mkdir(mode=0o700)
    folder = Path(controller.environment["TMPDIR"], f"multicloud.openstack-{os.geteuid()}")
    folder.symlink_to(other)
    _ran, result = controller.module("server_info", cloud="good", keep_session=True)
    assert result["failed"] and f"keep_session: {folder} cannot be used" in result["msg"], result
    assert list(other.iterdir()) == [] and good.count(LOGIN) == 0
