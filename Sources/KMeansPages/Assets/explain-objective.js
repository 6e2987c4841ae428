// J below the picture, as a number and as bars of what every cluster adds to it.

const Objective = (() => {
  /// What every cluster adds to J; without labels, what it would add if every point went to the
  /// nearest centroid. Plain sums, quick enough to follow a hand.
  function parts({ x, n, d, weights }, labels, m, shown) {
    const sums = new Float64Array(shown);
    for (let i = 0; i < n; i++) {
      let [own, least] = [labels ? labels[i] : 0, Infinity];
      if (labels) {
        least = Exact.distanceSquared(x, i * d, m, own * d, d);
      } else {
        for (let j = 0; j < shown; j++) {
          const distance = Exact.distanceSquared(x, i * d, m, j * d, d);
          if (distance < least) [own, least] = [j, distance];
        }
      }
      sums[own] += least * (weights ? weights[i] : 1);
    }
    return sums;
  }

  const total = (sums) => sums.reduce((a, b) => a + b, 0);

  /// One bar: its segments are the clusters' parts of J.
  function bar(scale, sums, y, height, isFaint) {
    let from = 0;
    return K.svg("g", { class: isFaint ? "at-means" : null }, ...Array.from(sums, (part, j) => {
      const [start, end] = [scale(from), scale(from += part)];
      return K.svg("rect", {
        x: start, y, width: Math.max(0, end - start), height, fill: K.color(j), class: "part",
      });
    }));
  }

  const words = (held, labels, shown, k) => {
    if (held) return "";
    if (labels) return "";
    return shown < k ? `, each point with the nearest of ${shown} of ${k} centroids`
      : ", each point with the nearest centroid";
  };

  /// Shows J of what the picture shows.
  function draw(element, { set, run, held, frame, centroids, labels, shown }) {
    const width = Math.max(240, element.clientWidth);
    const sums = parts(set.data, labels, centroids, shown);
    const now = held ? held.now : frame.objective ?? total(sums);
    const first = run.frames.find(({ objective }) => objective !== undefined);
    const most = Math.max(now, first ? first.objective : 0, set.mostShown ?? 0) || 1;
    if (!Page.state.isDragging) set.mostShown = 0;
    else set.mostShown = most;
    const scale = K.scale(0, most * 1.02, 0, width);
    const means = held && parts(set.data, held.labels, held.means, shown);
    const end = Math.min(width - 1, scale(now));
    const svg = K.svg("svg", {
      viewBox: `0 0 ${width} ${held ? 34 : 20}`, width, height: held ? 34 : 20, role: "img",
      "aria-label": `J is ${K.number(now, 5)}; its parts by cluster: ` +
        Array.from(sums.slice(0, 12), (part, j) => `${j}: ${K.number(part, 3)}`).join(", "),
    },
    bar(scale, sums, 2, 14, false), held ? bar(scale, means, 20, 10, true) : null,
    K.svg("line", { class: "ink-line", x1: end, x2: end, y1: 0, y2: 18 }));
    const value = K.html("strong", { id: "objective-value" }, K.number(now, 6));
    element.replaceChildren(
      K.html("p", {}, K.html("span", { class: "formula-name" }, "J(X, Y, M) = "), value,
        `${set.isScaled ? " (scaled)" : ""}${words(held, labels, shown, run.k)}`,
        held ? ` = ${K.number(held.least, 6)} at the means (lower bar) + ${K.number(now - held.least, 4)}` : ""),
      svg);
  }

  return { draw, parts };
})();
