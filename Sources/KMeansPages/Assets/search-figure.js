// How a search for a low J went, drawn: its starts beside the least J by generation.

const SearchFigure = (() => {
  const text = (x, y, words, attributes = {}) => K.svg("text", { x, y, ...attributes }, words);
  const line = (x1, y1, x2, y2, attributes = {}) => K.svg("line", { x1, y1, x2, y2, ...attributes });

  /// How far above the least J something ends: its share tells small gains; of a J of 0 there is
  /// none.
  function measure({ falls }) {
    const end = falls[falls.length - 1].objective;
    return {
      above: (objective) => (end > 0 ? objective / end - 1 : objective),
      shown: (value) => (end > 0 ? K.percent(value) : K.number(value)),
    };
  }

  /// The least and the greatest height of the starts' ends above the least J, in words.
  function range(search) {
    const { above, shown } = measure(search);
    const [least, greatest] = [Math.min, Math.max].map((of) => shown(of(...search.starts.map(above))));
    return least === greatest ? least : `${least} to ${greatest}`;
  }

  /// The drawing. Circles are the ends of starts, the line is the least J.
  function draw(width, search, label) {
    const { starts, falls, generations } = search;
    const { above, shown } = measure(search);
    const greatest = Math.max(...starts.map(above), above(falls[0].objective));
    const [left, right, top, bottom] = [72, width - 20, 12, 230];
    const strip = 60;
    const most = Math.max(1, generations);
    const x = K.scale(0, most, left + strip, right);
    const room = greatest > 0 ? greatest : 1;
    const y = K.scale(-room * 0.05, room * 1.05, bottom, top);
    const steps = K.ticks(0, most, Math.min(width < 500 ? 4 : 8, most))
      .filter((value) => Number.isInteger(value) && value >= 0 && value <= most);
    const path = falls.map((fall, index) => index
      ? `H${x(fall.generation).toFixed(1)}V${y(above(fall.objective)).toFixed(1)}`
      : `M${x(0).toFixed(1)},${y(above(fall.objective)).toFixed(1)}`).join("");
    return K.svg("svg", {
      viewBox: `0 0 ${width} ${bottom + 44}`, role: "img", "aria-label": label,
    },
    ...steps.map((value) => K.svg("g", {},
      line(x(value), top, x(value), bottom, { class: "grid" }),
      text(x(value), bottom + 16, K.number(value), { "text-anchor": "middle", class: "faint" }))),
    ...K.ticks(0, room, 4).map((value) => K.svg("g", {},
      line(left, y(value), right, y(value), { class: "grid" }),
      text(left - 8, y(value) + 4, shown(value), { "text-anchor": "end", class: "faint" }))),
    ...starts.map((objective, number) => K.svg("circle", {
      cx: left + 8 + ((number + 0.5) / starts.length) * (strip - 16),
      cy: y(above(objective)), r: 3.5, class: "ink", fill: "none",
    })),
    K.svg("path", { d: `${path}H${right}`, class: "accent" }),
    text(left + strip / 2, bottom + 36, "starts", { "text-anchor": "middle" }),
    text((left + strip + right) / 2, bottom + 36, "generation", { "text-anchor": "middle" }));
  }

  return { range, draw };
})();
