# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What stands around a fleet and follows it by its mark: members of a balancer's pool, DNS records.

Lives here: endpoint (pure: which servers serve, and where), look (finding them on all targets);
members, records (pure: what is to be there, held against what is there), pool, zone (carrying that
out), report (pure: what a run says of itself).  May import: _fleet and what is below it.
A new thing belongs here if it must change when a fleet's servers come and go.
"""
