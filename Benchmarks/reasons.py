"""What stands in the way where a goal is missed, by kind of machine, as profiles show it.

A whole call is named by its kind and itself, such as "fit iris, k = 3", and "memory" is that.
"""

REASONS: dict[str, dict[str, str]] = {
    "amx": {
        "houses": (
            "A millisecond or two in all, and from run to run between 2.9× and 3.7×."),
        "uniform128": (
            "From machine to machine between 3.2× and 4.1×. Every point has many centroids at"
            " nearly the same distance, so bounds spare nothing; half of the time goes to 8-bit"
            " products and an eighth to the first step in float32. FAISS is faster on processors"
            " that its OpenBLAS knows."),
        "blobs768": (
            "Between 4.6× and 5.7×. Two fifths of the time goes to 8-bit products of every pair"
            " that moved, a tenth to what one thread does alone with the centroids."),
        "blobs8": (
            "In 8 dimensions boxes of points overlap the regions of too many centroids, so the"
            " tree does not pay; half of the time is the float32 tile, which is at nine tenths of"
            " what the processor can do there."),
        "blobs32": (
            "Two thirds of the time is the float32 tile."),
        "fmnist10": (
            "With ten centroids, half of the time is what happens once, or packing points:"
            " reading X for its facts, the first step, the exact J."),
        "fmnist100": (
            "In 25 steps bounds hardly set in: the first ten move every centroid farther than"
            " most points' gaps. Bounds of single pairs take a quarter of the time, X in 8 bits"
            " and its facts another sixth."),
        "fmnist979": (
            "A third of the time is bounds of single pairs in 8 bits, a sixth products on the"
            " axes, a tenth what one thread does alone with the centroids."),
        "fmnist100c": (
            "Two thirds of the points are skipped in an iteration, and the others held against"
            " three rivals each; that reads their bytes from memory, which is two fifths of the"
            " time."),
    },
    "avx2": {},
}
