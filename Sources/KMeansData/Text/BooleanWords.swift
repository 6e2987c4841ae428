/// Two words that stand for 0 and 1.
struct BooleanWords: Equatable {
  /// The word for 0, in small letters.
  let zero: String
  /// The word for 1, in small letters.
  let one: String

  /// The words of programs, and of answers in English, German and French.
  static let all = [
    BooleanWords(zero: "false", one: "true"), BooleanWords(zero: "no", one: "yes"),
    BooleanWords(zero: "f", one: "t"), BooleanWords(zero: "n", one: "y"),
    BooleanWords(zero: "falsch", one: "wahr"), BooleanWords(zero: "nein", one: "ja"),
    BooleanWords(zero: "faux", one: "vrai"), BooleanWords(zero: "non", one: "oui"),
  ]

  /// The pair that some words, in small letters, are of; nil for others. A letter alone may be a
  /// category, so that both must be there.
  static func of(_ words: Set<String>) -> BooleanWords? {
    all.first { pair in
      words.isSubset(of: [pair.zero, pair.one]) && !words.isEmpty
        && (pair.one.count > 1 && pair.one != "ja" || words.count == 2)
    }
  }

  /// 0 or 1; nil for another word.
  func value(_ word: String) -> Double? {
    let word = word.lowercased()
    return word == one ? 1 : word == zero ? 0 : nil
  }
}
