#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The recipes of docs/exposed.md, as they stand there, for servers of two clouds: HAProxy serves, the zone has what it
# should, and a provider is told the same.
set -eux
play() { ansible-playbook -i nobody, -e @../../integration_config.yml "$@"; }

trap 'play fleet.yml -e state=absent' EXIT
play fleet.yml
python recipes.py "$OUTPUT_DIR"
