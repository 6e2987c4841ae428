/// A search whose result tells how far J may be above the least.
struct BoundedSearch: Search {
  private let search: any Search
  private let task: SearchTask

  /// - Parameters:
  ///   - search: what finds the clustering.
  ///   - task: what it was given.
  init(_ search: any Search, of task: SearchTask) { (self.search, self.task) = (search, task) }

  /// The clustering, with a bound where there is time for one.
  func clustering() -> Clustering? {
    guard var found = search.clustering() else { return nil }
    if found.bound == nil, task.execution.control.poll() == nil {
      let (x, scale) = (task.prepared.x, task.configuration.problem.objectiveScale)
      let bound = ObjectiveBound(
        x, found.labels, clusters: found.sizes.count, effort: ObjectiveBound.smallEffort,
        execution: task.execution)
      // A stop in the middle leaves a bound that another run would not have.
      if task.execution.control.poll() == nil { found.bound = bound.scaled(by: scale) }
    }
    return found
  }
}
