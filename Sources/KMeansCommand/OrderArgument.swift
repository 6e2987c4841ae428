public import ArgumentParser
import KMeansCore
import KMeansData
import KMeansModels
public import KMeansReports

extension MissingPolicy: ExpressibleByArgument {}
extension ScalingMethod: ExpressibleByArgument {}
extension Clusterer.Algorithm: ExpressibleByArgument {}
extension Clusterer.Distance: ExpressibleByArgument {}
extension Clusterer.Quality: ExpressibleByArgument {}

extension ImageShape: ExpressibleByArgument {
  /// Rows and columns, such as "28x28".
  public init?(argument: String) { self.init(argument) }
}

/// The orders of clusters that can be asked for; without one they stay as they were found.
enum OrderArgument: String, CaseIterable, ExpressibleByArgument {
  /// The largest first.
  case size
  /// By their first coordinates.
  case first

  /// The order as the library has it.
  var order: Clusterer.Order { self == .size ? .size : .first }
}

extension [String] {
  /// The names in arguments that hold several, set apart by commas. A name in double quotes may
  /// hold commas itself.
  var splitAtCommas: [String] {
    flatMap { argument -> [String] in
      var (parts, isQuoted): ([String], Bool) = ([""], false)
      for character in argument {
        if character == "\"" {
          isQuoted.toggle()
        } else if character == ",", !isQuoted {
          parts.append("")
        } else {
          parts[parts.count - 1].append(character)
        }
      }
      return parts
    }.map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }
}
