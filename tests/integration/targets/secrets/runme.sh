#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Without -x: the secrets are not to be seen, here either.
set -eu

client=${ANSIBLE_COLLECTIONS_PATH%%:*}/ansible_collections/multicloud/openstack/bin/multicloud-vault-client
export MULTICLOUD_VAULT_CLOUD=alpha ONE TWO THREE
for name in ONE TWO THREE; do
    printf -v "$name" '{{ %s }} "é"' "$(python -c 'import secrets; print(secrets.token_hex(16))')"
done
said=$OUTPUT_DIR/said.log
export ANSIBLE_LOG_PATH=$OUTPUT_DIR/ansible.log

play() { echo "play $*"; ansible-playbook -e "folder=$OUTPUT_DIR" "$@" >> "$said" 2>&1; }
finish() {
    code=$?
    [ $code = 0 ] || tail -n 40 "$said"
    clouds fault alpha barbican
    play absent.yml
}
trap finish EXIT

# stored, replaced, read, with all that Ansible can be made to say
play present.yml -vvvv --diff

# a file is encrypted, shown, changed, given another key, and used, with keys that are in no file
vars=$OUTPUT_DIR/vars.yml
vault() { ansible-vault "$@" >> "$said" 2>&1; }
view() { ansible-vault view "$vars" --vault-id "$1@$client" 2>> "$said"; }
echo 'meaning: 41' > "$vars"
vault encrypt "$vars" --vault-id "secrets-vault-one@$client"
grep -q '^\$ANSIBLE_VAULT;1.2;AES256;secrets-vault-one$' "$vars"
test "$(view secrets-vault-one)" = 'meaning: 41'
EDITOR='sed -i s/41/42/' vault edit "$vars" --vault-id "secrets-vault-one@$client"
test "$(view secrets-vault-one)" = 'meaning: 42'
vault rekey "$vars" --vault-id "secrets-vault-one@$client" --new-vault-id "secrets-vault-two@$client"
if view secrets-vault-one; then exit 1; fi
test "$(view secrets-vault-two)" = 'meaning: 42'
play vaulted.yml -vvvv -e "@$vars" --vault-id "secrets-vault-two@$client"
vault decrypt "$vars" --vault-id "secrets-vault-two@$client"
grep -q '^meaning: 42$' "$vars"

# what goes wrong is one sentence
if vault view "$vars" --vault-id "secrets-vault-three@$client"; then exit 1; fi
grep "did not find a secret for vault-id=secrets-vault-three" "$said" | grep -q "there is no secret"
clouds fault alpha barbican status=500
if vault view "$vars" --vault-id "secrets-vault-two@$client"; then exit 1; fi
grep "returned non-zero (1)" "$said" | grep -q "listing secret: "
clouds fault alpha barbican

# nobody has said any of it, as it is or in another form
for secret in "$ONE" "$TWO" "$THREE"; do
    word=$(echo "$secret" | cut -d ' ' -f 2)
    if grep -rlF -e "$word" -e "$(echo -n "$word" | base64 | cut -c 1-40)" "$OUTPUT_DIR"; then exit 1; fi
done
test "$(grep -c '/v1/secrets' "$OUTPUT_DIR/sdk.log")" -gt 10
