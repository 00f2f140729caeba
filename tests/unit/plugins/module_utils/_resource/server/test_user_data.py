# SPDX-License-Identifier: GPL-3.0-or-later
"""User data: what is read of options, and what cloud-init gets."""

from __future__ import annotations

from email import message_from_string

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.server import (
    user_data,
)

MESSAGE = "MIME-Version: 1.0\nContent-Type: text/x-shellscript\n\n#!/bin/sh\n"


@pytest.mark.parametrize(("option", "userdata"), [
    (None, None), ("", None), ([], None), ("anything", "anything"), (["#!/bin/sh"], "#!/bin/sh"),
    (["#cloud-config", "\n  #!/bin/sh", MESSAGE], ("#cloud-config", "\n  #!/bin/sh", MESSAGE))])
def test_what_is_read(option, userdata):
    assert user_data.read(option) == userdata
    given = [option] if isinstance(option, str) else option or ()
    assert user_data.parts(userdata) == tuple(filter(None, given))


NOT_TOLD = ("begins with none of #cloud-config, #!, #include and the like, by which cloud-init "
            "tells what it is")


@pytest.mark.parametrize(("option", "sentence"), [
    ({"packages": ["vim"]}, "userdata: it is neither a text nor a list of texts"),
    (5, "userdata: it is neither a text nor a list of texts"),
    (["#a", {"packages": ["vim"]}], "userdata: part 2 is not a text"),
    ([["#a"]], "userdata: part 1 is not a text"),
    (["#a", None], "userdata: part 2 is not a text"),
    (["packages: [vim]"], f"userdata: part 1 {NOT_TOLD}"),
    (["#a", ""], f"userdata: part 2 {NOT_TOLD}")])
def test_what_is_no_user_data(option, sentence):
    with pytest.raises(CloudError) as refused:
        user_data.read(option)
    assert (refused.value.kind, refused.value.message) == ("invalid", sentence)


@pytest.mark.parametrize(("option", "variables"), [
    (None, ()), ({}, ()), ({"1": {}}, ()),
    ("role=web", ()),       # which Ansible reads, or refuses
    ({"role": "web", "_n": 3, "x": 0.5, "on": True, "none": ""},
     ((0, (("_n", "3"), ("none", ""), ("on", "true"), ("role", "web"), ("x", "0.5"))),)),
    ({2: {"role": "db"}, "10": {"a": 1}, "role": "web"},
     ((0, (("role", "web"),)), (2, (("role", "db"),)), (10, (("a", "1"),))))])
def test_what_is_read_of_variables(option, variables):
    assert user_data.read_variables(option) == variables


@pytest.mark.parametrize(("option", "sentence"), [
    ({"index": 1}, "template_vars: index has a value already"),
    ({1: {"name": "x"}}, "template_vars: 1: name has a value already"),
    ({"a-b": 1}, "template_vars: 'a-b' is not a valid name: use letters, digits and underscores, "
                 "with no digit in front"),
    ({"": 1}, "template_vars: '' is not a valid name: use letters, digits and underscores, with no "
              "digit in front"),
    ({"-1": {}}, "template_vars: '-1' is not a valid name: use letters, digits and underscores, "
                 "with no digit in front"),
    ({0: {}}, "template_vars: 0 is not the number of a server"),
    ({"9" * 5000: {}}, f"template_vars: {'9' * 20} is not the number of a server"),
    ({1: "db"}, "template_vars: under 1, there is no dictionary with the variables of that server"),
    ({"role": None}, "template_vars: role is neither a text nor a number"),
    ({1: {"role": ["db"]}}, "template_vars: 1: role is neither a text nor a number"),
    ({"role": {"a": 1}}, "template_vars: role is neither a text nor a number")])
def test_what_are_no_variables(option, sentence):
    with pytest.raises(CloudError) as refused:
        user_data.read_variables(option)
    assert (refused.value.kind, refused.value.message) == ("invalid", sentence)


def test_a_server_s_own_variables_win():
    variables = user_data.read_variables({"role": "web", "zone": "a", 2: {"role": "db"}})
    texts = ("#@{role}", "#@{zone}@{x}")
    assert [user_data.of_server(texts, variables, index) for index in (1, 2)] == [
        ("#web", "#a@{x}"), ("#db", "#a@{x}")]
    assert user_data.of_server(None, variables, 1) is None


def test_one_text_stays_as_it_is_and_several_are_a_message():
    assert user_data.message(("\u00e4",)) == "\u00e4"
    found = [(one.get_content_type(), one.get_payload(decode=True).decode())
             for one in message_from_string(user_data.message(("#!\u00e4\n", MESSAGE))).walk()
             if not one.is_multipart()]
    assert found == [("text/plain", "#!\u00e4\n"), ("text/x-shellscript", "#!/bin/sh\n")]
