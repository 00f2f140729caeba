# SPDX-License-Identifier: GPL-3.0-or-later
"""A Glance in memory, behind the methods of a Connection."""

from __future__ import annotations

import hashlib
import json
import re
from types import SimpleNamespace

from builders import A

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.answer import Body
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import (
    CloudError,
    from_response,
)

PROJECT = "1" * 32


class Answer:
    """As requests has it."""

    def __init__(self, status, body=None):
        self.status_code, self.body, self.headers = status, body, {}
        self.content = json.dumps(body or {}).encode()
        self.reason, self.url, self.request = "", "http://glance/v2/images", None

    def json(self):
        return json.loads(self.content)


class FakeGlance:
    """images: {id: row}.  uses: rows of servers and volumes.  methods: how it imports.  faults:
    {"PUT /images/.*/file": a status, or a CloudError}; `lost`: it is carried out all the same.
    becomes: the status of an image once its data are there.  log: what was asked."""

    def __init__(self, images=(), *, uses=None, methods=(), target=A, project=PROJECT,
                 image_format="raw"):
        self.images = {row["id"]: dict(row) for row in images}
        self.members, self.uses, self.methods = {}, uses or {}, list(methods)
        self.faults, self.lost, self.becomes = {}, False, "active"
        self.target, self.project, self.log, self.requests = target, project, [], 0
        self.region = SimpleNamespace(config={"image_format": image_format})
        self.staged = {}

    # -- as a Connection

    def project_id(self):
        return self.project

    def pages(self, service, path, key, action, make=dict, **query):
        self.log.append(f"GET {path}")
        if key != "images":
            return [make(row) for row in self.uses.get(key, [])]
        query = {name: value for name, value in query.items() if name != "limit"}
        return [dict(row) for row in self.images.values()
                if all(row.get(name) == value for name, value in query.items())]

    def get(self, service, path, action):
        return Body(self._answer("GET", path), self.target, action)

    def post(self, service, path, body, action):
        return Body(self._answer("POST", path, json=body), self.target, action)

    def put(self, service, path, body, action):
        return Body(self._answer("PUT", path, json=body), self.target, action)

    def delete(self, service, path, action):
        self._answer("DELETE", path)
        return True

    def guarded(self, action, call, service="image", creates=False):
        return call()

    def adapter(self, service):
        return SimpleNamespace(request=lambda path, method, **more: self._request(
            method, path, **more))

    # -- as a service

    @property
    def writes(self):
        return [line for line in self.log if not line.startswith("GET")]

    def _answer(self, method, path, **more):
        answer = self._request(method, path, **more)
        if answer.status_code >= 400:
            raise from_response(answer, self.target, "asking")
        return answer

    def _request(self, method, path, **more):
        line = f"{method} {path}"
        self.log.append(line)
        fault = next((self.faults[pattern] for pattern in self.faults
                      if re.fullmatch(pattern, line)), None)
        if fault is not None and not self.lost:
            return self._fail(fault)
        answer = self._carry_out(method, path, **more)
        return self._fail(fault) if fault is not None else answer

    @staticmethod
    def _fail(fault):
        if isinstance(fault, CloudError):
            raise fault
        return Answer(fault, {"message": f"answer {fault}"})

    def _carry_out(self, method, path, **more):
        for pattern, what in (
                ("/info/import", self._info), ("/images", self._create),
                ("/images/([^/]+)", self._one), ("/images/([^/]+)/(file|stage)", self._data),
                ("/images/([^/]+)/import", self._import),
                ("/images/([^/]+)/members", self._shared),
                ("/images/([^/]+)/members/([^/]+)", self._accept)):
            if match := re.fullmatch(pattern, path):
                if match.groups() and match[1] not in self.images:
                    return Answer(404, {"message": "no such image"})
                return what(method, *match.groups(), **more)
        raise AssertionError(path)

    def _info(self, _method):
        return Answer(200, {"import-methods": {"value": self.methods}})

    def _create(self, _method, json):
        row = {"id": f"new-{len(self.images) + 1}", "status": "queued", "owner": self.project,
               **json}
        self.images[row["id"]] = row
        return Answer(201, row)

    def _one(self, method, key, json=(), headers=None):
        row = self.images[key]
        if method == "DELETE":
            del self.images[key]
        for step in json:
            row.pop(step["path"][1:], None)
            if step["op"] == "add":
                row[step["path"][1:]] = step["value"]
        return Answer(200, row)

    def _data(self, _method, key, where, data, headers, timeout):
        found = b"".join(iter(lambda: data.read(4096), b""))
        if where == "stage":
            self.staged[key] = found
            self.images[key]["status"] = "uploading"
        else:
            self._fill(key, found)
        return Answer(204)

    def _import(self, _method, key, json):
        name = json["method"]["name"]
        if name == "copy-image":
            self.images[key]["stores"] = ",".join(json["stores"])
        else:
            self._fill(key, self.staged.pop(key, b"from the web"))
        return Answer(202)

    def _fill(self, key, found):
        self.images[key].update(status=self.becomes, size=len(found), os_hash_algo="sha512",
                                os_hash_value=hashlib.sha512(found).hexdigest())

    def _shared(self, method, key, json=None):
        if self.images[key].get("visibility") != "shared":
            return Answer(403, {"message": "Only shared images have members"})
        there = self.members.setdefault(key, {})
        if method == "POST":
            there[json["member"]] = "pending"
        return Answer(200, {"members": [{"member_id": one, "status": status}
                                        for one, status in there.items()]})

    def _accept(self, _method, key, project, json):
        self.members[key][project] = json["status"]
        return Answer(200)
