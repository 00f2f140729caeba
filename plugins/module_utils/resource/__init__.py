# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One resource on one target, declared.

Lives here: what a server is, as a request to Nova and as a row of its list, said once.
May import: portable and cloud.  A new thing belongs here if it describes one resource, whether
or not a fleet asks for it.
"""
