import KMeansCore
import KMeansPages

extension ExplainReport {
  /// The page that explains k-means on these points: one HTML file that needs nothing else.
  ///
  /// - Throws: never for finite numbers; what the encoder of its data throws otherwise.
  /// - Complexity: O(N·d + iterations·(N + k·d)).
  public func page() throws -> String {
    HTMLPage(
      title: "k-means on \(shortName), step by step", json: try json(), body: body,
      scripts: PageAssets.explain, styles: [PageAssets.explainStyle]
    ).text
  }

  private var shortName: String { name.shortened(to: 80) }

  private var body: String {
    [
      header, Self.stepper, picture, side, story, matrices, Self.numbers, mean, Self.end,
      Self.starts, Self.check,
    ].joined(separator: "\n")
  }

  /// What is shown, in a line.
  private var header: String {
    let counts =
      "\(NumberText.count(sample.x.count, "point")) of "
      + "\(NumberText.count(columns.count, "column")), "
      + "\(NumberText.count(trace.start.count, "cluster")), from \(startInWords)"
    return """
      <header class="row"><h1>k-means on <span \
      id="heading">\(HTMLPage.escaped(shortName))</span></h1>
      <span class="row"><label>Data <select id="dataset"></select></label>\
      <span id="theme"></span></span></header>
      <main>
      <p id="facts" class="faint">\(HTMLPage.escaped(counts)).</p>
      """
  }

  private static let stepper = """
    <section class="stepper" aria-label="Steps">
    <div class="row">
    <button type="button" id="first">First</button>
    <button type="button" id="back">Back</button>
    <button type="button" id="play">Play</button>
    <button type="button" id="forward">Forward</button>
    <button type="button" id="last">Last</button>
    <input type="range" id="slider" min="0" max="1" value="0" aria-label="Step">
    <span id="place"></span>
    </div>
    <p id="words" role="status"></p>
    </section>
    """

  private var picture: String {
    let checked = columns.count == 2 ? " checked" : ""
    return """
      <div class="explain">
      <figure id="stage">
      <div id="picture"></div>
      <div id="objective"></div>
      <p id="legend"></p>
      <div class="row tools">
      <label id="hold-choice"><input type="checkbox" id="hold">hold the labels</label>
      <button type="button" id="to-means" hidden>Back to the means</button>
      <label id="cells-choice"><input type="checkbox" id="cells"\(checked)>cells</label>
      <label><input type="checkbox" id="lines">lines to centroids</label>
      <label><input type="checkbox" id="chord">a line within a cell</label>
      <label id="made-choice" hidden><input type="checkbox" id="made">groups as they were \
      made</label>
      <span class="row" role="group" aria-label="Zoom">\
      <button type="button" id="zoom-in" aria-label="Zoom in">+</button>\
      <button type="button" id="zoom-out" aria-label="Zoom out">−</button>\
      <button type="button" id="zoom-all">All</button></span>
      <span class="row" id="plane-choice" hidden><label>Axes <select id="plane">\
      <option value="axes">principal axes</option><option value="columns">two \
      columns</option></select></label>
      <span class="row" id="columns-choice" hidden><label>across \
      <select id="across"></select></label>
      <label>up <select id="up"></select></label></span></span>
      <button type="button" id="save-picture">Save as SVG</button>
      </div>
      <p id="plane-note" class="faint" hidden></p>
      <p class="faint">Click a point to see its numbers. Drag a centroid, or move it with the \
      arrow keys, to begin a run of your own; hold the labels first, and J rises off the mean. \
      The keys ← and → step. Ctrl and the wheel zoom; what is zoomed can be dragged.</p>
      </figure>
      """
  }

  private var side: String {
    """
    <div>
    <div class="formula" id="formula-loss">
    <p>The loss <span class="state"></span></p>
    \(Self.loss(weight))
    </div>
    <div class="formula" id="formula-assign">
    <p>Assignment: the nearest centroid <span class="state"></span></p>
    \(Self.assignment)
    </div>
    <div class="formula" id="formula-update">
    <p>Update: the mean of the points <span class="state"></span></p>
    \(Self.update(weight))
    </div>
    <figure>
    <figcaption>J after every half-step (circle: assignment, square: update).</figcaption>
    <div id="chart"></div>
    <details><summary>All half-steps as a table</summary>
    <div class="scroll tall" tabindex="0" role="region" aria-label="All half-steps"><table>
    <thead><tr><th scope="col">step</th><th scope="col">J</th><th scope="col">drop</th>\
    <th scope="col">share</th><th scope="col">changed</th></tr></thead>
    <tbody id="half-steps"></tbody></table></div></details>
    </figure>
    </div>
    </div>
    """
  }
}
