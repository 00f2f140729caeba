# SPDX-License-Identifier: GPL-3.0-or-later
"""What users read is in the words of docs/style.md."""

from __future__ import annotations

import re

import house
import pytest

READ = (r"(?:roles|playbooks|zuul\.d|changelogs/fragments)/.*\.(?:yml|md)|[A-Z]+\.md"
        r"|docs/(?!style\.md).*\.md|plugins/(?!module_utils|plugin_utils).*\.py")
PAGES = [name for name in house.files() if re.fullmatch(READ, name) and name != "CHANGELOG.md"]
DOCUMENTED = ("DOCUMENTATION", "EXAMPLES", "RETURN")

# a pattern, and what to write instead
FOREIGN = {
    r"\bwish(?:es|ed)?\b": "definition, desired",
    r"\b(?:was|is|are) said\b": "name who reports it",
    r"\bmade anew\b": "recreated",
    r"\bleft behind\b": "orphaned",
    r"\bside by side\b": "in parallel",
    r"\b(?:is|are) silent\b": "does not respond",
    r"\blook(?:s|ed)? at (?:the|all|every) (?:clouds?|targets?|fleets?)\b": "query",
    r"\b(?:not|be|were|was|are|is) looked at\b": "query, check, ignore",
    r"\bdoubles\b": "duplicates",
    r"\bto mend\b|\bmends\b": "fix",
    r"\bas asked for\b": "up to date, or has drifted",
    r"\bnobody's\b": "say what it does not belong to",
    r"\bwhat went wrong\b|\bwhatever went wrong\b": "the error, the reason",
    r"\bmakes sure that\b": "begin with a verb: creates, updates, deletes",
    r"\bcosts its own servers\b": "affects only its own servers",
    r"\b(?:has|have) to\b": "must",
    r"\b(?:what|that|which) (?:is|are) there\b": "existing, exists",
    r"\btak(?:e|es|en|ing) (?:(?:it|them|one) )?(?:away|off)\b": "remove, detach",
    r"\b(?-i:beside)\b": "next to, in addition to",
    r"\bleaves? (?:it|them|\S+) out\b": "skip, omit",
    r"\bmade (?:of|from)\b": "created from",
}
SHORT = re.compile(r"^ *short_description: .*( of an OpenStack cloud|\bwhat\b.*\bleft\b)", re.M)


def complaints(name, text):
    """Each foreign word, with its place; a phrase may be broken into two lines."""
    for pattern, instead in FOREIGN.items():
        for found in re.finditer(pattern.replace(" ", r"\s+"), text, re.I):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{name}:{line}: {' '.join(found[0].split())!r}: {instead}"
    for found in SHORT.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield f"{name}:{line}: {found[0].strip()!r}: say what it manages"


def read(name):
    """Of a plugin its documentation alone, on the lines where it stands."""
    text = house.read(name)
    if not name.endswith(".py"):
        return text
    parts = re.split(r'^( *[A-Z_]+) = r?"""', text, flags=re.M)
    shown = [re.sub(r"[^\n]", "", parts[0])]
    for variable, rest in zip(parts[1::2], parts[2::2], strict=True):
        body, _end, code = rest.partition('"""')
        documents = variable.strip() in DOCUMENTED or "doc_fragments/" in name
        shown += [body if documents else re.sub(r"[^\n]", "", body), re.sub(r"[^\n]", "", code)]
    return "".join(shown)


@pytest.mark.parametrize("name", PAGES)
def test_words(name):
    found = list(complaints(name, read(name)))
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize(("text", "found"), [
    ("It is as the\nwish says.", ["a:2: 'wish': definition, desired"]),
    ("What was left\n  behind", ["a:1: 'left behind': orphaned"]),
    ("short_description: List ports of an OpenStack cloud", [
        "a:1: 'short_description: List ports of an OpenStack cloud': say what it manages"]),
    ("It lists orphaned resources, in parallel.", [])])
def test_foreign_words_are_found(text, found):
    assert list(complaints("a", text)) == found
