# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One target: config, connection, retry, errors, polling, running side by side.

Lives here: everything that knows how to reach one cloud in one region, and nothing that knows what
a fleet or a server is.  May import: ansible.module_utils; inside functions, as they may be
missing, openstacksdk, keystoneauth, requests, yaml; nothing of the packages above.  lint/ says what
is wrong in a clouds.yaml.
A new thing belongs here if it would be needed for any OpenStack resource whatever.
"""
