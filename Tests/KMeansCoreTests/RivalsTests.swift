import Testing

@testable import KMeansCore

/// Lists of the nearest few, against sorting.
struct RivalsTests {
  /// What one lane was given.
  private struct Lane {
    var start: Double
    var taken: [(label: Int32, lower: Double)] = []
  }

  /// Whatever comes, in any order and with ties, over lanes that take turns: the least are listed,
  /// ascending, and nothing else is nearer than `beyond`.
  @Test(arguments: 0..<40)
  func listsHaveTheLeast(_ seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    let width = 1 + seed % 5
    let lists = RivalLists(lanes: width)
    let rivals = Rivals(lowers: [Float](repeating: 3, count: width))
    // Lists are used again, and must forget.
    for round in 0..<200 {
      var lanes: [Lane] = []
      // Few values make ties; some bounds say nothing, or are below 0.
      let values: [Double] = [0, 1, 1, 2, 3, 5, 8, -1, .infinity]
      let some = round % 3 == 0
      func value() -> Double {
        some ? values[Int(random.unit() * 9)] : random.unit() * 10
      }
      lists.begin(width)
      for lane in 0..<width {
        let start = round % 4 == 0 ? .infinity : value()
        lanes.append(Lane(start: start))
        lists.beyond[lane] = start
      }
      for label in 0..<Int32(random.unit() * 12) {
        for lane in 0..<width where random.unit() < 0.8 {
          let lower = value()
          lanes[lane].taken.append((label, lower))
          lists.take(lane, label, lower)
        }
      }
      for (lane, given) in lanes.enumerated() {
        let point = (lane + round) % width
        lists.store(lane, rivals, point)
        check(lists, rivals, lane, point, given)
      }
    }
  }

  private func check(
    _ lists: RivalLists, _ rivals: Rivals, _ lane: Int, _ point: Int, _ given: Lane
  ) {
    let stored = (0..<Rivals.width).map { rivals.labels[point * Rivals.width + $0] }
    let listed = stored.prefix { $0 >= 0 }
    #expect(stored[listed.count...].allSatisfy { $0 == -1 })
    #expect(Set(listed).count == listed.count)
    let lowers = Dictionary(uniqueKeysWithValues: given.taken.map { ($0.label, $0.lower) })
    // A bound that says nothing need not be listed.
    let sorted = lowers.values.filter { $0 < .infinity }.sorted()
    #expect(listed.map { lowers[$0] ?? .nan } == Array(sorted.prefix(Rivals.width)))
    let rest = sorted.dropFirst(Rivals.width).first ?? .infinity
    #expect(lists.beyond[lane] == min(rest, given.start))
    #expect(lists.least(lane) == min(sorted.first ?? .infinity, given.start))
  }

  /// Nobody has rivals at first, nor after they were forgotten; others keep theirs.
  @Test func rivalsAreForgotten() {
    let rivals = Rivals(lowers: [1, 2, 3])
    let all = { (0..<3 * Rivals.width).map { rivals.labels[$0] } }
    #expect(all().allSatisfy { $0 == -1 })
    #expect((0..<3).map { rivals.lowers[$0] } == [1, 2, 3])
    let lists = RivalLists(lanes: 1)
    lists.begin(1)
    lists.beyond[0] = 9
    for label in 0..<Int32(Rivals.width) { lists.take(0, label, Double(label)) }
    for point in 0..<3 { lists.store(0, rivals, point) }
    rivals.forget(1, lower: 0.5)
    let some = Array(0..<Int32(Rivals.width))
    #expect(all() == some + some.map { _ in -1 } + some)
    #expect((0..<3).map { rivals.lowers[$0] } == [1, 0.5, 3])
  }
}
