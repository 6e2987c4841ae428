extension Clustering {
  /// How a search for a low J went.
  ///
  /// With the same seed and number of starts, `effort` generations give the same bits on any
  /// machine, whatever ended this search.
  public struct SearchAccount: Sendable, Hashable, Codable {
    /// J at the ends of the starts, in their order.
    public let startObjectives: [Double]
    /// The least J after the starts, and after every generation; one more than `effort`.
    public let bestObjectives: [Double]
    /// How many minima the search has reached, with those of the starts.
    public let individuals: Int
    /// How many of them ended at the J of the result.
    public let found: Int
    /// What ended the search.
    public let ending: Ending
    /// The early generations, where there were so many points that these saw a summary; else nil.
    /// J is then that of the summary and of what it leaves out.
    public let summary: Summary?

    /// How many generations there were.
    public var effort: Int { bestObjectives.count - 1 }

    /// Generations that saw few weighted points, which stand for all.
    public struct Summary: Sendable, Hashable, Codable {
      /// How many points they saw.
      public let points: Int
      /// How many generations there were.
      public let effort: Int
      /// How many minima they reached, with those of the starts.
      public let individuals: Int
      /// How many of them ended at the least J of the summary.
      public let found: Int
    }

    /// What ended a search.
    public enum Ending: String, Sendable, Hashable, Codable, CaseIterable {
      /// It made as many generations as were asked for.
      case effort
      /// Nothing more was expected of further generations.
      case settled
      /// The time limit was reached.
      case timeLimit
      /// It was stopped on request.
      case interrupted
    }
  }
}

extension Clustering.SearchAccount.Ending {
  /// What a stop makes of a search.
  init(_ reason: Clustering.StopReason?) {
    self = reason == .timeLimit ? .timeLimit : .interrupted
  }
}

extension Population {
  /// The best of all, with the account of the search.
  ///
  /// - Parameter ending: what ended it.
  /// - Returns: the run that led there, with the work of all.
  func outcome(_ ending: Clustering.SearchAccount.Ending) -> Run.Outcome {
    var outcome = best.outcome
    outcome.work = work
    outcome.search = Clustering.SearchAccount(
      startObjectives: startObjectives, bestObjectives: bestObjectives, individuals: individuals,
      found: found, ending: ending, summary: early)
    return outcome
  }
}
