# SPDX-License-Identifier: GPL-3.0-or-later
"""Sphinx's configuration for `make docs`. No network is asked."""

import re
from pathlib import Path

from docutils import nodes

project = "multicloud.openstack"
extensions = ["sphinx_antsibull_ext", "myst_parser"]
root_doc = "index"
html_theme = "furo"
html_title = "multicloud.\u200bopenstack"       # a name this long may break at its dot
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
default_role = "any"
highlight_language = "YAML+Jinja"
myst_heading_anchors = 3

LINK = re.compile(r"\[([^\]]+)\]\((?![a-z]+://|#)([^)#\s]+)(?:#[^)]*)?\)")
# what antsibull-docs refers to in the documentation of Ansible and of other collections
ANSIBLE = "https://docs.ansible.com/ansible/latest"
CONFIG = "reference_appendices/config"
LABELS = {"action_plugins": "plugins/action", "ansible_configuration_settings": CONFIG,
          "common_return_values": "reference_appendices/common_return_values"}
# what antsibull-docs writes and the theme has no use for: lists of contents, which it shows as
# errors, and long names in the navigation
CONTENTS = re.compile(r"^\.\. contents::\n(?: +\S.*\n)+", re.M)
INSTALL = re.compile(r"(?<=    To install it, )use: .*\n")
OURS = re.compile(r"^multicloud\.openstack\.(?=\w+ \w+ -- )", re.M)
THEIRS = re.compile(r"ansible_collections\.(?!multicloud\.)(\w+)\.(\w+)\.(\w+)")


def as_furo_has_it(_app, page, text):
    """Pages of antsibull-docs: short titles, no list of contents, one way to install."""
    if page.startswith("reference/"):
        text[0] = INSTALL.sub("see the :doc:`overview </README>`.\n", OURS.sub(
            "", CONTENTS.sub("", text[0])).replace(
                "Multicloud.Openstack\n", "Modules, plugins and roles\n======", 1))


def only_pages(app, page, text):
    """Links of a guide to what is no page, but a file or folder of the tree, become texts."""
    if not page.startswith("reference/"):
        folder = (Path(app.srcdir) / page).parent
        text[0] = LINK.sub(lambda found: found[0] if (folder / found[2]).is_file() else found[1],
                           text[0])


def theirs(_app, _env, node, content):
    """A link to what others document; their lists of labels are not fetched."""
    label = node["reftarget"]
    page = f"{LABELS[label]}.html" if label in LABELS else None
    if found := THEIRS.fullmatch(label):
        page = "collections/{}/{}/{}.html".format(*found.groups())
    elif label.startswith("ANSIBLE_"):
        page = f"{CONFIG}.html#envvar-{label}"
    return page and nodes.reference("", "", content, refuri=f"{ANSIBLE}/{page}")


def setup(app):
    """As Sphinx calls it."""
    app.connect("missing-reference", theirs)
    app.connect("source-read", as_furo_has_it)
    app.connect("source-read", only_pages)
