// The formulas with the numbers of one point and of one centroid put in.

const Numbers = (() => {
  const mostColumns = 8;
  const mostClusters = 40;

  /// A number in a formula: signs set apart by their meaning.
  const plain = (value) => K.number(value, 4).replace("-", "−");

  /// Said of numbers that are not in the units of the data.
  const scaled = (set) => (set.isScaled ? " (scaled)" : "");

  /// "(5.1 − 4.9)² + (3.5 − 3)²", for few features.
  function workedOut({ x, d }, i, m, j) {
    if (d > 4) return null;
    const terms = Array.from({ length: d }, (_, l) => {
      const right = m[j * d + l];
      return `(${plain(x[i * d + l])} ${right < 0 ? "+" : "−"} ${plain(Math.abs(right))})²`;
    });
    return terms.join(" + ");
  }

  const cells = (tag, texts) => texts.map((text) => K.html(tag, {}, text));

  const heading = (texts) => K.html("thead", {}, K.html("tr", {},
    ...texts.map((text) => K.html("th", { scope: "col" }, text))));

  /// The clusters that a table shows: all, or the nearest ones.
  function shownClusters(distances) {
    const all = Array.from(distances.keys());
    if (all.length <= mostClusters) return all;
    return all.sort((a, b) => distances[a] - distances[b] || a - b).slice(0, mostClusters)
      .sort((a, b) => a - b);
  }

  /// A point's squared distances to the centroids, the least marked, and its column of Y.
  function point(table, note, { set, i, centroids, shown, labels }) {
    const { x, d } = set.data;
    const distances = Array.from({ length: shown }, (_, j) =>
      Exact.distanceSquared(x, i * d, centroids, j * d, d));
    const least = distances.reduce((best, one, j) => (one < distances[best] ? j : best), 0);
    const isWorkedOut = d <= 4;
    const rows = shownClusters(distances).map((j) => {
      const row = K.html("tr", { class: j === least ? "least" : null },
        ...cells("td", [`cluster ${j}`]),
        K.html("td", {}, j === least ? K.html("strong", {}, "least ") : "",
          K.number(distances[j], 6)),
        ...cells("td", [labels ? (labels[i] === j ? "1" : "0") : "–"]),
        isWorkedOut ? K.html("td", { class: "worked" }, workedOut(set.data, i, centroids, j)) : "");
      return row;
    });
    table.replaceChildren(
      heading(["centroid", `‖xᵢ − mⱼ‖²${scaled(set)}`, "yᵢⱼ",
        ...(isWorkedOut ? [`worked out${scaled(set)}`] : [])]),
      K.html("tbody", {}, ...rows));
    const features = Array.from({ length: Math.min(d, mostColumns) }, (_, l) =>
      `${set.columns[l]} ${plain(set.shift[l] + x[i * d + l] * set.divisor[l])}`);
    const more = d > mostColumns ? ` and ${d - mostColumns} more` : "";
    const hidden = shown - rows.length;
    const weight = set.data.weights ? `; it weighs ${plain(set.data.weights[i])}` : "";
    note.textContent = `${set.name(i)}: ${features.join(", ")}${more}${weight}. ` +
      (hidden > 0 ? `The nearest ${mostClusters} of ${shown} centroids. ` : "") +
      verdict(labels, i, least, shown);
  }

  function verdict(labels, i, least, k) {
    if (!labels) return "It has no cluster yet.";
    const ones = Array.from({ length: k }, (_, j) => Number(j === labels[i]));
    const column = k <= 12
      ? ` Its column of Y is (${ones.join(", ")}).`
      : ` Its column of Y has its one in row ${labels[i]}.`;
    if (labels[i] === least) return `It belongs to the nearest, cluster ${least}.${column}`;
    return `It belongs to cluster ${labels[i]} by the assignment step before; the next one will ` +
      `take it to cluster ${least}.${column}`;
  }

  /// A cluster's count, its sums, and the mean that they make.
  function centroid(table, note, { set, j, k, centroids, shown, labels }) {
    const { d } = set.data;
    if (!labels) {
      table.replaceChildren();
      note.textContent = j < shown
        ? `Centroid ${j} is there, but no point has a cluster yet: there is nothing to add up.`
        : `Centroid ${j} is not drawn yet.`;
      return;
    }
    const { masses } = set.data;
    const count = Steps.sizes(labels, k)[j];
    const sums = Steps.sums(set.data, labels, k);
    const weight = Steps.wholeWeights(set.data, labels, k)[j];
    const divisor = masses ? plain(Exact.rounded(weight, 1n, masses.exponent))
      : count.toLocaleString("en-US");
    const rows = Array.from({ length: Math.min(d, mostColumns) }, (_, l) => {
      const [unit, total] = [set.data.columns[l].exponent, sums[j * d + l]];
      const mean = weight ? Exact.rounded(total, weight, unit) : NaN;
      return K.html("tr", {}, ...cells("td", [
        set.columns[l], plain(Exact.rounded(total, 1n, unit + (masses ? masses.exponent : 0))),
        masses ? divisor : String(count), plain(mean), plain(centroids[j * d + l]),
      ]));
    });
    table.replaceChildren(
      heading(["column", ...(masses ? [`Σ yᵢⱼ wᵢ xᵢ${scaled(set)}`, "Σ yᵢⱼ wᵢ"]
        : [`Σ yᵢⱼ xᵢ${scaled(set)}`, "Σ yᵢⱼ"]), `the mean${scaled(set)}`, `mⱼ now${scaled(set)}`]),
      K.html("tbody", {}, ...rows));
    note.textContent = count === 0
      ? `Cluster ${j} has no point, so there is no mean to move to.`
      : `Cluster ${j} has ${Words.plural(count, "point")}` +
        `${masses ? `, which weigh ${divisor}` : ""}; every sum divided by ${divisor} is the mean.` +
        (d > mostColumns ? ` The first ${mostColumns} of ${d} columns.` : "");
  }

  return { point, centroid, plain };
})();
