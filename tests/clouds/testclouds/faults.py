# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on request: their words, and which requests they hit.  Read per request from
<region>/faults.json, {SERVICE: FAULT}, which `clouds fault` writes.

Which requests:
  method, path, query, agent   regular expressions (default: all); method: whole, "POST|PUT"
  from        outside (default): not what the services ask of each other; services; all
  rate        this fraction of them, 0..1 (default 1)
  skip, count  let the first `skip` pass, then hit `count` of them (counted since `clouds fault`)
What happens to them, in this order:
  delay=S     S seconds later
  cut=before  the connection is reset, nothing was done
  hang=S      no answer for S seconds, then the connection is reset; nothing was done
  status=N    this answer, nothing was done; retry_after=S: with that header (429, 503, ...);
              echo=yes: it quotes the end of the request's body, and its token
  cut=after   the request is carried out, then the connection is reset instead of an answer
  hang=S cut=after    carried out, S seconds of silence, reset
nova also: build_delay=S, build_error_rate=0..1, build_error_every=N (each N-th since `clouds
fault`), and testcloud_ssh*, testcloud_cloudinit*, testcloud_console as in the metadata of servers.
"""
from __future__ import annotations

import json
import os
import random
import re
import threading

from testclouds.requestlog import INTERNAL

ACTIONS = ('delay', 'cut', 'hang', 'status')
PATTERNS = ('method', 'path', 'query', 'agent')
NUMBERS = ('delay', 'hang', 'status', 'retry_after', 'rate', 'skip', 'count', 'build_delay',
           'build_error_rate', 'build_error_every')
CHOICES = {'cut': ('before', 'after'), 'echo': ('yes',),
           'from': ('outside', 'services', 'all')}


def parse(pairs):
    """KEY=VALUE words as a fault; ValueError with a sentence."""
    result = {}
    for pair in pairs:
        key, equals, value = pair.partition('=')
        if not equals:
            raise ValueError(f'{pair!r} is not KEY=VALUE')
        result[key] = parse_value(key, value)
    return result


def parse_value(key, value):
    if key in NUMBERS:
        try:
            return json.loads(value) + 0
        except (ValueError, TypeError):
            raise ValueError(f'{key}={value}: not a number') from None
    if key in PATTERNS:
        try:
            return re.compile(value).pattern
        except re.error as e:
            raise ValueError(f'{key}={value}: not a regular expression ({e})') from None
    if key in CHOICES and value not in CHOICES[key]:
        raise ValueError(f"{key}={value}: it can be {', '.join(CHOICES[key])}")
    if key not in CHOICES and not key.startswith('testcloud_'):
        known = (*NUMBERS, *PATTERNS, *CHOICES, 'testcloud_*')
        raise ValueError(f"there is no fault {key!r}; there are {', '.join(known)}")
    return value


def matches(fault, environ):
    """Whether a request, as WSGI tells it, is one of those that the fault is for."""
    agent = environ.get('HTTP_USER_AGENT', '')
    whose = fault.get('from', 'outside')
    return bool(
        (whose == 'all' or (INTERNAL in agent) == (whose == 'services'))
        and re.fullmatch(fault.get('method', '.*'), environ['REQUEST_METHOD'], re.IGNORECASE)
        and re.search(fault.get('path', ''), environ.get('PATH_INFO', ''))
        and re.search(fault.get('query', ''), environ.get('QUERY_STRING', ''))
        and re.search(fault.get('agent', ''), agent))


class Faults:
    """The faults of one service in one region, as they are at the moment."""

    def __init__(self, path, service):
        self.path, self.service = path, service
        self._lock = threading.Lock()
        self._stamp, self._fault, self._matched, self._built = None, {}, 0, 0

    def current(self):
        try:
            stamp = os.stat(self.path).st_mtime_ns
        except OSError:
            stamp = None
        with self._lock:
            if stamp != self._stamp:
                self._stamp, self._matched, self._built = stamp, 0, 0
                self._fault = self._read().get(self.service, {}) if stamp else {}
            return self._fault

    def _read(self):
        try:
            with open(self.path) as f:
                return json.load(f)
        except (OSError, ValueError):
            return {}

    def hitting(self, environ):
        """The fault that hits this request, or None."""
        fault = self.current()
        if not any(action in fault for action in ACTIONS) or not matches(fault, environ):
            return None
        with self._lock:
            self._matched += 1
            n = self._matched - fault.get('skip', 0)
        if 0 < n <= fault.get('count', n) and random.random() < fault.get('rate', 1):
            return fault
        return None

    def breaks_build(self):
        """Whether the build that begins now is to end in ERROR."""
        fault = self.current()
        with self._lock:
            self._built += 1
            n = self._built
        return (n % fault.get('build_error_every', n + 1) == 0
                or random.random() < fault.get('build_error_rate', 0))
