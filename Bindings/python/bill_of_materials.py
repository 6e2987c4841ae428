"""Writes what is inside the wheel's binaries, as a bill of materials in CycloneDX 1.6.

    bill_of_materials.py --version V --swift S --scratch FOLDER --output FILE [--map FILE ...]

A linker's map names every archive and object file that became part of a binary. Each must be of a
component that the table below knows, or nothing is written: what comes in by another way shows when
the wheel is built. Where Swift's runtime is the system's, as on macOS, there is no map, and the
package's own dependencies are all.

FOLDER is where Swift built: the versions of dependencies lie there.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

SWIFT_LICENSE = "Apache-2.0 WITH Swift-exception"
GITHUB = "pkg:github/"

# Components of Swift's toolchain, by the archives that they come in, and their licences. Those that
# have a place have the version of the toolchain, but for a copy that has none.
TOOLCHAIN = [
    ("swift", "swiftlang/swift", SWIFT_LICENSE, "The standard library and the runtime",
     r"libswift(Core|Glibc|Synchronization|_\w+|SwiftOnoneSupport)\.a|swiftrt\.o"),
    ("swift-foundation", "swiftlang/swift-foundation", SWIFT_LICENSE, "Foundation's essentials",
     r"libFoundation(Essentials|Internationalization)\.a|lib_FoundationCShims\.a"),
    ("swift-corelibs-foundation", "swiftlang/swift-corelibs-foundation", SWIFT_LICENSE,
     "Foundation", r"lib(Core)?Foundation\.a"),
    ("swift-foundation-icu", "swiftlang/swift-foundation-icu", "Unicode-3.0",
     "International Components for Unicode", r"lib_FoundationICU\.a"),
    ("swift-collections", "apple/swift-collections", SWIFT_LICENSE, "Collections inside Foundation",
     r"lib_FoundationCollections\.a"),
    ("swift-corelibs-libdispatch", "swiftlang/swift-corelibs-libdispatch", SWIFT_LICENSE,
     "Queues, and the runtime of blocks", r"lib(dispatch|swiftDispatch|BlocksRuntime)\.a"),
    ("libgcc", None, "GPL-3.0-or-later WITH GCC-exception-3.1", "Helpers that the compiler calls",
     r"libgcc(_eh)?\.a|crt(begin|end)\w*\.o|libstdc\+\+(_nonshared)?\.a|libclang_rt[\w.-]*\.a"),
    ("glibc", None, "LGPL-2.1-or-later WITH GCC-exception-2.0-note",
     "Where programs begin; the rest is the system's",
     r"S?crt1\.o|crt[in]\.o|gcrt1\.o|lib(c|pthread)_nonshared\.a"),
]

UNVERSIONED = {"swift-collections"}

# The package's dependencies, by the modules whose objects are linked.
DEPENDENCIES = {
    "swift-argument-parser": ("apple/swift-argument-parser", {
        "ArgumentParser", "ArgumentParserToolInfo",
    }),
}


class UnknownPart(Exception):
    """A part of a binary that no component of the table has."""


def linked_files(text: str) -> set[str]:
    """The archives and object files of a linker's map, by GNU's linkers or LLVM's."""
    return set(re.findall(r"(/[^\s:()]+\.(?:a|o))(?![\w.])", text))


def component_of(path: str) -> str | None:
    """The name of the component that a file belongs to; None for our own.

    Raises UnknownPart for a file of none.
    """
    name = Path(path).name
    module = re.search(r"/(\w+)\.build/", path)
    if module:
        for component, (_, modules) in DEPENDENCIES.items():
            if module[1] in modules:
                return component
        if re.fullmatch(r"C?KMeans\w*", module[1]):
            return None
    if re.fullmatch(r"(KMeans\w*|kmeans)(\.\w+)*\.o|\w*KMeans\w*\.(swiftmodule|autolink)\.o", name):
        return None
    for component, _, _, _, files in TOOLCHAIN:
        if re.fullmatch(files, name):
            return component
    raise UnknownPart(path)


def pins(scratch: Path) -> dict[str, str]:
    """The versions of the package's dependencies, as they were built."""
    state = json.loads((scratch / "workspace-state.json").read_text())
    return {
        one["packageRef"]["identity"]: one["state"]["checkoutState"].get("version", "")
        for one in state["object"]["dependencies"]
        if "checkoutState" in one["state"]
    }


def component(
    name: str, version: str, license: str, purl: str | None, description: str
) -> dict[str, Any]:
    """An entry of the bill."""
    entry: dict[str, Any] = {
        "type": "library", "bom-ref": name, "name": name, "description": description,
        "licenses": [{"expression": license}],
    }
    if version:
        entry["version"] = version
    if purl:
        entry["purl"] = f"{purl}@{version}" if version else purl
    return entry


def bill(version: str, swift: str, pinned: dict[str, str], names: set[str]) -> dict[str, Any]:
    """The bill of a wheel whose binaries have parts of some components."""
    parts = []
    for name, (repository, _) in DEPENDENCIES.items():
        if name in names:
            place = f"pkg:swift/github.com/{repository}"
            parts.append(component(
                name, pinned[name], SWIFT_LICENSE, place, "The command's options"))
    for name, place, license, description, _ in TOOLCHAIN:
        if name in names:
            own = swift if place and name not in UNVERSIONED else ""
            parts.append(component(
                name, own, license, place and GITHUB + place, description))
    root = component(
        "swiftkmeans", version, "Apache-2.0", "pkg:pypi/swiftkmeans", "Exact k-means")
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": root},
        "components": parts,
        "dependencies": [
            {"ref": "swiftkmeans", "dependsOn": [part["bom-ref"] for part in parts]}
        ],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--version", required=True)
    parser.add_argument("--swift", required=True)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--map", type=Path, action="append", default=[])
    options = parser.parse_args()
    names = set() if options.map else set(DEPENDENCIES)
    try:
        for place in options.map:
            files = linked_files(place.read_text(errors="replace"))
            names |= {found for file in files if (found := component_of(file))}
    except UnknownPart as part:
        print(f"bill-of-materials: {part} is linked, and of no component that is known; add it to"
              " bill_of_materials.py with its licence", file=sys.stderr)
        return 1
    found = bill(options.version, options.swift, pins(options.scratch), names)
    options.output.write_text(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
