"""Facts about the machine and the software on it; nothing that names the machine."""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

PACKAGES = [
    "numpy", "scikit-learn", "scikit-learn-intelex", "faiss-cpu", "superkmeans", "swiftkmeans"]
# Instruction sets that k-means can make use of.
FLAGS = r"sse4_2|fma|avx|avx2|avx_vnni|avx512\w+|amx_\w+|asimddp|asimdhp|sve\w*|i8mm|bf16"

# Kinds of machines by the flag that tells them, the best first; a kind has one table of results.
KINDS = {
    "amx": ("amx_int8", "AVX-512 with VNNI and AMX"),
    "avx512vnni": ("avx512_vnni", "AVX-512 with VNNI"),
    "avx512": ("avx512bw", "AVX-512"),
    "avxvnni": ("avx_vnni", "AVX2 with VNNI"),
    "avx2": ("avx2", "AVX2"),
    "neon": ("asimddp", "NEON"),
}

# Cores whose kernels in OpenBLAS are the same as those of the core that we would tell it.
SAME_CORES = {
    "Haswell": ["Haswell", "Zen"], "SkylakeX": ["SkylakeX", "Cooperlake", "SapphireRapids"]}


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


def kind(facts: dict) -> str:
    """The kind of machine that has these facts; "other" for one that none is known for."""
    flags, system = facts["flags"], facts["system"]
    if not flags and system.endswith(("arm64", "aarch64")):
        return "neon"
    return next((name for name, (flag, _) in KINDS.items() if flag in flags), "other")


def instruction_sets(facts: dict) -> str:
    """The best of a machine's instruction sets in words."""
    return KINDS[kind(facts)][1] if kind(facts) in KINDS else "other instruction sets"


def openblas_core() -> str | None:
    """The OpenBLAS core type that fits this processor, for libraries that do not know it."""
    flags = cpu_flags()
    if platform.machine() not in ("x86_64", "AMD64"):
        return None
    if "avx512bw" in flags:
        return "SkylakeX"
    return "Haswell" if "avx2" in flags else None


def faiss_core() -> str | None:
    """What the OpenBLAS in FAISS's package takes this processor for; None where nobody knows."""
    code = (
        "import faiss, threadpoolctl; print([pool['architecture'] for pool in"
        " threadpoolctl.threadpool_info() if 'faiss' in pool['filepath']"
        " and pool['user_api'] == 'blas'][0])")
    return text_of(sys.executable, "-c", code) or None


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
