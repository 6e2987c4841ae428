import ArgumentParser
import KMeansCore

/// Fits at random, each by the textbook and by something faster, until the time is up.
@main
struct FuzzFits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz-fits",
    abstract: "Compare random fits with the textbook's, bit for bit.")

  @Option(help: "For how long.")
  var minutes = 1.0

  @Option(help: "The seed of all cases.")
  var seed: UInt64 = 0

  @Option(help: "The first case.")
  var first: UInt64 = 0

  @Option(help: "How many cases at most.")
  var cases = Int.max

  @Flag(help: "Print every case before it is tried.")
  var verbose = false

  func run() throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(minutes * 60)
    var (tried, refused, labels, wrong) = (0, 0, 0, 0)
    var number = first
    while tried < cases, clock.now < end {
      let fit = DrawnFit(seed: seed, number: number)
      if verbose { print("\(number): \(fit)") }
      switch Confirmation(fit) {
      case .equal(let count): labels += count
      case .refused: refused += 1
      case .different(let what):
        wrong += 1
        print("FOUND: case \(number): \(what)\n  \(fit)")
        print("  again: Scripts/fuzz fits --seed \(seed) --first \(number) --cases 1")
      }
      (tried, number) = (tried + 1, number + 1)
    }
    print(
      "\(tried) cases from \(first), \(refused) refused alike, \(labels) labels, \(wrong) found")
    if wrong > 0 { throw ExitCode.failure }
  }
}
