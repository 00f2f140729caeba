# SPDX-License-Identifier: GPL-3.0-or-later
"""What `clouds logins` puts in front of keystone: an identity provider of OpenID Connect at a port
of its own, and the check of its tokens that Apache's mod_auth_openidc would make.

The provider knows the grants that need no browser, and that of devices.  Its page for them, at
/device, takes a form: user_code, username, password, and `deny` for no.
"""
from __future__ import annotations

import base64
import json
import secrets
import threading
import time
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

DEVICE = 'urn:ietf:params:oauth:grant-type:device_code'
OFFERED = ('token', 'device_authorization', 'userinfo', 'device')
CODES = {200: '200 OK', 400: '400 Bad Request', 401: '401 Unauthorized', 404: '404 Not Found'}


def in_front(application, known):
    """known: of run/logins.json, what the provider knows."""
    import waitress
    server = waitress.create_server(Provider(known), host='127.0.0.1', threads=2, ident=None,
                                    port=urlsplit(known['issuer']).port)       # listens
    threading.Thread(target=server.run, daemon=True).start()
    return checked(application, known['issuer'])


def checked(application, issuer):
    """Who asks for a federated login has to show a token of the provider."""
    def wrapped(environ, start_response):
        environ = {key: value for key, value in environ.items() if not key.startswith('OIDC')}
        path = environ.get('PATH_INFO', '')
        if '/OS-FEDERATION/identity_providers/' in path and path.endswith('/auth'):
            claims = told(issuer, environ.get('HTTP_AUTHORIZATION', ''))
            if claims is None:
                start_response(CODES[401], [('WWW-Authenticate', 'Bearer error="invalid_token"'),
                                            ('Content-Type', 'text/html')])
                return [b'<html><title>401 Unauthorized</title></html>']
            environ.update({f'OIDC-{key}': value for key, value in claims.items()},
                           REMOTE_USER=claims['sub'])
        return application(environ, start_response)
    return wrapped


def told(issuer, authorization):
    """The claims of a bearer's token; None if the provider has none."""
    request = urllib.request.Request(f'{issuer}/userinfo',
                                     headers={'Authorization': authorization})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError:
        return None


class Refused(Exception):
    """The code and the description that OAuth has for it; a client's own fault is a 401."""


class Provider:
    """users: {name: password}, clients: {id: [secret, seconds that its tokens are good for]};
    what has expired is in neither, but in `expired`.
    """

    def __init__(self, known):
        self.known, self.issuer = known, known['issuer']
        self.tokens, self.devices = {}, {}      # each with the time when it ends

    def __call__(self, environ, start_response):
        size = int(environ.get('CONTENT_LENGTH') or 0)
        form = {key: values[0] for key, values in
                parse_qs(environ['wsgi.input'].read(size).decode()).items()}
        name = environ.get('PATH_INFO', '').strip('/')
        authorization = environ.get('HTTP_AUTHORIZATION', '')
        try:
            if name == '.well-known/openid-configuration':
                status, body = 200, self.discovery()
            elif name in OFFERED:
                status, body = 200, getattr(self, name)(form, authorization)
            else:
                status, body = 404, {}
        except Refused as error:
            code, description = error.args
            status = 401 if code in ('invalid_client', 'invalid_token') else 400
            body = dict(error=code, error_description=description)
        start_response(CODES[status], [('Content-Type', 'application/json')])
        return [json.dumps(body).encode()]

    def discovery(self):
        return dict(issuer=self.issuer, token_endpoint=f'{self.issuer}/token',
                    userinfo_endpoint=f'{self.issuer}/userinfo',
                    device_authorization_endpoint=f'{self.issuer}/device_authorization',
                    grant_types_supported=['client_credentials', 'password', DEVICE])

    def token(self, form, authorization):
        client = self.client(form, authorization)
        grant = form.get('grant_type')
        if grant == 'client_credentials':
            return self.issue(client, client)
        if grant == 'password':
            return self.issue(self.user(form), client)
        if grant == DEVICE:
            return self.issue(self.confirmed(form.get('device_code')), client)
        raise Refused('unsupported_grant_type', f'no {grant} here')

    def client(self, form, authorization):
        name, secret = form.get('client_id'), form.get('client_secret')
        if authorization.startswith('Basic '):
            name, _colon, secret = base64.b64decode(authorization[6:]).decode().partition(':')
        if secret == self.known['expired'].get(name):
            raise Refused('invalid_client', 'The client secret has expired')
        if secret != self.known['clients'].get(name, [None])[0]:
            raise Refused('invalid_client', 'Unknown client, or another secret')
        return name

    def user(self, form):
        name, password = form.get('username'), form.get('password')
        if password == self.known['expired'].get(name, ''):
            raise Refused('invalid_grant', 'The password has expired')
        if password != self.known['users'].get(name, ''):
            raise Refused('invalid_grant', 'Invalid user credentials')
        return name

    def issue(self, subject, client):
        token, seconds = secrets.token_urlsafe(24), self.known['clients'][client][1]
        self.tokens[token] = (dict(sub=subject, iss=self.issuer, aud=client),
                              time.time() + seconds)
        return dict(access_token=token, token_type='Bearer', expires_in=seconds)

    def userinfo(self, form, authorization):
        claims, end = self.tokens.get(authorization.removeprefix('Bearer '), ({}, 0))
        if time.time() > end:
            raise Refused('invalid_token', 'The token is unknown, or has expired')
        return claims

    def device_authorization(self, form, authorization):
        client = self.client(form, authorization)
        code, shown = secrets.token_urlsafe(24), secrets.token_hex(4).upper()
        seconds = self.known['clients'][client][1]
        self.devices[code] = dict(shown=shown, answer=None, end=time.time() + seconds)
        page = f'{self.issuer}/device'
        return dict(device_code=code, user_code=shown, verification_uri=page, interval=1,
                    verification_uri_complete=f'{page}?user_code={shown}', expires_in=seconds)

    def device(self, form, authorization):
        """What somebody says in a browser."""
        user = self.user(form)
        for found in self.devices.values():
            if found['shown'] == form.get('user_code'):
                found['answer'] = Refused('access_denied', f'{user} says no') if (
                    'deny' in form) else user
                return {}
        raise Refused('invalid_request', 'no such code')

    def confirmed(self, code):
        found = self.devices.get(code)
        if found is None or time.time() > found['end']:
            raise Refused('expired_token', 'The code is unknown, or has expired')
        if found['answer'] is None:
            raise Refused('authorization_pending', 'nobody has said anything')
        if isinstance(found['answer'], Refused):
            raise found['answer']
        return self.devices.pop(code) and found['answer']
