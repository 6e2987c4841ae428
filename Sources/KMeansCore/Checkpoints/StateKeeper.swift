/// Takes down, from time to time, how far some work has come.
struct StateKeeper<State> {
  /// Called wherever the work could go on from later. `isLast` where it ends here, so that there
  /// will be no later call.
  let offer: (_ isLast: Bool, _ state: () -> State) -> Void

  /// The keeper of a part of the work.
  ///
  /// - Parameter wrap: the state of the whole, by that of the part.
  /// - Returns: one that offers the state of the whole wherever the part offers its own.
  func map<Part>(_ wrap: @escaping (Part) -> State) -> StateKeeper<Part> {
    StateKeeper<Part> { [offer] isLast, state in offer(isLast) { wrap(state()) } }
  }
}
