// What a reader can do: step, play, choose another start, hold the labels, move a centroid.

const Acts = (() => {
  const { state, find } = Page;
  let playing = null;
  let growing = null;

  /// Makes frames until the one at `index` is there, or the run is over.
  function ensure(run, index) {
    while (!run.isOver && run.frames.length <= index) Steps.grow(run);
  }

  /// Makes the rest of the run, a little at a time, so that the page stays responsive.
  function growOn() {
    clearTimeout(growing);
    const run = state.run;
    const end = performance.now() + 12;
    while (!run.isOver && performance.now() < end) Steps.grow(run);
    if (run.isOver) {
      finish(run);
    } else {
      growing = setTimeout(growOn, 0);
    }
  }

  /// A run that has come to its end joins the table.
  function finish(run) {
    const isDraft = run.isByHand && state.at < run.frames.length - 1;
    if (!isDraft && !state.tried.includes(run)) state.tried.push(run);
    if (run.isRecorded) find("check").textContent = Check.words(run);
    Page.draw();
  }

  function goTo(index) {
    const run = state.run;
    state.held = null;
    ensure(run, index);
    state.at = Math.max(0, Math.min(index, run.frames.length - 1));
    if (run.isOver && state.at === run.frames.length - 1 && !state.tried.includes(run)) {
      state.tried.push(run);
    }
    if (run.isOver && state.at === run.frames.length - 1) stop();
    Page.draw();
  }

  function goToEnd() {
    ensure(state.run, Infinity);
    goTo(state.run.frames.length - 1);
  }

  function stop() {
    clearInterval(playing);
    playing = null;
    find("play").textContent = "Play";
  }

  const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /// A step a second; slower where motion is unwelcome, and then without gliding.
  function play() {
    if (playing) return stop();
    if (state.run.isOver && state.at === state.run.frames.length - 1) goTo(0);
    find("play").textContent = "Pause";
    playing = setInterval(() => goTo(state.at + 1), isStill() ? 2500 : 1000);
  }

  /// Shows a run from its beginning.
  function show(run, at = 0) {
    stop();
    state.run = run;
    state.held = null;
    state.cluster = Math.min(state.cluster, run.k - 1);
    ensure(run, at);
    state.at = Math.min(at, run.frames.length - 1);
    Page.draw();
    growOn();
  }

  /// The centroids at points that were drawn.
  function startAt({ data }, draws) {
    const { x, d } = data;
    return Float64Array.from({ length: draws.length * d }, (_, at) =>
      x[draws[Math.floor(at / d)].chosen * d + (at % d)]);
  }

  /// A run whose start is drawn.
  function drawnRun(set, method, seed) {
    const number = BigInt(seed);
    const trials = method === "k-means++-plain" ? 1
      : method === set.method ? set.trials : Seeding.trials(set.k);
    const draws = method === "random"
      ? Seeding.randomPoints(set.data, set.k, number)
      : Seeding.plusPlus(set.data, set.k, number, trials);
    const name = `${method === "random" ? "random points" : method}, seed ${seed}`;
    return Steps.run({
      data: set.data, k: set.k, start: startAt(set, draws), draws, limit: set.limit, name,
    });
  }

  /// The run with which a data set is first shown; for the user's own, that of the program.
  function firstRun(set) {
    if (set.key !== "own" || ["k-means++", "k-means++-plain", "random"].includes(set.method)) {
      return drawnRun(set, set.method, set.seed);
    }
    return Steps.run({
      data: set.data, k: set.k, start: Sets.decode(K.data.record.start), draws: [],
      limit: set.limit, name: set.start,
    });
  }

  function choose(key) {
    stop();
    clearTimeout(growing);
    const set = Sets.get(key);
    const isNew = !set.tried;
    set.tried ??= [];
    Object.assign(state, { set, tried: set.tried, point: 0, cluster: 0, held: null });
    find("made").checked = false;
    find("point").max = set.data.n;
    find("cluster").max = set.k - 1;
    find("point-count").textContent = `of ${set.data.n.toLocaleString("en-US")}`;
    find("seed").value = set.nextSeed ?? (BigInt(set.seed) + 1n).toString();
    find("cells-choice").hidden = set.data.d < 2;
    tell(set);
    View.offer(set);
    if (isNew) set.firstRun = firstRun(set);
    set.firstRun.isRecorded = key === "own";
    show(set.firstRun);
  }

  /// The head of the page, by the data that are shown.
  function tell(set) {
    const isOwn = set.key === "own";
    const { n, d } = set.data;
    find("heading").textContent = isOwn ? K.data.name : set.title.toLowerCase();
    document.title = `k-means on ${isOwn ? K.data.name : set.title.toLowerCase()}, step by step`;
    find("facts").textContent = `${Words.plural(n, "point")} of ${Words.plural(d, "column")}, ` +
      `${Words.plural(set.k, "cluster")}, from ` +
      `${isOwn ? K.data.start : `${set.method}, seed ${set.seed}`}.`;
    find("own-notes").hidden = !isOwn;
    find("check").hidden = !isOwn;
    find("size-d").textContent = d;
    find("size-n").textContent = n.toLocaleString("en-US");
    find("size-k").textContent = set.k;
    find("ways").textContent = Matrix.ways(n, set.k);
  }

  /// Draws another start, by the method and seed in the fields.
  function drawStart() {
    const field = find("seed");
    const isNumber = /^[0-9]{1,19}$/.test(field.value.trim());
    field.setAttribute("aria-invalid", isNumber ? "false" : "true");
    find("seed-note").textContent = isNumber ? "" : "The seed is a whole number, 0 or more.";
    if (!isNumber) return;
    const seed = BigInt(field.value.trim()).toString();
    field.value = (BigInt(seed) + 1n).toString();
    state.set.nextSeed = field.value;
    showOnce(drawnRun(state.set, find("method").value, seed));
  }

  /// Shows a run, or the one of its name that has been tried.
  function showOnce(run) {
    show(state.tried.find(({ name }) => name === run.name) ?? run);
  }

  /// A run from centroids that the reader puts somewhere.
  function startByHand(centroids) {
    const { set } = state;
    const hands = state.tried.filter((run) => run.isByHand).length;
    const run = Steps.run({
      data: set.data, k: set.k, start: centroids, draws: [], limit: set.limit,
      name: `by hand ${hands + 1}`,
    });
    run.isByHand = true;
    Object.assign(state, { run, at: 0, held: null });
  }

  /// Keeps the labels fixed with every centroid at its mean, or frees them.
  function hold(isHeld) {
    stop();
    if (!isHeld) {
      state.held = null;
      return Page.draw();
    }
    const { run, set } = state;
    ensure(run, run.starts + 1);
    const source = Page.frame().labels ? Page.frame() : run.frames[run.starts];
    const labels = Int32Array.from(source.labels);
    const means = Steps.update(set.data, labels, source.centroids, run.k);
    state.held = {
      labels, means, centroids: Float64Array.from(means),
      least: Steps.objective(set.data, labels, means),
    };
    Page.draw();
  }

  /// Moves a centroid by a step in the plane of the picture.
  function move(j, step) {
    stop();
    clearTimeout(growing);
    const { set } = state;
    const change = Plot.unflatten(set, step);
    const from = state.held ? state.held.centroids
      : Page.frame().shown < state.run.k ? state.run.start : Page.frame().centroids;
    const centroids = Float64Array.from(from);
    change.forEach((part, l) => { centroids[j * set.data.d + l] += part; });
    state.cluster = j;
    if (state.held) {
      state.held.centroids = centroids;
    } else {
      startByHand(centroids);
    }
    Page.draw();
  }

  return {
    goTo, goToEnd, play, stop, show, showOnce, choose, drawStart, hold, move, growOn, ensure, drawnRun,
    firstRun,
  };
})();
