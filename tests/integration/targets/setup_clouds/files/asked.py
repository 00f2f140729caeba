# SPDX-License-Identifier: GPL-3.0-or-later
"""What the clouds were asked since `clouds requests --reset`, as JSON: {CLOUD/REGION or 'all':
{requests, logins, writes, consoles}}, the services of a region added up.
"""
from __future__ import annotations

import json
import subprocess
from collections import Counter


def main():
    text = subprocess.run(["clouds", "requests", "--json"], check=True,
                          stdout=subprocess.PIPE).stdout
    regions = {where: dict(sum((Counter(columns) for columns in services.values()), Counter()))
               for where, services in json.loads(text).items()}
    nothing = dict.fromkeys(("requests", "logins", "writes", "consoles"), 0)
    regions["all"] = dict(sum(map(Counter, regions.values()), Counter()))
    print(json.dumps({where: {**nothing, **columns} for where, columns in regions.items()}))


if __name__ == "__main__":
    main()
