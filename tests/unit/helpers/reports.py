# SPDX-License-Identifier: GPL-3.0-or-later
"""What modules and roles return, for reports: 24 servers on four targets, two of which fail."""

from __future__ import annotations

import json

PLACES = [("alpha", "RegionOne"), ("beta", "RegionOne"), ("gamma", "RegionOne"),
          ("gamma", "RegionTwo")]
SCRIPT = "<script>alert(1)</script>"
TEMPLATE = "{{ lookup('pipe', 'id') }}"
QUOTE = "\" onmouseover='alert(1)' x=\""
SECRET = "correct-horse"
URL = "https://beta.example.com:5000/v3/auth/tokens"


def at(number):
    """Where a server is."""
    cloud, region = PLACES[number % len(PLACES)]
    return {"cloud": cloud, "region_name": region}


def server(number, name=None, **more):
    """A row of fleet or fleet_info."""
    return {"name": name or f"ci-{number}", "id": f"id-{number}", "group": "", "index": number,
            **at(number), "status": "ACTIVE", "address": f"192.0.2.{number}",
            "floating_ip": None, "flavor": "m1.small", "availability_zone": "nova",
            "created": f"2026-01-01T10:00:0{number % 3}Z", "fault": None,
            "metadata": {"password": SECRET}, "volumes": [{"name": "data", "id": "v", "size": 5}],
            "times": {"accepted": 0.5, "active": 2.0 + number / 10, "done": 6.0}, **more}


def failure(number, text, **more):
    """A row of failures."""
    return {"kind": "build_failed", "msg": text, **at(number), "server_id": f"id-{number}",
            "server_name": f"ci-{number}", "console": [SECRET], **more}


def broken():
    """Those that have failed: 3 is in ERROR, 7 was deleted."""
    return [failure(3, "gamma/RegionTwo: server ci-3: is in ERROR: " + SCRIPT),
            failure(7, "gamma/RegionTwo: server ci-7: is in ERROR: no reason")]


def booted(servers):
    """Rows of server_ready, of rows of fleet."""
    return [{**row, "ready": True, "seconds": {
        "accepted": 0.5, "active": 1.5, "port": 0.25, "host_keys": 0.0, "login": 0.5,
        "cloud_init": 30.0 if row["index"] == 12 else 2.0}}
        for row in servers if row["status"] == "ACTIVE"]


def run(**more):
    """A lifecycle with logins."""
    servers = [server(number) for number in range(1, 25) if number not in (3, 7)]
    servers[0]["name"], servers[1]["name"], servers[3]["name"] = SCRIPT, TEMPLATE, QUOTE
    servers.append(server(3, status="ERROR", times={"accepted": 0.4}, address=None))
    targets = [{**at(number), "planned": 6, "created": 6 - 2 * (number == 3), "updated": 0,
                "kept": 0, "deleted": 0, "failed": 2 * (number == 3), "requests": 20,
                "seconds": 9.0, "error": None} for number in range(4)]
    plan = [{"action": "create", "name": f"ci-{number}", "group": "", "index": number,
             **at(number), "id": None} for number in range(1, 25)]
    create = {
        "name": "ci",
        "fleet": {"failed": True, "msg": "Fleet ci: 23 of 24 servers", "count": 24, "run": "abc",
                  "servers": servers, "targets": targets, "plan": plan, "failures": broken()},
        "ready": {"failed": True, "servers": booted(servers),
                  "targets": [{**at(0), "servers": 6, "ready": 6, "seconds": {"login": 0.5},
                               "error": None}],
                  "failures": [failure(3, "gamma/RegionTwo: server ci-3: is in ERROR")]}}
    destroy = {
        "failed": False, "servers": [], "failures": [],
        "targets": [{**at(0), "planned": 0, "created": 0, "updated": 0, "kept": 0, "deleted": 6,
                     "failed": 0, "requests": 9, "seconds": 2.1, "error": None}]}
    return {"create": create, "destroy": destroy, **more}


def cloud(number, **limits):
    """A row of cloud_info."""
    used = {"compute": {"instances": {"limit": 50, "used": 46}, "cores": {"limit": None, "used": 9},
                        "ram": {"limit": 51200, "used": 14336}},
            "volume": {"gigabytes": {"limit": 1000, "used": 1300}}}
    return {**at(number), "reachable": True, "error": None, "failures": [], "requests": 9,
            "seconds": 0.5, "limits": limits or used, "services": [{"url": "http://" + SECRET}]}


def dead():
    """A row of cloud_info."""
    text = (f"beta/RegionOne: login: cannot connect to {URL} (Connection refused); check that the "
            "cloud is up")
    trouble = {"kind": "unreachable", "msg": text, **at(1)}
    return {**at(1), "reachable": False, "error": text, "failures": [trouble], "requests": 0,
            "seconds": 3.0, "limits": {"compute": {}, "network": {}, "volume": {}}}, trouble


def version(build, day, name="web"):
    """A row of image_info: of a rollout, promoted on that day or never."""
    marks = {"multicloud_rollout": name, "multicloud_build": build,
             "multicloud_id": f"image-{build}",
             **({"multicloud_promoted": f"2026-01-{day}T00:00:00.000000Z"} if day else {})}
    return {"id": f"image-{build}", "name": f"web-{build}", "status": "active",
            "disk_format": "raw", "created_at": "2026-01-01T00:00:00Z", "properties": marks}


def rollouts():
    """A loop of image_info."""
    return [{"item": [at(0), "web"], "images": [version("b1", "01"), version("b2", "02")]},
            {"item": [at(2), "web"], "images": [version("b1", None)]},
            {"item": [at(3), "web"], "msg": "gamma/RegionTwo: listing images: no answer"}]


def before():
    """The JSON of a report that has had 29 before it."""
    return json.dumps({"history": [
        {"made": f"2025-12-{day:02}T03:00:00Z", "state": "ok", "fleet": "ci", "servers": day,
         "boot": 30.5 + day % 7, "failures": day % 3, "cost": None if day < 5 else 1.5 * day}
        for day in range(1, 31)]})


def found():
    """Of all clouds: one is dead, on the others is a fleet, and what others have left behind."""
    row, trouble = dead()
    rows = [server(number, flavor="gone" if number == 6 else "m1.small")
            for number in (3, 4, 6, 8)]
    rows[1].update(name=SCRIPT, floating_ip="203.0.113.1",
                   claim={"owner": SCRIPT, "expires": "2030-01-01T00:00:00Z"})
    rows[2]["claim"] = {"owner": "job-7", "expires": "2026-01-01T09:00:00Z"}
    return {
        "clouds": {"clouds": [cloud(0), row, cloud(2), cloud(3)]},
        "fleets": {"servers": rows, "fleets": {"ci": rows}, "failures": [trouble],
                   "kept_volumes": [{"name": "data", "size": 7, **at(0)}]},
        "leaks": {"leaks": [{"kind": "floating_ip", "name": "203.0.113.9", "id": "f9", **at(0),
                             "fleet": SCRIPT, "created": None, "run": None,
                             "reason": "its server no longer exists", "servers": []}],
                  "failures": [trouble]},
        "waste": {"waste": [{"kind": "volume", "name": SCRIPT, "id": "v7", **at(2), "fleet": None,
                             "created": "2025-11-01T09:30:00Z", "reason": "it is on no server",
                             "size": 100, "cost": {"hour": 0.1, "month": 73.0}}],
                  "failures": [trouble]},
        "images": rollouts(), "before": before(),
        "flavors": [{"item": at(number), "flavors": [
            {"name": "m1.small", "vcpus": 2, "ram": 2048}]} for number in (0, 2, 3)]}
