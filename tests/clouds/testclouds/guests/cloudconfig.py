# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of user data that the test clouds' servers understand."""
from __future__ import annotations

from email import message_from_string

import yaml


def parse(user_data):
    """A script (#!), or of #cloud-config ssh_keys, ssh_authorized_keys and runcmd; or several of
    them in a MIME message.
    """
    if 'mime-version:' in user_data[:4096].lower():
        return merged([parse(part.get_payload(decode=True).decode())
                       for part in message_from_string(user_data).walk()
                       if not part.is_multipart()])
    result = dict(script=None, host_keys=[], authorized=[], runcmd=[], invalid=False)
    if user_data.startswith('#!'):
        return dict(result, script=user_data)
    if not user_data.startswith('#cloud-config'):
        return result
    try:
        config = yaml.safe_load(user_data) or {}
        keys = config.get('ssh_keys') or {}
        return dict(result,
                    host_keys=[v for k, v in keys.items() if k.endswith('_private')],
                    authorized=list(config.get('ssh_authorized_keys') or []),
                    runcmd=list(config.get('runcmd') or []))
    except (yaml.YAMLError, AttributeError, TypeError):
        return dict(result, invalid=True)   # as in life: the server boots, cloud-init complains


def merged(parts):
    """Of each kind of list all; of scripts one."""
    return dict(
        script=next((part['script'] for part in parts if part['script']), None),
        invalid=any(part['invalid'] for part in parts),
        **{key: [entry for part in parts for entry in part[key]]
           for key in ('host_keys', 'authorized', 'runcmd')})
