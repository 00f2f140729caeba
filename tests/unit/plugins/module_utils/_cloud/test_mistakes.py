# SPDX-License-Identifier: GPL-3.0-or-later
"""What Ansible finds wrong with options, all of it."""

from __future__ import annotations

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.mistakes import sentences

SPEC = {
    "name": {"required": True, "aliases": ["title"]}, "count": {"type": "int"},
    "groups": {"type": "list", "elements": "dict", "options": {
        "size": {"type": "int"}, "image": {"type": "dict", "options": {"distro": {}}}}}}


@pytest.mark.parametrize(("options", "said"), [
    ({"name": "x", "count": "3"}, []),
    ({"name": "x", "colour": 1}, ["there is no option colour"]),
    ({"name": "x", "conut": 1}, ["there is no option conut (closest: count)"]),
    ({"name": "x", "titel": 1}, ["there is no option titel (closest: title)"]),
    ({"name": "x", "groups": [{"sise": 1, "image": {"distor": "d"}}]},
     ["there is no option groups.image.distor (closest: distro)",
      "there is no option groups.sise (closest: size)"]),
    ({"zzz": 1, "count": "many"},
     ["there is no option zzz", "missing required arguments: name",
      "argument 'count' is of type str and we were unable to convert to int"])])
def test_every_mistake_is_a_sentence(options, said):
    found = [text.replace("<class 'str'>", "str")      # as ansible-core 2.18 has it
             for text in sentences(ArgumentSpecValidator(SPEC).validate(options), SPEC)]
    assert len(found) == len(said)
    assert all(text.startswith(words) for text, words in zip(found, said, strict=True)), found
    assert not any(text.endswith(".") for text in found)
