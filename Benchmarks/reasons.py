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
    "avx2": {
        "iris": (
            "A tenth of a millisecond in all."),
        "blobs8": (
            "Two fifths of the time is the float32 tile of the pairs that bounds leave (59% of"
            " all), a tenth each packing points and proving labels. Lists of neighbouring"
            " centroids leave 19%, and take twice as long (decision 19)."),
        "blobs32": (
            "Two thirds of the time is the float32 tile, a tenth packing points."),
        "uniform128": (
            "Every point has many centroids at nearly the same distance, so bounds spare"
            " nothing. Three fifths of the time were 8-bit products, for which this instruction"
            " set takes three instructions where others take one; with coarser centroids they"
            " take a quarter less (decision 20)."),
        "blobs768": (
            "Nearly half of the time is 8-bit products of every pair that moved, an eighth the"
            " first step in float32, a tenth bounds of single pairs."),
        "fmnist10": (
            "With ten centroids a third of the time is packing points, and products are a"
            " seventh."),
        "fmnist100": (
            "In 25 steps bounds hardly set in: the first ten move every centroid farther than"
            " most points' gaps. Two fifths of the time is bounds of single pairs in 8 bits."),
        "fit iris, k = 3": (
            "Two fifths of the time is Python's checks and the objects of the result."),
        "fit digits, k = 10": (
            "A third is the exact distances of k-means++'s candidates, a fifth packing points,"
            " a tenth Python."),
        "fit penguins, k = 3": (
            "A third of the time is Python's checks and the objects of the result."),
        "fit houses, k = 4": (
            "Two milliseconds, of which no part takes a sixth: sorting points into boxes and their"
            " leaves, the candidates of k-means++, the steps themselves, Python."),
        "fit fashion, k = 10": (
            "Three tenths are the exact distances of k-means++'s candidates, as much is packing"
            " points, and products are a ninth."),
        "fit texts, k = 20": (
            "A quarter of the time is packing points, a fifth the exact distances of k-means++'s"
            " candidates, another fifth the float32 tile."),
        "restarts digits, k = 10, n_init = 10": (
            "As of one fit: exact distances of candidates, and packing points."),
        "predict digits, k = 10": (
            "A quarter of a millisecond; two fifths of it are Python."),
        "predict houses, k = 4": (
            "A quarter of a millisecond; two fifths of it are Python."),
        "predict fashion, k = 979": (
            "Three quarters of the time is the float32 tile of all pairs, a tenth exact distances."
            " FAISS, which multiplies the same matrices, takes as long."),
        "transform fashion, k = 979": (
            "Every distance is the exact one in Double, three operations a value. The peer"
            " multiplies matrices of float32, and its distances are off by what cancels."),
    },
}
