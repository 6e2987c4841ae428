/// What a Swift file declares and names, read without a compiler: enough for rules about style.
struct SourceText {
  /// A type that is declared, or extended.
  struct Declaration {
    let kind: Substring
    /// Of a dotted name, the parts: an extension of `A.B` has both.
    let names: [Substring]
    /// Whether it lies in no other, or in an extension that gives it an outer name.
    let isOutermost: Bool
    /// Whether files beside it cannot see it.
    let isPrivate: Bool
  }

  /// A function, an initializer or a subscript, and how many of its parameters have no label.
  struct Signature {
    let name: Substring
    let line: Int
    let unlabelled: Int
  }

  /// The lines, those that are comments emptied.
  let lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.drop { $0 == " " }.hasPrefix("//") ? "" : line
    }
  }

  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "actor", "protocol", "typealias", "extension",
  ]
  private static let modifiers: Set<Substring> = [
    "public", "package", "internal", "private", "fileprivate", "final", "indirect", "nonisolated",
  ]

  var declarations: [Declaration] {
    var isExtended = false
    return lines.compactMap { line in
      var words = Self.withoutAttributes(line).split(separator: " ")[...]
      var isPrivate = false
      while let word = words.first, Self.modifiers.contains(word) {
        isPrivate = isPrivate || word == "private" || word == "fileprivate"
        words.removeFirst()
      }
      guard let kind = words.first, Self.kinds.contains(kind), words.count > 1 else { return nil }
      let name = words[words.startIndex + 1].prefix {
        $0.isLetter || $0.isNumber || "_.".contains($0)
      }
      guard name.first?.isLetter == true || name.first == "_" else { return nil }
      let depth = line.prefix { $0 == " " }.count
      if depth == 0 { isExtended = kind == "extension" }
      return Declaration(
        kind: kind, names: name.split(separator: "."),
        isOutermost: depth == 0 || depth == 2 && isExtended, isPrivate: isPrivate)
    }
  }

  /// What follows `@Suite("With words") @unchecked` and its like.
  private static func withoutAttributes(_ line: Substring) -> Substring {
    var rest = line.drop { $0 == " " }
    while rest.first == "@" {
      rest = rest.drop { $0 != " " && $0 != "(" }
      if rest.first == "(" {
        var depth = 0
        rest = rest.drop { character in
          depth += character == "(" ? 1 : character == ")" ? -1 : 0
          return depth > 0
        }
        rest = rest.dropFirst()
      }
      rest = rest.drop { $0 == " " }
    }
    return rest
  }

  /// The names of functions that lie in no type.
  var freeFunctions: [Substring] {
    lines.compactMap { line in
      guard line.first != " ", let found = line.firstRange(of: "func ") else { return nil }
      return line[found.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    }
  }

  /// All words that begin with a capital letter, outside of comments and texts.
  var capitalizedWords: Set<Substring> {
    var found: Set<Substring> = []
    for line in lines {
      for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false)
        .enumerated()
      where index % 2 == 0 {
        let code = part.firstRange(of: "//").map { part[..<$0.lowerBound] } ?? part
        for word in code.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
        where word.first?.isUppercase == true { found.insert(word) }
      }
    }
    return found
  }

  var signatures: [Signature] {
    var found: [Signature] = []
    for (number, line) in lines.enumerated() {
      guard let name = Self.nameOfFunction(line) else { continue }
      var text = line[name.endIndex...]
      // A head goes on until its parentheses are closed.
      var head = String(text)
      var next = number + 1
      while Self.parameters(head) == nil, next < lines.count, next < number + 30 {
        text = lines[next][...]
        head += " " + text
        next += 1
      }
      let unlabelled = (Self.parameters(head) ?? []).filter { $0.hasPrefix("_ ") }.count
      found.append(Signature(name: name, line: number + 1, unlabelled: unlabelled))
    }
    return found
  }

  private static func nameOfFunction(_ line: Substring) -> Substring? {
    let bare = line.drop { $0 == " " }
    if let found = bare.firstRange(of: "func ") {
      return bare[found.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    }
    guard let found = bare.firstRange(of: "init"), !bare[..<found.lowerBound].contains("."),
      bare[..<found.lowerBound].split(separator: " ").allSatisfy({
        modifiers.contains($0) || $0.hasPrefix("@") || ["convenience", "required"].contains($0)
      })
    else { return nil }
    return bare[found]
  }

  /// The parameters between the first parenthesis outside of `<>` and its like; nil where it is not
  /// closed.
  private static func parameters(_ head: String) -> [Substring]? {
    var (round, angle, before): (Int, Int, Character) = (0, 0, " ")
    var start: String.Index?
    var found: [Substring] = []
    let blank: (Substring) -> Substring = { $0.drop { $0 == " " } }
    for index in head.indices {
      let character = head[index]
      switch character {
      case "<": angle += 1
      case ">" where before != "-": angle -= 1
      case "(" where start == nil && angle == 0: start = head.index(after: index)
      case "(", "[", "{": if start != nil { round += 1 }
      case ")" where round == 0 && start != nil:
        if let start { found.append(blank(head[start..<index])) }
        return found
      case ")", "]", "}": if start != nil { round -= 1 }
      case "," where round == 0 && angle == 0:
        if let first = start {
          found.append(blank(head[first..<index]))
          start = head.index(after: index)
        }
      default: break
      }
      before = character
    }
    return nil
  }
}
