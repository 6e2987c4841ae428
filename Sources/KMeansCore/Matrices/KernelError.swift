/// Why an instruction set that was asked for is not available.
@nonexhaustive
public enum KernelError: Error, Equatable, Sendable {
  /// No set has this name; `known` are the names that exist.
  case unknown(String, known: [String])
  /// The set exists, but this processor or system cannot run it.
  case unsupported(String)
}

extension KernelError: CustomStringConvertible {
  /// One sentence: what was asked for, and what to ask for instead.
  public var description: String {
    switch self {
    case .unknown(let name, let known):
      "unknown instruction set '\(name)' (known: \(known.joined(separator: ", ")))"
    case .unsupported(let name):
      "this machine cannot run the instruction set '\(name)'"
    }
  }
}
