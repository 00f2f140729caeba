# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """How clouds are named: `clouds` for all plugins, and beside it `clouds.target` for modules,
    `clouds.targets` for those of them that work on several, `clouds.inventory` for inventory
    plugins."""

    DOCUMENTATION = r"""
options:
  clouds_yaml:
    description:
      - Path of the C(clouds.yaml) to read.
      - Without it, openstacksdk's own rules hold. These are the file that the environment
        variable E(OS_CLIENT_CONFIG_FILE) names, or C(clouds.yaml) in the current folder, in
        C(~/.config/openstack) or in C(/etc/openstack), whichever is found first; E(OS_CLOUD)
        restricts a task to one cloud, and E(OS_AUTH_URL) and its like describe a cloud where there
        is no C(clouds.yaml).
      - What is in the current folder is read if it and the folder belong to the user, or to root,
        and not everybody may write to them. There is a warning if it is not, or if a group may.
      - Where it is given, E(OS_CLOUD), E(OS_AUTH_URL) and their like are not read.
    type: path
  secure_yaml:
    description:
      - Path of the C(secure.yaml) with passwords and other secrets, which is merged into
        C(clouds.yaml).
      - Without it, the C(secure.yaml) beside O(clouds_yaml) is read if there is one; where
        O(clouds_yaml) is not given either, openstacksdk's own rules hold, with
        E(OS_CLIENT_SECURE_FILE) in place of E(OS_CLIENT_CONFIG_FILE).
    type: path
  api_timeout:
    description:
      - Seconds that a cloud has for the answer to one request.
      - The C(api_timeout) of a cloud's own entry in C(clouds.yaml) comes before it.
    type: float
    default: 30.0
  sdk_log_path:
    description:
      - A file for what the clouds are asked and what they answer. It is appended to, and made with
        mode C(0600) if it is not there. A link is refused, and so is a file that others may read.
      - Passwords, secrets, tokens, cookies, user data and the output of consoles are replaced with
        V(***) in it, at every O(sdk_log_level).
    type: path
  sdk_log_level:
    description:
      - What is written to O(sdk_log_path).
      - V(INFO) is what openstacksdk and keystoneauth have to say, which is little.
      - V(DEBUG) is a line for each request as well, with its target, method, path, status, time and
        request id.
      - V(HTTP) is each request and its answer in full as well, with headers and bodies.
    type: str
    choices: [INFO, DEBUG, HTTP]
    default: INFO
requirements:
  - python >= 3.11
  - openstacksdk >= 4.5
notes:
  - Certificates of clouds are verified. C(cacert) in a cloud's entry names the file of a private
    CA; C(verify) with V(false) there trusts whoever answers.
"""

    TARGET = r"""
options:
  cloud:
    description:
      - The cloud to use, by its name in C(clouds.yaml).
      - Or its whole entry as a dictionary, with what C(clouds.yaml) would have, for secrets that
        come from Ansible Vault, say. A key C(name) gives the cloud the name that results and
        messages show; the host of its C(auth_url) is its name otherwise.
      - Without it, every cloud of C(clouds.yaml) is used, in all its regions.
    type: raw
  region_name:
    description:
      - The region of O(cloud) to use.
      - Without it, every region that C(clouds.yaml) gives the cloud is used.
    type: str
"""

    TARGETS = r"""
options:
  targets:
    description:
      - Several targets at once, instead of O(cloud) and O(region_name).
      - A target may also be a name, as V(alpha) or V(alpha/RegionOne).
    type: list
    elements: dict
    suboptions:
      cloud:
        description: The cloud, by its name in C(clouds.yaml), or its whole entry as a dictionary.
        type: raw
        required: true
      region_name:
        description: The region of the cloud. Without it, every region that it has.
        type: str
"""

    INVENTORY = r"""
options:
  # as text: Ansible would make a path of a template before it is one
  clouds_yaml:
    type: str
  secure_yaml:
    type: str
  sdk_log_path:
    type: str
  clouds:
    description:
      - The clouds to use, by their names in C(clouds.yaml).
      - Or their whole entries as dictionaries, with what C(clouds.yaml) would have, and a key
        C(name). Values of theirs may be encrypted with Ansible Vault.
      - Without it, every cloud of C(clouds.yaml) is used.
      - May be a template.
    type: list
    elements: raw
    aliases: [only_clouds]
  regions:
    description:
      - The regions to use. Without it, every region that C(clouds.yaml) gives a cloud is used.
      - May be a template.
    type: list
    elements: str
  timeout:
    description:
      - Seconds that one target has for all its answers together.
      - Without it, a target may take as long as it likes, as long as it always responds within
        O(api_timeout).
    type: float
  fail_on_errors:
    description:
      - Whether there are to be no hosts at all if one cloud cannot be used.
      - Without it, that costs a warning that names the cloud, and its own hosts.
      - Ansible goes on without an inventory that cannot be read, unless
        E(ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED) is set, or C(any_unparsed_is_failed) in the
        section C(inventory) of C(ansible.cfg).
    type: bool
    default: false
  merge_hosts:
    description:
      - Whether a host of another source of the inventory that has the same name is meant to be the
        same host. It then keeps the variables that the other source has given it, such as its
        password, and gets those of this plugin beside them.
      - Without it, the name is taken, and the host of this plugin gets a longer one. Names on
        clouds are text that others may write.
      - Ansible reads sources in the order in which they are given, and those in a folder by their
        names. Only what was read before is known here.
    type: bool
    default: false
notes:
  - The files O(clouds_yaml) and O(secure_yaml) may be encrypted with Ansible Vault. They are
    decrypted into Ansible's own temporary folder while they are read.
  - O(clouds_yaml), O(secure_yaml) and O(sdk_log_path) may be templates.
  - There are no hosts at all if C(clouds.yaml) itself cannot be read.
  - Do not name an inventory's own file C(clouds.yml) or C(clouds.yaml). In its folder openstacksdk
    would take it for the description of the clouds.
  - An option that there is not is an error, where Ansible itself would take no notice of it.
"""
