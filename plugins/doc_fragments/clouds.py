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
      - Without it, openstacksdk's own rules apply. It reads the file in the environment variable
        E(OS_CLIENT_CONFIG_FILE), or C(clouds.yaml) in the current folder, in
        C(~/.config/openstack) or in C(/etc/openstack), whichever is found first; E(OS_CLOUD)
        restricts a task to one cloud, and E(OS_AUTH_URL) and others describe a cloud if there is
        no C(clouds.yaml).
      - A file in the current folder is read only if it and the folder belong to the user or to
        root, and are not writable by everybody. If not, or if a group may write to them, there is a
        warning.
      - If it is set, E(OS_CLOUD), E(OS_AUTH_URL) and others are ignored.
    type: path
  secure_yaml:
    description:
      - Path of the C(secure.yaml) with passwords and other secrets, which is merged into
        C(clouds.yaml).
      - Without it, the C(secure.yaml) next to O(clouds_yaml) is read if there is one. Without
        O(clouds_yaml) either, openstacksdk's own rules apply, with
        E(OS_CLIENT_SECURE_FILE) in place of E(OS_CLIENT_CONFIG_FILE).
    type: path
  api_timeout:
    description:
      - Seconds that a cloud may take to respond to a request.
      - The C(api_timeout) of a cloud's entry in C(clouds.yaml) overrides it.
    type: float
    default: 30.0
  sdk_log_path:
    description:
      - A file to log requests and responses to. It is appended to, or created with mode C(0600).
        Links, and files that others may read, are refused.
      - Passwords, secrets, tokens, cookies, user data and the output of consoles are replaced with
        V(***) in it, at every O(sdk_log_level).
    type: path
  sdk_log_level:
    description:
      - The level of O(sdk_log_path).
      - V(INFO) has the messages of openstacksdk and keystoneauth.
      - V(DEBUG) adds a line for each request, with its target, method, path, status, time and
        request id.
      - V(HTTP) adds each request and response in full, with headers and bodies.
    type: str
    choices: [INFO, DEBUG, HTTP]
    default: INFO
requirements:
  - python >= 3.11
  - openstacksdk >= 4.5
notes:
  - Certificates of clouds are verified. For a private CA, set C(cacert) in the cloud's entry. With
    C(verify) set to V(false) there, any machine that responds is trusted.
"""

    TARGET = r"""
options:
  cloud:
    description:
      - The cloud to use, by its name in C(clouds.yaml).
      - Or its whole entry as a dictionary, as in C(clouds.yaml), for secrets from Ansible Vault for
        example. The key C(name) sets the name of the cloud in results and messages, by default the
        host of its C(auth_url).
      - Without it, every cloud of C(clouds.yaml) is used, in all its regions.
    type: raw
  region_name:
    description:
      - The region of O(cloud) to use.
      - Without it, every region of the cloud in C(clouds.yaml) is used.
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
      - Or their whole entries as dictionaries, as in C(clouds.yaml), with a key C(name). Values may
        be encrypted with Ansible Vault.
      - Without it, every cloud of C(clouds.yaml) is used.
      - May be a template.
    type: list
    elements: raw
    aliases: [only_clouds]
  regions:
    description:
      - The regions to use. Without it, every region of each cloud in C(clouds.yaml) is used.
      - May be a template.
    type: list
    elements: str
  timeout:
    description:
      - Seconds that a target may take for all its responses together.
      - Without it, there is no limit as long as it responds to each request within O(api_timeout).
    type: float
  fail_on_errors:
    description:
      - Whether the inventory fails if one cloud cannot be used.
      - Without it, there is a warning, and the hosts of this cloud are missing.
      - Ansible continues without an inventory that fails, unless
        E(ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED) is set, or C(any_unparsed_is_failed) in the
        section C(inventory) of C(ansible.cfg).
    type: bool
    default: false
  merge_hosts:
    description:
      - Whether a host of the same name from another inventory source is the same host. It then
        keeps its variables from there, such as its password, and gets those of this plugin as well.
      - Without it, the host of this plugin gets a longer name, as others may choose names on
        clouds.
      - Ansible reads sources in the given order, and those in a folder by name. The plugin only
        knows sources that were read before.
    type: bool
    default: false
notes:
  - The files O(clouds_yaml) and O(secure_yaml) may be encrypted with Ansible Vault. They are
    decrypted into Ansible's own temporary folder while they are read.
  - O(clouds_yaml), O(secure_yaml) and O(sdk_log_path) may be templates.
  - There are no hosts if C(clouds.yaml) itself cannot be read.
  - Do not name the inventory file C(clouds.yml) or C(clouds.yaml). In its folder, openstacksdk
    would read it as the description of the clouds.
  - An unknown option is an error, whereas Ansible itself would ignore it.
"""
