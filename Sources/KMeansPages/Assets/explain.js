// k-means, explained on the reader's own data.
