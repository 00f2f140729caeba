# SPDX-License-Identifier: GPL-3.0-or-later
"""What all modules have in common: how they end, and what they do not log."""

from __future__ import annotations

import contextlib
import json
import re

import pytest
from ansible.module_utils import basic
from builders import A

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import (
    errors,
    module,
    sentences,
)

try:
    from ansible.module_utils.testing import patch_module_args
except ImportError:         # ansible-core 2.18
    @contextlib.contextmanager
    def patch_module_args(args):
        arguments = json.dumps({"ANSIBLE_MODULE_ARGS": args}).encode()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(basic, "_ANSIBLE_ARGS", arguments)
            yield

SECRET = "hunter2"


@pytest.fixture
def play(capsys):
    """Runs a module that ends with the result of a function; its answer, and its return code."""
    def run(function, **options):
        with patch_module_args(options), pytest.raises(SystemExit) as ended:
            module.CloudModule(
                argument_spec={**module.CLOUD_OPTIONS, "targets": {
                    "type": "list", "elements": "dict", "options": module.TARGET_OPTIONS},
                    **dict.fromkeys(("fleet", "attributes", "parameters", "template_vars"),
                                    {"type": "dict"}),
                    "environment": {"type": "list", "elements": "raw"},
                    "groups": {"type": "list", "elements": "dict"}},
                supports_check_mode=True, mutually_exclusive=module.EXCLUSIVE).run(function)
        return json.loads(capsys.readouterr().out), ended.value.code
    return run


def test_a_result(play, monkeypatch):
    asked, warned = [], []
    monkeypatch.setattr(basic.AnsibleModule, "warn", lambda _self, text: warned.append(text))

    def function(options, check_mode):
        asked.append((options["cloud"], options["api_timeout"], check_mode))
        return {"changed": True, "servers": [1], "warnings": ["look out"], "failed": False}
    result, code = play(function, cloud="a", _ansible_check_mode=True)
    assert (result["changed"], result["servers"], code) == (True, [1], 0)
    assert warned == ["look out"]
    assert "failed" not in result and "warnings" not in result
    assert asked == [("a", 30.0, True)]


def test_text_of_a_cloud_does_nothing_to_a_terminal(play, monkeypatch):
    warned = []
    monkeypatch.setattr(basic.AnsibleModule, "warn", lambda _self, text: warned.append(text))
    told = sentences.told("web\nTASK [forged]", ["no\x1b[2J\nTASK [forged]"])
    result, _code = play(lambda *_options: {
        "changed": True, "warnings": ["web\x1b[2J"], "msg": told + "\x1b",
        "servers": ["\x1b"], "diff": {"before": "a\x1b\nb\n", "after": {"x": "\x1b"}}})
    assert warned == [r"web\x1b[2J"]
    assert result["msg"].splitlines() == [r"web\nTASK [forged].", r"no\x1b[2J\nTASK [forged].\x1b"]
    assert result["diff"] == {"before": "a\\x1b\nb\n", "after": {"x": "\x1b"}}
    assert result["servers"] == ["\x1b"]       # data


def test_a_result_that_is_a_failure_is_whole(play):
    result, code = play(lambda *_options: {"changed": True, "failed": True, "msg": "x",
                                           "servers": [1]})
    assert (result["failed"], result["changed"], result["servers"], code) == (True, True, [1], 1)


def test_an_error_is_one_sentence_and_typed(play):
    def function(_options, _check_mode):
        raise errors.CloudError("auth", "refused", A, "login", status=401)
    result, code = play(function)
    assert (result["failed"], code) == (True, 1)
    assert result["msg"].startswith("a: login: refused; ")
    assert result["failures"] == [{"kind": "auth", "msg": result["msg"], "action": "login",
                                   "cloud": "a", "region_name": "", "status": 401}]
    assert "exception" not in result or "Traceback" not in str(result["exception"])


def test_without_openstacksdk(play, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "openstack.config", None)
    result, _code = play(lambda *_options: {})
    assert "openstacksdk" in result["msg"]


@pytest.mark.parametrize("options", [
    {"cloud": "a", "targets": [{"cloud": "a"}]}, {"region_name": "n", "targets": [{"cloud": "a"}]}])
def test_one_way_to_name_targets(play, options):
    result, _code = play(lambda *_options: {}, **options)
    assert "mutually exclusive" in result["msg"]


ENTRY = {"name": "mine", "auth": {"auth_url": "http://192.0.2.1", "password": SECRET},
         "key": f"/{SECRET}.key", "region_name": "north"}


@pytest.mark.parametrize("options", [{"cloud": ENTRY}, {"targets": [{"cloud": ENTRY}]}])
def test_secrets_of_a_cloud_that_is_a_dictionary_are_not_logged(play, monkeypatch, options):
    logged = []
    monkeypatch.setattr(basic.AnsibleModule, "log",
                        lambda _self, text, more: logged.append(f"{text} {more}"))
    play(lambda *_options: {}, **options)
    assert "192.0.2.1" in "".join(logged)
    assert SECRET not in "".join(logged)


@pytest.mark.parametrize("options", [
    {"cloud": ENTRY}, {"targets": [{"cloud": ENTRY}]},
    {"fleet": {"groups": [{"userdata": SECRET}]}}, {"attributes": {"password": SECRET}},
    {"template_vars": {"role": "web", "1": {"join_token": SECRET}}},
    {"groups": [{"template_vars": {"join_token": SECRET}}]},
    {"parameters": {"db_password": SECRET}},
    {"environment": ["/env.yaml", {"parameters": {"db_password": SECRET}}]}])
@pytest.mark.parametrize("where", ["msg", "result"])
def test_secrets_in_descriptions_are_not_returned(play, options, where):
    def function(_options, _check_mode):
        if where == "msg":
            raise errors.CloudError("api", f"the password {SECRET} was wrong")
        return {"changed": False, "said": SECRET}
    # ansible-core 2.20 and later show the options only if told to
    result, _code = play(function, **options, _ansible_inject_invocation=True)
    assert SECRET not in json.dumps(result) and result["invocation"]


@pytest.mark.parametrize("options", [
    {"cloud": ENTRY, "clout": "a"}, {"targets": [{"cloud": ENTRY, "clout": "a"}]},
    {"cloud": ENTRY, "targets": [{"cloud": ENTRY}]}])
def test_secrets_are_not_returned_where_options_are_refused(play, options):
    result, code = play(lambda *_options: {}, **options)
    assert code == 1
    assert SECRET not in json.dumps(result)


@pytest.mark.parametrize(("entry", "found"), [
    ({"db_password": SECRET, "flavor": "m1.tiny", "12": "12345"}, [SECRET]),
    # what it would cost to hide these: length: 12 is in many an id
    ({"password_length": 12, "pass": "abc", "secret": "", "token": None}, []),
    ({"passcode": 123456, "secret": "abcd"}, ["123456", "abcd"]),
    ({"use_token": True, "token": "False", "secrets": ["none", "null", "None!"]}, ["None!"]),
    ([{"parameters": {"tokens": {"a": {"b": ["one!", "two!"]}}}}, "/secret.yaml"],
     ["one!", "two!"])])
def test_secrets_in_a_description(entry, found):
    assert list(module.secrets_in(entry)) == found


# all mistakes at once

@pytest.mark.parametrize(("options", "expected"), [
    ({"cluod": "a", "targets": [{"cloud": "a", "regionname": "x"}]},
     r"there is no option cluod \(closest: cloud\). there is no option targets.regionname "
     r"\(closest: region_name\)"),
    ({"colour": 1}, "there is no option colour"),
    ({"api_timeout": "long", "targets": [["a"]], "clout": "a", "sdk_log_level": "loud"},
     r"there is no option clout \(closest: cloud\). .*'api_timeout' is of type .*str.* Elements "
     "value for option 'targets' is of type .*list.* and we were unable to convert to dict.*value "
     "of sdk_log_level must be one of.*"),
    ({"targets": [{"region_name": "x"}], "clout": "a"},
     "there is no option clout.*missing required arguments: cloud found in targets"),
])
def test_every_mistake_is_named(play, options, expected):
    result, code = play(lambda *_options: {}, **options)
    assert re.fullmatch(expected, result["msg"]) and code == 1, result["msg"]


def test_what_else_is_wrong_is_said_with_it(capsys):
    with patch_module_args({"naem": "x", "image": {}}), pytest.raises(SystemExit):
        module.CloudModule(lambda options: [f"{len(options)} options."],
                           argument_spec={"name": {}, "image": {"type": "raw"}})
    assert json.loads(capsys.readouterr().out)["msg"] == (
        "there is no option naem (closest: name). 3 options")


# names in place of targets

ALPHA, NORTH = {"cloud": "alpha", "region_name": None}, {"cloud": "alpha", "region_name": "north"}


@pytest.mark.parametrize(("given", "expected"), [
    (None, None), ([], []), (["alpha", {"cloud": "b"}], [ALPHA, {"cloud": "b"}]),
    (["alpha/north"], [NORTH]), ("alpha", [ALPHA]), ("alpha, alpha/north", [ALPHA, NORTH]),
    (["cloud=b"], ["cloud=b"]), ("cloud=b", "cloud=b"), (['{"cloud": "b"}'], ['{"cloud": "b"}']),
    ('[{"cloud": "b"}]', '[{"cloud": "b"}]'), ([7], [7]), ({"cloud": "b"}, {"cloud": "b"})])
def test_places(given, expected):
    assert module.places(given) == expected


def test_a_target_may_be_a_name(play):
    result, _code = play(lambda options, _check: {"seen": options["targets"]},
                         targets=["alpha", "alpha/north"])
    assert result["seen"] == [ALPHA, NORTH]
