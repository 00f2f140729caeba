# SPDX-License-Identifier: GPL-3.0-or-later
"""What qemu is told, and what it says.  Pure."""
from __future__ import annotations

import ipaddress
import json
import re
from typing import Any

MEMORY = 512                # MiB, whatever the flavor says: the template's
SMALLEST = 2                # GiB of the disk
DRIVE = 1 << 20             # bytes of the config drive: the template's
APART = ipaddress.ip_address('127.0.0.0')
INSIDE = ipaddress.ip_address('10.0.0.0')
KERNEL = 'root=/dev/vda rw console=ttyS0 mitigations=off audit=0 net.ifnames=0 guest.hold'


def inner(address: str) -> str:
    """A kernel takes 127.0.0.0/8 for itself: what is 127.a.b.c here is 10.a.b.c in the guest."""
    ip = ipaddress.ip_address(address)
    if ip.version == 4 and ip.is_loopback:
        return str(INSIDE + (int(ip) - int(APART)))
    return address


def inner_text(text: str) -> str:
    """The same for all addresses in a text."""
    return re.sub(r'\b127(?=\.\d+\.\d+\.\d+)', '10', text)


def network_data(text: str | bytes) -> str:
    """nova's network_data.json for a guest that has the first of its cards alone."""
    data = json.loads(text)
    links = data['links'][:1]
    networks = [network for network in data['networks']
                if network['link'] in [link['id'] for link in links]]
    return inner_text(json.dumps(dict(data, links=links, networks=networks)))


def nic(mac: str, address: str, cidr: str, gateway: str | None) -> dict[str, str]:
    """The network card of a record; addresses as the guest sees them."""
    network = ipaddress.ip_network(inner_text(cidr))
    return dict(mac=mac, address=inner(address), network=str(network), dns=str(network[-2]),
                gateway=inner(gateway) if gateway else str(network[1]))


def netdev(card: dict[str, str]) -> str:
    """restrict: the guest reaches nobody.  Who wants its port 22 is forwarded to it from a port
    that qemu chooses.
    """
    return (f"user,id=net0,restrict=on,net={card['network']},host={card['gateway']},"
            f"dns={card['dns']},dhcpstart={card['address']},"
            f"hostfwd=tcp:127.0.0.1:0-{card['address']}:22")


def command(folder: str, card: dict[str, str], monitor: int, hold: int,
            incoming: int | None = None) -> list[str]:
    """folder: the template's.  Names without a folder are in the server's.  monitor, hold: sockets,
    to the monitor and to what holds the boot; incoming: the template's memory.
    """
    return [
        'nice', '-n', '5', 'qemu-system-x86_64',
        '-machine', 'pc', '-accel', 'tcg,thread=multi,tb-size=128', '-cpu', 'qemu64', '-smp', '1',
        '-m', str(MEMORY), '-nodefaults', '-no-user-config', '-display', 'none',
        '-smbios', 'type=1,manufacturer=OpenStack Foundation,product=OpenStack Nova',
        '-sandbox', 'on,obsolete=deny,elevateprivileges=deny,spawn=deny',
        '-kernel', f'{folder}/vmlinuz', '-initrd', f'{folder}/initrd', '-append', KERNEL,
        *disk('root', 'qcow2', 'root.qcow2', 'discard=unmap,file.cache.no-flush=on'),
        *disk('config', 'raw', 'config.iso', 'read-only=on'),
        '-netdev', netdev(card), '-device', f"virtio-net-pci,netdev=net0,mac={card['mac']}",
        '-device', 'virtio-rng-pci',
        '-chardev', 'file,id=console,path=console.log,append=on', '-serial', 'chardev:console',
        '-chardev', f'socket,id=hold,fd={hold}', '-serial', 'chardev:hold',
        '-chardev', f'socket,id=monitor,fd={monitor}', '-mon', 'chardev=monitor,mode=control',
        *([] if incoming is None else ['-incoming', f'fd:{incoming}'])]


def disk(name: str, form: str, path: str, more: str) -> list[str]:
    return ['-blockdev', f'{form},node-name={name},file.driver=file,file.filename={path},{more}',
            '-device', f'virtio-blk-pci,drive={name},id=disk-{name}']


def forwarded(usernet: str) -> int:
    """The port that qemu chose, of what its monitor says of the network."""
    found = re.search(r'HOST_FORWARD\]\s+\d+\s+127\.0\.0\.1\s+(\d+)', usernet)
    if not found:
        raise ValueError(f'qemu forwards no port: {usernet!r}')
    return int(found[1])


def volume(key: str) -> dict[str, Any]:
    """How a volume is called by qemu; the guest finds it as libvirt's do, by its serial number:
    /dev/disk/by-id/virtio-<the first 20 characters of its id>.
    """
    return dict(node=f'node-{key[:20]}', device=f'disk-{key[:20]}', serial=key[:20])
