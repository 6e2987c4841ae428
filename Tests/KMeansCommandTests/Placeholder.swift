import Testing
import KMeans
