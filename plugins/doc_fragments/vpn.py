# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What IKE and IPsec policies have in common."""
from __future__ import annotations


class ModuleDocFragment:
    """Their options."""

    DOCUMENTATION = r"""
options:
  auth_algorithm:
    description: Algorithm that authenticates, for example V(sha256). Neutron's default for a new
      policy is the weak V(sha1), so set it.
    type: str
  description:
    description: Description of the policy.
    type: str
  encryption_algorithm:
    description: Algorithm that encrypts, for example V(aes-256). Neutron's default for a new policy
      is V(aes-128).
    type: str
  lifetime:
    description: Lifetime of security associations. What you omit stays as it is.
    type: dict
    suboptions:
      units:
        description: Unit, of which Neutron has V(seconds).
        type: str
      value:
        description: Number of them.
        type: int
  pfs:
    description: Group for perfect forward secrecy, for example V(group14). Neutron's default for a
      new policy is V(group5).
    type: str
  project:
    description: Name or id of the project. Cannot be changed.
    type: str
"""
