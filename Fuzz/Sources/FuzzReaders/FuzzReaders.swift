import Foundation

/// The fuzzer's own loop, of libFuzzer, which the linker adds: it calls `body` with inputs.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// Feeds inputs to the reader that KMEANS_FUZZ_TARGET names; with `--seeds FOLDER` writes inputs to
/// begin with.
@main
enum FuzzReaders {
  static func main() {
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
      return
    }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
      runDriver(&count, &arguments) { bytes, count in
        Target.chosen?.read(UnsafeRawBufferPointer(start: bytes, count: count))
        return 0
      })
  }
}
