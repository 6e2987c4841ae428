#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The most memory that this process has held.
enum PeakMemory {
  /// In bytes.
  ///
  /// Linux has a process's own peak in /proc; there, `getrusage` starts from the memory of the
  /// program that started this one.
  static var bytes: Int {
    #if canImport(Darwin)
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      return peakOfStatus ?? peakOfUsage
    #endif
  }

  #if !canImport(Darwin)
    /// The line `VmHWM:   12345 kB`.
    private static var peakOfStatus: Int? {
      guard let file = fopen("/proc/self/status", "r") else { return nil }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 256)
      while fgets(&line, Int32(line.count), file) != nil {
        let text = String(
          decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard text.hasPrefix("VmHWM:") else { continue }
        return text.split { $0 == " " || $0 == "\t" }.dropFirst().first
          .flatMap { Int($0) }.map { $0 * 1024 }
      }
      return nil
    }

    private static var peakOfUsage: Int {
      var usage = rusage()
      // Imported as an enumeration by Glibc and as a number by Musl; it is 0 for both.
      getrusage(0, &usage)
      return Int(usage.ru_maxrss) * 1024
    }
  #endif
}
