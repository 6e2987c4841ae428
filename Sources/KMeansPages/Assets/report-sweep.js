// The report of a sweep: its scores by k, as figures and as a table.

(() => {
  const { section, drawing, text, line } = Report;
  const { entries, choices, recommendation } = K.data.sweep;
  const counts = entries.map((entry) => entry.clusters);
  const verdict = recommendation.clusters;
  /// What a criterion's choice is, and whether the figure has a place for it.
  const choiceWords = (choice) => (choice === undefined ? ""
    : counts.includes(choice) ? ` Its choice is k\u00a0=\u00a0${choice}, filled.`
      : choice === 1 ? " Its choice is 1 cluster, that is none; k = 1 is not drawn."
        : ` Its choice is k = ${choice}, which is not drawn.`);

  const titles = {
    silhouette: "silhouette", calinskiHarabasz: "Caliński–Harabasz",
    daviesBouldin: "Davies–Bouldin", bic: "BIC", gap: "gap",
  };

  /// What is drawn: `value` and half of a bar for its error.
  const charts = [
    { name: "objective", title: "J, which falls with every k, clusters or not",
      value: (entry) => entry.objective, error: () => null },
    { name: "silhouette", title: "Silhouette: higher is better",
      value: (entry) => entry.silhouette, error: (entry) => entry.silhouetteMargin,
      means: "the 95 % interval" },
    { name: "gap", title: "Gap to uniform data: higher is better",
      value: (entry) => entry.gap?.value ?? null, error: (entry) => entry.gap?.standardError ?? null,
      means: "one standard error" },
    { name: "calinskiHarabasz", title: "Caliński–Harabasz: higher is better",
      value: (entry) => entry.calinskiHarabasz, error: () => null },
    { name: "daviesBouldin", title: "Davies–Bouldin: lower is better",
      value: (entry) => entry.daviesBouldin, error: () => null },
    { name: "bic", title: "BIC: higher is better", value: (entry) => entry.bic, error: () => null },
  ];

  function chart(parent, { name, title, value, error, means }) {
    const shown = entries.filter((entry) => Number.isFinite(value(entry)));
    if (!shown.length) return;
    const choice = choices[name];
    const hasError = shown.some((entry) => error(entry));
    const finding = `${title}. ` + (choice === undefined ? "" : `Its choice is k = ${choice}. `) +
      shown.slice(0, 40).map((entry) => `k = ${entry.clusters}: ${K.number(value(entry))}`).join("; ");
    Report.figure(parent, {
      name,
      caption: `${title}.` + choiceWords(choice) +
        (hasError ? ` Bars are ${means}.` : "") +
        (verdict === null ? "" : ` The dashed line is the verdict, k\u00a0=\u00a0${verdict}.`),
      draw: (width) => {
        const ends = shown.flatMap((entry) => [
          value(entry) - (error(entry) ?? 0), value(entry) + (error(entry) ?? 0)]);
        const [least, greatest] = [Math.min(...ends), Math.max(...ends)];
        const levels = Axes.ticks(least, greatest, 4);
        const [left, right, top, bottom] = [Axes.roomFor(levels), width - 16, 12, 210];
        const pad = (greatest - least || Math.abs(greatest) * 1e-3 || 1) * 0.06;
        const x = K.scale(Math.min(...counts), Math.max(...counts), left + 10, right - 10);
        const y = K.scale(least - pad, greatest + pad, bottom, top);
        const every = Math.ceil(counts.length / ((right - left) / 34));
        const path = shown.map((entry, index) =>
          `${index ? "L" : "M"}${x(entry.clusters).toFixed(1)},${y(value(entry)).toFixed(1)}`).join("");
        return drawing(width, bottom + 42, finding,
          Axes.beside(y, levels, left, right),
          ...counts.filter((_, index) => index % every === 0).map((count) =>
            text(x(count), bottom + 16, `${count}`, { "text-anchor": "middle", class: "faint" })),
          text((left + right) / 2, bottom + 36, "k", { "text-anchor": "middle" }),
          verdict === null ? null : line(x(verdict), top, x(verdict), bottom,
            { class: "ink", "stroke-dasharray": "5 4" }),
          K.svg("path", { d: path, class: "accent" }),
          ...shown.filter((entry) => error(entry)).map((entry) => line(
            x(entry.clusters), y(value(entry) - error(entry)), x(entry.clusters),
            y(value(entry) + error(entry)), { class: "ink", "stroke-width": 1.5 })),
          ...shown.map((entry) => K.svg("circle", {
            cx: x(entry.clusters), cy: y(value(entry)), r: entry.clusters === choice ? 7 : 3.5,
            class: entry.clusters === choice ? "accent-fill" : "ink",
            style: entry.clusters === choice ? null : "fill: var(--panel)",
          })));
      },
    });
  }

  /// The clusters of some k as small pictures of the same points.
  function pictures(place) {
    const found = K.data.pictures;
    if (!found || !found.count) return;
    const xs = Report.unpacked(found.x, Uint16Array);
    const ys = Report.unpacked(found.y, Uint16Array);
    const [width, height] = [150, 112];
    const picture = ({ clusters, labels }) => {
      const paths = new Map();
      Report.unpacked(labels, Uint32Array).forEach((label, point) => {
        const x = 5 + (xs[point] / 65535) * (width - 10);
        const y = height - 5 - (ys[point] / 65535) * (height - 10);
        paths.set(label, `${paths.get(label) ?? ""}M${x.toFixed(1)},${y.toFixed(1)}h0`);
      });
      const isVerdict = clusters === verdict;
      const svg = drawing(width, height, `${clusters} clusters`, ...[...paths].map(([label, d]) =>
        K.svg("path", { d, stroke: K.color(label), "stroke-width": 3, "stroke-linecap": "round", fill: "none" })));
      return K.html("div", { class: isVerdict ? "thumb is-verdict" : "thumb" }, svg,
        K.html("p", {}, isVerdict ? K.html("strong", {}, `k = ${clusters}`) : `k = ${clusters}`));
    };
    place.append(
      K.html("p", { class: "faint" }, `The clusters of each k${found.isPrincipal ? ", on the two principal axes" : ""}` +
        `${found.pictures.length < entries.length ? "; of those tried, the nearest to what the criteria choose" : ""}:`),
      K.html("div", { class: "thumbs" }, ...found.pictures.map(picture)));
  }

  pictures(document.getElementById("pictures"));
  const columns = K.html("div", { class: "columns" });
  section("scores").append(columns);
  charts.forEach((found) => chart(columns, found));

  const marked = (name, value) => {
    const text = Report.columnText(entries.map(value));
    return (entry) => (choices[name] === entry.clusters ? "* " : "") + text(value(entry));
  };
  const scores = charts.slice(1).filter(({ value }) => entries.some((entry) => value(entry) !== null));
  const all = [
    { name: "k", value: (entry) => entry.clusters, show: (entry) => `${entry.clusters}` },
    { name: "J", value: (entry) => entry.objective },
    ...scores.flatMap(({ name, value, error }) => [
      { name: titles[name], value, show: marked(name, value) },
      ...(entries.some((entry) => error(entry)) ? [{ name: "±", value: error }] : []),
    ]),
    ...(entries.some((entry) => entry.stability !== null)
      ? [{ name: "stability", value: (entry) => entry.stability }] : []),
    { name: "iterations", value: (entry) => entry.iterations },
    { name: "smallest cluster", value: (entry) => Math.min(...entry.sizes) },
  ];
  section("table").append(K.html("p", {}, "* is a criterion's choice. Headings sort the table."));
  Report.table(section("table"), { caption: "All scores", columns: all, rows: entries });
  section("table").append(K.html("div", { class: "row tools" },
    Report.csvButton("Save scores as CSV", "scores", () => [
      all.map((column) => column.name),
      ...entries.map((entry) => all.map((column) => column.value(entry))),
    ])));
})();
