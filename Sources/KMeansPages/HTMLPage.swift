/// A page in one file: styles, scripts and data inside, nothing to fetch, and a policy that forbids
/// fetching.
package struct HTMLPage: Sendable {
  /// The title, as plain text.
  package let title: String
  /// The data of the page, a JSON text, which scripts find as `K.data`.
  package let json: String
  /// The HTML between header and footer; its author escapes what is text.
  package let body: String
  /// The scripts after `common.js`, in their order.
  package let scripts: [String]
  /// The styles after `theme.css`, in their order.
  package let styles: [String]

  /// A page.
  package init(
    title: String, json: String, body: String, scripts: [String], styles: [String] = []
  ) {
    self.title = title
    self.json = json
    self.body = body
    self.scripts = scripts
    self.styles = styles
  }

  /// The file's text.
  ///
  /// - Complexity: O(characters).
  package var text: String {
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
      + "img-src data: blob:"
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <title>\(Self.escaped(title))</title>
      <style>
      \(([PageAssets.theme] + styles).joined(separator: "\n"))
      </style>
      </head>
      <body>
      \(body)
      <script type="application/json" id="data">\(Self.embedded(json))</script>
      <script>
      "use strict";
      \(([PageAssets.common] + scripts).joined(separator: "\n"))
      </script>
      </body>
      </html>

      """
  }

  /// Plain text as HTML, for elements and quoted attributes alike.
  ///
  /// - Complexity: O(characters).
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  /// JSON that no text in it can end early: the characters that could are in strings, where JSON
  /// allows their numbers instead.
  static func embedded(_ json: String) -> String {
    var embedded = ""
    for character in json.unicodeScalars {
      switch character {
      case "<": embedded += "\\u003c"
      case ">": embedded += "\\u003e"
      case "&": embedded += "\\u0026"
      case "\u{2028}": embedded += "\\u2028"
      case "\u{2029}": embedded += "\\u2029"
      default: embedded.unicodeScalars.append(character)
      }
    }
    return embedded
  }
}
