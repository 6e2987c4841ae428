/// Whether a descent is worth its further steps, by how J has fallen.
///
/// What J lost in the last steps, and in as many before, tells what is left to lose if the ratio
/// stays. Where J would end above the limit even after losing twice as much, the descent is given
/// up. Children of a late generation mostly end above all survivors, and their last steps are most
/// of their work.
struct Prospect {
  /// J that has to be reached.
  let limit: Double

  /// How many steps are compared with as many before.
  private static let span = 4
  /// The greatest ratio that is believed.
  private static let greatestRatio = 0.95

  /// - Parameter history: J after every step.
  /// - Returns: whether the limit is out of reach; often there is no look.
  func isPoor(_ history: [Double]) -> Bool {
    let (count, span) = (history.count, Self.span)
    guard count > 2 * span, count % span == 0 else { return false }
    let (now, middle) = (history[count - 1], history[count - 1 - span])
    let (last, before) = (middle - now, history[count - 1 - 2 * span] - middle)
    guard before > 0, last >= 0 else { return false }
    let ratio = min(last / before, Self.greatestRatio)
    return now - 2 * last * ratio / (1 - ratio) > limit
  }
}
