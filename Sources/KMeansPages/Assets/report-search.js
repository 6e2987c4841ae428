// How a search for a low J went: its starts beside the least J by generation.

const Course = (() => {
  const { percent, counted, plural, drawing, text, line } = Report;

  function draw(section) {
    const { starts, startsLeftOut, falls, generations, found, minima } = K.data.search;
    const end = falls[falls.length - 1].objective;
    // Shares of the J of the result tell small gains; where that is 0, J itself does.
    const above = (objective) => (end > 0 ? objective / end - 1 : objective);
    const shown = (value) => (end > 0 ? percent(value) : K.number(value));
    const greatest = Math.max(...starts.map(above), above(falls[0].objective));
    const last = falls.filter((fall) => fall.generation > 0).pop();
    const finding = `The ends of ${plural(starts.length + startsLeftOut, "start")} lie ` +
      `${shown(Math.min(...starts.map(above)))} to ${shown(Math.max(...starts.map(above)))} above ` +
      `the J of the result. ` + (last
      ? `The least J fell in ${plural(falls.length - 1, "generation")}, the last time in ` +
        `generation ${last.generation} of ${generations}.`
      : `No generation was below the best of them.`);
    Report.figure(section, {
      name: "search",
      caption: `${finding} Circles are the ends of starts; the line is the least J after each ` +
        `generation, which ${counted(found)} of ${plural(minima, "descent")} reached in the end.` +
        (startsLeftOut > 0 ? ` ${plural(startsLeftOut, "start")} not drawn.` : ""),
      draw: (width) => {
        const [left, right, top, bottom] = [72, width - 20, 12, 230];
        const strip = 60;
        const x = K.scale(0, Math.max(1, generations), left + strip, right);
        const room = greatest > 0 ? greatest : 1;
        const y = K.scale(-room * 0.05, room * 1.05, bottom, top);
        const steps = K.ticks(0, Math.max(1, generations), Math.min(width < 500 ? 4 : 8, Math.max(1, generations)))
          .filter((value) => Number.isInteger(value) && value >= 0 && value <= Math.max(1, generations));
        const path = falls.map((fall, index) => index
          ? `H${x(fall.generation).toFixed(1)}V${y(above(fall.objective)).toFixed(1)}`
          : `M${x(0).toFixed(1)},${y(above(fall.objective)).toFixed(1)}`).join("");
        return drawing(width, bottom + 44, finding,
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
      },
    });
  }

  return { draw };
})();
