#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A roll of 12 servers behind a load balancer and DNS records, while somebody asks for them all the time: as it should
# be, killed in the midst, with a release that is broken, and with each of the other reasons to stop.
set -eux
play() { ansible-playbook -i nobody, -e @../../integration_config.yml -e @vars.yml "$@"; }
roll() { play multicloud.openstack.roll "$@"; }
stops() { play stopped.yml -e release=2 "$@"; }
fails() { if "$@"; then exit 1; fi; }
unharmed() { python client.py --unharmed "$OUTPUT_DIR/asked.json"; }

trap 'kill ${client:-} ${web:-} || true; play after.yml' EXIT
play before.yml
python client.py "$OUTPUT_DIR/front.json" "$OUTPUT_DIR/asked.json" &
client=$!

# the run kills itself when the second batch is drained
fails bash -c 'exec ansible-playbook -i nobody, -e @../../integration_config.yml -e @vars.yml \
    multicloud.openstack.roll -e release=1 -e roll_before_tasks="$PWD/kill.yml" -e main=$$'
play look.yml -e '{"releases": {"0":9,"1":3}, "members": 9, "out": 3}'
unharmed
roll -e release=1
play look.yml -e '{"releases": {"1":12}, "members": 12, "out": 0}'
unharmed

# nothing is left to be done
roll -e release=1 | tee "$OUTPUT_DIR/again"
grep 'Fleet roll: 0 of 0 batches are done' "$OUTPUT_DIR/again"

# the third batch does not work
fails roll -e release=2 -e '{"roll_check_command": "case $(hostname) in roll-[789]) exit 1;; esac"}' \
    > "$OUTPUT_DIR/stopped"
grep 'Fleet roll: 2 of 4 batches are done' "$OUTPUT_DIR/stopped"
grep 'Out of service: roll-7, roll-8, roll-9' "$OUTPUT_DIR/stopped"
grep 'Not changed: roll-10, roll-11, roll-12' "$OUTPUT_DIR/stopped"
play look.yml -e '{"releases": {"1":3,"2":9}, "members": 9, "out": 3}'
play multicloud.openstack.exposed       # whoever runs this now does not put them into service
play look.yml -e '{"releases": {"1":3,"2":9}, "members": 9, "out": 3}'
unharmed

# those that work are checked first: nobody can log in to them; one is not healthy; and then, the last batch is drained
# for longer than it may take
health="$OUTPUT_DIR/health"
mkdir -p "$health"
touch "$health"/roll-{1,2,3,4,5,6,7,8}
port=$(python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
python -m http.server --bind 127.0.0.1 --directory "$health" "$port" 2> "$health.log" &
web=$!
ready() { echo '{"roll_ready": {"private_key_file": "'"$OUTPUT_DIR"'/id_ed25519", "remote_user": "'"$1"'",
                                "login_timeout": '"$2"'}}'; }
stops -e '{"kind": "not_ready", "reason": "Log in to the servers"}' -e "$(ready nobody 5)"
stops -e '{"kind": "not_ready", "reason": "Check the URL of each server"}' \
    -e roll_check_url="http://127.0.0.1:$port/@{name}"
touch "$health/roll-9"
stops -e '{"kind": "timeout", "reason": "Drain for a minute"}' -e "$(ready root 60)" \
    -e roll_check_url="http://127.0.0.1:$port/@{name}" -e roll_before_tasks="$PWD/endless.yml" \
    -e roll_tasks_timeout=3 > "$OUTPUT_DIR/drained"
grep 'Fleet roll: 0 of 1 batches are done' "$OUTPUT_DIR/drained"
grep 'Out of service: roll-10, roll-11, roll-12' "$OUTPUT_DIR/drained"
grep 'GET /roll-9 .* 404 ' "$health.log"
grep 'GET /roll-9 .* 200 ' "$health.log"
play look.yml -e '{"releases": {"1":3,"2":9}, "members": 9, "out": 3}'
unharmed

# and is repaired, while somebody runs exposed again and again
roll -e release=2 -e roll_check_tasks="$PWD/during.yml"
play look.yml -e '{"releases": {"2":12}, "members": 12, "out": 0}'
unharmed
