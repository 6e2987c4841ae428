import ArgumentParser
import KMeansCore

/// `kmeans`, which only chooses the verb.
struct RootCommand: ParsableCommand {
  /// The name, and the help that teaches by examples.
  static let configuration = CommandConfiguration(
    commandName: "kmeans",
    abstract: "Exact, reproducible k-means clustering.",
    discussion: """
      The same data, seed and options give the same clusters, to the last bit, on any machine \
      and with any number of threads.

      EXAMPLES
        What is in a file, and what to mind before clustering it:
          kmeans info houses.csv

        Four groups of houses by area and price, each counting the same:
          kmeans fit houses.csv -k 4 --columns sqft_living,price \\
            --scale standard

        The same, with every house's group as a further column, and a model:
          kmeans fit houses.csv -k 4 --columns sqft_living,price \\
            --scale standard --append grouped.csv --model houses.json

        The same as a page to look at, with figures and words:
          kmeans fit houses.csv -k 4 --columns sqft_living,price \\
            --scale standard --report houses.html

        The groups of other houses, by that model:
          kmeans predict houses.json new.csv --append new-grouped.csv

        How good these groups are:
          kmeans evaluate houses.csv --model houses.json

        Which number of groups the houses speak for, if any:
          kmeans sweep houses.csv --columns sqft_living,price --scale standard

        How k-means comes to such groups, step by step, in a browser:
          kmeans explain houses.csv -k 4 --columns sqft_living,price \\
            --scale standard --output houses.html

        The sixteen colours of a photo, and the photo in these alone:
          kmeans palette photo.jpg -k 16 --output sixteen.png

      EXIT CODES
        0    done, also when the time limit ended it
        64   wrong usage
        65   bad data
        66   no such input
        71   the memory that the work needs cannot be had
        73   an output cannot be written
        74   an input cannot be read
        75   the time limit passed before there was a first result
        130  interrupted, after the best so far was written; 143 by a polite
             kill, 129 by a terminal that was closed
      """,
    version: LibraryVersion.current,
    subcommands: [
      FitCommand.self, PredictCommand.self, EvaluateCommand.self, SweepCommand.self,
      ExplainCommand.self, InfoCommand.self, MergeCommand.self, PaletteCommand.self,
      PageCommand.self,
    ])
}
