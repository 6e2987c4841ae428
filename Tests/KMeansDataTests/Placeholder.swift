import Testing
@testable import KMeansData
