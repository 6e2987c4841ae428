"""Facts about the machine and the software on it; nothing that names the machine."""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
from importlib import metadata
from pathlib import Path

PACKAGES = [
    "numpy", "scikit-learn", "scikit-learn-intelex", "faiss-cpu", "superkmeans", "swiftkmeans"]
# Instruction sets that k-means can make use of.
FLAGS = r"sse4_2|fma|avx|avx2|avx_vnni|avx512\w+|amx_\w+|asimddp|asimdhp|sve\w*|i8mm|bf16"


def text_of(*command: str) -> str:
    """What a command prints; nothing when it cannot be run."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def read(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def cpu_model() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", read("/proc/cpuinfo"), re.M)
    name = found.group(1) if found else text_of("sysctl", "-n", "machdep.cpu.brand_string")
    patterns = {"family": r"^cpu family\s*:\s*(\d+)", "model": r"^model\s*:\s*(\d+)"}
    numbers = [
        f"{what} {value.group(1)}" for what, pattern in patterns.items()
        if (value := re.search(pattern, read("/proc/cpuinfo"), re.M))
    ]
    return ", ".join([name or platform.machine()] + numbers)


def cpu_flags() -> list[str]:
    found = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", read("/proc/cpuinfo"), re.M)
    words = found.group(1).split() if found else []
    return sorted(word for word in words if re.fullmatch(FLAGS, word))


def openblas_core() -> str | None:
    """The OpenBLAS core type that fits this processor, for libraries that do not know it."""
    flags = cpu_flags()
    if platform.machine() not in ("x86_64", "AMD64"):
        return None
    if "avx512bw" in flags:
        return "SkylakeX"
    return "Haswell" if "avx2" in flags else None


def memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def system() -> str:
    if platform.system() == "Darwin":
        return f"macOS {platform.mac_ver()[0]}, {platform.machine()}"
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        name = ""
    return f"{platform.system()} ({name}), {platform.machine()}"


def versions() -> dict[str, str]:
    """The versions of the compiler, of Python and of the peers; "missing" for what is not there."""
    swift = re.search(r"Swift version (\S+)", text_of("swift", "--version"))
    found = {"swift": swift.group(1) if swift else "unknown", "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "missing"
    return found


def facts() -> dict[str, object]:
    """All of it."""
    return {
        "processor": cpu_model(),
        "flags": cpu_flags(),
        "cores": os.cpu_count(),
        "memoryGiB": round(memory_gib(), 1),
        "system": system(),
        "versions": versions(),
        "date": datetime.date.today().isoformat(),
    }
