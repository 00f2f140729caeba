# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house, as functions that answer with sentences about what breaks them.

They read files and import none. test_house.py holds the tree against them.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
PLUGINS = "ansible_collections.multicloud.openstack.plugins"
GROUP = "multicloud.openstack.openstack"

# From the ground up; what stands on one floor does not import each other. Above them are
# plugin_utils, for what runs with Ansible itself, and then modules, inventory, lookup, action: the
# faces of the house.
FLOORS = (("_cloud",), ("_portable",), ("_resource",), ("_fleet", "_zone"),
          ("_doctor", "_follow", "_images", "_leaks", "_ready", "_waste", "_watch"))
FACES = len(FLOORS) + 1

# These know their arguments and each other, nothing else of the world.  Where it is not said, they
# are in module_utils; a folder stands for all of its files.
PURE = (
    "_cloud/answer.py",
    "_cloud/capabilities.py",
    "_cloud/errors.py",
    "_cloud/escape.py",
    "_cloud/given.py",
    "_cloud/lint/entry.py",
    "_cloud/lint/finding.py",
    "_cloud/lint/rules.py",
    "_cloud/lint/vocabulary.py",
    "_cloud/login.py",
    "_cloud/quoted.py",
    "_cloud/redact.py",
    "_cloud/retry.py",
    "_cloud/sentences.py",
    "_cloud/target.py",
    "_doctor/diagnose.py",
    "_fleet/apply/journey.py",
    "_fleet/apply/phase.py",
    "_fleet/apply/progress.py",
    "_fleet/capacity.py",
    "_fleet/diff.py",
    "_fleet/drift/asked.py",
    "_fleet/drift/case.py",
    "_fleet/drift/drift.py",
    "_fleet/drift/nics.py",
    "_fleet/drift/rows.py",
    "_fleet/drift/volumes.py",
    "_fleet/kinds/owned.py",
    "_fleet/ledger.py",
    "_fleet/observe/backups.py",
    "_fleet/observe/bastions.py",
    "_fleet/observe/choice.py",
    "_fleet/observe/quota.py",
    "_fleet/observe/status.py",
    "_fleet/observe/volumes.py",
    "_fleet/plan/",
    "_fleet/preference.py",
    "_fleet/report.py",
    "_fleet/room.py",
    "_fleet/spec/",
    "_fleet/spent.py",
    "_follow/claims.py",
    "_follow/endpoint.py",
    "_follow/members.py",
    "_follow/records.py",
    "_follow/report.py",
    "_images/checked.py",
    "_images/checksums.py",
    "_images/disk.py",
    "_images/plan.py",
    "_images/report.py",
    "_images/version.py",
    "_leaks/verdict.py",
    "_portable/address.py",
    "_portable/choose.py",
    "_portable/expiry.py",
    "_portable/flavor.py",
    "_portable/image.py",
    "_portable/limits.py",
    "_portable/mark.py",
    "_portable/network.py",
    "_portable/nic.py",
    "_portable/parse.py",
    "_portable/requirement.py",
    "_portable/resolved.py",
    "_portable/template.py",
    "_ready/outcome.py",
    "_ready/ssh_output.py",
    "_resource/compare.py",
    "_resource/foreseen.py",
    "_resource/related.py",
    "_resource/server/body.py",
    "_resource/server/digest.py",
    "_resource/server/model.py",
    "_resource/server/options.py",
    "_resource/server/user_data.py",
    "_resource/spec.py",
    "_resource/volume.py",
    "_waste/unused.py",
    "_watch/conditions.py",
    "_watch/drifted.py",
    "_watch/settings.py",
    "_watch/watch.py",
    "_zone/document.py",
    "_zone/removal.py",
    "_zone/report.py",
    "plugin_utils/asked.py",
    "plugin_utils/capable.py",
    "plugin_utils/hosts.py",
    "plugin_utils/logins.py",
    "plugin_utils/names.py",
    "plugin_utils/query.py",
    "plugin_utils/report.py",
    "plugin_utils/report_cost.py",
    "plugin_utils/report_history.py",
    "plugin_utils/report_images.py",
    "plugin_utils/report_metrics.py",
    "plugin_utils/report_run.py",
    "plugin_utils/report_view.py",
    "plugin_utils/scaling.py",
)
WORLD = {
    "ansible", "asyncio", "concurrent", "http", "io", "keystoneauth1", "multiprocessing",
    "openstack", "os", "pathlib", "random", "requests", "shutil", "socket", "ssl", "subprocess",
    "sys", "tempfile", "threading", "time",
}
HARMLESS = {"sys.intern"}
DOORS = {"open", "print", "input", "__import__"}

FUNCTION_LINES = 25
UTILITY_LINES = 250
MODULE_LINES = 60
TEST_LINES = 400
DOCUMENTATION = {"DOCUMENTATION", "EXAMPLES", "RETURN"}

UNCHECKED_HOST_KEYS = re.compile(
    r"host_key_checking['\"]?\]?\s*[:=]\s*['\"]?(false|no|off|0)\b"
    r"|StrictHostKeyChecking['\"]?[\s:=,]+['\"]?(no|off|accept-new)\b"
    r"|UserKnownHostsFile['\"]?[\s:=,]+['\"]?/dev/null"
    r"|known_hosts\s*=\s*None\b|AutoAdd[P]olicy|host_key_auto_[a]dd",
    re.IGNORECASE,
)

HOST_KEYS_ON = {
    "aliases": "env/set/ANSIBLE_HOST_KEY_CHECKING/true",
    "molecule.yml": "host_key_checking: true",
}


def files(*patterns: str) -> list[str]:
    """The tree's files, as git would commit them."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in set(names.splitlines()) if (ROOT / name).is_file())


def read(name: str) -> str:
    """The text of one file."""
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


# Imports


def imports(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of whatever the file imports, in functions too."""
    here = f"{PLUGINS}.{'.'.join(Path(name).parts[1:-1])}".split(".")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) + 1 - node.level] if node.level else []
            path = ".".join([*base, *filter(None, [node.module])])
            yield from ((node.lineno, f"{path}.{alias.name}") for alias in node.names)


def pure_files() -> list[str]:
    """The files of PURE."""
    entries = [f"plugins/{'' if entry.startswith('plugin_utils/') else 'module_utils/'}{entry}"
               for entry in PURE]
    return [name for entry in entries
            for name in (files(f"{entry}**.py") if entry.endswith("/") else [entry])]


def module_pattern(entry: str) -> str:
    """An entry of PURE as mypy's settings name it."""
    return f"*.{entry.removesuffix('.py').replace('/', '.')}{'*' if entry.endswith('/') else ''}"


def inside(dotted: str) -> str | None:
    """The part of an import's name below plugins/, None if it is another's."""
    return dotted.removeprefix(PLUGINS + ".") if dotted.startswith(PLUGINS + ".") else None


def storey(parts: list[str]) -> int | None:
    """How high something in plugins/ stands, the faces highest; None if on no floor."""
    if parts[0] != "module_utils":
        return len(FLOORS) if parts[0] == "plugin_utils" else FACES
    return next((height for height, floor in enumerate(FLOORS) if {*parts[1:2]} & {*floor}), None)


def floors(name: str, text: str) -> list[str]:
    """An import only goes down, nobody imports a face, nor what stands beside it on its floor."""
    own = name.removesuffix(".py").split("/")[1:]
    if storey(own) is None:
        known = ", ".join(package for floor in FLOORS for package in floor)
        return [f"{name}:1: is on no floor; the floors of module_utils are {known}"]
    complaints = []
    for line, dotted in imports(name, text):
        parts = inside(dotted).split(".") if inside(dotted) else []
        other = storey(parts) if parts else -1
        if other is None or other > storey(own) or other == FACES:
            complaints.append(f"{name}:{line}: imports {dotted}; an import only goes down")
        elif other == storey(own) and parts[:2] != own[:2] and parts[0] == "module_utils":
            complaints.append(f"{name}:{line}: imports {dotted}, which stands beside it")
    return complaints


def circles(texts: dict[str, str]) -> list[str]:
    """Folders that stand side by side do not import each other in a circle.

    texts: those of all files, by their names.
    """
    folders = {Path(name).parts[1:-1] for name in texts}
    arrows: dict[str, set[str]] = {}
    for name, text in texts.items():
        own = Path(name).parts[1:-1]
        for parts in (tuple(inside(dotted).split(".")) for _line, dotted in imports(name, text)
                      if inside(dotted)):
            other = next((parts[:end] for end in range(len(parts), 0, -1)
                          if parts[:end] in folders), ())
            fork = next((at for at, pair in enumerate(zip(own, other, strict=False))
                         if pair[0] != pair[1]), None)
            if fork is not None:
                arrows.setdefault("/".join(own[:fork + 1]), set()).add("/".join(other[:fork + 1]))
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return [f"plugins: these packages import each other: {', '.join(error.args[1])}"]
    return []


def is_pure(dotted: str) -> bool:
    """Whether an import stays within the pure files; it names a file or something in it."""
    path = inside(dotted)
    if path is None:
        return dotted.split(".")[0] not in WORLD or dotted in HARMLESS
    file = path.removeprefix("module_utils.").replace(".", "/")
    if f"{file}.py" in PURE or f"{file.rpartition('/')[0]}.py" in PURE:
        return True
    return any(entry.endswith("/") and file.startswith(entry) for entry in PURE)


def annotating_lines(text: str) -> set[int]:
    """The lines of imports that only a type checker ever carries out."""
    return {line for node in ast.walk(ast.parse(text)) if isinstance(node, ast.If)
            and getattr(node.test, "id", None) == "TYPE_CHECKING"
            for child in node.body for line in range(child.lineno, child.end_lineno + 1)}


def purity(name: str, text: str) -> list[str]:
    """A pure file imports nothing of the world, and opens no door to it; it may name its types."""
    annotating = annotating_lines(text)
    complaints = [
        f"{name}:{line}: is a pure file and imports {dotted}, which is not pure"
        for line, dotted in imports(name, text)
        if line not in annotating and not is_pure(dotted)
    ]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in DOORS:
            complaints.append(f"{name}:{node.lineno}: is a pure file and calls {node.func.id}()")
    return complaints


# Sizes


def code_lines(text: str) -> set[int]:
    """The lines which bear code: no comment, no blank, no documentation."""
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
              tokenize.ENDMARKER}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in silent:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if is_documentation(node):
            lines.difference_update(range(node.lineno, node.end_lineno + 1))
    return lines


def import_lines(text: str) -> int:
    """How many lines of a file only say where its names come from."""
    return sum(node.end_lineno - node.lineno + 1 for node in ast.parse(text).body
               if isinstance(node, ast.Import | ast.ImportFrom))


def is_documentation(node: ast.AST) -> bool:
    """A string that stands alone, or one of Ansible's documentation variables."""
    if isinstance(node, ast.Assign):
        return getattr(node.targets[0], "id", None) in DOCUMENTATION
    return isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", None), str)


def sizes(name: str, text: str) -> list[str]:
    """Functions, utilities and modules are short."""
    code, complaints = code_lines(text), []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            count = len(code.intersection(range(node.lineno, node.end_lineno + 1)))
            if count > FUNCTION_LINES:
                complaints.append(f"{name}:{node.lineno}: {node.name}() has {count} lines of code; "
                                  f"{FUNCTION_LINES} are allowed")
    total = len(text.splitlines()) - import_lines(text)
    if name.startswith("plugins/module_utils/") and total > UTILITY_LINES:
        complaints.append(f"{name}:1: has {total} lines beside its imports; "
                          f"{UTILITY_LINES} are allowed")
    if name.startswith("plugins/modules/") and len(code) > MODULE_LINES:
        complaints.append(f"{name}:1: has {len(code)} lines of code beside its documentation; "
                          f"{MODULE_LINES} are allowed")
    return complaints


# Tests


def mirrored(names: list[str]) -> list[str]:
    """A utility has its tests at the mirrored place."""
    complaints = []
    for name in names:
        path = Path(name)
        test = f"tests/unit/{path.parent}/test_{path.stem}"
        if (path.parts[1:2] in (("module_utils",), ("plugin_utils",)) and path.suffix == ".py"
                and path.name != "__init__.py"
                and not any(one.startswith((f"{test}.py", f"{test}/")) for one in names)):
            complaints.append(f"{name}:1: has no {test}.py")
    return complaints


def short(name: str, text: str) -> list[str]:
    """A file of tests is short."""
    count = len(text.splitlines())
    return [f"{name}:1: has {count} lines; {TEST_LINES} are allowed"] if count > TEST_LINES else []


# Documentation


def constant(text: str, *names: str) -> str:
    """The string that is assigned to a name in a Python file, in a class too."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) in names:
            return ast.literal_eval(node.value)
    return ""


def fragments(documentation: dict) -> Iterator[dict]:
    """Those of our own fragments that a plugin's documentation includes."""
    names = documentation.get("extends_documentation_fragment", [])
    for name in [names] if isinstance(names, str) else names:
        if name.startswith("multicloud.openstack."):
            file, _dot, part = name.split(".", 2)[2].partition(".")
            module = import_module(f"{PLUGINS}.doc_fragments.{file}")
            source = getattr(module.ModuleDocFragment, (part or "DOCUMENTATION").upper())
            yield yaml.safe_load(source) or {}


def attributes(text: str) -> dict[str, dict]:
    """The attributes in a module's documentation, those of our own fragments included."""
    documentation = yaml.safe_load(constant(text, "DOCUMENTATION")) or {}
    merged: dict[str, dict] = {}
    for source in [*fragments(documentation), documentation]:
        for key, value in source.get("attributes", {}).items():
            merged.setdefault(key, {}).update(value)
    return merged


# modules that only read, and have the names that they have in openstack.cloud
THEIRS = {"auth", "config"}


def documented(name: str, text: str, group: list[str]) -> list[str]:
    """A module is in the action group, and says how it does in check and diff mode."""
    found, complaints = attributes(text), []
    if Path(name).stem not in group:
        complaints.append(f"{name}:1: is missing in meta/runtime.yml, action group openstack")
    if GROUP not in found.get("action_group", {}).get("membership", []):
        complaints.append(f"{name}:1: its attributes do not say action_group, member of {GROUP}")
    if ("attributes.info" in text and not Path(name).stem.endswith("_info")
            and Path(name).stem not in THEIRS):
        complaints.append(f"{name}:1: only reads, so its name ends with _info")
    for attribute in ("check_mode", "diff_mode"):
        if "support" not in found.get(attribute, {}):
            complaints.append(f"{name}:1: its attributes do not say {attribute}, support")
    return complaints


def introduced(name: str, text: str) -> list[str]:
    """A package says what lives in it."""
    return [] if ast.get_docstring(ast.parse(text)) else [f"{name}:1: has no docstring"]


# Files


def furnished(names: list[str]) -> list[str]:
    """A role has its description, its argument specs, its defaults and its README."""
    roles = sorted({name.split("/")[1] for name in names if name.startswith("roles/")})
    return [
        f"roles/{role}: has no {file}"
        for role in roles
        for file in ("README.md", "defaults/main.yml", "meta/argument_specs.yml", "meta/main.yml")
        if f"roles/{role}/{file}" not in names
    ]


def host_keys(name: str, text: str) -> list[str]:
    """Host keys are checked, everywhere."""
    return [
        f"{name}:{number}: does not check host keys: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if UNCHECKED_HOST_KEYS.search(line)
    ]


def turned_on(name: str, text: str) -> list[str]:
    """ansible-test and molecule do not check host keys unless they are told to."""
    setting = HOST_KEYS_ON[Path(name).name]
    return [] if setting in text else [f"{name}:1: does not say {setting}"]


def passed_on(name: str, text: str) -> list[str]:
    """A target finds none of the test clouds' variables: ansible-test passes on only PATH."""
    return [
        f"{name}:{number}: ansible-test does not pass on this variable: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if "TESTCLOUDS_" in line
    ]


def overruled(name: str, text: str) -> list[str]:
    """Whether a task has failed is what its failed_when says: nobody can ask again later."""
    tasks = [task for task in _tasks(yaml.safe_load(text)) if "failed_when" in task]
    return [
        f"{name}:{number}: {task['register']} is never failed, by its failed_when: {line.strip()}"
        for task in tasks if "register" in task
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(rf"\b{task['register']} is (not )?fail", line) and "failed_when:" not in line
    ]


def _tasks(found: object) -> Iterator[dict]:
    """Those of a file, and those within others."""
    for task in found if isinstance(found, list) else ():
        yield task
        for part in ("tasks", "pre_tasks", "post_tasks", "block", "rescue", "always"):
            yield from _tasks(task.get(part))
