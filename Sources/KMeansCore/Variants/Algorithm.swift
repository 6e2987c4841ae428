import KMeansMatrices

/// How the assignment step is done. All give the same bits; they differ in time alone.
///
/// For compressed rows, all but `textbook` stand for the same: Lloyd's algorithm that looks only at
/// points whose label can have changed, and at those by the values that they keep.
public enum Algorithm: String, Sendable, CaseIterable {
  /// `direct` for few points; else `filtering`, `hamerly`, `bytes` or `axes`, chosen by counting
  /// what they leave to be done.
  case auto
  /// The founding text written out, with a dense one-hot Y: slow, and the truth.
  case textbook
  /// Lloyd's algorithm with the exact distances alone: for few points.
  case direct
  /// Lloyd's algorithm with a float32 screen before the exact distances.
  case lloyd
  /// Lloyd's, looking only at points whose label can have changed, with the float32 screen.
  case hamerly
  /// The same with the screen in 8 bits.
  case bytes
  /// The same with the screen on principal axes, and 8 bits for what that leaves.
  case axes
  /// Whole boxes of a k-d tree at once: for many points in few dimensions.
  case filtering

  /// The two steps of the alternation. A new variant is registered here.
  func steps(
    _ x: Observations, clusters: Int, execution: Execution
  ) -> (assignment: any AssignmentStep, update: any UpdateStep) {
    let update = MeanUpdate(threads: execution.threads)
    return switch self {
    case .textbook: (Textbook(control: execution.control), TextbookUpdate())
    case _ where x.points.isCompressed: (SparseLloyd(x, execution: execution), update)
    case .direct: (Direct(execution: execution), update)
    case .lloyd: (Lloyd(execution: execution), update)
    case .hamerly: (Hamerly(execution: execution, screen: .float32), update)
    case .bytes: (Hamerly(execution: execution, screen: .bytes), update)
    case .axes: (Hamerly(execution: execution, screen: .axes), update)
    // The tree counts points in 32 bits.
    case .filtering where x.count <= Int(Int32.max): (Filtering(execution: execution), update)
    case .filtering: (Hamerly(execution: execution), update)
    case .auto where Direct.pays(x, clusters: clusters): (Direct(execution: execution), update)
    case .auto: (Automatic(x, execution: execution), update)
    }
  }
}
