import KMeansPages

/// A part of a page that the contents name.
struct PageSection {
  /// The anchor.
  let id: String
  /// The heading, as plain text.
  let title: String
  /// HTML below the heading; scripts add theirs after it.
  var html = ""

  /// Heading, contents and sections of a page.
  ///
  /// - Parameters:
  ///   - heading: as plain text.
  ///   - subtitle: as plain text.
  ///   - sections: in the order of the page.
  /// - Returns: HTML.
  static func body(heading: String, subtitle: String, _ sections: [PageSection]) -> String {
    let links = sections.map {
      "<li><a href=\"#\($0.id)\">\(HTMLPage.escaped($0.title))</a></li>"
    }
    let parts = sections.map { section in
      """
      <section id="\(section.id)" aria-labelledby="\(section.id)-title">
      <h2 id="\(section.id)-title">\(HTMLPage.escaped(section.title))</h2>
      \(section.html)
      </section>
      """
    }
    return """
      <header>
      <div class="row" id="tools"></div>
      <h1><bdi>\(HTMLPage.escaped(heading))</bdi></h1>
      <p class="faint">\(HTMLPage.escaped(subtitle))</p>
      <nav aria-label="Contents"><ul class="contents">
      \(links.joined(separator: "\n"))
      </ul></nav>
      </header>
      <main>
      <noscript><p>Figures and tables need JavaScript, which is switched off.</p></noscript>
      \(parts.joined(separator: "\n"))
      </main>
      """
  }

  /// A table of names and values, both as HTML.
  static func facts(_ facts: [(name: String, value: String)]) -> String {
    let rows = facts.map { "<tr><th scope=\"row\">\($0.name)</th><td>\($0.value)</td></tr>" }
    return "<table class=\"facts\"><tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table>"
  }

  /// What a user should know, as a list; empty for nothing.
  ///
  /// - Parameters:
  ///   - notices: all of them.
  ///   - advice: how their advice is worded.
  /// - Returns: a heading and a list; nothing where there are none.
  static func notices(_ notices: [Notice], _ advice: NoticeAdvice = .command) -> String {
    if notices.isEmpty { return "" }
    let items = notices.map { notice in
      "<li>\(HTMLPage.escaped(PageText.shortened(notice.text(advice), to: 600)))</li>"
    }
    return "<h3>Notes</h3><ul class=\"notices\">\n\(items.joined(separator: "\n"))\n</ul>"
  }

  /// The command that makes the page again.
  static func command(_ words: [String]) -> String {
    "<p>The command that repeats it:</p>\n<pre id=\"command\"><code>"
      + HTMLPage.escaped(PageText.shortened(ShellCommand.text(words), to: 20_000))
      + "</code></pre>"
  }

  /// The code that makes the page again; nothing where it is not known.
  static func code(_ code: String) -> String {
    if code.isEmpty { return "" }
    return "<p>The code that repeats it:</p>\n<pre id=\"command\"><code>"
      + HTMLPage.escaped(PageText.shortened(code, to: 20_000)) + "</code></pre>"
  }

  /// The last part of a path, which is all that a heading needs.
  static func fileName(_ source: String) -> String {
    let name = source.split(separator: "/").last.map(String.init) ?? source
    return PageText.shortened(name, to: 120)
  }
}
