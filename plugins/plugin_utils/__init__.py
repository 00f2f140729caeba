# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What runs with Ansible itself, below its plugins: inventories and reports.

What both inventories have in common: inventory (from options to hosts), hosts (pure: unique names),
untrusted (text that is never a template).  targets: capable (pure).  servers: asked and query
(pure: what is asked), rows and details (what a target says), names (pure: what hosts are called,
and their groups), remembering and cache (what it has said before), legacy (what others' playbooks
need).  Reports: report and report_run (pure: the data), report_view (pure: where it is on the
page), report.html.j2 (the page).
May import: ansible-core, and what stands below: fleet, resource, portable, cloud.  A hit in the
cache imports neither openstacksdk nor what asks clouds.
"""
