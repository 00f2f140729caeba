# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many servers on many targets: spec - observe - place - plan - apply - report.

What is wished (pure): options, spec, refuse, mark, volumes.  What is there: observe, terms (what a
target offers), info.  How servers differ from what is defined: case, drift, row_drift and
disk_drift (pure), resolve, comparison.  What is decided (pure): place, quota, rooms, change,
plan.  What is done: apply (the loop), legs, change_legs, volume_legs and port_leg (each server's
way through it; slot and phase are its state), calls and alter (the requests), watch (shared lists),
ingress (who can reach them), orders, guard, disks, beside, known_hosts.  What is left behind: owned
and leaks (pure), search, reap.  What is learnt and told: ledger, report, diff, progress, announce.
All of it: run.  Whether servers can be used: ready, with visit and ssh, readiness and said (pure).
May import: resource, portable and cloud.  A new thing belongs here if it is about several servers.
"""
