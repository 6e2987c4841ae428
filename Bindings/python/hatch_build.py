"""Builds the engine with the Swift toolchain, and puts it into the wheel.

The library contains the Swift runtime and exports only the functions of ``kmeans.h``. The command
``kmeans`` is placed beside it, with the Swift runtime inside, too. The wheel's tag names the oldest
glibc that has all the symbols that both need, or the oldest macOS that the Swift package supports.
What else is inside is told by a bill of materials in ``dist-info/sboms``, as PEP 770 says.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STATIC = ["-c", "release", "-Xswiftc", "-static-stdlib"]


class EngineBuildHook(BuildHookInterface):
    """Adds the engine to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, before hatchling collects the files."""
        package = self._swift_package()
        scratch = package / ".build" / "wheel"
        scratch.mkdir(parents=True, exist_ok=True)
        header = package / "Sources" / "KMeansABI" / "include" / "kmeans.h"
        exports = self._write_exports(header, scratch)
        maps = [scratch / f"{product}.map" for product in ("KMeansABI", "kmeans")]
        self._swift(package, scratch, "KMeansABI", exports + _map_options(maps[0]))
        plain = ["-Xlinker", "-s"] if _is_linux() else []
        self._swift(package, scratch, "kmeans", plain + _map_options(maps[1]))

        products = scratch / "release"
        library = products / ("libKMeansABI.so" if _is_linux() else "libKMeansABI.dylib")
        program = products / "kmeans"
        included = {str(library): library.name, str(program): program.name}
        if version == "editable":
            folder = Path(self.root) / "src" / "swiftkmeans"
            for built in (library, program):
                shutil.copy2(built, folder / built.name)
        else:
            for built, name in included.items():
                build_data["force_include"][built] = f"swiftkmeans/{name}"
            build_data["sbom_files"].append(str(self._write_bill(scratch, maps)))
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{_platform_tag(package, [library, program])}"

    def _swift_package(self) -> Path:
        """The Swift package: inside a source distribution, or around the Python package."""
        for folder in (Path(self.root) / "swift", Path(self.root).parents[1]):
            if (folder / "Package.swift").exists():
                return folder
        raise RuntimeError("there is no Swift package here; build from a checkout or an sdist")

    def _swift(self, package: Path, scratch: Path, product: str, options: list[str]) -> None:
        swift = shutil.which("swift")
        if swift is None:
            raise RuntimeError(
                "the engine is written in Swift: install Swift 6.3 or later from swift.org, "
                "then try again"
            )
        command = [
            swift, "build", *STATIC, "--package-path", str(package), "--scratch-path",
            str(scratch), "--product", product, *options,
        ]
        for attempt in (1, 2):
            done = subprocess.run(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            if done.returncode == 0:
                return
            if attempt == 1:
                # Files that an older state of the sources left may not fit any more.
                shutil.rmtree((scratch / "release").resolve(), ignore_errors=True)
        sys.stderr.write(done.stdout)
        raise RuntimeError(f"swift build of {product} failed, see above")

    def _write_bill(self, scratch: Path, maps: list[Path]) -> Path:
        """The bill of materials, from the maps of what was linked."""
        said = subprocess.run(
            ["swift", "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ).stdout
        swift = re.search(r"Swift version (\d[\w.]*)", said)
        if swift is None:
            raise RuntimeError(f"swift --version says no version: {said}")
        output = scratch / "swiftkmeans.cdx.json"
        command = [
            sys.executable, str(Path(self.root) / "bill_of_materials.py"), "--version",
            self.metadata.version, "--swift", swift[1], "--scratch", str(scratch), "--output",
            str(output),
        ]
        for place in maps if _is_linux() else []:
            command += ["--map", str(place)]
        subprocess.run(command, check=True)
        return output

    def _write_exports(self, header: Path, scratch: Path) -> list[str]:
        """Linker options that hide all but the functions of the header."""
        # Inline functions of the header are the caller's own.
        names = sorted(set(re.findall(r"\b(kmeans_\w+)\([^{};]*\);", header.read_text())))
        if not _is_linux():
            exports = scratch / "exports.txt"
            exports.write_text("".join(f"_{name}\n" for name in names))
            return ["-Xlinker", "-exported_symbols_list", "-Xlinker", str(exports)]
        exports = scratch / "exports.map"
        exports.write_text("{ global: " + " ".join(f"{name};" for name in names) + " local: *; };")
        return ["-Xlinker", f"--version-script={exports}", "-Xlinker", "-s"]


def _map_options(place: Path) -> list[str]:
    """Linker options that write what is linked; elsewhere Swift's runtime is the system's."""
    return ["-Xlinker", f"-Map={place}"] if _is_linux() else []


def _is_linux() -> bool:
    return sys.platform.startswith("linux")


def _platform_tag(package: Path, binaries: list[Path]) -> str:
    """The platform that the binaries need, as wheels name it."""
    if sys.platform == "darwin":
        return f"macosx_{_needed_macos(package)}_0_{platform.machine()}"
    if not _is_linux() or platform.libc_ver()[0] != "glibc":
        return re.sub(r"[-.]", "_", sysconfig.get_platform())
    major, minor = max(_needed_glibc(binary) for binary in binaries)
    return f"manylinux_{major}_{minor}_{platform.machine()}"


def _needed_macos(package: Path) -> int:
    """The oldest macOS that the Swift package is built for, whatever Python was built for."""
    found = re.search(r"\.macOS\(\.v(\d+)\)", (package / "Package.swift").read_text())
    if found is None:
        raise RuntimeError("Package.swift names no macOS as .macOS(.v15) does")
    return int(found[1])


def _needed_glibc(binary: Path) -> tuple[int, int]:
    """The newest version of glibc that a binary names a symbol of."""
    from elftools.elf.elffile import ELFFile

    found = (2, 17)
    with binary.open("rb") as file:
        needs = ELFFile(file).get_section_by_name(".gnu.version_r")
        for _, versions in needs.iter_versions():
            for version in versions:
                match = re.fullmatch(r"GLIBC_(\d+)\.(\d+)(?:\.\d+)?", version.name)
                if match:
                    found = max(found, (int(match[1]), int(match[2])))
    return found
