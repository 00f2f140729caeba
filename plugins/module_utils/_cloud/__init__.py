# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One target: config, connection, retry, errors, polling, running side by side.

Lives here: everything that knows how to reach one cloud in one region, and nothing that knows what
a fleet or a server is.  May import: openstacksdk's configuration and keystoneauth, lazily, inside
functions; nothing of the packages above.  lint/ reads clouds.yaml as a text.
A new thing belongs here if it would be needed for any OpenStack resource whatever.
"""
