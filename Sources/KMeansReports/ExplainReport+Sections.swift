import KMeansCore
import KMeansPages

/// The sections of the page below the picture.
extension ExplainReport {
  /// What the page is about, and what is true of the user's data alone.
  var story: String {
    let notes = [sampleInWords, scalingInWords].compactMap { $0 }
    return """
      <section class="panel">
      <h2>What k-means does</h2>
      <p id="why" hidden></p>
      <p>K-means looks for k centroids that make J small: the sum of the squared distances from \
      every point to the centroid of its cluster\(timesWeight). It repeats two steps. The \
      assignment step holds the centroids and gives every point to the nearest; the update step \
      holds the labels and moves every centroid to the mean of its points. Each step lowers J or \
      leaves it.</p>
      <p>The points that are nearest to one centroid form its <strong>Voronoi cell</strong>. The \
      border of two cells is a straight line, midway between two centroids, so every cell is a \
      convex polygon: the line between two of its points stays within it. Clusters of another \
      shape are cut.</p>
      <div id="own-notes">
      \(notes.map { "<p class=\"faint\">\(HTMLPage.escaped($0))</p>" }.joined(separator: "\n"))
      </div>
      </section>
      """
  }

  var matrices: String {
    let (n, d, k) = (sample.x.count, columns.count, trace.start.count)
    return """
      <section class="panel columns" aria-label="The three matrices">
      <div>
      <h2>X, M and Y</h2>
      <p>The points are the columns of a matrix X, the centroids those of M:</p>
      \(Self.matrix)
      <p>Here d = <span id="size-d">\(d)</span>, N = <span \
      id="size-n">\(NumberText.count(n))</span> and k = <span id="size-k">\(k)</span>. Y says who \
      belongs where. It has a row for every cluster and a column for every point, of zeros and a \
      single one, because a point has one cluster:</p>
      \(Self.constraint)
      <p>So only the distance to a point’s own centroid counts in J, and to minimise loss(Y, M) = \
      J(X, Y, M) is to find both Y and M. K-means finds one while it holds the other.</p>
      </div>
      <div>
      <h2>Y, in part</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Some columns of Y">\
      <table id="label-matrix"></table></div>
      </div>
      </section>
      """
  }

  static let numbers = """
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

  var mean: String {
    """
    <section class="panel">
    <h2>Why the mean</h2>
    <p>With the labels held, J is a function of the centroids. Its slope in m<sub>j</sub> is 0 at \
    one place, the mean of the cluster’s points, and there J is least:</p>
    \(Self.gradient(weight))
    <p>With the numbers of the chosen centroid:</p>
    <p id="gradient-note"></p>
    <div class="scroll" tabindex="0" role="region" aria-label="The slope of J">\
    <table id="gradient"></table></div>
    <p>Off the mean, J rises by \(mass) times the squared distance from the mean. Hold the \
    labels, above, and drag a centroid to see it.</p>
    <div id="held" hidden>
    <div class="scroll" tabindex="0" role="region" aria-label="J off the mean">\
    <table><tbody id="held-numbers"></tbody></table></div>
    </div>
    </section>
    """
  }

  var mass: String {
    sample.x.weights == nil ? "the number of points" : "what the points weigh,"
  }

  static let end = """
    <section class="panel">
    <h2>Why it ends</h2>
    <p>J is a sum of squares, so J ≥ 0: it cannot fall for ever. An assignment step that changes \
    a label lowers J, unless two centroids are as near, and then the lower number wins. So no \
    labels come twice, and there are finitely many: each of the N points has one of k clusters, \
    k<sup>N</sup> ways in all, here <span id="ways"></span>. The run stops at the first \
    assignment that changes nothing, long before that. No single step leads down from there: it \
    is a local minimum, and another start may end lower.</p>
    </section>
    """

  static let starts = """
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
    <div id="least" hidden>
    <h3>How low J gets</h3>
    <p id="least-note"></p>
    <div id="least-figure"></div>
    <p><button type="button" id="show-least">Show the least found</button></p>
    </div>
    </section>
    """

  static let check = """
    <p id="check" class="faint"></p>
    </main>
    """
}
