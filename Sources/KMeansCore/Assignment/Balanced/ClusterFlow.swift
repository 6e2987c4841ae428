/// The flow of points through clusters to a sink, which takes from `least` to `most` of each.
///
/// There are k + 1 nodes: the clusters and the sink. An arc from cluster u to cluster v is the
/// cheapest move of a point of u to v. An arc from a cluster to the sink lets more of its points
/// pass, as long as these are below the upper limit; an arc from the sink back lets fewer pass, as
/// long as they are above the lower limit. Every node has a price p, and an arc u → v of cost c has
/// the reduced cost c + p_v − p_u, which is never negative. This is the condition under which a
/// flow that leaves no excess is a cheapest one; see R. K. Ahuja, T. L. Magnanti and J. B. Orlin,
/// "Network flows", 1993, sections 9.3 and 9.7.
///
/// All numbers are integers, so nothing here is rounded.
struct ClusterFlow {
  /// The number of clusters, which is the number of the sink, too.
  let clusters: Int
  let least: Int
  let most: Int
  /// By cluster, and the sink's.
  private(set) var prices: [Int64]
  /// How much a cluster lets pass, from `least` to `most`.
  var flows: [Int]
  /// How many points more than they let pass clusters have; negative where they have too few. What
  /// the sink has too many of is the last.
  private(set) var excess: [Int]
  /// The points that may move.
  var moves: CandidateMoves
  /// Up to which reach `moves` know all clusters.
  private let reach: Int64
  /// By how much prices have risen since `moves` were gathered.
  private var rises: [Int64]
  /// The greatest difference between rises so far.
  private(set) var spread: Int64 = 0

  /// The moves between pairs of clusters.
  var heaps: [MoveHeap] = []
  /// The heaps of the moves out of a cluster.
  private(set) var outgoing: [[Int32]]
  /// The heap of every pair of clusters that has one; −1 for none. By pair where there are few.
  private var heapTable: [Int32]
  private var heapNumbers: [Int: Int32] = [:]

  /// A flow to be repaired.
  ///
  /// - Parameters:
  ///   - limits: how many points a cluster may have.
  ///   - prices: by cluster; the sink's is 0.
  ///   - sizes: how many points clusters have.
  ///   - moves: the points whose clusters, within `reach` at these prices, are known.
  ///   - reach: at least 0.
  /// - Precondition: no point is cheaper elsewhere, prices included.
  /// - Complexity: O(k + n) for n moves.
  init(
    limits: ClosedRange<Int>, prices: [Int64], sizes: [Int], moves: CandidateMoves, reach: Int64
  ) {
    clusters = sizes.count
    (least, most) = (limits.lowerBound, limits.upperBound)
    self.prices = prices + [0]
    flows = Self.flows(limits, prices: prices, sizes: sizes)
    excess = zip(sizes, flows).map { $0 - $1 }
    excess.append(-excess.reduce(0, +))
    self.moves = moves
    self.reach = reach
    rises = Array(repeating: 0, count: clusters)
    outgoing = Array(repeating: [], count: clusters)
    heapTable = clusters <= 1024 ? Array(repeating: -1, count: clusters * clusters) : []
    makeHeaps()
  }

  /// How many points clusters let pass at some prices: as many as they may have where points would
  /// pay for more, as few where they would be paid, and else what they have.
  static func flows(_ limits: ClosedRange<Int>, prices: [Int64], sizes: [Int]) -> [Int] {
    zip(prices, sizes).map { price, size in
      if price > 0 { return limits.upperBound }
      if price < 0 { return limits.lowerBound }
      return min(max(size, limits.lowerBound), limits.upperBound)
    }
  }

  /// How far a path may reach for every shorter one to be known.
  var horizon: Int64 { reach == .max ? .max : reach - spread }

  /// The number of units that are in the wrong place.
  var total: Int { excess.reduce(0) { $0 + max(0, $1) } }

  /// The prices by cluster where the sink's is 0.
  var pricesAboveSink: [Int64] { prices.dropLast().map { $0 - prices[clusters] } }

  private mutating func makeHeaps() {
    for candidate in 0..<moves.count {
      let tail = Int(moves.labels[candidate])
      for index in moves.reached(candidate) {
        let head = Int(moves.heads[index])
        guard head != tail else { continue }
        heaps[heap(tail, head)].collect(
          MoveHeap.Move(
            cost: moves.headCosts[index] - moves.costs[candidate],
            candidate: Int32(truncatingIfNeeded: candidate)))
      }
    }
    for index in heaps.indices { heaps[index].order() }
  }

  /// The number of the heap of a pair, which is made where there is none.
  private mutating func heap(_ tail: Int, _ head: Int) -> Int {
    let pair = tail * clusters + head
    let hasTable = !heapTable.isEmpty
    let known = hasTable ? heapTable[pair] : heapNumbers[pair] ?? -1
    if known >= 0 { return Int(known) }
    let number = heaps.count
    heaps.append(MoveHeap(head: head))
    if hasTable { heapTable[pair] = Int32(number) } else { heapNumbers[pair] = Int32(number) }
    outgoing[tail].append(Int32(number))
    return number
  }

  /// The cheapest move of a heap whose point is still in the cluster that it would leave.
  @inline(__always)
  mutating func first(_ heap: Int, from tail: Int) -> MoveHeap.Move? {
    while let move = heaps[heap].first {
      if Int(moves.labels[Int(move.candidate)]) == tail { return move }
      heaps[heap].removeFirst()
    }
    return nil
  }

  /// Makes the first move of a heap for an amount, at most that of its part.
  mutating func move(_ amount: Int, by heap: Int, from tail: Int) {
    guard let move = first(heap, from: tail) else { preconditionFailure("there is a move") }
    let head = heaps[heap].head
    if moves.amounts[Int(move.candidate)] == amount { heaps[heap].removeFirst() }
    let part = moves.move(amount, of: Int(move.candidate), to: head, cost: move.cost)
    let cost = moves.costs[part]
    for index in moves.reached(part) {
      let next = Int(moves.heads[index])
      guard next != head else { continue }
      heaps[self.heap(head, next)].insert(
        MoveHeap.Move(
          cost: moves.headCosts[index] - cost, candidate: Int32(truncatingIfNeeded: part)))
    }
  }

  /// Moves an amount of excess from one end of a path to the other.
  mutating func shift(_ amount: Int, from source: Int, to target: Int) {
    excess[source] -= amount
    excess[target] += amount
  }

  /// Raises the prices of the nodes nearer than the target by what they are nearer.
  ///
  /// - Parameters:
  ///   - distances: the length of the shortest path to every node, as far as it is less.
  ///   - target: the length of the shortest path to a node that has too few.
  mutating func raise(_ distances: [Int64], target: Int64) {
    for node in distances.indices where distances[node] < target {
      prices[node] += target - distances[node]
      if node < clusters { rises[node] += target - distances[node] }
    }
    if let low = rises.min(), let high = rises.max() { spread = max(spread, high - low) }
  }
}
