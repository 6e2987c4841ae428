/// What is wrong with the dictionary of an NPY header.
struct NPYFault: Error {
  /// The end of a sentence that says it.
  let reason: String
}

/// The dictionary of an NPY header, a Python literal such as
/// `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }`.
struct NPYFields {
  /// `descr`: the element type; for named fields the list as written, from its bracket on.
  private(set) var type: String
  /// `fortran_order`: whether neighbouring values are of one column.
  private(set) var isFortranOrder: Bool
  /// `shape`: the lengths of the axes, none negative.
  private(set) var shape: [Int]

  /// Reads the dictionary.
  ///
  /// - Complexity: O(bytes).
  init(_ bytes: [UInt8]) throws(NPYFault) {
    var scanner = Scanner(bytes: bytes)
    var type: String?
    var isFortranOrder: Bool?
    var shape: [Int]?
    try scanner.expect("{")
    while !scanner.skip("}") {
      let key = try scanner.string()
      try scanner.expect(":")
      switch key {
      case "descr": type = try scanner.isNext("[") ? scanner.list() : scanner.string()
      case "fortran_order": isFortranOrder = try scanner.boolean()
      case "shape": shape = try scanner.tuple()
      default: throw NPYFault(reason: "unknown key \(quoted(key))")
      }
      if !scanner.skip(",") {
        try scanner.expect("}")
        break
      }
    }
    guard let type, let isFortranOrder, let shape else {
      throw NPYFault(reason: "it must have descr, fortran_order and shape")
    }
    self.type = type
    self.isFortranOrder = isFortranOrder
    self.shape = shape
  }
}

/// Reads the few Python literals that such a dictionary holds.
private struct Scanner {
  /// The dictionary and the padding behind it.
  let bytes: [UInt8]
  /// The next byte to read.
  var at = 0

  private mutating func skipSpaces() {
    while at < bytes.count, bytes[at] == Ascii.space || bytes[at] == Ascii.newline { at += 1 }
  }

  /// Whether a sign comes next, spaces aside.
  mutating func isNext(_ sign: Unicode.Scalar) -> Bool {
    skipSpaces()
    return at < bytes.count && bytes[at] == UInt8(ascii: sign)
  }

  /// Moves behind a sign if it comes next.
  mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    guard isNext(sign) else { return false }
    at += 1
    return true
  }

  /// Moves behind a sign that must come next.
  mutating func expect(_ sign: Unicode.Scalar) throws(NPYFault) {
    guard skip(sign) else { throw NPYFault(reason: "no \(sign) at byte \(at) of its dictionary") }
  }

  /// A string in single or double quotes, without escapes.
  mutating func string() throws(NPYFault) -> String {
    let mark: Unicode.Scalar = isNext("\"") ? "\"" : "'"
    try expect(mark)
    let first = at
    while at < bytes.count, bytes[at] != UInt8(ascii: mark) { at += 1 }
    let text = String(decoding: bytes[first..<at], as: UTF8.self)
    try expect(mark)
    return text
  }

  /// True or False.
  mutating func boolean() throws(NPYFault) -> Bool {
    skipSpaces()
    for (word, value) in [("True", true), ("False", false)]
    where bytes[at...].starts(with: word.utf8) {
      at += word.utf8.count
      return value
    }
    throw NPYFault(reason: "fortran_order must be True or False")
  }

  /// A tuple of whole numbers that are not negative.
  mutating func tuple() throws(NPYFault) -> [Int] {
    try expect("(")
    var lengths: [Int] = []
    while !skip(")") {
      lengths.append(try length())
      // NumPy has at most 64 axes; more would be a hostile header.
      guard lengths.count <= 64 else { throw NPYFault(reason: "the shape has too many axes") }
      if !skip(",") {
        try expect(")")
        break
      }
    }
    return lengths
  }

  private mutating func length() throws(NPYFault) -> Int {
    skipSpaces()
    let first = at
    while at < bytes.count, bytes[at] &- Ascii.zero < 10 { at += 1 }
    guard let value = Int(String(decoding: bytes[first..<at], as: UTF8.self)) else {
      throw NPYFault(reason: "the shape must be whole numbers of at most 63 bits")
    }
    // Python 2 wrote long integers as 3L.
    _ = skip("L")
    return value
  }

  /// A list as written, for messages.
  mutating func list() throws(NPYFault) -> String {
    let first = at
    var depth = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "[") { depth += 1 }
      if bytes[at] == UInt8(ascii: "]") { depth -= 1 }
      at += 1
      if depth == 0 { return String(decoding: bytes[first..<at], as: UTF8.self) }
    }
    throw NPYFault(reason: "descr is not closed")
  }
}
