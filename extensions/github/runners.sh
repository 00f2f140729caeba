#!/usr/bin/env bash
# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Creates the runners, or deletes them.  No file has the clouds and the token: Ansible reads them from its environment.
set -eu
playbooks=$(readlink -f "$GITHUB_ACTION_PATH/../../playbooks")
export ANSIBLE_HOST_KEY_CHECKING=true ANSIBLE_PIPELINING=true ANSIBLE_LOCALHOST_WARNING=false

run() {
    printf '%s\n' "$MULTICLOUD_CLOUDS" |
        python3 "$playbooks/zuul/with_clouds.py" /dev/stdout ansible-playbook -e "@$GITHUB_ACTION_PATH/job.yml" "$@"
}

case $MULTICLOUD_STATE in
    present) run "$playbooks/ci/create.yml" "$GITHUB_ACTION_PATH/register.yml" ;;
    absent) # a cloud that does not respond may not keep runners registered
        failed=0
        run "$playbooks/ci/destroy.yml" || failed=$?
        run "$GITHUB_ACTION_PATH/unregister.yml" || failed=$?
        exit "$failed"
        ;;
    *)
        echo "state: '$MULTICLOUD_STATE' is neither present nor absent" >&2
        exit 1
        ;;
esac
