extension String {
  /// The text that backslashes stand for: \' for a quote, \n for the end of a line.
  var withoutBackslashes: String {
    var (result, isEscaped) = ("", false)
    for scalar in unicodeScalars {
      if isEscaped {
        let meant: Unicode.Scalar =
          switch scalar {
          case "n": "\n"
          case "t": "\t"
          case "r": "\r"
          default: scalar
          }
        result.unicodeScalars.append(meant)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
