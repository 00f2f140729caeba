#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
set -eux

census() { python ../setup_clouds/files/census.py "$@"; }
play() { ansible-playbook -i hosts -e @../../integration_config.yml "$@"; }
graph() { ansible-inventory -i hosts --graph "$@"; }

finish() {
    clouds fault beta keystone
    census --delete
}
trap finish EXIT

census --empty
ssh-keygen -q -t ed25519 -N '' -f "$OUTPUT_DIR/key"

# a play on all targets, each of which makes a server
play plays/targets.yml -e state=present

# a server of somebody who would like to run a command here; and a look whether that could work
template="{{ lookup('pipe', 'touch canary') }}"
foreign=$(openstack --os-cloud beta --os-compute-api-version 2.52 server create -f value -c id \
    --wait --flavor s1-2 --image 'Cirros 0.6' --network Ext-Net \
    --property note="$template" --tag '{{ 7 * 7 }}' "$template")
ansible localhost -m ansible.builtin.debug -a "msg=$template"
rm canary

# both plugins in one inventory
graph | tee "$OUTPUT_DIR/graph"
diff expected/graph.txt "$OUTPUT_DIR/graph"
play plays/servers.yml
ansible -i everything.yml servers -c local -m ansible.builtin.debug \
    -a 'msg={{ inventory_hostname }},{{ group_names }},{{ server }},{{ openstack }},{{ said }}' \
    > "$OUTPUT_DIR/everything"
grep "lookup('pipe', 'touch canary')" "$OUTPUT_DIR/everything"
test "$(grep -c SUCCESS "$OUTPUT_DIR/everything")" = 5
test -z "$(find . -name canary)"

# one dead cloud costs one warning and its own servers
clouds fault beta keystone cut=before
graph servers 2> "$OUTPUT_DIR/warnings" | tee "$OUTPUT_DIR/graph"
diff expected/graph_without_beta.txt "$OUTPUT_DIR/graph"
cat "$OUTPUT_DIR/warnings"
# the first is about ansible-test's way to call it
test "$(grep '\[WARNING\]' "$OUTPUT_DIR/warnings" | grep -cv 'running with default collection')" = 1
grep '\[WARNING\]: beta/RegionOne: listing servers: cannot connect' "$OUTPUT_DIR/warnings"

# a probe finds it, and its target stays a host
for group in targets complete unreachable_targets; do
    ansible-inventory -i probe.yml --graph "$group"
done | tee "$OUTPUT_DIR/graph"
diff expected/probe.txt "$OUTPUT_DIR/graph"

clouds fault beta keystone
python bad_clouds.py
clouds fault beta keystone cut=before

# and does not stop the others
code=0
play plays/targets.yml -e state=absent > "$OUTPUT_DIR/recap" || code=$?
cat "$OUTPUT_DIR/recap"
test "$code" = 2
test "$(grep -c 'changed=1 .* failed=0' "$OUTPUT_DIR/recap")" = 3
grep 'beta-RegionOne .* failed=1' "$OUTPUT_DIR/recap"
clouds fault beta keystone

play plays/targets.yml -e state=absent
openstack --os-cloud beta server delete --wait "$foreign"
census --empty
