// The state of the page, and how it is shown.

const Page = (() => {
  const find = (id) => document.getElementById(id);
  const state = {
    set: null, run: null, at: 0, point: 0, cluster: 0, held: null, tried: [], isDragging: false,
  };
  const groups = {};
  let drawing = null;
  let markers = [];
  let plotFrame = null;
  let clip = null;

  const frame = () => state.run.frames[state.at];

  /// What the picture and the numbers show: a frame, or centroids held off their means.
  function view() {
    const { set, run, held } = state;
    const now = frame();
    const shown = held ? run.k : now.shown;
    return {
      set, k: run.k, frame: now, shown, centroids: held ? held.centroids : now.centroids,
      labels: held ? held.labels : now.labels,
    };
  }

  /// The empty picture, made once.
  function makeDrawing() {
    drawing = K.svg("svg", { role: "group", "aria-label": "Points and centroids" });
    clip = K.svg("rect");
    drawing.append(K.svg("clipPath", { id: "picture-area" }, clip));
    for (const name of ["axes", "cells", "lines", "points", "trails", "chosen", "centroids"]) {
      groups[name] = K.svg("g", {
        class: name, "clip-path": ["axes", "centroids"].includes(name) ? null : "url(#picture-area)",
      });
      drawing.append(groups[name]);
    }
    find("picture").append(drawing);
    return drawing;
  }

  /// As many movable centroids as the run has.
  function makeMarkers(k) {
    markers = Array.from({ length: k }, (_, j) => K.svg("g", {
      class: "centroid", tabindex: "0", role: "button", "data-cluster": j,
      "aria-roledescription": "movable centroid",
    },
    K.svg("path", { class: "mark", fill: K.color(j), d: K.markPath(j, 0, 0, 28) }),
    K.svg("circle", { class: "disc", r: 9 }),
    K.svg("text", { "text-anchor": "middle", y: 4 }, String(j))));
    groups.centroids.replaceChildren(...markers);
  }

  function placesOf(centroids) {
    const { set, run } = state;
    return Array.from({ length: run.k }, (_, j) => Plot.flatten(set, centroids, j * set.data.d));
  }

  function drawPicture() {
    const { set, run } = state;
    const { frame: now, shown, centroids, labels } = view();
    const width = Math.max(280, find("picture").clientWidth);
    // As high as leaves the controls and J on the first screen.
    const height = Math.round(Math.max(250, Math.min(width * 0.85, innerHeight - 350, 620)));
    const f = Plot.frame(set, width, height);
    plotFrame = f;
    drawing.setAttribute("viewBox", `0 0 ${f.width} ${f.height}`);
    drawing.setAttribute("width", f.width);
    drawing.setAttribute("height", f.height);
    const box = {
      x: f.marginLeft, y: f.margin.top, width: f.width - f.margin.right - f.marginLeft,
      height: f.height - f.margin.top - f.margin.bottom,
    };
    for (const [name, value] of Object.entries(box)) clip.setAttribute(name, Math.max(0, value));
    const places = placesOf(centroids);
    const colours = find("made").checked && set.made ? set.made : labels;
    groups.axes.replaceChildren(...Plot.axes(set, f));
    const hasCells = set.data.d >= 2 && find("cells").checked;
    groups.cells.replaceChildren(...(hasCells ? Plot.cells(
      f, places.slice(0, shown), Plot.offsets(set, centroids, places, shown)) : []));
    const hasLines = labels && find("lines").checked;
    const hasChord = labels && find("chord").checked;
    groups.lines.replaceChildren(...(hasLines ? Plot.lines(set, f, labels, places) : []),
      ...(hasChord ? Plot.chord(
        set, f, Steps.assign(set.data, centroids, run.k), state.cluster) : []));
    groups.points.replaceChildren(...Plot.points(set, f, state.held ? {} : now, colours));
    drawChosen(f, places, shown);
    drawTrails(f, now, places);
    if (markers.length !== run.k) makeMarkers(run.k);
    markers.forEach((marker, j) => {
      const [x, y] = [f.x(places[j][0]), f.y(places[j][1])];
      marker.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
      const isSeen = x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
      marker.style.display = j < shown && isSeen ? "" : "none";
      marker.classList.toggle("is-chosen", j === state.cluster);
      marker.setAttribute("aria-label", `Centroid ${j} at ${where(set, centroids, j)}; ` +
        "the arrow keys move it");
    });
    Legend.draw(find("legend"), { set, run, frame: now, labels: colours, shown });
  }

  /// A centroid's values in the user's units, for screen readers.
  function where(set, centroids, j) {
    const d = set.data.d;
    return Array.from({ length: Math.min(d, 4) }, (_, l) =>
      `${set.columns[l]} ${K.number(set.shift[l] + centroids[j * d + l] * set.divisor[l])}`)
      .join(", ");
  }

  /// The chosen point, and its distance to every centroid.
  function drawChosen(f, places, shown) {
    const [x, y] = state.set.places[state.point];
    const here = [f.x(x), f.y(y)];
    const rays = places.slice(0, shown).map(([a, b]) => K.svg("line", {
      class: "ray", x1: here[0], y1: here[1], x2: f.x(a), y2: f.y(b),
    }));
    groups.chosen.replaceChildren(
      ...(shown <= 12 ? rays : []),
      K.svg("circle", { class: "ring", cx: here[0], cy: here[1], r: 9 }));
  }

  /// The slope of J at a centroid off its mean, and the mean: the arrow goes as far up as the mean
  /// lies down.
  function drawSlope(f, places) {
    const { held, set, cluster: j } = state;
    const mean = Plot.flatten(set, held.means, j * set.data.d);
    const [from, to] = [[f.x(places[j][0]), f.y(places[j][1])], [f.x(mean[0]), f.y(mean[1])]];
    const [dx, dy] = [from[0] - to[0], from[1] - to[1]];
    const long = Math.hypot(dx, dy);
    if (long < 2) return groups.trails.replaceChildren();
    const length = Math.min(long, 160);
    const [ux, uy] = [dx / long, dy / long];
    const [start, tip] = [17, 17 + length].map((far) => [from[0] + ux * far, from[1] + uy * far]);
    const wing = (side) => `L${tip[0] - 11 * ux + side * 5 * uy},${tip[1] - 11 * uy - side * 5 * ux}`;
    groups.trails.replaceChildren(
      K.svg("line", { class: "trail", x1: from[0], y1: from[1], x2: to[0], y2: to[1] }),
      K.svg("path", { class: "mean", d: K.markPath(4, to[0], to[1], 11) }),
      K.svg("line", { class: "slope", x1: start[0], y1: start[1], x2: tip[0], y2: tip[1] }),
      K.svg("path", { class: "slope-tip", d: `M${tip[0]},${tip[1]}${wing(1)}${wing(-1)}Z` }));
  }

  /// The way of every centroid in an update step.
  function drawTrails(f, now, places) {
    if (state.held) return drawSlope(f, places);
    if (now.kind !== "update") return groups.trails.replaceChildren();
    const before = placesOf(now.old);
    groups.trails.replaceChildren(...before.map(([x, y], j) => K.svg("line", {
      class: "trail", x1: f.x(x), y1: f.y(y), x2: f.x(places[j][0]), y2: f.y(places[j][1]),
    })));
  }

  function drawNumbers() {
    const now = view();
    Numbers.point(find("distances"), find("point-note"), { ...now, i: state.point });
    Numbers.centroid(find("sums"), find("centroid-note"), { ...now, j: state.cluster });
    Matrix.labels(find("label-matrix"), now, state.point);
    Matrix.gradient(find("gradient"), find("gradient-note"), now, state.cluster);
    find("point").value = state.point + 1;
    find("cluster").value = state.cluster;
  }

  /// Which formula acts.
  function drawFormulas() {
    const kind = state.held ? "held" : frame().kind;
    find("formula-loss").querySelector(".state").textContent = find("objective-value")
      ? `is ${find("objective-value").textContent}${state.set.isScaled ? " (scaled)" : ""}` : "";
    for (const [id, acts] of [["formula-assign", "assign"], ["formula-update", "update"]]) {
      const box = find(id);
      box.classList.toggle("acts", kind === acts);
      box.querySelector(".state").textContent = kind === acts ? "acts now" : "";
    }
  }

  function drawSteps() {
    const { run, at } = state;
    const last = run.frames.length - 1;
    // For programs that watch the page.
    Object.assign(document.body.dataset, { run: run.isOver ? "over" : "growing", at });
    const slider = find("slider");
    slider.max = last;
    slider.value = at;
    slider.setAttribute("aria-valuetext", Words.title(frame()));
    find("place").textContent = `${at + 1} of ${last + 1}${run.isOver ? "" : "…"}: ` +
      Words.title(frame());
    for (const id of ["first", "back"]) find(id).disabled = at === 0;
    for (const id of ["forward", "last"]) find(id).disabled = at === last && run.isOver;
    const words = state.held ? heldWords() : Words.of(state.set, run, frame());
    if (find("words").textContent !== words) find("words").textContent = words;
  }

  const heldWords = () => "The labels are held. Drag a centroid off its mean, or move it with " +
    "the arrow keys, and J rises. The arrow is the slope ∂J/∂m.";

  /// J with one centroid off its mean, against J at the mean.
  function drawHeld() {
    const { held, set, run } = state;
    find("hold").checked = held !== null;
    find("held").hidden = find("to-means").hidden = held === null;
    if (!held) return;
    const { d } = set.data;
    const counts = Steps.weights(set.data, held.labels, run.k);
    const j = state.cluster;
    const off = Exact.distanceSquared(held.centroids, j * d, held.means, j * d, d);
    const now = Steps.objective(set.data, held.labels, held.centroids);
    const others = counts.map((count, other) => other === j ? 0
      : count * Exact.distanceSquared(held.centroids, other * d, held.means, other * d, d));
    const expected = counts[j] * off + others.reduce((a, b) => a + b, 0);
    held.now = now;
    const scaled = set.isScaled ? " (scaled)" : "";
    const rows = [
      [`J now${scaled}`, K.number(now, 8)],
      ["J with every centroid at its mean", K.number(held.least, 8)],
      ["the difference", K.number(now - held.least, 6)],
      [`${set.data.weights ? "w" : "n"} · ‖off‖² of centroid ${j}: ` +
        `${set.data.weights ? K.number(counts[j], 5) : counts[j]} · ${K.number(off, 5)}`,
        K.number(counts[j] * off, 6)],
    ];
    if (expected > counts[j] * off) {
      rows.push(["the same, of all centroids", K.number(expected, 6)]);
    }
    find("held-numbers").replaceChildren(...rows.map(([name, value]) => K.html("tr", {},
      K.html("th", { scope: "row" }, name), K.html("td", {}, value))));
  }

  /// The runs that came to their end.
  function drawRuns() {
    const runs = state.tried;
    const least = runs.reduce((best, run) => Math.min(best, run.objective), Infinity);
    find("runs").replaceChildren(...runs.map((run) => K.html("tr", {},
      K.html("td", {}, run.name), K.html("td", {}, String(run.iterations)),
      K.html("td", {}, K.number(run.objective, 8)),
      K.html("td", {}, run.objective === least ? "least so far" : ""),
      K.html("td", {}, K.html("button", {
        type: "button", "data-run": run.name, "aria-label": `Show the run ${run.name}`,
        click: () => Acts.show(run),
      }, run === state.run ? "shown" : "Show")))));
  }

  function drawWhy() {
    const { set, run } = state;
    find("why").hidden = !set.why;
    find("made-choice").hidden = !set.made;
    if (!set.why) return;
    if (!set.made) return void (find("why").textContent = set.why);
    const labels = run.isOver ? run.frames[run.frames.length - 1].labels : null;
    const stray = labels ? ` At the end of this run ${Words.percent(
      Sets.strayShare(labels, set.made, run.k))} of the points are in another cluster than the ` +
      "group that they were made in." : "";
    find("why").textContent = set.why + stray;
  }

  /// Shows everything.
  function draw() {
    drawPicture();
    drawSteps();
    drawHeld();
    Objective.draw(find("objective"), { ...view(), run: state.run, held: state.held });
    drawFormulas();
    drawNumbers();
    if (state.isDragging) return;
    Chart.draw(
      find("chart"), state.run, state.held ? -1 : state.at, Acts.goTo, state.set.isScaled);
    Chart.table(find("half-steps"), state.run);
    drawRuns();
    Least.draw();
    drawWhy();
  }

  return {
    state, find, frame, view, draw, drawRuns, drawWhy, makeDrawing, placesOf,
    get drawing() { return drawing; },
    get plotFrame() { return plotFrame; },
  };
})();
