// Stands for the module of that name where `KMEANS_ENGINE_ONLY` leaves out what it would hand on.
@_exported import KMeansCore
