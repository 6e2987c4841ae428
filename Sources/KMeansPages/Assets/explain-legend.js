// What the marks of the picture mean: clusters by their colour and mark, and all that is drawn.

const Legend = (() => {
  const most = 24;

  const item = (drawing, words) => K.html("span", {},
    K.svg("svg", { width: 22, height: 16, viewBox: "0 0 22 16", "aria-hidden": "true" }, drawing), words);

  const lineOf = (name) => K.svg("line", { class: name, x1: 1, x2: 21, y1: 8, y2: 8 });

  /// The marks that a picture has beside its clusters.
  function marks(frame, labels) {
    const { held } = Page.state;
    const found = [];
    if (!labels) {
      found.push(item(K.svg("circle", { class: "unlabelled", cx: 11, cy: 8, r: 4 }),
        frame.draw?.chances ? "a point without a cluster; the larger, the likelier to be drawn"
          : "a point without a cluster"));
    }
    found.push(item(K.svg("g", {}, K.svg("path", { class: "mark-only", d: K.markPath(0, 11, 8, 15) }),
      K.svg("circle", { class: "disc-only", cx: 11, cy: 8, r: 4.5 })), "a centroid, with its number"));
    found.push(item(K.svg("circle", { class: "ring", cx: 11, cy: 8, r: 6 }), "the chosen point"));
    found.push(item(lineOf("ray"), "its distance to a centroid"));
    if (held) {
      found.push(item(K.svg("path", { class: "mean", d: K.markPath(4, 11, 8, 10) }), "the mean"),
        item(lineOf("slope"), "the slope of J, uphill"));
    } else if (frame.kind === "update") {
      found.push(item(lineOf("trail"), "the way of a centroid to the mean"));
    }
    if (Page.find("chord").checked && labels) {
      found.push(item(lineOf("chord"), "a line between two points of a cell stays in it"));
    }
    return found;
  }

  function draw(legend, { set, run, frame, labels, shown }) {
    if (!labels) {
      return legend.replaceChildren(K.html("span", {},
        `${Words.plural(set.data.n, "point")}, ${Words.plural(shown, "centroid")}`),
      ...marks(frame, labels));
    }
    const sizes = Steps.sizes(labels, run.k);
    const weights = set.data.weights && Steps.weights(set.data, labels, run.k);
    const clusters = Array.from(sizes.slice(0, most), (size, j) => item(
      K.svg("path", { fill: K.color(j), d: K.markPath(j, 11, 8, 11) }),
      `${j}: ${Words.plural(size, "point")}` +
        (weights ? `, weight ${Numbers.plain(weights[j])}` : "")));
    legend.replaceChildren(...clusters, ...(sizes.length > most
      ? [K.html("span", {}, `and ${sizes.length - most} more clusters`)] : []), ...marks(frame, labels));
  }

  return { draw };
})();
