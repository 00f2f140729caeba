# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong in a clouds.yaml, before any cloud is asked.

Lives here: documents (the files, merged), entry, vocabulary and known (what may stand in them),
rules (what is wrong), finding (how that is told).  May import: what is beside this folder.
A new thing belongs here if it can be said of a clouds.yaml by reading it.
"""
