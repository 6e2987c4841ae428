"""What one writes with scikit-learn for `kmeans fit POINTS -k K --labels … --centroids …`."""

import sys

import numpy as np
from sklearn.cluster import KMeans

points, k, labels, centroids = sys.argv[1:]
model = KMeans(n_clusters=int(k), random_state=0).fit(np.load(points))
np.save(labels, model.labels_)
np.save(centroids, model.cluster_centers_)
