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
    [header, Self.stepper, picture, Self.numbers, Self.starts, mean, Self.end]
      .joined(separator: "\n")
  }

  private var header: String {
    let (n, d, k) = (sample.x.count, columns.count, trace.start.count)
    let counts =
      "\(NumberText.count(n, "point")) of \(NumberText.count(d, "column")) go to "
      + "\(NumberText.count(k, "cluster")), from \(startInWords)."
    let shadow =
      d > 2
      ? "The clustering is in all \(NumberText.count(d)) columns; the picture shows it on the "
        + "first two principal axes, where cells are no polygons and so are not drawn." : nil
    let notes = [sampleInWords, scalingInWords, shadow].compactMap { $0 }
    return """
      <header class="row"><h1>k-means on \(HTMLPage.escaped(shortName)), step by step</h1>\
      <span id="theme"></span></header>
      <main>
      <p>\(HTMLPage.escaped(counts)) K-means repeats two steps, each of which makes J smaller: the \
      sum of the squared distances from every point to the centroid of its cluster\
      \(timesWeight).</p>
      \(notes.map { "<p class=\"faint\">\(HTMLPage.escaped($0))</p>" }.joined(separator: "\n"))
      <p><label>Data <select id="dataset"></select></label></p>
      <p id="why" hidden></p>
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
    """
    <div class="explain">
    <figure>
    <figcaption>Click a point to see its numbers. Drag a centroid, or focus on it and use the \
    arrow keys, to begin a run of your own. The left and right arrow keys step.</figcaption>
    <div id="picture"></div>
    <p id="legend"></p>
    <div class="row">
    <label id="cells-choice"><input type="checkbox" id="cells" checked>cells</label>
    <label><input type="checkbox" id="lines">lines to centroids</label>
    <label id="made-choice" hidden><input type="checkbox" id="made">groups as they were made</label>
    <button type="button" id="save-picture">Save as SVG</button>
    </div>
    </figure>
    <div>
    <div class="formula" id="formula-assign">
    <p>Assignment: the nearest centroid <span class="state"></span></p>
    \(Self.assignment)
    </div>
    <div class="formula" id="formula-update">
    <p>Update: the mean of the points <span class="state"></span></p>
    \(update)
    </div>
    <figure>
    <figcaption>J after every half-step (circle: assignment, square: update). Each lowers J or \
    leaves it, and J is never below 0, so the steps come to an end.</figcaption>
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

  private static let assignment = """
    <math display="block"><msub><mi>y</mi><mi>i</mi></msub><mo>=</mo>\
    <munder><mi>argmin</mi><mi>j</mi></munder>\
    <msup><mrow><mo>‖</mo><msub><mi>x</mi><mi>i</mi></msub><mo>−</mo>\
    <msub><mi>m</mi><mi>j</mi></msub><mo>‖</mo></mrow><mn>2</mn></msup></math>
    """

  /// w_i in a formula; empty without weights.
  private var weight: String {
    sample.x.weights == nil ? "" : "<msub><mi>w</mi><mi>i</mi></msub>"
  }

  private var update: String {
    """
    <math display="block"><msub><mi>m</mi><mi>j</mi></msub><mo>=</mo><mfrac>\
    <mrow><munder><mo>∑</mo><mi>i</mi></munder><msub><mi>y</mi><mrow><mi>i</mi><mi>j</mi></mrow>\
    </msub>\(weight)<msub><mi>x</mi><mi>i</mi></msub></mrow>\
    <mrow><munder><mo>∑</mo><mi>i</mi></munder><msub><mi>y</mi><mrow><mi>i</mi><mi>j</mi></mrow>\
    </msub>\(weight)</mrow></mfrac></math>
    """
  }

  private static let numbers = """
    <section class="panel columns" aria-label="The numbers put in">
    <div>
    <h2>A point’s numbers</h2>
    <p><label>Point <input type="number" id="point" min="1" value="1"></label>
    <span id="point-count"></span></p>
    <p id="point-note"></p>
    <div class="scroll" tabindex="0" role="region" aria-label="The point’s squared distances">\
    <table id="distances"></table></div>
    </div>
    <div>
    <h2>A centroid’s numbers</h2>
    <p><label>Centroid <input type="number" id="cluster" min="0" value="0"></label></p>
    <p id="centroid-note"></p>
    <div class="scroll" tabindex="0" role="region" aria-label="The centroid’s sums">\
    <table id="sums"></table></div>
    </div>
    </section>
    """

  private static let starts = """
    <section class="panel">
    <h2>Another start, another minimum</h2>
    <p>The steps go downhill from where they start, so they end at a local minimum. Draw another \
    start, or move the centroids by hand, and compare J.</p>
    <div class="row">
    <label>Start <select id="method"><option value="k-means++">k-means++</option>\
    <option value="random">random points</option></select></label>
    <label>Seed <input id="seed" inputmode="numeric" value="1" aria-describedby="seed-note"></label>
    <button type="button" id="draw-start">Draw this start</button>
    <button type="button" id="run-on">Run to the end</button>
    </div>
    <p id="seed-note" role="alert"></p>
    <div class="scroll" tabindex="0" role="region" aria-label="The runs tried"><table>
    <thead><tr><th scope="col">start</th><th scope="col">iterations</th><th scope="col">J</th>\
    <td></td><td></td></tr></thead>
    <tbody id="runs"></tbody></table></div>
    </section>
    """

  private var mean: String {
    """
    <section class="panel">
    <h2>Why the mean</h2>
    <p>With the labels held, no place for a centroid gives a smaller J than the mean of its \
    points. Off the mean, J rises by \(mass) times the squared distance from the mean.</p>
    <p><label><input type="checkbox" id="hold">Hold the labels, and move a centroid off its mean\
    </label></p>
    <div id="held" hidden>
    <div class="scroll" tabindex="0" role="region" aria-label="J off the mean">\
    <table><tbody id="held-numbers"></tbody></table></div>
    <p><button type="button" id="to-means">Back to the means</button></p>
    </div>
    </section>
    """
  }

  private var mass: String {
    sample.x.weights == nil ? "the number of points" : "what the points weigh,"
  }

  private static let end = """
    <p id="check" class="faint"></p>
    </main>
    """
}
