/// How the pixels of a picture became points.
public struct PixelNote: Equatable, Sendable {
  /// Pixels of a row, and rows.
  public let width, height: Int
  /// How many colours they have.
  public let colours: Int
  /// The pixels that show nothing, and take no part.
  public let transparent: Int
  /// The pixels that something else shines through; they count by their colour.
  public let translucent: Int
  /// Whether viewers turn or mirror the picture before they show it.
  public let isTurned: Bool

  /// What is to be told of some pixels.
  init(_ pixels: PixelRows) {
    (width, height) = (pixels.picture.width, pixels.picture.height)
    colours = pixels.colours.count
    (transparent, translucent) = (pixels.transparent, pixels.translucent)
    isTurned = pixels.picture.orientation != .upright
  }
}

extension PixelNote: CustomStringConvertible {
  /// One line.
  public var description: String {
    let seen = width * height - transparent
    var parts = [
      "\(Self.count(seen, "pixel")) \(seen == 1 ? "has" : "have") "
        + "\(Self.count(colours, "colour")); every colour is a point that weighs as many pixels "
        + "as have it"
    ]
    if transparent > 0 { parts.append(leftOut + ", with the label -1") }
    if let throughCounted { parts.append(throughCounted) }
    if isTurned {
      parts.append("labels follow the rows as they are stored, which viewers turn")
    }
    return parts.joined(separator: "; ")
  }

  /// What alpha does, as a sentence; nil for pictures that are opaque.
  package var alphaSentence: String? {
    let parts = [transparent > 0 ? leftOut : nil, throughCounted].compactMap(\.self)
    guard let first = parts.first?.first else { return nil }
    return first.uppercased() + parts.joined(separator: "; ").dropFirst() + "."
  }

  private var leftOut: String {
    "\(Self.count(transparent, "transparent pixel")) \(transparent == 1 ? "is" : "are") left out"
  }

  private var throughCounted: String? {
    translucent == 0
      ? nil
      : "\(Self.count(translucent, "partly transparent pixel")) "
        + "\(translucent == 1 ? "counts" : "count") by colour alone"
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
