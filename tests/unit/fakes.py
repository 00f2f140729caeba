# SPDX-License-Identifier: GPL-3.0-or-later
"""Connections that ask nobody: what cloud.connection.Connection promises, without a cloud."""

from __future__ import annotations

from builders import A

from ansible_collections.multicloud.openstack.plugins.module_utils.cloud.errors import CloudError


def refusal(kind, message="refused"):
    """What a cloud says instead of an answer."""
    return CloudError(kind, message)


class Canned:
    """Answers with what it was given: {"GET /ports": body, CloudError, or function of the query}.

    calls: (method, path, query or body) of each.
    """

    microversion = "2.52"

    def __init__(self, answers, target=A):
        self.answers, self.target, self.calls = answers, target, []

    @property
    def writes(self):
        return [call for call in self.calls if call[0] != "GET"]

    def _call(self, method, path, more):
        self.calls.append((method, path, more))
        found = self.answers[f"{method} {path}"]
        if isinstance(found, CloudError):
            raise found
        return found(more) if callable(found) else found

    def get(self, _service, path, _action, **query):
        return self._call("GET", path, query)

    def pages(self, _service, path, key, _action, **query):
        query.pop("fields", None)
        return list(self._call("GET", path, query)[key])

    def post(self, _service, path, body, _action):
        return self._call("POST", path, body)

    def delete(self, _service, path, _action):
        try:
            self._call("DELETE", path, None)
        except CloudError as error:
            if error.kind != "not_found":
                raise
            return False
        return True
