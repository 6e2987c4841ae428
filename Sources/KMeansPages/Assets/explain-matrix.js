// Y as the k × N matrix that it is, for some points, and the gradient of J with its numbers.

const Matrix = (() => {
  const { plain } = Numbers;
  const mostClusters = 12;

  /// Some points: the first, the chosen one, and the last.
  function shownPoints(n, chosen) {
    const wanted = [0, 1, 2, chosen, n - 2, n - 1].filter((i) => i >= 0 && i < n);
    return [...new Set(wanted)].sort((a, b) => a - b);
  }

  /// Some columns of Y, each with a single one, and gaps between those that are not neighbours.
  function labels(table, { set, k, labels: y }, chosen) {
    const points = shownPoints(set.data.n, chosen);
    const gap = (index) => index > 0 && points[index] !== points[index - 1] + 1;
    const cells = (make) => points.flatMap((i, index) =>
      [...(gap(index) ? [K.html("td", { class: "gap" }, "…")] : []), make(i)]);
    const clusters = Array.from({ length: Math.min(k, mostClusters) }, (_, j) => j);
    const chosenClass = (i) => (i === chosen ? "chosen" : null);
    table.replaceChildren(
      K.html("thead", {}, K.html("tr", {}, K.html("th", { scope: "col" }, "Y"),
        ...cells((i) => K.html("th", { scope: "col", class: chosenClass(i) }, `y${subscript(i + 1)}`)))),
      K.html("tbody", {},
        ...clusters.map((j) => K.html("tr", {}, K.html("th", { scope: "row" }, `cluster ${j}`),
          ...cells((i) => K.html("td", { class: chosenClass(i) },
            y ? (y[i] === j ? K.html("strong", {}, "1") : "0") : "·")))),
        ...(k > mostClusters ? [K.html("tr", {}, K.html("th", { scope: "row" }, "…"),
          ...cells(() => K.html("td", {}, "⋮")))] : []),
        K.html("tr", { class: "sum" }, K.html("th", { scope: "row" }, "Σⱼ yᵢⱼ"),
          ...cells(() => K.html("td", {}, y ? "1" : "·")))));
  }

  const subscript = (number) => String(number).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);

  /// ∂J/∂m_j = 2 Σ y_ij (m_j − x_i), by column, with its numbers.
  function gradient(table, note, { set, k, centroids, labels: y, shown }, j) {
    const { data } = set;
    if (!y || j >= shown) {
      table.replaceChildren();
      note.textContent = "There is no slope to work out before the points have a cluster.";
      return;
    }
    const mass = Steps.weights(data, y, k)[j];
    const sums = Steps.sums(data, y, k);
    const most = Math.min(data.d, 8);
    const exponent = data.masses ? data.masses.exponent : 0;
    const slopes = slopesOf(set, y, centroids, k, j, sums);
    const rows = Array.from({ length: most }, (_, l) => {
      const sum = Exact.rounded(sums[j * data.d + l], 1n, data.columns[l].exponent + exponent);
      const m = centroids[j * data.d + l];
      const slope = slopes[l];
      return K.html("tr", {}, K.html("th", { scope: "row" }, set.columns[l]),
        K.html("td", { class: "worked" }, `2 · (${plain(mass)} · ${bracketed(m)} − ${bracketed(sum)})`),
        K.html("td", {}, plain(slope)),
        K.html("td", {}, `${bracketed(sum)} / ${plain(mass)} = ${plain(mass ? sum / mass : NaN)}`));
    });
    const scaled = set.isScaled ? " (scaled)" : "";
    table.replaceChildren(
      K.html("thead", {}, K.html("tr", {}, ...["column",
        `2 · (mⱼ Σ yᵢⱼ${data.masses ? " wᵢ" : ""} − Σ yᵢⱼ ${data.masses ? "wᵢ " : ""}xᵢ)${scaled}`, "∂J/∂mⱼ", "it is 0 at"]
        .map((name) => K.html("th", { scope: "col" }, name)))),
      K.html("tbody", {}, ...rows));
    const isFlat = slopes.every((slope) => slope === 0);
    note.textContent = mass === 0 ? `Cluster ${j} has no point, so J does not depend on its centroid.`
      : isFlat ? `Centroid ${j} is at the mean of its points: the slope is 0 in every column.`
        : `Centroid ${j} is off the mean of its points. The arrow in the picture is the slope: J rises ` +
          "that way, and falls the other way, towards the mean.";
  }

  const bracketed = (value) => (value < 0 ? `(${plain(value)})` : plain(value));

  /// The gradient by column; exactly 0 where the centroid is the rounded mean.
  function slopesOf(set, y, centroids, k, j, sums) {
    const { data } = set;
    const weight = Steps.wholeWeights(data, y, k)[j];
    if (weight === 0n) return new Float64Array(data.d);
    const mass = Exact.rounded(weight, 1n, data.masses ? data.masses.exponent : 0);
    return Float64Array.from({ length: data.d }, (_, l) => 2 * mass * (centroids[j * data.d + l] -
      Exact.rounded(sums[j * data.d + l], weight, data.columns[l].exponent)));
  }

  /// How many ways there are to label the points, as a power of ten.
  const ways = (n, k) => (k < 2 ? "1" : `about 10${power(Math.round(n * Math.log10(k)))}`);
  const power = (number) => String(number).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);

  return { labels, gradient, ways };
})();
