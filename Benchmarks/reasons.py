"""What stands in the way where a goal is missed, as profiles show it (see README.md)."""

REASONS = {
    "houses": (
        "A millisecond in all, and from run to run between 2.9× and 3.7×."),
    "uniform128": (
        "From run to run between 3.6× and 4.1×. Half of the time goes to 8-bit products, at 1.5·10¹²"
        " operations a second; a tenth to the first step in float32, a tenth to exact distances."),
    "blobs8": (
        "In 8 dimensions boxes of points overlap the regions of too many centroids, so the tree does"
        " not pay. Bounds leave 59% of all distances; their multiply-adds would take 35 ms at the"
        " processor's peak, and what a float32 tile of 8 features does beside them (packing, two"
        " minima, bounds) takes four times that."),
    "blobs32": (
        "A third of all distances is left, 0.1 s of float32 multiply-adds at the peak; about as much"
        " goes to the bookkeeping of points that are looked at against few centroids."),
    "fmnist10": (
        "With ten centroids, half of the time is what happens once: reading X for its facts, the"
        " first step in float32, X in 8 bits, the exact J."),
    "fmnist100": (
        "The first ten iterations move every centroid farther than most points' gaps, so that seven"
        " points in ten are looked at; bounds of single pairs in 8 bits take a fifth of the time and"
        " exact distances another."),
    "fmnist979": (
        "A tenth of the time is the first step, which has no known distances and computes all scores"
        " in float32; bounds of single pairs in 8 bits take a fifth, products on the axes a sixth,"
        " exact distances an eighth."),
    "fmnist100c": (
        "Six points in ten are looked at again in an iteration, nearly all against few centroids:"
        " bounds from 8 bits are 2% loose, and a gap that small proves a label for a few iterations"
        " only. Bounds of single pairs take three tenths of the time, exact distances two."),
}
