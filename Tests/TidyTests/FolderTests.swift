import Testing

/// No two folders of the engine need each other: each can be understood after those it stands on.
///
/// A folder needs another where a file of the one names a type that is declared in the other. What
/// lies beside the folders, at the top of `Sources/KMeansCore`, belongs to none.
struct FolderTests {
  /// Which folders each may name types of.
  private static let allowed: [String: Set<String>] = [
    "Assignment": ["Matrices", "Problem", "Screens"],
    "Bounds": ["Matrices"],
    "Checkpoints": ["Matrices"],
    "Problem": ["Matrices"],
    "Screens": ["Matrices", "Problem"],
    "Search": ["Bounds", "Checkpoints", "Matrices", "Problem"],
    "Seeding": ["Matrices", "Problem", "Screens"],
    "Shards": ["Assignment", "Checkpoints", "Matrices", "Problem", "Screens", "Seeding"],
    "Stream": ["Assignment", "Matrices", "Problem", "Seeding"],
  ]

  @Test func foldersOfTheEngineStandOnEachOther() throws {
    let graph = FolderGraph(
      try Tree.files(in: ["Sources/KMeansCore"], endings: ["swift"]), root: "Sources/KMeansCore")
    let table = Self.allowed.flatMap { from, all in all.map { FolderGraph.Edge(from: from, to: $0) }
    }
    for (edge, witness) in graph.edges.sorted(by: { $0.value < $1.value })
    where !table.contains(edge) {
      Issue.record("\(edge.from) may not need \(edge.to): \(witness)")
    }
    for edge in table where graph.edges[edge] == nil {
      Issue.record("\(edge.from) needs \(edge.to) no longer; take it out of FolderTests.allowed")
    }
    #expect(FolderGraph.cycles(table) == [])
  }

  @Test func theGraphKnowsWhoNeedsWhom() {
    let file = { (path: String, text: String) in Tree.File(path: path, text: text) }
    let graph = FolderGraph(
      [
        file("R/Top.swift", "struct Top { let a: A; let b: B }"),
        file("R/One/A.swift", "struct A { let b: B.Part }"),
        file("R/Two/B.swift", "struct B { struct Part {} } // A\nlet text = \"A\""),
        file("R/Three/C.swift", "private struct A {}\nstruct C { let a: A; let top: Top }"),
      ], root: "R")
    #expect(graph.edges == [.init(from: "One", to: "Two"): "One/A.swift names B"])
    let edge = { FolderGraph.Edge(from: $0, to: $1) }
    #expect(FolderGraph.cycles([edge("a", "b"), edge("a", "c"), edge("b", "c")]) == [])
    #expect(
      FolderGraph.cycles([edge("a", "b"), edge("b", "c"), edge("c", "b"), edge("c", "d")])
        == ["b", "c"])
  }
}

/// Which folder names types of which other.
private struct FolderGraph {
  struct Edge: Hashable {
    let from: String
    let to: String
  }

  /// With a file and a type for each, to look at.
  private(set) var edges: [Edge: String] = [:]

  init(_ files: [Tree.File], root: String) {
    let placed = files.compactMap { file -> (folder: String, path: String, source: SourceText)? in
      let parts = file.path.dropFirst(root.count + 1).split(separator: "/")
      guard parts.count > 1 else { return nil }
      return (String(parts[0]), parts.joined(separator: "/"), SourceText(file.text))
    }
    var homes: [Substring: String] = [:]
    for (folder, _, source) in placed {
      for declaration in source.declarations
      where declaration.kind != "extension" && declaration.isOutermost && !declaration.isPrivate {
        homes[declaration.names[0]] = folder
      }
    }
    for (folder, path, source) in placed {
      let own = Set(source.declarations.filter { $0.kind != "extension" }.flatMap(\.names))
      for word in source.capitalizedWords.subtracting(own).sorted() {
        guard let home = homes[word], home != folder else { continue }
        let edge = Edge(from: folder, to: home)
        if edges[edge] == nil { edges[edge] = "\(path) names \(word)" }
      }
    }
  }

  /// The folders that, by way of others or not, need themselves; sorted.
  static func cycles(_ edges: [Edge]) -> [String] {
    var reached = Set(edges)
    // Every way is found when one more round finds none.
    while true {
      let further = reached.flatMap { way in
        edges.filter { $0.from == way.to }.map { Edge(from: way.from, to: $0.to) }
      }
      let before = reached.count
      reached.formUnion(further)
      if reached.count == before { break }
    }
    return reached.filter { $0.from == $0.to }.map(\.from).sorted()
  }
}
