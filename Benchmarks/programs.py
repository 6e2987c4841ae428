"""The programs that take part."""

from __future__ import annotations

from dataclasses import dataclass

import machine
from cases import Case


@dataclass(frozen=True)
class Program:
    """One column of the results."""

    name: str
    title: str
    # Whether it considers every centroid for every point, as exactly as its arithmetic goes.
    exact: bool = True
    package: str | None = None
    # The name by which peer.py knows it.
    peer: str | None = None
    # Whether its OpenBLAS is told what the processor is.
    tuned: bool = False
    # Whether it knows float64.
    doubles: bool = True

    def takes_part(self, case: Case, as_bytes: bool) -> bool:
        """Whether it runs a case, whose points are bytes or not."""
        if self.name == "elkan":
            return case.elkan
        if self.name == "ours-bytes":
            return as_bytes
        return self.doubles or case.scalar == "float32"

    def obstacle(self) -> str | None:
        """Why it cannot be run here; None when it can."""
        if self.package and machine.versions()[self.package] == "missing":
            return f"{self.package} is not installed"
        return self.no_tuning() if self.tuned else None

    def no_tuning(self) -> str | None:
        """Why there is nothing to tell its OpenBLAS; None when there is."""
        core = machine.openblas_core()
        if core is None:
            return "no core type to tell"
        found = machine.faiss_core()
        if found in machine.SAME_CORES[core]:
            return f"the OpenBLAS in its package knows this processor ({found})"
        return None


OURS = Program("ours", "swift-kmeans")
PROGRAMS = {
    program.name: program
    for program in [
        OURS,
        Program("ours-bytes", "swift-kmeans on bytes"),
        Program(
            "ours-python", "swift-kmeans through Python", package="swiftkmeans",
            peer="swiftkmeans"),
        Program("lloyd", "scikit-learn lloyd", package="scikit-learn", peer="lloyd"),
        Program("elkan", "scikit-learn elkan", package="scikit-learn", peer="elkan"),
        Program("onedal", "oneDAL", package="scikit-learn-intelex", peer="onedal"),
        Program("faiss", "FAISS", package="faiss-cpu", peer="faiss", doubles=False),
        Program(
            "faiss-tuned", "FAISS tuned", package="faiss-cpu", peer="faiss", tuned=True,
            doubles=False),
        Program(
            "superkmeans", "SuperKMeans", exact=False, package="superkmeans", peer="superkmeans",
            doubles=False),
    ]
}
SEEDING = Program("seeding", "scikit-learn", package="scikit-learn", peer="seeding")

PEERS = [name for name in PROGRAMS if not name.startswith("ours")]
# As they come from PyPI; "faiss-tuned" has a column of its own.
EXACT = [name for name in PEERS if PROGRAMS[name].exact and not PROGRAMS[name].tuned]
TUNED = EXACT + ["faiss-tuned"]
