import Testing
@testable import KMeansMatrices
