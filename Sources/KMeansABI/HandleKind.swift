import KMeansCore

/// What a handle stands for.
enum HandleKind: UInt {
  case error = 1
  case stop
  case watch
  case data
  case clustering

  /// The type of the header.
  var name: String {
    switch self {
    case .error: "kmeans_error"
    case .stop: "kmeans_stop"
    case .watch: "kmeans_watch"
    case .data: "kmeans_data"
    case .clustering: "kmeans_clustering"
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
