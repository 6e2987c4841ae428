import KMeansCore
import KMeansData

extension FitPageData {
  /// The drawn points, packed.
  struct Sample: Encodable {
    let count: Int
    /// Whether they are some of those that count.
    let isDrawn: Bool
    /// Where they are in the file.
    let rows: String
    /// Their clusters.
    let labels: String
    /// Their places, from 0 at the least of the plane's box to 65,535 at the greatest.
    let x: String
    let y: String
    /// Their values of the first `valued` shown features, point after point, to seven digits.
    let values: String
    let valued: Int
    /// Their identifiers, cut where they are long.
    let ids: [String]?

    /// The most values, and the most bytes of identifiers.
    private static let (mostValues, mostBytes) = (100_000, 300_000)

    init(_ page: FitPage, _ plane: PointPlane, _ places: RowPlaces) {
      let drawn = page.drawn
      (count, isDrawn) = (drawn.count, page.sample.isDrawn)
      rows = PackedNumbers.text(drawn.map { UInt32(clamping: places[$0]) })
      let clusters = page.report.clustering.labels.values
      labels = PackedNumbers.text(drawn.map { UInt32(clusters[$0]) })
      (x, y) = (Self.steps(plane, axis: 0), Self.steps(plane, axis: 1))
      let valued = min(page.features.count, max(1, Self.mostValues / max(1, drawn.count)))
      let rows = page.raw.rows
      values = PackedNumbers.text(
        drawn.flatMap { point in
          page.features.prefix(valued).map { Float(rows[$0, point]) }
        })
      self.valued = valued
      ids = page.data.table.ids.map { ids in Self.bounded(drawn.map { ids[$0] }) }
    }

    private static func steps(_ plane: PointPlane, axis: Int) -> String {
      let (least, greatest) = (plane.box[axis], plane.box[axis + 2])
      let unit = greatest > least ? 65_535 / (greatest - least) : 0
      return PackedNumbers.text(
        plane.places.map { UInt16(max(0, min(65_535, (($0[axis] - least) * unit).rounded()))) })
    }

    /// Identifiers that together are not too long: all to 60 scalars, or to the half as often as it
    /// takes.
    static func bounded(_ ids: [String]) -> [String] {
      var limit = 60
      while true {
        let cut = ids.map { PageText.shortened($0, to: limit) }
        if limit <= 1 || cut.reduce(0, { $0 + cost($1) }) <= mostBytes { return cut }
        limit /= 2
      }
    }

    /// The bytes that a text takes in a page, where some characters are written by their number.
    private static func cost(_ text: String) -> Int {
      text.utf8.reduce(3) { sum, byte in
        switch byte {
        case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): sum + 6
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): sum + 2
        default: sum + 1
        }
      }
    }
  }
}

/// Where points are in the file that they came from.
struct RowPlaces {
  /// Whether places are lines of text; otherwise rows.
  let isLine: Bool
  private let numbers: [Int: Int]

  /// The places of some points, in any order and perhaps more than once.
  ///
  /// - Complexity: O(bytes) for text, whose lines are counted.
  init(_ data: CompleteTable, of points: [Int]) {
    let points = Set(points).sorted()
    let places = data.table.places(ofRows: points.map { data.keptRows?[$0] ?? $0 })
    if case .line = places.first { isLine = true } else { isLine = false }
    numbers = Dictionary(uniqueKeysWithValues: zip(points, places.map(\.number)))
  }

  /// The number of a point's line or row, from 1.
  subscript(point: Int) -> Int { numbers[point] ?? 0 }
}
