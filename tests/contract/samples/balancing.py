# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from unittest.mock import ANY

from .sample import Sample

NAME = "contract-balancing"
BALANCER = ("load_balancer", {"name": NAME, "vip_network": "private", "pools": [{"name": NAME}],
                              "listeners": [{"name": NAME, "protocol_port": 8001, "l7policies": [
                                  {"name": NAME, "action": "REJECT"}]}]})
MONITOR = {"delay": 5, "health_monitor_timeout": 3, "max_retries": 2}
PROFILE = ("lb_flavor_profile", {"name": NAME, "provider_name": "testclouds", "flavor_data": {}})

SAMPLES: dict[str, Sample] = {
    "load_balancer": Sample(
        create={"name": "contract-load_balancer", "vip_network": "private", "description": "one",
                "tags": ["a", "b"],
                "pools": [{"name": "one", "members": [
                    {"address": "10.0.0.11", "protocol_port": 80},
                    {"address": "10.0.0.12", "protocol_port": 80, "weight": 2}],
                    "health_monitor": MONITOR}, {"name": "two", "protocol": "TCP"}],
                "listeners": [{"name": "one", "protocol_port": 8000, "default_pool": "one",
                               "l7policies": [{"name": "no", "action": "REJECT", "rules": [
                                   {"type": "PATH", "compare_type": "STARTS_WITH",
                                    "value": "/no"}]}]}]},
        update={"description": "two", "tags": ["b"], "purge": True,
                "pools": [{"name": "one", "health_monitor": {"delay": 9}, "members": [
                    {"address": "10.0.0.12", "protocol_port": 80},
                    {"address": "10.0.0.13", "protocol_port": 80}]}, {"name": "three"}],
                "listeners": [{"name": "one", "default_pool": "three", "l7policies": []}]},
        diff={"description": "two", "tags": ["b"],
              "pools": [{"name": "one", "health_monitor": {"delay": 9}, "members": [
                  {"address": "10.0.0.12", "protocol_port": 80},
                  {"address": "10.0.0.13", "protocol_port": 80}]}, {"name": "three"}],
              "listeners": [{"name": "one", "default_pool": "three", "l7policies": []}]},
        forbidden={"vip_address": "10.0.0.250"}),
    "listener": Sample(
        create={"name": "contract-listener", "load_balancer": NAME, "protocol_port": 8002,
                "insert_headers": {"X-Forwarded-For": True}, "allowed_cidrs": ["192.0.2.0/24"]},
        update={"default_pool": NAME, "timeout_client_data": 60000, "is_admin_state_up": False,
                "insert_headers": {"X-Forwarded-Port": "true"}},
        diff={"default_pool": ANY, "timeout_client_data": 60000, "is_admin_state_up": False,
              "insert_headers": {"X-Forwarded-For": "true", "X-Forwarded-Port": "true"}},
        forbidden={"protocol": "TCP"}, needs=(BALANCER,)),
    "l7_policy": Sample(
        create={"name": "contract-policy", "listener": NAME, "action": "REJECT"},
        update={"action": "REDIRECT_TO_URL", "redirect_url": "https://example.org/", "rules": [
            {"type": "PATH", "compare_type": "EQUAL_TO", "value": "/old"}]},
        needs=(BALANCER,)),
    "l7_rule": Sample(
        create={"l7policy": NAME, "type": "HEADER", "rule_key": "X-A", "compare_type": "CONTAINS",
                "value": "b"},
        update={"invert": True}, needs=(BALANCER,)),
    "pool": Sample(
        create={"name": "contract-pool", "loadbalancer": NAME,
                "session_persistence": {"type": "SOURCE_IP"},
                "members": [{"address": "10.0.0.11", "protocol_port": 80}]},
        update={"lb_algorithm": "LEAST_CONNECTIONS", "health_monitor": MONITOR,
                "session_persistence": {"type": "APP_COOKIE", "cookie_name": "c"},
                "members": [{"address": "10.0.0.12", "protocol_port": 80, "weight": 3}]},
        forbidden={"protocol": "TCP"}, needs=(BALANCER,)),
    "member": Sample(
        create={"name": "contract-member", "pool": NAME, "address": "10.0.0.11",
                "protocol_port": 80},
        update={"weight": 0, "backup": True, "monitor_port": 81},
        forbidden={"address": "10.0.0.12"}, needs=(BALANCER,)),
    "health_monitor": Sample(
        create={"name": "contract-monitor", "pool": NAME, **MONITOR},
        update={"delay": 9, "health_monitor_timeout": 8, "max_retries_down": 5,
                "url_path": "/health", "expected_codes": "200-204"},
        forbidden={"type": "TCP"}, needs=(BALANCER,)),
    "lb_flavor_profile": Sample(
        admin=True,
        create={"name": "contract-profile", "provider_name": "testclouds", "flavor_data": {}},
        update={}),
    "lb_flavor": Sample(
        admin=True,
        create={"name": "contract-flavor", "flavor_profile": NAME, "description": "one"},
        update={"description": "two", "is_enabled": False},
        forbidden={"flavor_profile": "contract-flavor"},
        needs=(PROFILE, ("lb_flavor_profile", {**PROFILE[1], "name": "contract-flavor"}))),
}
