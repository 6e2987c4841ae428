/// The moves from one cluster to another, the cheapest first and the lowest point among equals.
///
/// A move stays here when its point has left the cluster; whoever reads the first one drops those.
struct MoveHeap {
  /// A move of a point.
  struct Move {
    /// c of the cluster that the point enters, less c of the one that it leaves.
    let cost: Int64
    /// Which of the `CandidateMoves`.
    let candidate: Int32

    @inline(__always)
    static func < (a: Move, b: Move) -> Bool {
      a.cost != b.cost ? a.cost < b.cost : a.candidate < b.candidate
    }
  }

  /// The cluster that the points enter.
  let head: Int
  private(set) var moves: [Move] = []

  /// No moves.
  init(head: Int) { self.head = head }

  /// The cheapest move.
  var first: Move? { moves.first }

  /// Adds moves in no order, before `order()`.
  mutating func collect(_ move: Move) { moves.append(move) }

  /// Makes a heap of what was collected.
  ///
  /// - Complexity: O(n).
  mutating func order() {
    for index in stride(from: moves.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  /// Adds a move.
  ///
  /// - Complexity: O(log n).
  mutating func insert(_ move: Move) {
    moves.append(move)
    var index = moves.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard move < moves[parent] else { break }
      moves[index] = moves[parent]
      index = parent
    }
    moves[index] = move
  }

  /// Drops the cheapest move.
  ///
  /// - Complexity: O(log n).
  mutating func removeFirst() {
    let last = moves.removeLast()
    guard !moves.isEmpty else { return }
    moves[0] = last
    sink(0)
  }

  private mutating func sink(_ start: Int) {
    let move = moves[start]
    var index = start
    while true {
      var child = 2 * index + 1
      guard child < moves.count else { break }
      if child + 1 < moves.count, moves[child + 1] < moves[child] { child += 1 }
      guard moves[child] < move else { break }
      moves[index] = moves[child]
      index = child
    }
    moves[index] = move
  }
}
