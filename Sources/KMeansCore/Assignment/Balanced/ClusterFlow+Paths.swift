extension ClusterFlow {
  /// How the repair of a flow ended.
  enum End {
    /// No cluster has too many points, and none too few: the flow is a cheapest one.
    case optimal
    /// A shortest path may lead over moves that are not known.
    case beyondReach
    /// The repair was stopped.
    case stopped
  }

  /// One step of a path.
  private struct Arc {
    let tail: Int
    let head: Int
    /// The heap of its moves; nil for an arc of the sink.
    let heap: Int?
    /// The cost of its first move.
    let cost: Int64
  }

  /// What a search for the shortest path knows of the nodes.
  struct Paths {
    /// The length of the shortest path so far.
    var lengths: [Int64]
    fileprivate var isDone: [Bool]
    /// The node before, and the heap of the move from there; −1 for none.
    fileprivate var before: [Int32]
    fileprivate var heaps: [Int32]

    init(nodes: Int) {
      lengths = Array(repeating: .max, count: nodes)
      isDone = Array(repeating: false, count: nodes)
      before = Array(repeating: -1, count: nodes)
      heaps = before
    }

    fileprivate mutating func clear() {
      for node in lengths.indices {
        lengths[node] = .max
        isDone[node] = false
        before[node] = -1
      }
    }

    /// The nearest node that is not done, the lowest among equals; nil where none can be reached.
    fileprivate var nearest: Int? {
      var (best, length) = (-1, Int64.max)
      for node in lengths.indices where !isDone[node] && lengths[node] < length {
        (best, length) = (node, lengths[node])
      }
      return best < 0 ? nil : best
    }

    @inline(__always)
    fileprivate mutating func relax(_ head: Int, _ length: Int64, from tail: Int, heap: Int32) {
      guard length < lengths[head], !isDone[head] else { return }
      lengths[head] = length
      before[head] = Int32(tail)
      heaps[head] = heap
    }
  }

  /// Moves points along shortest paths from clusters that have too many to ones that have too few,
  /// until there are none.
  ///
  /// E. W. Dijkstra's search, "A note on two problems in connexion with graphs", 1959, with all
  /// clusters that have too many as its beginning. A path takes as many units as there are moves of
  /// the same cost on each of its arcs, as where points are equal.
  ///
  /// - Parameter isStopped: asked before every path.
  /// - Returns: why it ended; the flow satisfies its conditions in any case.
  /// - Complexity: O(k² + l·r·log n) a path of l arcs, for r clusters within a point's reach.
  mutating func repair(isStopped: () -> Bool) -> End {
    var paths = Paths(nodes: clusters + 1)
    while excess.contains(where: { $0 > 0 }) {
      if isStopped() { return .stopped }
      guard let target = search(&paths) else { return .beyondReach }
      raise(paths.lengths, target: paths.lengths[target])
      follow(path(to: target, paths))
    }
    return .optimal
  }

  /// Finds the shortest path to a node that has too few; nil where there may be a shorter one, or
  /// one at all, that is not known.
  private mutating func search(_ paths: inout Paths) -> Int? {
    paths.clear()
    for node in 0...clusters where excess[node] > 0 { paths.lengths[node] = 0 }
    let horizon = horizon
    while let node = paths.nearest, paths.lengths[node] <= horizon {
      if excess[node] < 0 { return node }
      paths.isDone[node] = true
      let length = paths.lengths[node] - prices[node]
      if node == clusters {
        for head in 0..<clusters where flows[head] > least {
          paths.relax(head, length + prices[head], from: node, heap: -1)
        }
        continue
      }
      for number in outgoing[node] {
        guard let move = first(Int(number), from: node) else { continue }
        let head = heaps[Int(number)].head
        paths.relax(head, length + move.cost + prices[head], from: node, heap: number)
      }
      if flows[node] < most {
        paths.relax(clusters, length + prices[clusters], from: node, heap: -1)
      }
    }
    return nil
  }

  /// The arcs that lead to a node, from the beginning.
  private mutating func path(to target: Int, _ paths: Paths) -> [Arc] {
    var arcs: [Arc] = []
    var node = target
    while paths.before[node] >= 0 {
      let tail = Int(paths.before[node])
      let heap = paths.heaps[node] < 0 ? nil : Int(paths.heaps[node])
      let cost = heap.flatMap { first($0, from: tail)?.cost } ?? 0
      arcs.append(Arc(tail: tail, head: node, heap: heap, cost: cost))
      node = tail
    }
    return arcs.reversed()
  }

  /// Moves points along a path while it is as short as now.
  private mutating func follow(_ path: [Arc]) {
    guard let source = path.first?.tail, let target = path.last?.head else { return }
    repeat {
      var amount = min(excess[source], -excess[target])
      for arc in path { amount = min(amount, room(arc)) }
      for arc in path {
        if let heap = arc.heap {
          move(amount, by: heap, from: arc.tail)
        } else if arc.head == clusters {
          flows[arc.tail] += amount
        } else {
          flows[arc.head] -= amount
        }
      }
      shift(amount, from: source, to: target)
    } while excess[source] > 0 && excess[target] < 0 && path.allSatisfy { isOpen($0) }
  }

  /// How much an arc takes at its cost.
  private mutating func room(_ arc: Arc) -> Int {
    if let heap = arc.heap {
      return first(heap, from: arc.tail).map { moves.amounts[Int($0.candidate)] } ?? 0
    }
    return arc.head == clusters ? most - flows[arc.tail] : flows[arc.head] - least
  }

  /// Whether an arc still has a move of its cost.
  private mutating func isOpen(_ arc: Arc) -> Bool {
    if let heap = arc.heap { return first(heap, from: arc.tail)?.cost == arc.cost }
    return room(arc) > 0
  }
}
