# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The options of the parts of load balancers, which modules have as their own, and the modules of
what they are in as suboptions."""
from __future__ import annotations

from textwrap import indent


def _suboptions(description: str, *parts: str, kind: str = "list") -> str:
    """Those of an option; parts: the options that it has."""
    elements = "elements: dict\n" if kind == "list" else ""
    head = f"description:\n  - {description}\ntype: {kind}\n{elements}suboptions:\n"
    return indent(head + "".join(indent(part, "  ") for part in parts), "  ")


def _name(what: str) -> str:
    return f"name:\n  description: Name of the {what}.\n  type: str\n"


def _known(what: str) -> str:
    """The name by which one of several is known."""
    return f"{_name(what)}  required: true\n"


def _options(text: str) -> str:
    return f"options:\n{indent(text, '  ')}"


RULE = """\
compare_type:
  description: How the value is compared.
  type: str
  required: true
  choices: [CONTAINS, ENDS_WITH, EQUAL_TO, REGEX, STARTS_WITH]
invert:
  description: Whether the rule matches all other requests.
  type: bool
is_admin_state_up:
  description: Whether the rule is administratively up.
  type: bool
  aliases: [admin_state_up]
rule_key:
  description: Name of the header or cookie, with those types.
  type: str
tags:
  description: Tags of the rule. Others are removed.
  type: list
  elements: str
type:
  description: What is compared.
  type: str
  required: true
  choices:
    - COOKIE
    - FILE_TYPE
    - HEADER
    - HOST_NAME
    - PATH
    - SSL_CONN_HAS_CERT
    - SSL_DN_FIELD
    - SSL_VERIFY_RESULT
value:
  description: What it is compared with.
  type: str
  required: true
"""

POLICY = """\
action:
  description: What is done with requests that match all rules. Required for a new policy.
  type: str
  choices: [REDIRECT_PREFIX, REDIRECT_TO_POOL, REDIRECT_TO_URL, REJECT]
description:
  description: Description of the policy.
  type: str
is_admin_state_up:
  description: Whether the policy is administratively up.
  type: bool
  aliases: [admin_state_up]
position:
  description: Position among the policies of the listener, from 1 to their number. A larger one is
    reported as a change in each run.
  type: int
redirect_pool:
  description: Name or id of the pool, with V(REDIRECT_TO_POOL).
  type: str
redirect_prefix:
  description: URL that the path is appended to, with V(REDIRECT_PREFIX).
  type: str
redirect_url:
  description: URL, with V(REDIRECT_TO_URL).
  type: str
tags:
  description: Tags of the policy. Others are removed.
  type: list
  elements: str
rules:
""" + _suboptions(
    "Rules, all of which a request must match. Rules that are not listed stay, unless O(purge).",
    RULE)

LISTENER = """\
allowed_cidrs:
  description: Networks that may connect. Others are removed. Defaults to all.
  type: list
  elements: str
connection_limit:
  description: Connections at a time; V(-1) is no limit.
  type: int
default_pool:
  description: Name or id of the pool that requests go to.
  type: str
default_tls_container_ref:
  description:
    - Secret of Barbican with the certificate and key as PKCS12, or container of the type
      V(certificate), by its name, id or URL. With the protocol V(TERMINATED_HTTPS).
  type: str
  aliases: [default_tls_container]
description:
  description: Description of the listener.
  type: str
insert_headers:
  description:
    - Headers that are added to requests, such as C(X-Forwarded-For). Other keys are kept. A key
      without a value is removed.
  type: dict
is_admin_state_up:
  description: Whether the listener is administratively up.
  type: bool
  aliases: [admin_state_up]
protocol:
  description:
    - Protocol of the listener, such as V(HTTP), V(HTTPS), V(TCP), V(TERMINATED_HTTPS), V(UDP),
      V(SCTP) or V(PROMETHEUS). Defaults to V(HTTP) for a new listener. Cannot be changed.
  type: str
protocol_port:
  description: Port of the listener. Required for a new one. Cannot be changed.
  type: int
sni_container_refs:
  description:
    - Further secrets or containers with certificates, as C(default_tls_container_ref), one for
      each host name. Others are removed.
  type: list
  elements: str
  aliases: [sni_containers]
tags:
  description: Tags of the listener. Others are removed.
  type: list
  elements: str
timeout_client_data:
  description: Milliseconds until an idle client is disconnected.
  type: int
timeout_member_connect:
  description: Milliseconds to connect to a member.
  type: int
timeout_member_data:
  description: Milliseconds until an idle member is disconnected.
  type: int
timeout_tcp_inspect:
  description: Milliseconds to wait for more data of a request.
  type: int
tls_ciphers:
  description: Ciphers in the format of OpenSSL.
  type: str
tls_versions:
  description: TLS versions, such as V(TLSv1.3). Others are removed.
  type: list
  elements: str
l7policies:
""" + _suboptions(
    "Policies that treat some requests differently. Policies that are not listed stay, unless "
    "O(purge).", _known("policy"), POLICY)

MEMBER = """\
backup:
  description: Whether the member gets requests only while all others are down.
  type: bool
is_admin_state_up:
  description: Whether the member is administratively up.
  type: bool
  aliases: [admin_state_up]
monitor_address:
  description: IP address that the health monitor checks. Defaults to the member's address.
  type: str
monitor_port:
  description: Port that the health monitor checks. Defaults to the member's port.
  type: int
subnet_id:
  description:
    - Name or id of the subnet that the member is in. Defaults to that of the load balancer's
      address. Cannot be changed.
  type: str
  aliases: [subnet]
tags:
  description: Tags of the member. Others are removed.
  type: list
  elements: str
weight:
  description:
    - Share of the requests that the member gets, from 0 (none) to 256. Defaults to 1 for a new
      member.
  type: int
"""

PLACE = """\
address:
  description: IP address of the member. Cannot be changed.
  type: str
  required: true
protocol_port:
  description: Port of the member. Cannot be changed.
  type: int
  required: true
"""

MONITOR = """\
delay:
  description: Seconds between two checks. Required for a new health monitor.
  type: int
expected_codes:
  description:
    - HTTP status codes of a healthy member, such as V(200), V(200,202) or V(200-204). Octavia's
      default is V(200).
  type: str
health_monitor_timeout:
  description:
    - Seconds until a check fails, less than C(delay). Required for a new health monitor.
  type: int
  aliases: [resp_timeout]
http_method:
  description: HTTP method of the checks. Octavia's default is V(GET).
  type: str
is_admin_state_up:
  description: Whether the health monitor is administratively up.
  type: bool
  aliases: [admin_state_up]
max_retries:
  description: Successful checks until a member is online. Required for a new health monitor.
  type: int
max_retries_down:
  description: Failed checks until a member is in error. Octavia's default is 3.
  type: int
tags:
  description: Tags of the health monitor. Others are removed.
  type: list
  elements: str
type:
  description:
    - Type of the checks, such as V(HTTP), V(HTTPS), V(PING), V(SCTP), V(TCP), V(TLS-HELLO) or
      V(UDP-CONNECT). Defaults to V(HTTP) for a new health monitor. Cannot be changed.
  type: str
url_path:
  description: Path of the checks, which begins with a slash. Octavia's default is V(/).
  type: str
"""

POOL = """\
description:
  description: Description of the pool.
  type: str
is_admin_state_up:
  description: Whether the pool is administratively up.
  type: bool
  aliases: [admin_state_up]
lb_algorithm:
  description:
    - How requests are distributed, such as V(ROUND_ROBIN), V(LEAST_CONNECTIONS), V(SOURCE_IP) or
      V(SOURCE_IP_PORT). Defaults to V(ROUND_ROBIN) for a new pool.
  type: str
protocol:
  description:
    - Protocol of the members, such as V(HTTP), V(HTTPS), V(PROXY), V(PROXYV2), V(SCTP), V(TCP) or
      V(UDP). Defaults to V(HTTP) for a new pool. Cannot be changed.
  type: str
session_persistence:
  description: How requests of one client get to the same member.
  type: dict
  suboptions:
    cookie_name:
      description: Name of the cookie, with the type V(APP_COOKIE).
      type: str
    persistence_granularity:
      description: Netmask of clients, with the protocol V(UDP) or V(SCTP).
      type: str
    persistence_timeout:
      description: Seconds, with the protocol V(UDP) or V(SCTP).
      type: int
    type:
      description: V(APP_COOKIE), V(HTTP_COOKIE) or V(SOURCE_IP).
      type: str
      required: true
tags:
  description: Tags of the pool. Others are removed.
  type: list
  elements: str
tls_enabled:
  description: Whether connections to the members use TLS.
  type: bool
members:
""" + _suboptions(
    "Members of the pool, which are known by address and port. All changes are one request. "
    "Members that are not listed stay, unless O(purge).", PLACE, _name("member"), MEMBER) + (
    "health_monitor:\n") + _suboptions(
    "The health monitor of the pool.", _name("health monitor"), MONITOR, kind="dict")


class ModuleDocFragment:
    """`load_balancer` for its listeners and pools, and one for each of its parts.

    Annotated, as ansible-test takes any other assignment for one of a literal text.
    """

    DOCUMENTATION: str = _options(
        "listeners:\n" + _suboptions(
            "Listeners of the load balancer. Those that are not listed stay, unless O(purge).",
            _known("listener"), LISTENER)
        + "pools:\n" + _suboptions(
            "Pools of the load balancer. Those that are not listed stay, unless O(purge).",
            _known("pool"), POOL))
    LISTENER: str = _options(LISTENER)
    POLICY: str = _options(POLICY)
    RULE: str = _options(RULE)
    POOL: str = _options(POOL)
    MEMBER: str = _options(MEMBER)
    MONITOR: str = _options(MONITOR)
