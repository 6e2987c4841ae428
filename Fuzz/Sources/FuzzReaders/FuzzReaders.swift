import Foundation
import FuzzCosts

/// What libFuzzer calls before all inputs. The linker adds its `main`.
///
/// The reader is the one that KMEANS_FUZZ_TARGET names. `--seeds FOLDER` writes inputs to begin
/// with, and ends.
@c(LLVMFuzzerInitialize)
public func initialize(
  _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutableRawPointer
) -> Int32 {
  guard let target = Target.chosen else {
    let names = Target.all.map(\.name).joined(separator: ", ")
    FileHandle.standardError.write(
      Data("fuzz-readers: set KMEANS_FUZZ_TARGET to one of \(names)\n".utf8))
    exit(64)
  }
  if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--seeds" {
    for (number, seed) in target.seeds().enumerated() {
      let path = "\(CommandLine.arguments[2])/seed\(number)"
      try? Data(seed).write(to: URL(fileURLWithPath: path))
    }
    exit(0)
  }
  return 0
}

/// What libFuzzer calls with every input.
@c(LLVMFuzzerTestOneInput)
public func read(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  fuzz_costs_begin()
  Target.chosen?.read(UnsafeRawBufferPointer(start: bytes, count: count))
  fuzz_costs_end()
  return 0
}
