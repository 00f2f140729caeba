# SPDX-License-Identifier: GPL-3.0-or-later
"""Security groups, as far as they are about SSH: what neutron's agents would do with the rules."""
from __future__ import annotations

import ipaddress

from neutron_lib import context
from neutron_lib.callbacks import events, registry, resources
from neutron_lib.plugins import directory

from testclouds.guests import records

CLIENT = ipaddress.ip_address('127.0.0.1')      # where connections to loopback addresses come from


def subscribe():
    for event in (events.AFTER_CREATE, events.AFTER_DELETE):
        registry.subscribe(rule_changed, resources.SECURITY_GROUP_RULE, event)
    for event in (events.AFTER_CREATE, events.AFTER_UPDATE):
        registry.subscribe(port_changed, resources.PORT, event)
    registry.subscribe(port_gone, resources.PORT, events.AFTER_DELETE)


# words: in Wallaby, what is a payload since

def rule_changed(_resource, _event, _trigger, payload=None, **words):
    said = (payload.metadata or {}) if payload else words
    rule = payload.latest_state if payload else words.get('security_group_rule')
    for port in directory.get_plugin().get_ports(context.get_admin_context(), filters=dict(
            security_groups=[said.get('security_group_id') or rule['security_group_id']])):
        tell(port)


def port_changed(_resource, _event, _trigger, payload=None, **words):
    tell(payload.latest_state if payload else words['port'])


def port_gone(_resource, _event, _trigger, payload=None, **words):
    records.closed(payload.resource_id if payload else words['port']['id'], False)


def tell(port):
    """Tells the servers whether a port of theirs lets anybody in."""
    if port['device_owner'].startswith('compute:'):
        rules = directory.get_plugin().get_security_group_rules(
            context.get_admin_context(), filters=dict(
                security_group_id=port['security_groups'], direction=['ingress']))
        records.closed(port['id'], port.get('port_security_enabled', True)
                       and not any(map(lets_in, rules)))


def lets_in(rule):
    """Whether it is for SSH from here."""
    low, high = rule['port_range_min'], rule['port_range_max']
    prefix = rule['remote_ip_prefix']
    return (rule['ethertype'] == 'IPv4' and rule['protocol'] in (None, 'tcp', '6')
            and (low is None or low <= records.PORT) and (high is None or high >= records.PORT)
            and not rule['remote_group_id'] and not rule.get('remote_address_group_id')
            and (prefix is None or CLIENT in ipaddress.ip_network(prefix)))
