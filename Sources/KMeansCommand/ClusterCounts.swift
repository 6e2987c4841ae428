import ArgumentParser

/// Numbers of clusters as a user writes them: "2..20", "8", "2,4,8" or "2..10,15,20"; "auto" leaves
/// them to the sweep.
struct ClusterCounts: ExpressibleByArgument, CustomStringConvertible {
  /// The numbers, as they were written; nil for "auto".
  let counts: [Int]?
  /// The argument.
  let description: String

  /// The most numbers that a sweep can be asked for, against a slip of the finger.
  private static let most = 1000

  /// Nil for what is no such list, has a number below 1, or more than 1,000 numbers.
  init?(argument: String) {
    if argument.lowercased() == "auto" {
      (counts, description) = (nil, argument)
      return
    }
    var counts: [Int] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let bounds = part.split(separator: ".", omittingEmptySubsequences: false)
      if bounds.count == 1, let count = Int(bounds[0]) {
        counts.append(count)
      } else if bounds.count == 3, bounds[1].isEmpty, let least = Int(bounds[0]),
        let greatest = Int(bounds[2]), least <= greatest,
        greatest.subtractingReportingOverflow(least).partialValue < Self.most
      {
        counts += Array(least...greatest)
      } else {
        return nil
      }
    }
    guard !counts.isEmpty, counts.count <= Self.most, counts.allSatisfy({ $0 >= 1 }) else {
      return nil
    }
    self.counts = counts
    description = argument
  }
}
