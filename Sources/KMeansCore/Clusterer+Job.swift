import Synchronization

extension Clusterer {
  /// A fit that is under way on a thread of its own.
  ///
  /// The fit goes on even where no reference to the job is left. `stop` ends it early, with the
  /// best clustering so far.
  public final class Job: Sendable {
    /// How far the fit has come. One task can read it. A reader that is slow gets the newest value.
    public let progress: AsyncStream<Progress>
    private let signal = StopSignal()
    private let outcome = Mutex(Outcome())

    private struct Outcome {
      var result: Result<Clustering, ClusteringError>?
      var waiting: [CheckedContinuation<Void, Never>] = []
    }

    fileprivate init(_ fit: @escaping @Sendable (Job, AsyncStream<Progress>.Continuation) -> Void) {
      let (stream, continuation) = AsyncStream.makeStream(
        of: Progress.self, bufferingPolicy: .bufferingNewest(1))
      progress = stream
      let work: @Sendable () -> Void = { [self] in
        fit(self, continuation)
        continuation.finish()
      }
      // Where the system has no thread to give, the caller does the work.
      if !DetachedThread.start(work) { work() }
    }

    /// The clustering, once the fit has ended.
    ///
    /// Cancelling the task that waits ends the fit early, with the best clustering so far.
    ///
    /// - Throws: `ClusteringError`, as `fit(_:weights:progress:stop:)` does.
    public var clustering: Clustering {
      get async throws(ClusteringError) {
        await withTaskCancellationHandler {
          await withCheckedContinuation { continuation in
            let isDone = outcome.withLock { outcome in
              if outcome.result == nil { outcome.waiting.append(continuation) }
              return outcome.result != nil
            }
            if isDone { continuation.resume() }
          }
        } onCancel: {
          stop()
        }
        guard let result = outcome.withLock({ $0.result }) else { throw .stopped }
        return try result.get()
      }
    }

    /// Ends the fit early; `clustering` is then the best so far.
    public func stop() { signal.stop() }

    fileprivate func run(
      _ fit: (StopSignal) throws(ClusteringError) -> Clustering
    ) {
      let result: Result<Clustering, ClusteringError>
      do { result = .success(try fit(signal)) } catch { result = .failure(error) }
      let waiting = outcome.withLock { outcome in
        outcome.result = result
        defer { outcome.waiting = [] }
        return outcome.waiting
      }
      for continuation in waiting { continuation.resume() }
    }
  }

  /// Starts a fit on a thread of its own and returns at once.
  ///
  ///     let job = clusterer.start(points)
  ///     for await progress in job.progress { show(progress) }
  ///     let clustering = try await job.clustering
  ///
  /// No thread of Swift's pool waits for it.
  ///
  /// - Parameters:
  ///   - points: X, d × N.
  ///   - weights: a weight for every point, or nil for 1 each.
  /// - Returns: the fit under way.
  public func start(_ points: PointMatrix, weights: [Double]? = nil) -> Job {
    Job { job, continuation in
      job.run { (stop) throws(ClusteringError) in
        try fit(points, weights: weights, progress: { continuation.yield($0) }, stop: stop)
      }
    }
  }
}
