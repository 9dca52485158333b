"""Bundles: a page's ES modules as one script and its style sheets as one sheet, put together when the process starts.

On a slow line fifty small files cost fifty waits; the sources stay modules that a browser could load as they are.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"([^"]+)";\n', re.MULTILINE)
_REEXPORT = re.compile(r'^export \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const)\b\s*(\w+))", re.MULTILINE)
_LATER = re.compile(r'\bimport\("([^"]+)"\)')
_NOT_UNDERSTOOD = re.compile(r"^(?:import\b(?!\()|export\b)", re.MULTILINE)
# Whole lines only: nothing inside a string or an expression is ever taken for a comment.
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/[ \t]*)\n", re.MULTILINE)
_STYLE_COMMENT = re.compile(r"/\*[\s\S]*?\*/")


class CannotBundle(Exception):
    """A module is written in a way the bundler does not know."""


@dataclass(frozen=True)
class Bundle:
    """Files by name, each name with a mark of all contents; `script` and `style` are the names a page asks for."""

    files: dict[str, bytes]
    script: str
    style: str


@dataclass(frozen=True)
class Module:
    """One source file: its body without imports and exports, what it takes from whom, and what it gives."""

    body: str
    takes: tuple[tuple[str, str], ...]  # (names, module)
    gives: tuple[str, ...]  # members of the object others take from
    later: tuple[str, ...]


@cache
def bundle(assets: Path, entry: str, styles: tuple[str, ...]) -> Bundle:
    """The bundle of the page whose first module is `entry`, a path below `assets`. Raises CannotBundle."""
    modules = _read_all(assets, entry)
    first = _in_order(modules, entry, set())
    scripts = {"page": _script(modules, first, entry)}
    for later in dict.fromkeys(name for module in modules.values() for name in module.later):
        rest = _in_order(modules, later, set(first))
        scripts[_stem(later)] = f'import {{ modules }} from "./{{page}}.js";\n{_script(modules, rest)}'
    sheet = "\n".join(_STYLE_COMMENT.sub("", (assets / path).read_text(encoding="utf-8")) for path in styles)
    mark = hashlib.sha256("".join((*scripts.values(), sheet)).encode()).hexdigest()[:12]
    named = {name: f"{name}-{mark}" for name in scripts}
    files = {f"{named[name]}.js": _addressed(text, named).encode() for name, text in scripts.items()}
    files[f"page-{mark}.css"] = sheet.encode()
    return Bundle(files, f"page-{mark}.js", f"page-{mark}.css")


def _read_all(assets: Path, entry: str) -> dict[str, Module]:
    """Every module that `entry` reaches, now or later."""
    modules: dict[str, Module] = {}
    waiting = [entry]
    while waiting:
        path = waiting.pop()
        if path not in modules:
            modules[path] = module = _module(path, (assets / path).read_text(encoding="utf-8"))
            waiting += [*(name for _, name in module.takes), *module.later]
    return modules


def _module(path: str, text: str) -> Module:
    def there(target: str) -> str:
        return _resolved(path, target)

    takes = [(names, there(target)) for names, target in _IMPORT.findall(text)]
    gives = list(_EXPORT.findall(text))
    for names, target in _REEXPORT.findall(text):
        takes.append(("", there(target)))
        gives += [f'{name.strip()}: modules["{there(target)}"].{name.strip()}' for name in names.split(",")]
    later = tuple(there(target) for target in _LATER.findall(text))
    body = _EXPORT.sub("", _REEXPORT.sub("", _IMPORT.sub("", _COMMENT.sub("", text))))
    if found := _NOT_UNDERSTOOD.search(body):
        raise CannotBundle(f"{path}: {body[found.start() :].splitlines()[0]}")
    body = _LATER.sub(lambda found: _fetched(there(found[1])), body)
    body = body.replace("import.meta.url", f'(location.origin + "/assets/{path}")')
    return Module(body, tuple(takes), tuple(gives), later)


def _resolved(path: str, target: str) -> str:
    parts = path.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _fetched(path: str) -> str:
    return f'import("./{{{_stem(path)}}}.js").then(() => modules["{path}"])'


def _stem(path: str) -> str:
    return Path(path).stem


def _in_order(modules: dict[str, Module], path: str, done: set[str], above: tuple[str, ...] = ()) -> list[str]:
    """`path` and what it takes from, each after what it needs itself, without what is `done`."""
    if path in above:
        raise CannotBundle(f"modules take from each other in a ring: {' '.join((*above, path))}")
    if path in done:
        return []
    order = [one for _, taken in modules[path].takes for one in _in_order(modules, taken, done, (*above, path))]
    done.add(path)
    return [*order, path]


def _script(modules: dict[str, Module], order: list[str], entry: str = "") -> str:
    head = "export const modules = {};\n" if entry else ""
    return head + "".join(_wrapped(path, modules[path], path == entry) for path in order)


def _wrapped(path: str, module: Module, is_entry: bool) -> str:
    """A scope of its own; the entry's may wait for something (`await`), which older browsers allow in functions only."""
    taken = "".join(
        f'const {{{names.replace(" as ", ": ")}}} = modules["{name}"];\n' for names, name in module.takes if names
    )
    if is_entry:
        return f"(async () => {{\n{taken}{module.body}}})();\n"
    return f'modules["{path}"] = modules["{path}"] || (() => {{\n{taken}{module.body}return {{ {", ".join(module.gives)} }};\n}})();\n'


def _addressed(text: str, named: dict[str, str]) -> str:
    return re.sub(r"\./\{(\w+)\}\.js", lambda found: f"./{named[found[1]]}.js", text)
