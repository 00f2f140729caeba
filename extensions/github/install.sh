#!/usr/bin/env bash
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs Ansible and the collection of this action in the folder of the workflow's job
set -eu
folder=$RUNNER_TEMP/$MULTICLOUD_NAME
source=$(readlink -f "$GITHUB_ACTION_PATH/../..")
mkdir -p -m 700 "$folder"
venv=${MULTICLOUD_VENV:-$folder/venv}
if [ ! -x "$venv/bin/ansible-playbook" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet ansible-core --requirement "$source/meta/requirements.txt"
fi
"$venv/bin/ansible-galaxy" collection build --force --output-path "$folder" "$source"
"$venv/bin/ansible-galaxy" collection install --force --offline --collections-path "$folder/collections" \
    "$folder"/multicloud-openstack-*.tar.gz
printf '%s\n' "$venv/bin" >> "$GITHUB_PATH"
printf '%s\n' "ANSIBLE_COLLECTIONS_PATH=$folder/collections" >> "$GITHUB_ENV"
