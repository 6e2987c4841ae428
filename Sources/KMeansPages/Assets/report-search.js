// How a search for a low J went, in words and as a figure of the report.

const Course = (() => {
  const { counted, plural } = Report;

  function draw(section) {
    const search = K.data.search;
    const { starts, startsLeftOut, falls, generations, found, minima } = search;
    const last = falls.filter((fall) => fall.generation > 0).pop();
    const finding = `The ends of ${plural(starts.length + startsLeftOut, "start")} lie ` +
      `${SearchFigure.range(search)} above the J of the result. ` + (last
      ? `The least J fell in ${plural(falls.length - 1, "generation")}, the last time in ` +
        `generation ${last.generation} of ${generations}.`
      : `No generation was below the best of them.`);
    Report.figure(section, {
      name: "search",
      caption: `${finding} Circles are the ends of starts; the line is the least J after each ` +
        `generation, which ${counted(found)} of ${plural(minima, "descent")} reached in the end.` +
        (startsLeftOut > 0 ? ` ${plural(startsLeftOut, "start")} not drawn.` : ""),
      draw: (width) => SearchFigure.draw(width, search, finding),
    });
  }

  return { draw };
})();
