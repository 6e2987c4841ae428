/// Why a fit cannot go on from a checkpoint.
@nonexhaustive
public enum CheckpointError: Error, Equatable, Sendable {
  /// The bytes do not begin as those of a checkpoint.
  case notACheckpoint
  /// The bytes are laid out in a way that this version does not know.
  case unknownFormat(Int)
  /// Bytes are missing, were changed, or cannot be what a fit wrote down.
  case damaged
  /// The checkpoint is of another fit: its `setting` was `checkpoint`, and here it is `fit`.
  case otherFit(setting: String, checkpoint: String, fit: String)
  /// This variant writes no checkpoints.
  case variant(Clusterer.Variant)
  /// This quality writes no checkpoints.
  case quality(Clusterer.Quality)
  /// The interval is negative.
  case interval(Duration)
}

extension CheckpointError: CustomStringConvertible {
  /// One sentence: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .notACheckpoint:
      "this is no checkpoint; give one that a fit wrote"
    case .unknownFormat(let found):
      "the checkpoint has format \(found), which this version does not know; go on with the "
        + "version that wrote it"
    case .damaged:
      "the checkpoint is damaged or cut short; begin the fit anew"
    case .otherFit(let setting, let checkpoint, let fit):
      "the checkpoint is of another fit: its \(setting) is \(checkpoint), and here it is \(fit); "
        + "repeat that fit, or name another checkpoint"
    case .variant(let variant):
      "\(variant) k-means writes no checkpoints; leave the checkpoint out"
    case .quality(let quality):
      "a search of the quality \(quality) writes no checkpoints; leave the checkpoint out"
    case .interval(let found):
      "the interval between checkpoints is \(found); it must be 0 or positive"
    }
  }
}
