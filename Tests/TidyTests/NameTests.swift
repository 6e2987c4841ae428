import Testing

/// Where a newcomer looks for something, and how calls read.
///
/// Each rule has a list of files and functions that are older than it. A list can only shrink: what
/// no longer breaks the rule must leave it.
struct NameTests {
  /// A file is named after a type in it, an extension by `Type+Topic`, or, where all it holds are
  /// functions, after one of them.
  @Test func filesAreNamedAfterWhatIsInThem() throws {
    var others: Set<String> = []
    for file in try Tree.files(in: ["Sources", "Tests"], endings: ["swift"]) {
      if !isNamedAfterItsContent(file) { others.insert(file.path) }
    }
    for path in others.subtracting(Self.otherNames).sorted() {
      Issue.record("\(path) declares no type or function of its name; rename one of the two")
    }
    for path in Self.otherNames.subtracting(others).sorted() {
      Issue.record("\(path) is in order or gone; take it out of NameTests.otherNames")
    }
  }

  private func isNamedAfterItsContent(_ file: Tree.File) -> Bool {
    let source = SourceText(file.text)
    let name = file.path.split(separator: "/").last?.dropLast(".swift".count) ?? ""
    let type = name.prefix { $0 != "+" }
    let named = source.declarations.filter { $0.names.contains(type) }
    if named.contains(where: { $0.kind != "extension" }) { return true }
    if name != type { return !named.isEmpty }
    let functions = source.freeFunctions.map { $0.lowercased() }
    if source.lines.allSatisfy({ $0.isEmpty || $0.contains("import ") }) { return true }
    // In the C interface, whose names have no modules, that is `kmeans_` and what it is about.
    if file.path.hasPrefix("Sources/KMeansABI/") {
      return functions.contains { $0.hasPrefix("kmeans_\(name.lowercased())") }
    }
    return functions.contains(name.lowercased())
  }

  /// Four values in a row can be told apart by their order; more need names, or a struct of them.
  @Test func callsHaveAtMostFourUnlabelledArguments() throws {
    var long: Set<String> = []
    for file in try Tree.files(in: ["Sources"], endings: ["swift"]) {
      // Calls from C have no labels.
      for signature in SourceText(file.text).signatures
      where signature.unlabelled > 4 && !signature.name.hasPrefix("kmeans_") {
        long.insert("\(file.path) \(signature.name)")
      }
    }
    for function in long.subtracting(Self.longCalls).sorted() {
      Issue.record("\(function) has more than four parameters without labels; name some of them")
    }
    for function in Self.longCalls.subtracting(long).sorted() {
      Issue.record("\(function) is in order or gone; take it out of NameTests.longCalls")
    }
  }

  @Test func theRulesSeeWhatTheyShould() {
    let source = SourceText(
      """
      public struct A<B>: C {
        // struct D {}
        @inline(__always) package static func take<T: E>(
          _ a: (Int, Int) -> Void, _ b: [Int: F], c: Int, _ d: T<Int, Int>, _ e: Int,
          _ f: Int
        ) -> Int { 0 }
        private init(_ a: Int) {}
        func g(_ a: Int, _ b: Int) { x.init(1, 2, 3, 4, 5) }
      }
      @Suite("Two (2) words") extension G.H {}
      func free() {}
      """)
    #expect(source.declarations.flatMap(\.names) == ["A", "G", "H"])
    #expect(source.freeFunctions == ["free"])
    #expect(source.signatures.map(\.name) == ["take", "init", "g", "free"])
    #expect(source.signatures.map(\.unlabelled) == [5, 1, 2, 0])
  }

  private static let otherNames: Set<String> = [
    "Sources/KMeansData/ErrorWording.swift",
    "Tests/KMeansDataTests/Support.swift",
  ]

  private static let longCalls: Set<String> = []
}
