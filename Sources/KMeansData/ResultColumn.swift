/// A column that a result adds to the rows of a file.
public struct ResultColumn: Sendable {
  /// What the column holds, one value a row of the file.
  public enum Values: Sendable {
    /// Labels, from 0; −1 is written as such, for rows without one.
    case labels([Int32])
    /// Numbers of clusters, from 0; −1 for none, whose cell is empty.
    case clusters([Int32])
    /// Numbers; what is not finite is none, and its cell is empty.
    case numbers([Double])
    /// Whether something holds, as 1 or 0; nil where that is not known, and the cell is empty.
    case flags([Bool?])
  }

  /// The header.
  public let name: String
  /// One value a row.
  public let values: Values

  /// A column.
  public init(_ name: String, _ values: Values) {
    (self.name, self.values) = (name, values)
  }

  /// How many rows there are.
  public var count: Int {
    switch values {
    case .labels(let labels), .clusters(let labels): labels.count
    case .numbers(let numbers): numbers.count
    case .flags(let flags): flags.count
    }
  }

  /// What is written in a row: numbers in the fewest digits that read back to the same bits.
  func cell(_ row: Int) -> String {
    switch values {
    case .labels(let labels): String(labels[row])
    case .clusters(let clusters): clusters[row] < 0 ? "" : String(clusters[row])
    case .numbers(let numbers): numbers[row].isFinite ? numbers[row].description : ""
    case .flags(let flags): flags[row].map { $0 ? "1" : "0" } ?? ""
    }
  }

  /// The same where commas are decimal marks; in quotes where they also stand between cells.
  fileprivate func cell(_ row: Int, separator: String, decimal: DecimalMark) -> String {
    guard case .numbers = values, decimal == .comma else { return cell(row) }
    let cell = String(cell(row).map { $0 == "." ? "," : $0 })
    return separator == "," && cell.contains(",") ? "\"\(cell)\"" : cell
  }

  /// The value of a row as a number; NaN where the cell would be empty.
  func number(_ row: Int) -> Double {
    switch values {
    case .labels(let labels): Double(labels[row])
    case .clusters(let clusters): clusters[row] < 0 ? .nan : Double(clusters[row])
    case .numbers(let numbers): numbers[row].isFinite ? numbers[row] : .nan
    case .flags(let flags): flags[row].map { $0 ? 1 : 0 } ?? .nan
    }
  }
}

extension [ResultColumn] {
  /// The cells of a row, set apart by `separator`.
  ///
  /// - Parameters:
  ///   - row: which row.
  ///   - separator: what stands between cells.
  ///   - decimal: the mark of decimals, as the other columns of the file have it.
  /// - Returns: the cells.
  func cells(_ row: Int, separator: String, decimal: DecimalMark = .point) -> String {
    if decimal == .comma {
      return map { $0.cell(row, separator: separator, decimal: .comma) }
        .joined(separator: separator)
    }
    return count == 1 ? self[0].cell(row) : map { $0.cell(row) }.joined(separator: separator)
  }

  /// The columns under names that a file does not have, nor an earlier one of these: `cluster`, or
  /// `cluster_2` and so on.
  func renamed(among names: [String]) -> [ResultColumn] {
    var known = names
    return map { column in
      var name = column.name
      var number = 2
      while known.contains(name) {
        name = "\(column.name)_\(number)"
        number += 1
      }
      known.append(name)
      return ResultColumn(name, column.values)
    }
  }
}
