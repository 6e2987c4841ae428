// The report of a fit or a sweep.
