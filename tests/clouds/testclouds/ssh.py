# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers' operating system, as far as SSH shows it: one process per region.

Each running server answers on its fixed and floating IPv4 addresses, which lie in 127.0.0.0/8.
Commands run here, as whoever runs the test clouds, in a home directory per server.  Server metadata:

  testcloud_ssh_seconds=N        from ACTIVE until the port answers (default 0.5)
  testcloud_ssh=never            the port stays closed (refused)
  testcloud_ssh=drop             no answer to SYN, as behind a security group: connects time out
  testcloud_ssh=hang             accepts connections and says nothing
  testcloud_ssh=wrongkey         the injected key is not let in
  testcloud_user=NAME            who may log in besides root (default: after the image)
  testcloud_cloudinit_seconds=N  from ACTIVE until cloud-init has finished (default: 0.5 after SSH)
  testcloud_cloudinit=STATUS     error, degraded, or running: it never ends

user_data: a script (#!...), or of #cloud-config ssh_keys, ssh_authorized_keys and runcmd.
"""
import asyncio
import fcntl
import json
import logging
import os
import re
import shutil
import signal
import socket
import struct
import termios
import time

import asyncssh
import asyncssh.connection

from . import guests

BIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'guest')
PATH = f'{BIN}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
USERS = ('debian', 'ubuntu', 'cirros')
FINAL = ('done', 'error', 'degraded')
PORT = int(os.environ.get('TESTCLOUDS_SSH_PORT', 2222))
LOG = logging.getLogger('testclouds.ssh')


def stamp(seconds=None):
    return time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime(seconds))


class Server:
    """One server: its record, its disk, its listeners, its connections."""

    def __init__(self, root, record):
        self.root = root
        self.record = record
        self.listeners = {}         # address: something with close()
        self.connections = set()
        self.ready = False          # SSH is up
        self.task = None
        self.disk = f"{root}/guests/{record['generation']}"
        self.home = f'{self.disk}/home'
        os.makedirs(self.home, exist_ok=True)
        self.keys = []
        for line in record['keys']:
            try:
                self.keys.append(asyncssh.import_public_key(line))
            except (asyncssh.KeyImportError, ValueError) as e:
                LOG.warning('%s: %s', record['uuid'], e)
        self.host_keys = []
        for text in record['host_keys']:
            try:
                self.host_keys.append(asyncssh.import_private_key(text))
            except (asyncssh.KeyImportError, ValueError) as e:
                LOG.warning('%s: host key: %s', record['uuid'], e)
        if not self.host_keys:
            self.host_keys.append(asyncssh.generate_private_key('ssh-ed25519'))
        self._options = None

    @property
    def name(self):
        return self.record['name']

    @property
    def mode(self):
        return self.record['settings'].get('testcloud_ssh')

    @property
    def user(self):
        name = self.record['settings'].get('testcloud_user')
        image = (self.record.get('image') or '').lower()
        return name or next((u for u in USERS if image.startswith(u)), None)

    def seconds(self, key, default):
        try:
            return float(self.record['settings'].get(key, default))
        except ValueError:
            return default

    def env(self, user='root', conn=None):
        result = dict(HOME=self.home, USER=user, LOGNAME=user, SHELL='/bin/sh', PATH=PATH,
                      HOSTNAME=self.name, TESTCLOUDS_SERVER=self.record['uuid'],
                      TESTCLOUDS_GUEST=self.disk, TESTCLOUDS_ROOT=self.root, LANG='C.UTF-8')
        if conn:
            peer, own = conn.get_extra_info('peername'), conn.get_extra_info('sockname')
            result.update(SSH_CLIENT=f'{peer[0]} {peer[1]} {own[1]}',
                          SSH_CONNECTION=f'{peer[0]} {peer[1]} {own[0]} {own[1]}')
        return result

    def addresses(self, floating):
        if self.record['state'] == 'off' or not self.ready:
            return set()
        ports = self.record['ports']
        return ({a for addresses in ports.values() for a in addresses} |
                {a for a, port in floating.items() if port in ports})

    # -- booting

    def print(self, text):
        with open(f'{self.disk}/console.log', 'a') as f:
            f.write(text)

    def status(self, value):
        guests.write(f'{self.disk}/state.json', dict(boot=self.record['boot'], status=value))
        with open(f'{self.disk}/status.new', 'w') as f:
            f.write(f'{value}\n')
        os.rename(f'{self.disk}/status.new', f'{self.disk}/status')

    def start(self, opened):
        """Boots, unless this boot was already through when the SSH service was restarted."""
        state = guests.read(f'{self.disk}/state.json') or {}
        if state.get('boot') == self.record['boot'] and state.get('status') in FINAL:
            self.ready = True
        else:
            self.task = asyncio.get_running_loop().create_task(self.boot(opened, not state))

    def banner(self):
        """What cloud-init prints about addresses and keys."""
        rows = [('eth%d' % i, 'True', a, '255.255.248.0', 'global')
                for i, a in enumerate(a for p in self.record['ports'].values() for a in p)]
        rows.append(('lo', 'True', '127.0.0.1', '255.0.0.0', 'host'))
        widths = [max(len(r[i]) for r in rows + [('Device', 'Up', 'Address', 'Mask', 'Scope')])
                  for i in range(5)]
        line = '+' + '+'.join('-' * (w + 2) for w in widths) + '+'
        row = lambda cells: '|' + '|'.join(c.center(w + 2) for c, w in zip(cells, widths)) + '|'
        title = 'Net device info'.center(len(line), '+')
        lines = [title, line, row(('Device', 'Up', 'Address', 'Mask', 'Scope')), line]
        lines += [row(r) for r in sorted(rows)] + [line]
        return ''.join(f'ci-info: {text}\n' for text in lines)

    def key_banner(self):
        user = self.user or 'debian'
        lines = [f'ci-info: no authorized SSH keys fingerprints found for user {user}.\n']
        if self.keys:
            lines = [f'ci-info: Authorized keys from /home/{user}/.ssh/authorized_keys for user '
                     f'{user}'.ljust(90, '+') + '\n']
            lines += [f"ci-info: | {k.get_algorithm()} | {k.get_fingerprint()} | - | "
                      f"{(k.get_comment() or '-')} |\n" for k in self.keys]
        public = [(k.export_public_key().decode().split(), k) for k in self.host_keys]
        lines.append('-----BEGIN SSH HOST KEY FINGERPRINTS-----\n')
        lines += [f"{k.get_fingerprint()} root@{self.name} ({k.get_algorithm()})\n"
                  for _, k in public]
        lines.append('-----END SSH HOST KEY FINGERPRINTS-----\n')
        lines.append('-----BEGIN SSH HOST KEY KEYS-----\n')
        lines += [f'{words[0]} {words[1]} root@{self.name}\n' for words, _ in public]
        lines.append('-----END SSH HOST KEY KEYS-----\n')
        return ''.join(lines)

    async def boot(self, opened, first):
        try:
            await self._boot(opened, first)
        except Exception:
            LOG.exception('boot of %s', self.record['uuid'])

    async def _boot(self, opened, first):
        began = self.record['booted']
        ssh = self.seconds('testcloud_ssh_seconds', 0.5)
        until = self.seconds('testcloud_cloudinit_seconds', ssh + 0.5)
        wanted = self.record['settings'].get('testcloud_cloudinit', 'done')
        self.status('running')
        up = lambda: time.time() - began
        self.print(f'[    0.000000] Linux version 6.1.0-testclouds #1 SMP PREEMPT_DYNAMIC\n'
                   f'[    0.104000] Command line: root=LABEL=root ro console=ttyS0\n'
                   f"[  OK  ] Started cloud-init, boot {self.record['boot']} of {self.name}.\n"
                   f"Cloud-init v. 22.4.2 running 'init' at {stamp()}. Up {up():.2f} seconds.\n"
                   + self.banner())
        await asyncio.sleep(began + ssh - time.time())
        if self.mode != 'never':
            self.print('[  OK  ] Started ssh.service - OpenBSD Secure Shell server.\n')
        self.ready = True
        opened(self)
        self.print(f"Cloud-init v. 22.4.2 running 'modules:final' at {stamp()}. "
                   f'Up {up():.2f} seconds.\n')
        result = 'done'
        if first:
            result = await self.user_data()
        self.print(self.key_banner())
        await asyncio.sleep(began + until - time.time())
        while wanted == 'running':
            await asyncio.sleep(3600)
        if wanted in FINAL and wanted != 'done':
            result = wanted
        if result == 'error':
            self.print(f'{stamp()} - cc_scripts_user.py[WARNING]: Failed to run module '
                       'scripts-user\n')
        self.print(f'Cloud-init v. 22.4.2 finished at {stamp()}. Datasource '
                   f'DataSourceOpenStackLocal [net,ver=2].  Up {up():.2f} seconds\n\n'
                   f'Debian GNU/Linux 12 {self.name} ttyS0\n\n{self.name} login: \n')
        self.status(result)

    async def user_data(self):
        """Runs the script, its output goes to the console."""
        config, scripts = self.record.get('config') or {}, []
        if config.get('invalid'):
            self.print('cloud-config failed schema validation!\n')
            return 'degraded'
        if self.record.get('script'):
            path = f'{self.disk}/user-data'
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o700), 'w') as f:
                f.write(self.record['script'])
            scripts.append([path])
        for command in config.get('runcmd') or []:
            scripts.append([str(c) for c in command] if isinstance(command, list)
                           else ['/bin/sh', '-c', str(command)])
        result = 'done'
        for command in scripts:
            with open(f'{self.disk}/console.log', 'a') as out:
                try:
                    process = await asyncio.create_subprocess_exec(
                        *command, cwd=self.home, env=self.env(), stdin=asyncio.subprocess.DEVNULL,
                        stdout=out, stderr=out, start_new_session=True)
                    if await process.wait():
                        result = 'error'
                except OSError as e:
                    out.write(f'{e}\n')
                    result = 'error'
        return result

    # -- listening

    def options(self):
        if self._options is None:
            self._options = asyncssh.SSHServerConnectionOptions(
                server_factory=lambda: Login(self), server_host_keys=self.host_keys,
                process_factory=lambda process: session(self, process), encoding=None,
                sftp_factory=lambda chan: Files(self, chan), line_editor=False,
                agent_forwarding=False, login_timeout=60)
        return self._options

    async def listen(self, address):
        """Opens one address; asyncssh.listen is only a coroutine by name when given a socket."""
        placeholder = self.listeners[address] = socket.socket()
        try:
            placeholder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            placeholder.bind((address, PORT))
            if self.mode == 'drop' or self.record['state'] == 'paused':
                # a full queue: the kernel drops further SYNs
                placeholder.listen(0)
                self.listeners[address] = Full(placeholder, address)
                return
            placeholder.listen(128)
        except OSError as e:
            LOG.warning('%s: %s: %s', self.record['uuid'], address, e)
            placeholder.close()
            return
        placeholder.setblocking(False)
        if self.mode == 'hang':
            listener = await asyncio.start_server(lambda *_: asyncio.sleep(3600), sock=placeholder)
        else:
            listener = await asyncssh.listen(sock=placeholder, options=self.options())
        if self.listeners.get(address) is placeholder:
            self.listeners[address] = listener
        else:
            listener.close()        # closed meanwhile

    def close(self, address):
        self.listeners.pop(address).close()
        for connection in list(self.connections):
            if connection.get_extra_info('sockname')[0] == address:
                connection.abort()

    def off(self):
        """Power off: no listeners, no connections, no processes."""
        self.ready = False
        if self.task:
            self.task.cancel()
        for address in list(self.listeners):
            self.close(address)
        for connection in list(self.connections):
            connection.abort()


class Full:
    """A listening socket whose queue is full."""

    def __init__(self, sock, address):
        self.sock, self.clients = sock, []
        for _ in range(3):
            client = socket.socket()
            client.setblocking(False)
            client.connect_ex((address, PORT))
            self.clients.append(client)

    def close(self):
        for s in [self.sock, *self.clients]:
            s.close()


class Login(asyncssh.SSHServer):
    def __init__(self, server):
        self.server = server

    def connection_made(self, conn):
        self.conn = conn
        self.server.connections.add(conn)

    def connection_lost(self, exc):
        self.server.connections.discard(self.conn)

    def begin_auth(self, username):
        self.name = username
        return True

    def public_key_auth_supported(self):
        return True

    def validate_public_key(self, username, key):
        allowed = (username == 'root' or username == self.server.user or
                   self.server.user is None and username in USERS)
        return allowed and self.server.mode != 'wrongkey' and key in self.server.keys

    def connection_requested(self, *destination):
        return True                 # a jump host


# -- sessions --------------------------------------------------------------------------------

TILDE = re.compile(r'(?<![\w/.~-])~(?:[a-z_][a-z0-9_-]*)?(?=/|[\s"\'`;&|)]|$)')
DANGER = re.compile(r'(?<!\S)(?:/usr)?/sbin/(shutdown|reboot|poweroff|halt)\b')


class Files(asyncssh.SFTPServer):
    """SFTP: relative paths (and ~user) are in the server's home directory."""

    def __init__(self, server, chan):
        self.base = server.home.encode()
        super().__init__(chan)

    def map_path(self, path):
        if path.startswith(b'~'):
            path = path.partition(b'/')[2]
        return os.path.join(self.base, path)


def set_size(fd, process):
    width, height, pixwidth, pixheight = process.term_size
    try:
        fcntl.ioctl(fd, termios.TIOCSWINSZ,
                    struct.pack('HHHH', height or 24, width or 80, pixwidth, pixheight))
    except OSError:
        pass


async def session(server, process):
    """One command or shell."""
    user, command = process.get_extra_info('username'), process.command
    conn = process.get_extra_info('connection')
    env = server.env(user, conn)
    for key, value in (process.env or {}).items():
        key, value = (x.decode() if isinstance(x, bytes) else x for x in (key, value))
        if key == 'LANG' or key.startswith('LC_'):
            env[key] = value
    if command is not None:
        # users of real images have entries in /etc/passwd, here they have not; and nobody
        # shall reboot the developer's machine
        command = TILDE.sub(lambda m: server.home, command)
        command = DANGER.sub(lambda m: f'{BIN}/{m[1]}', command)
    terminal = process.term_type
    arguments = ['/bin/sh', '-c', command] if command is not None else ['/bin/sh']
    try:
        if terminal:
            code = await with_terminal(server, process, env, terminal, arguments)
        else:
            child = await asyncio.create_subprocess_exec(
                *arguments, cwd=server.home, env=env, stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
                start_new_session=True, limit=1 << 18)
            typing = asyncio.create_task(copy_in(process, child.stdin))
            await asyncio.gather(copy_out(child.stdout, process.stdout),
                                 copy_out(child.stderr, process.stderr))
            code = await child.wait()
            typing.cancel()
    except (OSError, ConnectionError, asyncssh.Error) as e:
        LOG.info('%s: %s: %r', server.record['uuid'], command, e)
        code = 255
    if code < 0:
        process.exit_with_signal(signal.Signals(-code).name[3:])
    else:
        process.exit(code)


async def copy_out(source, target):
    try:
        while data := await source.read(1 << 16):
            target.write(data)
            await target.drain()
    except OSError:         # EIO: the last user of the terminal is gone; or the client is
        pass


async def copy_in(process, target, terminal=None):
    while True:
        try:
            data = await process.stdin.read(1 << 16)
            if not data:
                break
            target.write(data)
            if terminal is None:
                await target.drain()
        except asyncssh.TerminalSizeChanged:
            set_size(terminal, process)
        except (asyncssh.BreakReceived, asyncssh.SignalReceived):
            pass
        except OSError:     # nobody reads any more
            break
    if terminal is None:
        target.close()


async def with_terminal(server, process, env, terminal, arguments):
    loop = asyncio.get_running_loop()
    master, slave = os.openpty()
    set_size(master, process)
    env['TERM'] = terminal.decode() if isinstance(terminal, bytes) else terminal
    child = await asyncio.create_subprocess_exec(
        'setsid', '--ctty', '--wait', *arguments, cwd=server.home, env=env,
        stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    reader = asyncio.StreamReader(limit=1 << 18)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader),
                                 os.fdopen(master, 'rb', 0))
    writer, _ = await loop.connect_write_pipe(asyncio.Protocol, os.fdopen(os.dup(master), 'wb', 0))

    typing = asyncio.create_task(copy_in(process, writer, master))
    try:
        await copy_out(reader, process.stdout)
        return await child.wait()
    finally:
        typing.cancel()
        writer.close()


# -- the service -----------------------------------------------------------------------------

class Service(asyncio.DatagramProtocol):
    def __init__(self, root):
        self.root = root
        self.servers = {}           # uuid: Server
        self.floating = {}          # address: port

    def datagram_received(self, data, _):
        kind, _, name = data.decode().partition(' ')
        try:
            self.look_at_server(name) if kind == 'server' else self.look_at_floating(name)
        except Exception:
            LOG.exception('%s', data)

    def look_at_all(self):
        for name in os.listdir(f'{self.root}/floating'):
            if name.endswith('.json'):
                self.look_at_floating(name[:-5])
        names = {n[:-5] for n in os.listdir(f'{self.root}/servers') if n.endswith('.json')}
        for uuid in names | set(self.servers):
            self.look_at_server(uuid)
        kept = {s.record['generation'] for s in self.servers.values()}
        for generation in os.listdir(f'{self.root}/guests'):
            if generation not in kept:
                shutil.rmtree(f'{self.root}/guests/{generation}', ignore_errors=True)

    def look_at_floating(self, address):
        entry = guests.read(f'{self.root}/floating/{address}.json')
        before = self.floating.pop(address, None)
        if entry:
            self.floating[address] = entry['port']
        for server in list(self.servers.values()):
            if server.record['ports'].keys() & {before, self.floating.get(address)}:
                self.listen(server)

    def look_at_server(self, uuid):
        record = guests.read(f'{self.root}/servers/{uuid}.json')
        server = self.servers.get(uuid)
        if server and (not record or record['generation'] != server.record['generation']):
            server.off()
            end_processes(self.root, uuid)
            shutil.rmtree(server.disk, ignore_errors=True)
            del self.servers[uuid]
            server = None
        if not record:
            return
        if server is None:
            server = self.servers[uuid] = Server(self.root, record)
            if record['state'] != 'off':
                server.start(self.listen)
        else:
            before, server.record = server.record, record
            if record['state'] == 'off' and before['state'] != 'off' or \
                    record['boot'] != before['boot']:
                server.off()
                end_processes(self.root, uuid)
            elif record['state'] != before['state']:
                for address in list(server.listeners):      # paused or not: other listeners
                    server.close(address)
            if record['boot'] != before['boot']:
                server.start(self.listen)
        self.listen(server)

    def listen(self, server):
        """Opens and closes listeners until they are as they should be."""
        wanted = server.addresses(self.floating)
        if server.mode == 'never':
            wanted = set()
        for address in set(server.listeners) - wanted:
            server.close(address)
        for other in self.servers.values():     # an address that moved from another server
            if other is not server:
                for address in wanted & set(other.listeners):
                    other.close(address)
        for address in wanted - set(server.listeners):
            task = asyncio.get_running_loop().create_task(server.listen(address))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    tasks = set()

    async def health(self, reader, writer):
        """GET / on the service's own port: what listens where."""
        await reader.readline()
        text = json.dumps({s.name: dict(
            uuid=u, state=s.record['state'], ready=s.ready, connections=len(s.connections),
            listens=sorted(s.listeners)) for u, s in self.servers.items()}, indent=1)
        writer.write(f'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{text}\n'.encode())
        await writer.drain()
        writer.close()


def end_processes(root, uuid=None):
    """Ends what runs on the server (all servers), wherever it hid: they inherit TESTCLOUDS_SERVER."""
    marks = [f'TESTCLOUDS_ROOT={root}'.encode()] + ([f'TESTCLOUDS_SERVER={uuid}'.encode()] if uuid else [])
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{pid}/environ', 'rb') as f:
                environ = f.read().split(b'\0')
            if all(mark in environ for mark in marks) and int(pid) != os.getpid():
                os.kill(int(pid), signal.SIGKILL)
        except OSError:
            pass


async def serve(root, port):
    loop = asyncio.get_running_loop()
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    sock.bind(guests.channel(root))
    sock.setblocking(False)
    service = Service(root)
    await loop.create_datagram_endpoint(lambda: service, sock=sock)
    service.look_at_all()
    done = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, done.set)
    await asyncio.start_server(service.health, '127.0.0.1', port)
    await done.wait()
    for server in service.servers.values():
        server.off()
    end_processes(root)


def main(root, port):
    logging.basicConfig(level=logging.WARNING, format='%(asctime)s %(name)s %(message)s')
    asyncio.run(serve(root, port))
    os._exit(0)
