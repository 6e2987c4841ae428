#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a signal does to this process.
enum SignalAction {
  /// A handler that gets the cause of the signal.
  typealias Handler =
    @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void

  /// Whether a signal is ignored, as the program may have been started to do.
  static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
      let handler = unsafeBitCast(action.__sigaction_handler, to: Int.self)
    #elseif canImport(Musl)
      let handler = unsafeBitCast(action.__sa_handler, to: Int.self)
    #else
      let handler = unsafeBitCast(action.__sigaction_u, to: Int.self)
    #endif
    return handler == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Installs a handler for a signal; it runs on the stack that is set aside for signals, if there
  /// is one.
  ///
  /// - Returns: what the signal did before.
  static func replace(_ number: Int32, with handler: Handler) -> sigaction {
    var action = sigaction()
    #if canImport(Glibc)
      action.__sigaction_handler.sa_sigaction = handler
    #elseif canImport(Musl)
      action.__sa_handler.sa_sigaction = handler
    #else
      action.__sigaction_u.__sa_sigaction = handler
    #endif
    action.sa_flags = Int32(truncatingIfNeeded: SA_SIGINFO) | Int32(truncatingIfNeeded: SA_ONSTACK)
    var former = sigaction()
    sigaction(number, &action, &former)
    return former
  }

  /// The address whose use caused a signal; nil when another process sent it.
  static func faultAddress(_ info: UnsafeMutablePointer<siginfo_t>?) -> UInt? {
    // A code of 0 or less is a signal from a process.
    guard let info, info.pointee.si_code > 0 else { return nil }
    #if canImport(Darwin)
      return UInt(bitPattern: info.pointee.si_addr)
    #else
      // Three numbers of 32 bits, then, aligned, fields that depend on the signal; C libraries name
      // these differently.
      let offset =
        (12 + MemoryLayout<UInt>.size - 1) / MemoryLayout<UInt>.size
        * MemoryLayout<UInt>.size
      return UnsafeRawPointer(info).load(fromByteOffset: offset, as: UInt.self)
    #endif
  }
}
