// The least J that a search has found on the reader's data, beside the ends of single starts.

const Least = (() => {
  const { state, find } = Page;
  const search = K.data.search;

  /// Shows the search with the user's own data, and nothing with others.
  function draw() {
    const isShown = search && state.set.key === "own";
    find("least").hidden = !isShown;
    if (!isShown) return;
    find("least-note").textContent = words();
    const width = Math.min(640, find("least").clientWidth);
    find("least-figure").replaceChildren(
      SearchFigure.draw(width, search.course, "The ends of starts, and the least J by generation."));
  }

  function words() {
    const { course, objective } = search;
    const first = state.set.firstRun;
    const end = first.isOver ? first.objective / objective - 1 : null;
    const starts = Words.plural(course.starts.length, "start");
    const here = end === null || !Number.isFinite(end) ? ""
      : end > 1e-12 ? ` The run that is shown first ends ${K.percent(end)} above it.`
        : " The run that is shown first ends there, too.";
    return `The program has also searched these points for a low J: ${starts}, and ` +
      `${Words.plural(course.generations, "generation")} of children, each from the centroids of two ` +
      `parents. The least J that it found is ${K.number(objective, 6)}, in ` +
      `${course.found.toLocaleString("en-US")} of ${Words.plural(course.minima, "descent")}; single ` +
      `starts ended ${SearchFigure.range(course)} above it.${here} Circles are the ends of starts; ` +
      "the line is the least J after each generation.";
  }

  /// The run that begins, and ends, where the search did.
  function run() {
    return Steps.run({
      data: state.set.data, k: state.set.k, start: Sets.decode(search.centroids), draws: [],
      limit: state.set.limit, name: "the least found",
    });
  }

  return { draw, run };
})();
