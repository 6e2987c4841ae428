// Names and words of C functions are the header's.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

import CKMeansABI
import KMeansCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A signal that asks something of a fit for as long as the fit takes, whatever handles it
/// otherwise.
///
/// A language whose own handlers wait for its interpreter, such as Python, would handle Ctrl-C only
/// after the fit.
private final class Watch: Handled {
  static let handleKind = HandleKind.watch

  /// What a signal asks for.
  enum Wish {
    case stop
    case interlude
  }

  let came = Atomic<Bool>(false)
  private let stop: StopSignal
  private let wish: Wish
  private let signal: Int32

  /// Watches the signal from now on; nil where it cannot be caught.
  init?(_ stop: StopSignal, _ wish: Wish, signal number: Int32) {
    (self.stop, self.wish, signal) = (stop, wish, number)
    guard SignalSlots.range.contains(number) else { return nil }
    let isMinded = SignalSlots.withLock {
      var (before, minding) = (sigaction(), sigaction())
      minding.handler = handleWatched
      // A system call that the signal interrupts goes on.
      minding.sa_flags = SA_RESTART
      // The watch is set before the handler is installed.
      let outer = SignalSlots.exchange(number, address)
      guard sigaction(number, &minding, &before) == 0 else {
        _ = SignalSlots.exchange(number, outer)
        return false
      }
      Self.watches[number, default: []].append(Entry(watch: self, before: before))
      return true
    }
    if !isMinded { return nil }
  }

  /// Restores the former handler.
  func end() {
    SignalSlots.withLock {
      var entries = Self.watches[signal] ?? []
      guard let index = entries.firstIndex(where: { $0.watch === self }) else { return }
      var before = entries.remove(at: index).before
      if index < entries.count {
        // The watch in front of this one restores it.
        entries[index].before = before
      } else {
        var now = sigaction()
        if sigaction(signal, nil, &now) == 0, now.isWatching { sigaction(signal, &before, nil) }
        _ = SignalSlots.exchange(signal, entries.last?.watch.address ?? 0)
      }
      Self.watches[signal] = entries
    }
    // A handler that runs on another thread may still hold this watch.
    SignalSlots.awaitHandlers()
  }

  private var address: Int { Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }

  /// A watch, and what was done with the signal before it.
  private struct Entry {
    let watch: Watch
    var before: sigaction
  }

  /// Those of every signal that have begun and not ended, in that order; only under the lock.
  nonisolated(unsafe) private static var watches: [Int32: [Entry]] = [:]

  /// What the handler does: some atomic operations, and no allocation.
  static func notify(_ signal: Int32) {
    SignalSlots.handle(signal) { address in
      guard let pointer = UnsafeRawPointer(bitPattern: address) else { return }
      let watch = Unmanaged<Watch>.fromOpaque(pointer).takeUnretainedValue()
      watch.came.store(true, ordering: .relaxed)
      switch watch.wish {
      case .stop: watch.stop.stop()
      case .interlude: watch.stop.requestInterlude()
      }
    }
  }
}

/// The handler of every signal that is watched; one function, so that it can be recognised.
private let handleWatched: @convention(c) (Int32) -> Void = { Watch.notify($0) }

@c @implementation
public func kmeans_watch_begin(_ stop: OpaquePointer?, _ signal: Int32) -> OpaquePointer? {
  begin(stop, .stop, signal)
}

@c @implementation
public func kmeans_watch_begin_interlude(
  _ stop: OpaquePointer?, _ signal: Int32
) -> OpaquePointer? {
  begin(stop, .interlude, signal)
}

private func begin(_ stop: OpaquePointer?, _ wish: Watch.Wish, _ signal: Int32) -> OpaquePointer? {
  guard let stop = stop?.value(StopSignal.self), let watch = Watch(stop, wish, signal: signal)
  else { return nil }
  return OpaquePointer(handing: watch)
}

@c @implementation
public func kmeans_watch_end(_ watch: OpaquePointer?) -> Int32 {
  guard let ended = watch?.end(Watch.self) else { return 0 }
  ended.end()
  return ended.came.load(ordering: .relaxed) ? 1 : 0
}

extension sigaction {
  /// The function that is called; systems name the field differently.
  fileprivate var handler: (@convention(c) (Int32) -> Void)? {
    get {
      #if canImport(Darwin)
        __sigaction_u.__sa_handler
      #else
        __sigaction_handler.sa_handler
      #endif
    }
    set {
      #if canImport(Darwin)
        __sigaction_u.__sa_handler = newValue
      #else
        __sigaction_handler.sa_handler = newValue
      #endif
    }
  }

  /// Whether the signal calls a watch.
  fileprivate var isWatching: Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(handleWatched, to: Int.self)
  }
}
