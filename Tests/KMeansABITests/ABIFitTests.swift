import CKMeansABI
import KMeansCore
import Testing

@testable import KMeansABI

/// What comes through the interface is what the library gives, bit for bit.
struct ABIFitTests {
  @Test func theSameBitsAsTheLibrary() throws {
    let values = (0..<600).map { Double($0 * $0 % 101) / 7 }
    let expected = try Clusterer(Clusterer.Configuration(clusters: 5, restarts: 3, seed: 42)).fit(
      PointMatrix(dimensions: 3, values: values))

    let (labels, centroids, facts) = try values.withUnsafeBytes { bytes in
      var x = kmeans_matrix(
        size: 0, count: 200, dimensions: 3, scalar: Int32(KMEANS_DOUBLE), index_bits: 0,
        values: bytes.baseAddress, offsets: nil, columns: nil, storage: 0, reserved: 0)
      var data: OpaquePointer?
      #expect(kmeans_data_create(&x, nil, 2, nil, &data, nil) == KMEANS_OK)
      var settings = kmeans_settings()
      kmeans_settings_default(&settings)
      (settings.clusters, settings.restarts, settings.seed) = (5, 3, 42)
      var result: OpaquePointer?
      #expect(kmeans_fit(data, &settings, nil, nil, nil, &result, nil) == KMEANS_OK)
      kmeans_data_free(data)
      let clustering = try #require(result)
      defer { kmeans_clustering_free(clustering) }
      var facts = kmeans_facts()
      kmeans_clustering_facts(clustering, &facts)
      var labels = [Int32](repeating: -1, count: 200)
      var centroids = [Double](repeating: .nan, count: 15)
      kmeans_clustering_labels(clustering, &labels)
      kmeans_clustering_centroids(clustering, &centroids)
      return (labels, centroids, facts)
    }
    #expect(labels == expected.labels.values)
    #expect(centroids == (0..<5).flatMap { expected.centroids.point($0) })
    #expect(facts.objective == expected.objective)
    #expect(facts.iterations == Int64(expected.iterations))
    #expect(facts.restart == Int64(expected.restart))
    #expect(facts.distances == Int64(expected.work.distances))
  }

  /// -1 generations are none, 0 are as many as the search has by itself.
  @Test func aSearchTellsWhatEndedIt() throws {
    let values = (0..<120).map { Double($0 * $0 % 101) / 7 }
    func facts(effort: Int64, _ quality: String) throws -> kmeans_facts {
      try values.withUnsafeBytes { bytes in
        try quality.withCString { quality in
          var x = kmeans_matrix(
            size: 0, count: 40, dimensions: 3, scalar: Int32(KMEANS_DOUBLE), index_bits: 0,
            values: bytes.baseAddress, offsets: nil, columns: nil, storage: 0, reserved: 0)
          var data: OpaquePointer?
          #expect(kmeans_data_create(&x, nil, 2, nil, &data, nil) == KMEANS_OK)
          defer { kmeans_data_free(data) }
          var settings = kmeans_settings()
          kmeans_settings_default(&settings)
          (settings.clusters, settings.quality, settings.effort) = (2, quality, effort)
          var result: OpaquePointer?
          let code = kmeans_fit(data, &settings, nil, nil, nil, &result, nil)
          guard code == KMEANS_OK else { throw ABIRefusal() }
          defer { kmeans_clustering_free(result) }
          var facts = kmeans_facts()
          kmeans_clustering_facts(result, &facts)
          return facts
        }
      }
    }
    let starts = try facts(effort: -1, "best")
    #expect(starts.effort == 0 && starts.minima == 24)
    #expect(starts.search_ending == Int64(KMEANS_SEARCH_EFFORT))
    let settled = try facts(effort: 0, "best")
    #expect(settled.effort >= 600 && settled.search_ending == Int64(KMEANS_SEARCH_SETTLED))
    #expect(try facts(effort: 0, "fast").search_ending == Int64(KMEANS_SEARCH_NONE))
    for (effort, quality) in [(Int64(-2), "best"), (-1, "fast"), (3, "better")] {
      #expect(throws: ABIRefusal.self) { try facts(effort: effort, quality) }
    }
  }

  @Test func everyRegistryHasItsNames() {
    #expect(names(kmeans_algorithms()) == Clusterer.Algorithm.allCases.map(\.rawValue))
    #expect(names(kmeans_distance_names()) == Clusterer.Distance.allCases.map(\.rawValue))
    #expect(names(kmeans_variants()) == Clusterer.Variant.allCases.map(\.rawValue))
    #expect(names(kmeans_qualities()) == Clusterer.Quality.allCases.map(\.rawValue))
    #expect(names(kmeans_initializations()) == Clusterer.Initialization.drawing.map(\.name))
  }

  /// A name leads to the row that bears it, and never to given centroids.
  @Test func initializationsHaveNumbers() throws {
    for initialization in Clusterer.Initialization.drawing {
      var number: Int32 = -1
      #expect(kmeans_initialization(initialization.name, &number, nil) == KMEANS_OK)
      #expect(Clusterer.Initialization(number: number) == initialization)
    }
    #expect(Clusterer.Initialization(number: Int32(KMEANS_CENTROIDS)) == nil)
    let numbers = (Int32(0)...100).filter { Clusterer.Initialization(number: $0) != nil }
    #expect(numbers.count == Clusterer.Initialization.drawing.count)
  }

  private func names(_ list: UnsafePointer<UnsafePointer<CChar>?>?) -> [String] {
    var names: [String] = []
    var next = list
    while let name = next?.pointee {
      names.append(String(cString: name))
      next = next?.successor()
    }
    return names
  }

  @Test func theVersionIsTheLibrarys() throws {
    let version = try #require(kmeans_library_version())
    #expect(String(cString: version) == LibraryVersion.current)
  }
}

/// What the interface refuses.
private struct ABIRefusal: Error {}
