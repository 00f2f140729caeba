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
      - Defaults to the rules of openstacksdk, which reads the file in the environment variable
        E(OS_CLIENT_CONFIG_FILE), or C(clouds.yaml) in the current folder, in C(~/.config/openstack)
        or in C(/etc/openstack), whichever is found first. E(OS_CLOUD) restricts a task to one
        cloud, and E(OS_AUTH_URL) and others describe a cloud if there is no C(clouds.yaml).
      - A file in the current folder is read only if the file and the folder belong to the user or
        to root, and are not world-writable. Otherwise, or if they are group-writable, there is a
        warning.
      - If set, E(OS_CLOUD), E(OS_AUTH_URL) and others are ignored.
    type: path
  secure_yaml:
    description:
      - Path of the C(secure.yaml) with passwords and other secrets, which is merged into
        C(clouds.yaml).
      - Defaults to the C(secure.yaml) next to O(clouds_yaml), if it exists. Without O(clouds_yaml),
        the rules of openstacksdk apply, with E(OS_CLIENT_SECURE_FILE) instead of
        E(OS_CLIENT_CONFIG_FILE).
    type: path
  api_timeout:
    description:
      - Timeout in seconds for a cloud's response to a request.
      - C(api_timeout) in a cloud's entry in C(clouds.yaml) overrides it.
    type: float
    default: 30.0
  keep_session:
    description:
      - Whether to keep the login of each cloud for later tasks, which then need not log in. It ends
        with its token; one that a cloud refuses is replaced.
      - The token is kept in C(multicloud.openstack) in E(XDG_RUNTIME_DIR), or in a folder of the
        user's own below the one for temporary files. Only the user may read it.
      - A one-time passcode is needed for the first login alone then, and can be omitted later.
      - All regions of a cloud share the login, and so do tasks in parallel.
      - V(false) removes what was kept of this login.
      - Without it, C(auth) in the section C(cache) of C(clouds.yaml) decides, as for other programs
        that use openstacksdk, and nothing is kept if there is none.
    type: bool
  sdk_log_path:
    description:
      - File to log requests and responses to. An existing file is appended to, a new one gets
        mode C(0600). Links and files that others can read are rejected.
      - At every O(sdk_log_level), passwords, secrets, tokens, cookies, user data and console output
        are replaced with V(***).
    type: path
  sdk_log_level:
    description:
      - Log level of O(sdk_log_path).
      - V(INFO) logs the messages of openstacksdk and keystoneauth.
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
  - The certificates of clouds are verified. For a private CA, set C(cacert) in the cloud's entry.
    If you set C(verify) to V(false) there, any machine that responds is trusted.
"""

    TARGET = r"""
options:
  cloud:
    description:
      - Cloud to use, by its name in C(clouds.yaml).
      - Or its whole entry as a dictionary, as in C(clouds.yaml), for example with secrets from
        Ansible Vault. The key C(name) sets the name of the cloud in results and messages, and
        defaults to the host of its C(auth_url).
      - Defaults to every cloud of C(clouds.yaml), in all its regions.
    type: raw
  region_name:
    description:
      - Region of O(cloud) to use.
      - Defaults to every region of the cloud in C(clouds.yaml).
    type: str
"""

    TARGETS = r"""
options:
  targets:
    description:
      - Several targets at once, instead of O(cloud) and O(region_name).
      - A target can also be a name, such as V(alpha) or V(alpha/RegionOne).
    type: list
    elements: dict
    suboptions:
      cloud:
        description: Name of the cloud in C(clouds.yaml), or its whole entry as a dictionary.
        type: raw
        required: true
      region_name:
        description: Region of the cloud. Defaults to all its regions.
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
      - Clouds to use, by their names in C(clouds.yaml).
      - Or their whole entries as dictionaries, as in C(clouds.yaml), with a key C(name). Values can
        be encrypted with Ansible Vault.
      - Defaults to every cloud of C(clouds.yaml).
      - Can be a template.
    type: list
    elements: raw
    aliases: [only_clouds]
  regions:
    description:
      - Regions to use. Defaults to every region of each cloud in C(clouds.yaml).
      - Can be a template.
    type: list
    elements: str
  timeout:
    description:
      - Timeout in seconds for all responses of a target together.
      - Defaults to no limit, as long as the target responds to each request within O(api_timeout).
    type: float
  fail_on_errors:
    description:
      - Whether the inventory fails if a cloud cannot be used.
      - If V(false), the plugin warns, and the hosts of this cloud are missing.
      - If an inventory fails, Ansible continues without it, unless you set
        E(ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED), or C(any_unparsed_is_failed) in the section
        C(inventory) of C(ansible.cfg).
    type: bool
    default: false
  merge_hosts:
    description:
      - Whether a host of the same name from another inventory source is the same host. If so, it
        keeps its variables from there, such as its password, and gets those of this plugin as well.
      - If V(false), the host of this plugin gets a longer name, because other people may choose
        names on clouds.
      - Ansible reads sources in the given order, and those in a folder in alphabetical order. The
        plugin only knows sources that were read before it.
    type: bool
    default: false
notes:
  - The files O(clouds_yaml) and O(secure_yaml) can be encrypted with Ansible Vault. They are
    decrypted into Ansible's temporary folder while they are read.
  - O(clouds_yaml), O(secure_yaml) and O(sdk_log_path) can be templates.
  - If C(clouds.yaml) itself cannot be read, there are no hosts.
  - Do not name the inventory file C(clouds.yml) or C(clouds.yaml), because openstacksdk would read
    it as the configuration of the clouds if it runs in that folder.
  - An unknown option is an error, whereas Ansible itself would ignore it.
"""
