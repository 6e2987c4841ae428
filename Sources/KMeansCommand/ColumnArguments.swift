import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansModels

/// Which columns take part, and how.
///
/// The help of an option is its documentation.
struct ColumnArguments: ParsableArguments {
  @OptionGroup var choice: ColumnChoiceArguments
  @OptionGroup var conversion: ConversionArguments

  @Option(
    help: ArgumentHelp(
      "Rows with missing values: refuse them, drop them, or put the column's mean in.",
      valueName: "rule"))
  var missing: MissingPolicy = .error

  @Option(
    help: ArgumentHelp(
      """
      Bring columns to one scale: standard (mean 0, deviation 1), minmax (0 to 1), robust (median \
      0, quartile range 1).
      """, valueName: "method"))
  var scale: ScalingMethod = .none

  @OptionGroup(title: "Reading") var reading: ReadingArguments

  /// The options as the library takes them.
  ///
  /// - Parameters:
  ///   - weights: the column of weights, if there is one.
  ///   - distance: how far apart points are.
  ///   - threads: nil for all processors.
  /// - Returns: the options of a preparation.
  /// - Throws: `CommandError.data` where options contradict each other.
  func options(
    weights: String? = nil, distance: Clusterer.Distance = .euclidean, threads: Int? = nil
  ) throws(CommandError) -> PreparationOptions {
    try reporting(CommandError.data) { () throws(DataError) in
      try PreparationOptions(
        columns: choice.named, excluded: choice.exclude.splitAtCommas, id: choice.id,
        weights: weights, missing: missing, scaling: scale, distance: distance, threads: threads,
        text: conversion.added(to: reading.text()), format: reading.format)
    }
  }
}
