// J, falling: a chart and a table of every half-step.

const Chart = (() => {
  const margin = { right: 16, top: 12, bottom: 40 };

  /// J after every half-step of a run; `pick` is called with the frame that is clicked.
  function draw(figure, run, at, pick, isScaled) {
    const width = Math.max(260, figure.clientWidth);
    const height = 170;
    const points = run.frames.map((frame, index) => ({ frame, index }))
      .filter(({ frame }) => frame.objective !== undefined);
    const values = points.map(({ frame }) => frame.objective);
    const greatest = values.reduce((a, b) => Math.max(a, b), 0) || 1;
    const last = Math.max(points.length - 1, 1);
    const levels = Axes.ticks(0, greatest, 3);
    const left = 14 + Axes.roomFor(levels);
    const x = K.scale(0, last, left, width - margin.right);
    const y = K.scale(0, greatest * 1.04, height - margin.bottom, margin.top);
    const chart = K.svg("svg", {
      viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": summary(points),
    });
    chart.append(...axes(points, x, y, { levels, left, width, height, isScaled }));
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

  function axes(points, x, y, { levels, left, width, height, isScaled }) {
    const bottom = height - margin.bottom;
    const starts = points.map(({ frame }, i) => ({ frame, i }))
      .filter(({ frame }) => frame.kind === "assign" && !frame.isBeyond);
    const every = Math.max(1, Math.ceil(starts.length / ((width - left) / 44)));
    const ticks = starts.filter((_, index) => index % every === 0)
      .map(({ frame, i }) => ({ value: i, label: String(frame.iteration) }));
    const middle = (margin.top + bottom) / 2;
    return [
      Axes.beside(y, levels, left, width - margin.right),
      ...Axes.along(ticks, x, width).filter(({ label }) => label !== null).map(({ label, middle: at }) =>
        K.svg("text", { x: at, y: bottom + 16, "text-anchor": "middle" }, label)),
      K.svg("text", {
        class: "name", x: (left + width - margin.right) / 2, y: height - 6, "text-anchor": "middle",
      }, "iteration"),
      K.svg("text", {
        class: "name", x: 11, y: middle, "text-anchor": "middle",
        transform: isScaled ? `rotate(-90 11 ${middle})` : null,
      }, isScaled ? "J (scaled)" : "J"),
    ];
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
