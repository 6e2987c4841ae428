import KMeansCore
import KMeansMetrics

/// What a handle stands for.
enum HandleKind: UInt {
  case error = 1
  case stop
  case watch
  case data
  case clustering
  case bytes
  case shard
  case sharded
  case dispersion
  case agreement
  case sweep

  /// The type of the header.
  var name: String {
    switch self {
    case .error: "kmeans_error"
    case .stop: "kmeans_stop"
    case .watch: "kmeans_watch"
    case .data: "kmeans_data"
    case .clustering: "kmeans_clustering"
    case .bytes: "kmeans_bytes"
    case .shard: "kmeans_shard"
    case .sharded: "kmeans_sharded"
    case .dispersion: "kmeans_dispersion"
    case .agreement: "kmeans_agreement"
    case .sweep: "kmeans_sweep"
    }
  }
}

/// A type whose values handles stand for.
protocol Handled: Sendable {
  /// The kind that no other type has.
  static var handleKind: HandleKind { get }
}

extension ReportedFailure: Handled {
  static var handleKind: HandleKind { .error }
}

extension StopSignal: Handled {
  static var handleKind: HandleKind { .stop }
}

extension Observations: Handled {
  static var handleKind: HandleKind { .data }
}

extension Clustering: Handled {
  static var handleKind: HandleKind { .clustering }
}

extension HandedBytes: Handled {
  static var handleKind: HandleKind { .bytes }
}

extension Shard: Handled {
  static var handleKind: HandleKind { .shard }
}

extension SharedFit: Handled {
  static var handleKind: HandleKind { .sharded }
}

extension LabelledDispersion: Handled {
  static var handleKind: HandleKind { .dispersion }
}

extension LabelAgreement: Handled {
  static var handleKind: HandleKind { .agreement }
}

extension HandedSweep: Handled {
  static var handleKind: HandleKind { .sweep }
}
