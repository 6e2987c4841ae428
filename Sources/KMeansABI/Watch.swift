// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

import CKMeansABI
import KMeansMatrices
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A signal that asks a fit to stop for as long as the fit takes, whatever else minds it otherwise.
///
/// A language whose own handlers wait for its interpreter, such as Python, would hear of Ctrl-C
/// only after the fit.
private final class Watch: Sendable {
  let stop: StopSignal
  let came = Atomic<Bool>(false)
  private let signal: Int32
  /// What was done with the signal before.
  private let before: sigaction
  /// The watch that this one is in front of, as a number.
  private let outer: Int

  /// The watch that the handler tells, as a number; 0 for none.
  static let current = Atomic<Int>(0)

  /// Minds the signal from now on; nil where it cannot be caught.
  init?(_ stop: StopSignal, signal number: Int32) {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return nil }
    (self.stop, signal, before) = (stop, number, action)
    outer = Self.current.load(ordering: .acquiring)
    // Known to the handler before the handler is known to the system.
    Self.current.store(address, ordering: .releasing)
    var minding = sigaction()
    minding.setHandler { _ in Watch.notify() }
    // A call that the signal falls into goes on, as it would have without the signal.
    minding.sa_flags = SA_RESTART
    guard sigaction(number, &minding, nil) == 0 else {
      Self.current.store(outer, ordering: .releasing)
      return nil
    }
  }

  /// Restores what was.
  func end() {
    var action = before
    sigaction(signal, &action, nil)
    Self.current.store(outer, ordering: .releasing)
  }

  private var address: Int { Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }

  /// What the handler does: two atomic stores, and no memory taken.
  private static func notify() {
    let address = current.load(ordering: .acquiring)
    guard let pointer = UnsafeRawPointer(bitPattern: address) else { return }
    let watch = Unmanaged<Watch>.fromOpaque(pointer).takeUnretainedValue()
    watch.came.store(true, ordering: .relaxed)
    watch.stop.stop()
  }
}

@c @implementation
public func kmeans_watch_begin(_ stop: OpaquePointer?, _ signal: Int32) -> OpaquePointer? {
  guard let stop, let watch = Watch(stop.borrowed(as: StopSignal.self), signal: signal) else {
    return nil
  }
  return OpaquePointer(Unmanaged.passRetained(watch).toOpaque())
}

@c @implementation
public func kmeans_watch_end(_ watch: OpaquePointer?) -> Int32 {
  guard let watch else { return 0 }
  let ended = Unmanaged<Watch>.fromOpaque(UnsafeRawPointer(watch)).takeRetainedValue()
  ended.end()
  return ended.came.load(ordering: .relaxed) ? 1 : 0
}

extension sigaction {
  /// Sets the function that is called, whose place systems name differently.
  fileprivate mutating func setHandler(_ handler: @escaping @convention(c) (Int32) -> Void) {
    #if canImport(Darwin)
      __sigaction_u.__sa_handler = handler
    #else
      __sigaction_handler.sa_handler = handler
    #endif
  }
}
