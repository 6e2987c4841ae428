/// The texts that stand for a missing value wherever they are a whole cell.
enum MissingMarkers {
  /// Whether a cell is one of them.
  ///
  /// - Parameter bytes: the cell without quotes and surrounding spaces.
  /// - Returns: whether it is.
  static func contain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= longest else { return false }
    return all.contains(String(decoding: bytes, as: UTF8.self))
  }

  /// The list of pandas; "?" of the UCI repository and Weka; "." of SAS, Stata and SPSS with their
  /// letters for reasons; "\N" of PostgreSQL and MySQL; what Excel writes for a formula without a
  /// result, in English, German and French; and dashes.
  static let all: Set<String> = {
    let letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { Unicode.Scalar($0) }
    return Set(plain).union(letters.map { ".\($0)" })
      .union(letters.map { ".\($0.properties.uppercaseMapping)" })
  }()

  private static let plain = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null", "?", "-",
    // Statistical programs and databases.
    ".", "._", "\\N", "(null)", "<null>", "[NULL]", "Null", "NAN", "Nan", "NaT", "missing", "NIL",
    "nil", "na", "n.a.", "N.A.", "NA_real_", "NA_integer_", "NA_character_", "k.A.", "k. A.",
    // Eurostat and the World Bank.
    ":", "..",
    // Spreadsheets.
    "#NV", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#WERT!", "#BEZUG!",
    "#ZAHL!", "#VALEUR!", "#NOM?", "#NOMBRE!", "--", "---", "\u{2013}", "\u{2014}",
  ]

  /// Whether a word is used for missing values, but for others too, so that it is asked about.
  static func areAdvised(_ word: String) -> Bool {
    doubtful.contains(word.lowercased())
  }

  private static let doubtful: Set<String> = [
    "*", "**", "***", "unknown", "unavailable", "not available", "no data", "nodata", "n.d.", "nd",
    "n/d", "undefined", "undef", "error", "offline", "refused", "don't know", "tbd",
    "\u{2026}",
    "unbekannt", "keine angabe", "inconnu",
  ]

  private static let longest = all.map(\.utf8.count).max() ?? 0
}
