import KMeansMatrices

/// How the assignment step is done. All give the same bits; they differ in time alone.
public enum Algorithm: String, Sendable, CaseIterable {
  /// Whatever is fastest: `hamerly`.
  case auto
  /// The founding text written out, with a dense one-hot Y: slow, and the truth.
  case textbook
  /// Lloyd's algorithm with a float32 screen before the exact distances.
  case lloyd
  /// Lloyd's, looking only at points whose label can have changed.
  case hamerly
  /// Whole boxes of a k-d tree at once: for many points in few dimensions.
  case filtering

  /// What `auto` stands for.
  var resolved: Algorithm { self == .auto ? .hamerly : self }

  /// The two steps of the alternation. A new variant is registered here.
  func steps(
    _ x: Observations, clusters: Int, execution: Execution
  ) -> (assignment: any AssignmentStep, update: any UpdateStep) {
    switch resolved {
    case .textbook: (Textbook(control: execution.control), TextbookUpdate())
    case .lloyd: (Lloyd(execution: execution), MeanUpdate(threads: execution.threads))
    // The tree counts points in 32 bits.
    case .filtering where x.count <= Int(Int32.max):
      (Filtering(execution: execution), MeanUpdate(threads: execution.threads))
    case .auto, .hamerly, .filtering:
      (Hamerly(execution: execution), MeanUpdate(threads: execution.threads))
    }
  }
}
