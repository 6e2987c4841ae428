import ArgumentParser
import CPeak
import Dispatch
import Foundation
import Synchronization

/// Measures the float32 peak of one core and of all of them.
struct PeakCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peak", abstract: "Measures fused multiply-adds a second on registers alone.")

  @Option(help: "How many cores work side by side; all by default.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "How often each is measured; the best counts.")
  var repetitions = 60

  /// Checks the numbers.
  func validate() throws {
    guard threads >= 1, repetitions >= 1 else {
      throw ValidationError("--threads and --repetitions must be at least 1")
    }
  }

  /// Measures, and prints the answer.
  func run() throws {
    try PeakReport(
      instructionSet: String(cString: bestPeakKernel().name), threads: threads,
      gigaflopsOneCore: Self.best(threads: 1, repetitions: repetitions),
      gigaflopsAllCores: Self.best(threads: threads, repetitions: repetitions)
    ).printAsLine()
  }

  /// The most operations a second, in 10⁹, that `threads` cores did together.
  private static func best(threads: Int, repetitions: Int) -> Double {
    let kernel = bestPeakKernel()
    // Some milliseconds: long beside waking a thread, short beside what else a machine does.
    let rounds = 1_000_000
    let clock = ContinuousClock()
    let operations = Double(rounds * Int(kernel.operations_per_round) * threads)
    var best = 0.0
    let check = Atomic<UInt32>(0)
    for _ in 0..<repetitions {
      let time = clock.measure {
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
          let sum = bestPeakKernel().run(rounds)
          check.store(sum.bitPattern, ordering: .relaxed)
        }
      }
      best = max(best, operations / time.seconds / 1e9)
    }
    return best
  }
}

/// What `peak` prints.
struct PeakReport: Encodable, Report {
  /// The instruction set of the kernel, such as "avx512".
  let instructionSet: String
  /// How many cores `gigaflopsAllCores` is for.
  let threads: Int
  /// 10⁹ float32 operations a second on one core; a multiply-add counts as two.
  let gigaflopsOneCore: Double
  /// The same on `threads` cores.
  let gigaflopsAllCores: Double
}
