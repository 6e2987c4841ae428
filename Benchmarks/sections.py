"""The smaller sections of RESULTS.md."""

from __future__ import annotations

import goals
from cases import CASES
from programs import PROGRAMS
from table import Table, markdown, milliseconds, number, ratio, times

# Microseconds that a fit may take longer through Python.
OVERHEAD_GOAL = 200


def machine_section(results: dict) -> str:
    facts = results["machine"]
    shares = sorted(run["others"] for run in results["runs"] if run.get("others") is not None)
    ordered = sorted(facts["versions"].items(), key=lambda item: item[0] not in ("swift", "python"))
    versions = ", ".join(f"{name} {version}" for name, version in ordered)
    libraries = sorted({library for run in results["runs"] for library in run.get("blas", [])})
    rows = [
        ["processor", facts["processor"]],
        ["instruction sets", " ".join(facts["flags"])],
        ["cores, memory", f"{facts['cores']}, {facts['memoryGiB']} GiB"],
        ["system", facts["system"]],
        ["versions", versions],
        ["the peers' OpenBLAS, and the core each takes this for", ", ".join(libraries) or "–"],
        ["date, rounds", f"{facts['date']}, {results['rounds']}"],
    ]
    if shares:
        rows.append([
            "what others took of the processor meanwhile",
            f"{shares[len(shares) // 2]:.0%} at the median run, {shares[-1]:.0%} at the worst"])
    if results["peaks"]:
        best = peaks(results)
        rows.append([
            "float32 peak, measured",
            f"{best[0]:.0f} GFLOP/s on one core, {best[1]:.0f} on {results['peaks'][0]['threads']}"
            f" ({results['peaks'][0]['instructionSet']})"])
    return "## The machine\n\n" + markdown(["", ""], rows, words=2)


def peaks(results: dict) -> tuple[float, float]:
    """The best peak of one core, and of all, over the rounds."""
    return (
        max(peak["gigaflopsOneCore"] for peak in results["peaks"]),
        max(peak["gigaflopsAllCores"] for peak in results["peaks"]))


def bits_section(table: Table, programs: list[str]) -> str:
    """Whether rounds and thread counts agreed to the bit."""
    rows = []
    for program in programs:
        seen = [case for case in CASES if table.digests(case, program)]
        apart = [case for case in seen if len(table.digests(case, program)) > 1]
        if seen:
            rows.append([
                PROGRAMS[program].title, f"{len(seen) - len(apart)} of {len(seen)}",
                ", ".join(apart) or "–"])
    return (
        "## The same bits\n\n"
        "Cases in which every run (all rounds, all numbers of threads) gave the same labels and\n"
        "centroids to the last bit, and those in which not.\n\n"
        + markdown(["program", "same", "not"], rows, words=3))


def work_section(table: Table, threads: int) -> str:
    head = [
        "case", "check and sum ms", "draw ms", "iterate ms", "distances", "of N·k·iterations",
        "decided by truth", "of N·iterations", "points skipped", "of N·iterations"]
    rows = []
    for case in table.cases(threads):
        best = table.cell(case, "ours", threads).best
        if best is None:
            continue
        looks = best["points"] * best["iterations"]
        parts = [number(best[part] * 1e3) for part in ("observe", "initialize", "iterate")]
        rows.append([
            case, *parts,
            f"{best['distances']:,}", f"{best['distances'] / (looks * best['clusters']):.1%}",
            f"{best['truths']:,}", f"{best['truths'] / looks:.3%}",
            f"{best['pointsSkipped']:,}", f"{best['pointsSkipped'] / looks:.1%}"])
    title = "one thread" if threads == 1 else f"{threads} threads"
    return (
        f"## Our time and work, {title}\n\n"
        "Distances computed or screened, points that screens left open and exact distances to all\n"
        "centroids decided, and points whose label bounds kept without any distance. The kernels:\n"
        f"{kernels(table)}.\n\n" + markdown(head, rows))


def kernels(table: Table) -> str:
    return ", ".join(sorted({
        run["instructionSet"] for cell in table.cells.values() for run in cell.good
        if "instructionSet" in run}))


def peak_section(results: dict, table: Table) -> str:
    """What a dense iteration would need at the measured peak, against what ours took."""
    if not results["peaks"]:
        return ""
    single, every = peaks(results)
    rows = []
    for threads in table.threads():
        rate = min(single * threads, every) * 1e9 if threads > 1 else single * 1e9
        for case in table.cases(threads):
            best = table.cell(case, "ours", threads).best
            if best is None:
                continue
            dense = 2 * best["points"] * best["clusters"] * best["dimensions"] / rate
            ours = best["best"] / best["iterations"]
            rows.append([
                case, str(threads), number(dense * 1e3), number(ours * 1e3), times(dense / ours)])
    head = ["case", "threads", "dense at peak, ms", "ours, ms", "ratio"]
    return (
        "## Against the processor's peak\n\n"
        "An iteration that multiplies every point with every centroid takes 2·N·k·d operations.\n"
        "What that needs at the measured float32 peak, against an iteration of ours (the whole\n"
        "fit by its iterations). Above 1× no program that computes every product in float32 can\n"
        "keep up, however good.\n\n" + markdown(head, rows))


def memory_section(table: Table, programs: list[str]) -> str:
    """Memory beyond what the process held with X loaded, by the bytes of X."""
    if not table.threads():
        return ""
    threads = table.threads()[0]
    rows = []
    for case in table.cases(threads):
        ours = table.cell(case, "ours", threads).best
        if ours is None:
            continue
        row = [case, number(ours["pointBytes"] / 1e6)]
        for program in programs:
            runs = table.cell(case, program, threads).good
            extra = [run["peakBytes"] - run["peakBytesBefore"] for run in runs]
            row.append(number(max(extra) / 1e6) if extra else "–")
        rows.append(row + [times(memory(table, case, threads))])
    head = ["case", "X"] + [PROGRAMS[name].title for name in programs] + ["ours, X included, by X"]
    return (
        f"## Memory, {threads} threads\n\n"
        "Megabytes of X, and the most that a process held beyond what it held with X and the\n"
        f"libraries loaded. The goal is at most {times(goals.MEMORY)}, X included, where X has"
        f" {goals.MEMORY_FROM / 1e6:.0f} MB or more.\n\n"
        + markdown(head, rows))


def memory(table: Table, case: str, threads: int) -> float | None:
    """The most memory of our fit, X included, by X."""
    return max(
        (1 + (run["peakBytes"] - run["peakBytesBefore"]) / run["pointBytes"]
         for run in table.cell(case, "ours", threads).good), default=None)


def memory_losses(table: Table, kind: str) -> list[str]:
    """The cases that take more memory than the goal."""
    threads = max(table.threads(), default=0)
    found = [
        (case, best["pointBytes"], memory(table, case, threads)) for case in table.cases(threads)
        if (best := table.cell(case, "ours", threads).best)]
    return goals.memory_losses(found, "of fits", kind)


def bytes_section(table: Table) -> str:
    rows = []
    for threads in table.threads():
        for case in table.cases(threads):
            wide, narrow = (
                table.cell(case, name, threads) for name in ("ours", "ours-bytes"))
            if narrow.best:
                same = table.digests(case, "ours") == table.digests(case, "ours-bytes")
                rows.append([
                    case, str(threads), milliseconds(wide), milliseconds(narrow),
                    times(ratio(wide.seconds, narrow.seconds)), "yes" if same else "**no**"])
    if not rows:
        return ""
    head = ["case", "threads", "float32 ms", "bytes ms", "ratio", "same bits"]
    return (
        "## Bytes\n\nPixels as they come, one byte a value, against the same as float32.\n\n"
        + markdown(head, rows))


def python_section(table: Table) -> str:
    """What the way through Python adds to a fit."""
    rows = []
    for threads in table.threads():
        for case in table.cases(threads):
            swift, python = (
                table.cell(case, name, threads) for name in ("ours", "ours-python"))
            if not swift.best or not python.best:
                continue
            same = table.digests(case, "ours") == table.digests(case, "ours-python")
            added = (python.seconds - swift.seconds) * 1e6
            rows.append([
                case, str(threads), milliseconds(swift), milliseconds(python), number(added),
                f"{python.seconds / swift.seconds - 1:+.1%}", "yes" if same else "**no**"])
    if not rows:
        return ""
    head = [
        "case", "threads", "Swift ms", "Python ms", "added µs", "of the Swift call", "same bits"]
    return (
        "## Python's overhead over the Swift call\n\n"
        "`swiftkmeans.KMeans(…).fit(X)` less the same fit called from Swift. The goal is less\n"
        f"than {OVERHEAD_GOAL} µs, which the small cases show; in fits of many milliseconds the\n"
        "difference is what runs differ by anyway, and may be negative.\n\n"
        + markdown(head, rows))


def seeding_section(results: dict) -> str:
    good = {record["program"]: record for record in results["seeding"] if "best" in record}
    if not good:
        return ""
    ours, theirs = good.get("ours"), good.get("seeding")
    mine = ours["observe"] + ours["initialize"] if ours else None
    rows = [
        [name, number(seconds), f"{record['J']:.6g}" if record else "–"]
        for name, seconds, record in [
            ("swift-kmeans", mine, ours),
            ("scikit-learn", theirs and theirs["best"], theirs),
        ]
    ]
    found = times(ratio(theirs and theirs["best"], mine))
    return (
        "## Greedy k-means++\n\n"
        "Fashion-MNIST, k = 979, 2 + ⌊ln k⌋ candidates a step, one run each; from points in\n"
        f"memory to seeds. J after one iteration from them. Ratio: **{found}** (goal 60×).\n\n"
        + markdown(["program", "seconds", "J"], rows))
