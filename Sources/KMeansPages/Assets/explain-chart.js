// J, falling: a chart and a table of every half-step.

const Chart = (() => {
  const margin = { left: 62, right: 16, top: 12, bottom: 40 };

  /// J after every half-step of a run; `pick` is called with the frame that is clicked.
  function draw(figure, run, at, pick) {
    const width = Math.max(280, figure.clientWidth);
    const height = 220;
    const points = run.frames.map((frame, index) => ({ frame, index }))
      .filter(({ frame }) => frame.objective !== undefined);
    const values = points.map(({ frame }) => frame.objective);
    const greatest = values.reduce((a, b) => Math.max(a, b), 0) || 1;
    const last = Math.max(points.length - 1, 1);
    const x = K.scale(0, last, margin.left, width - margin.right);
    const y = K.scale(0, greatest * 1.04, height - margin.bottom, margin.top);
    const chart = K.svg("svg", {
      viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": summary(points),
    });
    chart.append(...axes(points, x, y, greatest, width, height));
    chart.append(K.svg("path", {
      class: "fall", d: points.map(({ frame }, i) =>
        `${i ? "L" : "M"}${x(i).toFixed(1)},${y(frame.objective).toFixed(1)}`).join(""),
    }));
    const size = points.length > 80 ? 5 : 9;
    points.forEach(({ frame, index }, i) => {
      const isHere = index === at;
      chart.append(K.svg("path", {
        class: isHere ? "here" : frame.kind,
        d: K.markPath(
          frame.kind === "assign" ? 0 : 1, x(i), y(frame.objective), isHere ? size + 6 : size),
      }));
    });
    chart.addEventListener("click", (event) => {
      const box = chart.getBoundingClientRect();
      const place = (event.clientX - box.left) * (width / box.width);
      const near = points[Math.max(0, Math.min(points.length - 1, Math.round(x.inverse(place))))];
      if (near) pick(near.index);
    });
    figure.replaceChildren(chart);
  }

  function summary(points) {
    if (points.length === 0) return "J over the half-steps: no step has been taken yet.";
    const [first, last] = [points[0].frame.objective, points[points.length - 1].frame.objective];
    return `J over ${Words.plural(points.length, "half-step")}, falling from ` +
      `${K.number(first)} to ${K.number(last)}.`;
  }

  function axes(points, x, y, greatest, width, height) {
    const parts = [];
    const values = K.ticks(0, greatest, 4);
    const step = values.length > 1 ? values[1] - values[0] : 1;
    for (const value of values) {
      parts.push(K.svg("line", {
        class: "axis", x1: margin.left, x2: width - margin.right, y1: y(value), y2: y(value),
      }));
      parts.push(K.svg("text", { x: margin.left - 6, y: y(value) + 4, "text-anchor": "end" },
        Plot.tickText(value, step)));
    }
    const starts = points.map(({ frame }, i) => ({ frame, i }))
      .filter(({ frame }) => frame.kind === "assign" && !frame.isBeyond);
    const every = Math.ceil(starts.length / (width < 420 ? 6 : 12));
    for (const { frame, i } of starts.filter((_, index) => index % every === 0)) {
      parts.push(K.svg("text", { x: x(i), y: height - margin.bottom + 16, "text-anchor": "middle" },
        String(frame.iteration)));
    }
    parts.push(K.svg("text", {
      class: "name", x: (margin.left + width - margin.right) / 2, y: height - 6,
      "text-anchor": "middle",
    }, "iteration"));
    parts.push(K.svg("text", {
      class: "name", x: 12, y: margin.top + 10, "text-anchor": "middle",
    }, "J"));
    return parts;
  }

  /// Every half-step as a row.
  function table(body, run) {
    body.replaceChildren(...run.frames.filter((frame) => frame.objective !== undefined)
      .map((frame) => {
        const fall = frame.before === undefined ? null : frame.before - frame.objective;
        const cells = [
          Words.title(frame), K.number(frame.objective, 6),
          fall === null ? "–" : K.number(fall),
          fall === null ? "–" : Words.percent(frame.before > 0 ? fall / frame.before : 0),
          frame.kind === "assign" ? frame.changed.toLocaleString("en-US") : "–",
        ];
        return K.html("tr", {}, ...cells.map((text) => K.html("td", {}, text)));
      }));
  }

  return { draw, table };
})();
