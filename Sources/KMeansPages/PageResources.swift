// Scripts/page-assets writes this file from the folder Assets; change nothing here.
// swift-format-ignore-file

/// The styles and scripts of the pages, as their files hold them.
enum PageResources {
  static let common_js = #"""
// What all pages' scripts share. Nothing here touches the network.

const K = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);

  // Colours that colour-blind readers tell apart (M. Okabe and K. Ito, 2008), a little darker or
  // lighter by theme. Every cluster has a mark, too, so no reader needs the colour.
  const palette = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1", "#7f7f7f",
  ];
  const marks = ["circle", "square", "triangle", "diamond", "cross", "plus", "star"];

  const color = (cluster) => palette[cluster % palette.length];
  const mark = (cluster) => marks[cluster % marks.length];

  /// An SVG element with attributes and children; text children are text, never markup.
  function svg(tag, attributes = {}, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  /// An HTML element likewise; attributes that are functions listen for events.
  function html(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  /// The path of a cluster's mark around (x, y), about `size` across.
  function markPath(cluster, x, y, size) {
    const r = size / 2;
    switch (mark(cluster)) {
      case "circle": return `M${x - r},${y}a${r},${r} 0 1,0 ${size},0a${r},${r} 0 1,0 ${-size},0Z`;
      case "square": return `M${x - r},${y - r}h${size}v${size}h${-size}Z`;
      case "triangle": return `M${x},${y - r * 1.2}L${x + r * 1.1},${y + r * 0.8}L${x - r * 1.1},${y + r * 0.8}Z`;
      case "diamond": return `M${x},${y - r * 1.3}L${x + r * 1.1},${y}L${x},${y + r * 1.3}L${x - r * 1.1},${y}Z`;
      case "cross": {
        const t = r * 0.35;
        return `M${x - r},${y - r + t}L${x - r + t},${y - r}L${x},${y - t}L${x + r - t},${y - r}` +
          `L${x + r},${y - r + t}L${x + t},${y}L${x + r},${y + r - t}L${x + r - t},${y + r}` +
          `L${x},${y + t}L${x - r + t},${y + r}L${x - r},${y + r - t}L${x - t},${y}Z`;
      }
      case "plus": {
        const t = r * 0.4;
        return `M${x - t},${y - r}h${2 * t}v${r - t}h${r - t}v${2 * t}h${t - r}v${r - t}` +
          `h${-2 * t}v${t - r}h${t - r}v${-2 * t}h${r - t}Z`;
      }
      default: {
        let path = "";
        for (let i = 0; i < 10; i++) {
          const angle = (Math.PI * i) / 5 - Math.PI / 2;
          const radius = i % 2 ? r * 0.55 : r * 1.25;
          path += `${i ? "L" : "M"}${x + radius * Math.cos(angle)},${y + radius * Math.sin(angle)}`;
        }
        return path + "Z";
      }
    }
  }

  /// A number for readers, to about `digits` digits.
  function number(value, digits = 4) {
    if (value === null || value === undefined || !Number.isFinite(value)) return "–";
    if (value === 0) return "0";
    const size = Math.abs(value);
    if (size >= 1e15 || size < 1e-4) return value.toExponential(digits - 1);
    // Commas between thousands from 10,000 on, so that years stay years.
    const useGrouping = size >= 10000;
    if (Number.isInteger(value)) return value.toLocaleString("en-US", { useGrouping });
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    return value.toLocaleString("en-US", {
      useGrouping, maximumFractionDigits: Math.min(decimals, 15),
    });
  }

  /// Round numbers from `least` to `greatest`, about `count` of them.
  function ticks(least, greatest, count = 6) {
    const span = greatest - least;
    if (!(span > 0)) return [least];
    const raw = span / count;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw);
    const found = [];
    for (let i = Math.ceil(least / step); i * step <= greatest + step * 1e-9; i++) found.push(i * step);
    return found;
  }

  /// A linear map from [from, to] to [low, high].
  function scale(from, to, low, high) {
    const factor = to > from ? (high - low) / (to - from) : 0;
    const map = (value) => (factor ? low + (value - from) * factor : (low + high) / 2);
    map.inverse = (place) => (factor ? from + (place - low) / factor : from);
    return map;
  }

  function download(name, type, text) {
    const link = html("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /// Saves a drawing as a file that looks the same outside of the page.
  function saveSVG(drawing, name) {
    const copy = drawing.cloneNode(true);
    const sources = [drawing, ...drawing.querySelectorAll("*")];
    const targets = [copy, ...copy.querySelectorAll("*")];
    sources.forEach((source, index) => {
      const style = getComputedStyle(source);
      for (const property of [
        "fill", "stroke", "stroke-width", "stroke-linejoin", "opacity", "font", "paint-order",
        "image-rendering",
      ]) {
        targets[index].style.setProperty(property, style.getPropertyValue(property));
      }
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.style.background = getComputedStyle(document.body).backgroundColor;
    download(name, "image/svg+xml", new XMLSerializer().serializeToString(copy));
  }

  /// A button that changes between light and dark.
  function themeButton() {
    const root = document.documentElement;
    const isDark = () =>
      root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
    const button = html("button", {
      type: "button",
      click: () => {
        root.dataset.theme = isDark() ? "light" : "dark";
        label();
      },
    });
    const label = () => { button.textContent = isDark() ? "Light theme" : "Dark theme"; };
    label();
    return button;
  }

  return {
    data, palette, color, mark, markPath, svg, html, number, ticks, scale, download, saveSVG,
    themeButton,
  };
})();

"""#

  static let explain_acts_js = #"""
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
    find("cells-choice").hidden = set.data.d !== 2;
    if (isNew) set.firstRun = firstRun(set);
    set.firstRun.isRecorded = key === "own";
    show(set.firstRun);
  }

  /// Draws another start, by the method and seed in the fields.
  function drawStart() {
    const field = find("seed");
    const isNumber = /^[0-9]{1,19}$/.test(field.value.trim());
    field.setAttribute("aria-invalid", isNumber ? "false" : "true");
    find("seed-note").textContent = isNumber ? "" : "The seed is a whole number, 0 or more.";
    if (!isNumber) return;
    const seed = BigInt(field.value.trim()).toString();
    const run = drawnRun(state.set, find("method").value, seed);
    const known = state.tried.find(({ name }) => name === run.name);
    field.value = (BigInt(seed) + 1n).toString();
    state.set.nextSeed = field.value;
    show(known ?? run);
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
    goTo, goToEnd, play, stop, show, choose, drawStart, hold, move, growOn, ensure, drawnRun,
    firstRun,
  };
})();

"""#

  static let explain_chart_js = #"""
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

"""#

  static let explain_check_js = #"""
// Compares the page's own arithmetic with the run that the program recorded.

const Check = (() => {
  const bits = (values) => new BigUint64Array(Float64Array.from(values).buffer);
  const areEqual = (a, b) => a.length === b.length && a.every((value, at) => value === b[at]);
  const areSame = (a, b) => areEqual(bits(a), bits(b));

  /// What differs between a run that is over and the record, in words; empty when nothing does.
  function differences(run, record = K.data.record) {
    const found = [];
    const note = (what, isEqual) => { if (!isEqual) found.push(what); };
    note("the draws", record.draws.length === 0 || run.draws.length === record.draws.length &&
      run.draws.every((draw, step) => draw.chosen === record.draws[step].chosen &&
        areEqual(draw.candidates, record.draws[step].candidates)));
    note("the start", areSame(run.start, Sets.decode(record.start)));
    note("the number of iterations", run.iterations === record.iterationCount);
    record.iterations.forEach((iteration, index) => {
      const at = run.starts + 2 * index;
      const [assign, update] = [run.frames[at], run.frames[at + 1]];
      const place = `of iteration ${index + 1}`;
      if (!assign) return note(`the assignment ${place}`, false);
      const labels = Sets.decode(iteration.labels, Int32Array);
      note(`the labels ${place}`, areEqual(assign.labels, labels));
      note(`J after the assignment ${place}`, areSame([assign.objective], [iteration.assigned]));
      const after = assign.isLast ? assign : update;
      if (!after) return note(`the update ${place}`, false);
      note(`the centroids ${place}`, areSame(after.centroids, Sets.decode(iteration.centroids)));
      note(`J after the update ${place}`, areSame([after.objective], [iteration.updated]));
    });
    const last = run.frames[run.frames.length - 1];
    note("the last labels", areEqual(last.labels, Sets.decode(record.labels, Int32Array)));
    note("the last J", areSame([run.objective], [record.objective]));
    note("how it ended", run.isConverged === (record.stopReason === "labelsUnchanged"));
    return found;
  }

  /// One sentence about the run of the program.
  function words(run) {
    const found = differences(run);
    const { iterations, iterationCount } = K.data.record;
    if (found.length > 0) {
      return "This browser's arithmetic does not agree with the program's record: " +
        `${found.slice(0, 3).join(", ")} differ.`;
    }
    const part = iterations.length === iterationCount
      ? `all ${Words.plural(iterationCount, "iteration")}`
      : `the first ${iterations.length} of ${iterationCount} iterations, and of the end,`;
    return "Checked: this page computes everything itself, and the labels, centroids and J of " +
      `${part} equal the program's record to the last bit.`;
  }

  return { differences, words };
})();

"""#

  static let explain_data_js = #"""
// The data sets of the page: the user's own, and some on which k-means fails.

const Sets = (() => {
  const readers = {
    u1: Uint8Array, u2: Uint16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array,
  };

  /// Numbers from the page's JSON; see `PageValues`.
  function decode({ type, bytes }, Target = Float64Array) {
    const raw = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
    return Target.from(new readers[type](raw.buffer));
  }

  /// Text that may run from right to left, isolated so that it does not turn its neighbours.
  const isolated = (text) =>
    (/[\u0590-\u08ff\ufb1d-\ufefc]/.test(text) ? `\u2068${text}\u2069` : text);

  /// The user's data, with what the program recorded.
  function own() {
    const source = K.data;
    const d = source.columns.length;
    const weights = source.weights ? decode(source.weights) : null;
    const data = Steps.dataset(decode(source.values), source.points, d, weights);
    return {
      key: "own", title: source.name, data, k: source.clusters,
      columns: source.columns.map(isolated),
      shift: source.shift, divisor: source.divisor, axes: source.axes, origin: source.origin,
      limit: source.iterationLimit, trials: source.trials || Seeding.trials(source.clusters),
      seed: source.seed, method: source.initialization, start: source.start,
      name: (i) => (source.ids ? isolated(source.ids[i])
        : `row ${(source.rows ? source.rows[i] : i + 1).toLocaleString("en-US")}`),
    };
  }

  /// Numbers in 0 … 1, the same on every visit.
  function numbers(seed) {
    let count = 0;
    return () => Number(Seeding.bits(seed, 0, count++) >> 11n) / 2 ** 53;
  }

  /// Numbers of mean 0 and deviation 1 (Box and Muller, 1958).
  const normals = (uniform) => () =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

  function cloud(points, normal, count, [x, y], [width, height]) {
    for (let i = 0; i < count; i++) points.push([x + width * normal(), y + height * normal()]);
  }

  function rings() {
    const uniform = numbers(11n);
    const normal = normals(uniform);
    const points = [];
    for (const [count, radius] of [[100, 1], [200, 3]]) {
      for (let i = 0; i < count; i++) {
        const angle = 2 * Math.PI * uniform();
        const far = radius + 0.15 * normal();
        points.push([far * Math.cos(angle), far * Math.sin(angle)]);
      }
    }
    return { points, groups: [100, 200] };
  }

  function moons() {
    const uniform = numbers(12n);
    const normal = normals(uniform);
    const points = [];
    for (const side of [1, -1]) {
      for (let i = 0; i < 150; i++) {
        const angle = Math.PI * uniform();
        const [x, y] = [Math.cos(angle), Math.sin(angle)];
        points.push([
          (side > 0 ? x : 1 - x) + 0.07 * normal(), (side > 0 ? y : 0.4 - y) + 0.07 * normal(),
        ]);
      }
    }
    return { points, groups: [150, 150] };
  }

  function unequalSizes() {
    const normal = normals(numbers(13n));
    const points = [];
    cloud(points, normal, 260, [0, 0], [1.6, 1.6]);
    cloud(points, normal, 20, [5.2, 1.1], [0.25, 0.25]);
    cloud(points, normal, 20, [5.2, -1.1], [0.25, 0.25]);
    return { points, groups: [260, 20, 20] };
  }

  function unequalDensities() {
    const normal = normals(numbers(14n));
    const points = [];
    cloud(points, normal, 150, [0, 0], [2.4, 2.4]);
    cloud(points, normal, 150, [5, 0], [0.3, 0.3]);
    return { points, groups: [150, 150] };
  }

  const failing = [
    {
      key: "rings", title: "Two rings", k: 2, make: rings,
      why: "Both rings have the same mean, the middle. The cells of k-means are convex, and no " +
        "straight line parts one ring from the other, so it cuts through both.",
    },
    {
      key: "moons", title: "Two moons", k: 2, make: moons,
      why: "The moons reach into each other. Two cells are parted by one straight line, midway " +
        "between the centroids, so each tip goes to the wrong moon.",
    },
    {
      key: "sizes", title: "Unequal sizes", k: 3, make: unequalSizes,
      why: "Many points lie in one cloud and few in two others. J sums over points, so it falls " +
        "further when the large cloud is cut in two than when the small ones are told apart.",
    },
    {
      key: "densities", title: "Unequal densities", k: 2, make: unequalDensities,
      why: "One cloud is wide and one is dense. The line between two centroids lies midway, " +
        "however wide the clouds are, so the dense one's cell cuts off the side of the wide one.",
    },
  ];

  function failingSet(entry) {
    const { points, groups } = entry.make();
    const made = groups.flatMap((count, group) => Array(count).fill(group));
    return {
      ...entry, columns: ["x", "y"], shift: [0, 0], divisor: [1, 1], axes: null, origin: [],
      data: Steps.dataset(Float64Array.from(points.flat()), points.length, 2),
      made: Int32Array.from(made), limit: 300, trials: Seeding.trials(entry.k), seed: "0",
      method: "k-means++", name: (i) => `point ${i + 1}`,
    };
  }

  /// The share of points outside the cluster they were made for, with clusters numbered to fit
  /// best.
  function strayShare(labels, made, k) {
    const counts = Array.from({ length: k }, () => new Array(k).fill(0));
    labels.forEach((label, i) => { counts[label][made[i]] += 1; });
    const best = (cluster, taken) => (cluster === k ? 0 : Math.max(
      ...counts[cluster].map((count, group) =>
        (taken & (1 << group) ? 0 : count + best(cluster + 1, taken | (1 << group))))));
    return 1 - best(0, 0) / labels.length;
  }

  const kept = new Map();

  /// The data set of a key: "own", or one of those that fail.
  function get(key) {
    if (!kept.has(key)) {
      const entry = failing.find((set) => set.key === key);
      kept.set(key, entry ? failingSet(entry) : own());
    }
    return kept.get(key);
  }

  return { decode, get, failing, strayShare };
})();

"""#

  static let explain_exact_js = #"""
// The arithmetic of the program: distances in NumPy's order, and sums that are exact until they are
// rounded once. So the page has the same labels, centroids and J, to the last bit.

const Exact = (() => {
  const view = new DataView(new ArrayBuffer(8));
  const strided = new Float64Array(8);

  /// x = units · 2^exponent, both whole.
  function decompose(x) {
    if (Number.isSafeInteger(x)) return { units: BigInt(x), exponent: 0 };
    view.setFloat64(0, x);
    const bits = view.getBigUint64(0);
    const field = Number((bits >> 52n) & 0x7ffn);
    const fraction = bits & 0xfffffffffffffn;
    const magnitude = field > 0 ? fraction | (1n << 52n) : fraction;
    return { units: x < 0 ? -magnitude : magnitude, exponent: Math.max(field, 1) - 1075 };
  }

  /// Numbers as whole multiples of one power of two, that of the finest among them.
  function onCommonExponent(numbers) {
    const parts = Array.from(numbers, decompose);
    const exponent = parts.reduce((least, part) => Math.min(least, part.exponent), 0);
    const units = parts.map((part) => part.units << BigInt(part.exponent - exponent));
    return { units, exponent };
  }

  /// 2^exponent for −1022 … 1023.
  function powerOfTwo(exponent) {
    view.setBigUint64(0, BigInt(exponent + 1023) << 52n);
    return view.getFloat64(0);
  }

  const bitWidth = (whole) => {
    const text = whole.toString(16);
    return 4 * text.length - Math.clz32(parseInt(text[0], 16)) + 28;
  };

  /// The number nearest to numerator / denominator · 2^exponent, ties to even: the one rounding.
  function rounded(numerator, denominator, exponent) {
    if (numerator === 0n) return 0;
    const size = numerator < 0n ? -numerator : numerator;
    // At least 65 bits of quotient, so that what remains is below the bit that decides.
    const shift = Math.max(0, 66 + bitWidth(denominator) - bitWidth(size));
    const shifted = size << BigInt(shift);
    let quotient = shifted / denominator;
    const isInexact = quotient * denominator !== shifted;
    let scale = exponent - shift;
    // 53 bits are kept, or fewer where the number is so small that it has fewer.
    const dropped = Math.max(bitWidth(quotient) - 53, -1074 - scale);
    if (dropped > 0) {
      const half = 1n << BigInt(dropped - 1);
      const rest = quotient & (2n * half - 1n);
      quotient >>= BigInt(dropped);
      scale += dropped;
      if (rest > half || (rest === half && (isInexact || (quotient & 1n)))) quotient += 1n;
    }
    // In two exact factors, because one power of two may be too small.
    const first = Math.max(-500, Math.min(500, scale));
    const value = Number(quotient) * powerOfTwo(first) * powerOfTwo(scale - first);
    return numerator < 0n ? -value : value;
  }

  /// The exact sum of numbers, rounded once.
  function sum(numbers) {
    const { units, exponent } = onCommonExponent(numbers);
    return rounded(units.reduce((total, unit) => total + unit, 0n), 1n, exponent);
  }

  /// The exact sum of numbers times their weights, which are whole on a common exponent, rounded
  /// once; without weights as `sum`.
  function weightedSum(numbers, masses) {
    if (!masses) return sum(numbers);
    const { units, exponent } = onCommonExponent(numbers);
    const total = units.reduce((all, unit, i) => all + unit * masses.units[i], 0n);
    return rounded(total, 1n, exponent + masses.exponent);
  }

  /// (x_l − m_l)² for d features, added in the order in which NumPy adds a row: fewer than 8 one
  /// after the other, up to 128 in eight strided sums, above that in halves.
  function distanceSquared(x, xStart, m, mStart, d) {
    if (d > 128) {
      const half = (d >> 1) - ((d >> 1) % 8);
      return distanceSquared(x, xStart, m, mStart, half) +
        distanceSquared(x, xStart + half, m, mStart + half, d - half);
    }
    const whole = d < 8 ? 0 : d - (d % 8);
    let total = 0;
    if (whole > 0) {
      strided.fill(0);
      for (let l = 0; l < whole; l++) {
        const difference = x[xStart + l] - m[mStart + l];
        strided[l & 7] += difference * difference;
      }
      const [a, b, c, e, f, g, h, i] = strided;
      total = ((a + b) + (c + e)) + ((f + g) + (h + i));
    }
    for (let l = whole; l < d; l++) {
      const difference = x[xStart + l] - m[mStart + l];
      total += difference * difference;
    }
    return total;
  }

  return {
    decompose, onCommonExponent, powerOfTwo, rounded, sum, weightedSum, distanceSquared,
  };
})();

"""#

  static let explain_numbers_js = #"""
// The formulas with the numbers of one point and of one centroid put in.

const Numbers = (() => {
  const mostColumns = 8;
  const mostClusters = 40;

  /// A number in a formula: signs set apart by their meaning.
  const plain = (value) => K.number(value, 4).replace("-", "−");

  /// "(5.1 − 4.9)² + (3.5 − 3)²", for few features.
  function workedOut({ x, d }, i, m, j) {
    if (d > 4) return null;
    const terms = Array.from({ length: d }, (_, l) => {
      const right = m[j * d + l];
      return `(${plain(x[i * d + l])} ${right < 0 ? "+" : "−"} ${plain(Math.abs(right))})²`;
    });
    return terms.join(" + ");
  }

  const cells = (tag, texts) => texts.map((text) => K.html(tag, {}, text));

  const heading = (texts) => K.html("thead", {}, K.html("tr", {},
    ...texts.map((text) => K.html("th", { scope: "col" }, text))));

  /// The clusters that a table shows: all, or the nearest ones.
  function shownClusters(distances) {
    const all = Array.from(distances.keys());
    if (all.length <= mostClusters) return all;
    return all.sort((a, b) => distances[a] - distances[b] || a - b).slice(0, mostClusters)
      .sort((a, b) => a - b);
  }

  /// A point's squared distances to the centroids, the least marked, and its column of Y.
  function point(table, note, { set, i, centroids, shown, labels }) {
    const { x, d } = set.data;
    const distances = Array.from({ length: shown }, (_, j) =>
      Exact.distanceSquared(x, i * d, centroids, j * d, d));
    const least = distances.reduce((best, one, j) => (one < distances[best] ? j : best), 0);
    const isWorkedOut = d <= 4;
    const rows = shownClusters(distances).map((j) => {
      const row = K.html("tr", { class: j === least ? "least" : null },
        ...cells("td", [`cluster ${j}`]),
        K.html("td", {}, j === least ? K.html("strong", {}, "least ") : "",
          K.number(distances[j], 6)),
        ...cells("td", [labels ? (labels[i] === j ? "1" : "0") : "–"]),
        isWorkedOut ? K.html("td", { class: "worked" }, workedOut(set.data, i, centroids, j)) : "");
      return row;
    });
    table.replaceChildren(
      heading(["centroid", "‖xᵢ − mⱼ‖²", "yᵢⱼ", ...(isWorkedOut ? ["worked out"] : [])]),
      K.html("tbody", {}, ...rows));
    const features = Array.from({ length: Math.min(d, mostColumns) }, (_, l) =>
      `${set.columns[l]} ${plain(set.shift[l] + x[i * d + l] * set.divisor[l])}`);
    const more = d > mostColumns ? ` and ${d - mostColumns} more` : "";
    const hidden = shown - rows.length;
    const weight = set.data.weights ? `; it weighs ${plain(set.data.weights[i])}` : "";
    note.textContent = `${set.name(i)}: ${features.join(", ")}${more}${weight}. ` +
      (hidden > 0 ? `The nearest ${mostClusters} of ${shown} centroids. ` : "") +
      verdict(labels, i, least, shown);
  }

  function verdict(labels, i, least, k) {
    if (!labels) return "It has no cluster yet.";
    const ones = Array.from({ length: k }, (_, j) => Number(j === labels[i]));
    const column = k <= 12
      ? ` Its column of Y is (${ones.join(", ")}).`
      : ` Its column of Y has its one in row ${labels[i]}.`;
    if (labels[i] === least) return `It belongs to the nearest, cluster ${least}.${column}`;
    return `It belongs to cluster ${labels[i]} by the assignment step before; the next one will ` +
      `take it to cluster ${least}.${column}`;
  }

  /// A cluster's count, its sums, and the mean that they make.
  function centroid(table, note, { set, j, k, centroids, shown, labels }) {
    const { d } = set.data;
    if (!labels) {
      table.replaceChildren();
      note.textContent = j < shown
        ? `Centroid ${j} is there, but no point has a cluster yet: there is nothing to add up.`
        : `Centroid ${j} is not drawn yet.`;
      return;
    }
    const { masses } = set.data;
    const count = Steps.sizes(labels, k)[j];
    const sums = Steps.sums(set.data, labels, k);
    const weight = Steps.wholeWeights(set.data, labels, k)[j];
    const divisor = masses ? plain(Exact.rounded(weight, 1n, masses.exponent))
      : count.toLocaleString("en-US");
    const rows = Array.from({ length: Math.min(d, mostColumns) }, (_, l) => {
      const [unit, total] = [set.data.columns[l].exponent, sums[j * d + l]];
      const mean = weight ? Exact.rounded(total, weight, unit) : NaN;
      return K.html("tr", {}, ...cells("td", [
        set.columns[l], plain(Exact.rounded(total, 1n, unit + (masses ? masses.exponent : 0))),
        masses ? divisor : String(count), plain(mean), plain(centroids[j * d + l]),
      ]));
    });
    table.replaceChildren(
      heading(["column", ...(masses ? ["Σ yᵢⱼ wᵢ xᵢ", "Σ yᵢⱼ wᵢ"] : ["Σ yᵢⱼ xᵢ", "Σ yᵢⱼ"]),
        "the mean", "mⱼ now"]),
      K.html("tbody", {}, ...rows));
    note.textContent = count === 0
      ? `Cluster ${j} has no point, so there is no mean to move to.`
      : `Cluster ${j} has ${Words.plural(count, "point")}` +
        `${masses ? `, which weigh ${divisor}` : ""}; every sum divided by ${divisor} is the mean.` +
        (d > mostColumns ? ` The first ${mostColumns} of ${d} columns.` : "");
  }

  return { point, centroid, plain };
})();

"""#

  static let explain_page_js = #"""
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
    for (const name of ["axes", "cells", "lines", "points", "trails", "chosen", "centroids"]) {
      groups[name] = K.svg("g", { class: name });
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
    const f = Plot.frame(set, width);
    plotFrame = f;
    drawing.setAttribute("viewBox", `0 0 ${f.width} ${f.height}`);
    drawing.setAttribute("width", f.width);
    drawing.setAttribute("height", f.height);
    const places = placesOf(centroids);
    const colours = find("made").checked && set.made ? set.made : labels;
    groups.axes.replaceChildren(...Plot.axes(set, f));
    const hasCells = set.data.d === 2 && find("cells").checked;
    groups.cells.replaceChildren(...(hasCells ? Plot.cells(f, places.slice(0, shown)) : []));
    const hasLines = labels && find("lines").checked;
    groups.lines.replaceChildren(...(hasLines ? Plot.lines(set, f, labels, places) : []));
    groups.points.replaceChildren(...Plot.points(set, f, state.held ? {} : now, colours));
    drawChosen(f, places, shown);
    drawTrails(f, now, places);
    if (markers.length !== run.k) makeMarkers(run.k);
    markers.forEach((marker, j) => {
      const [x, y] = [f.x(places[j][0]), f.y(places[j][1])];
      marker.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
      marker.style.display = j < shown ? "" : "none";
      marker.classList.toggle("is-chosen", j === state.cluster);
      marker.setAttribute("aria-label", `Centroid ${j} at ${where(set, centroids, j)}; ` +
        "the arrow keys move it");
    });
    drawLegend(colours, shown);
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

  /// The way of every centroid in an update step.
  function drawTrails(f, now, places) {
    if (state.held || now.kind !== "update") return groups.trails.replaceChildren();
    const before = placesOf(now.old);
    groups.trails.replaceChildren(...before.map(([x, y], j) => K.svg("line", {
      class: "trail", x1: f.x(x), y1: f.y(y), x2: f.x(places[j][0]), y2: f.y(places[j][1]),
    })));
  }

  function drawLegend(labels, shown) {
    const legend = find("legend");
    if (!labels) {
      legend.textContent = `${Words.plural(state.set.data.n, "point")} without a cluster, ` +
        `${Words.plural(shown, "centroid")}.`;
      return;
    }
    const sizes = Steps.sizes(labels, state.run.k);
    const weights = state.set.data.weights && Steps.weights(state.set.data, labels, state.run.k);
    const most = 24;
    legend.replaceChildren(...Array.from(sizes.slice(0, most), (size, j) => K.html("span", {},
      K.svg("svg", { width: 16, height: 16, "aria-hidden": "true" },
        K.svg("path", { fill: K.color(j), d: K.markPath(j, 8, 8, 11) })),
      `${j}: ${Words.plural(size, "point")}` +
        (weights ? `, weight ${Numbers.plain(weights[j])}` : ""))));
    if (sizes.length > most) legend.append(`and ${sizes.length - most} more clusters`);
  }

  function drawNumbers() {
    const now = view();
    Numbers.point(find("distances"), find("point-note"), { ...now, i: state.point });
    Numbers.centroid(find("sums"), find("centroid-note"), { ...now, j: state.cluster });
    find("point").value = state.point + 1;
    find("cluster").value = state.cluster;
  }

  /// Which formula acts.
  function drawFormulas() {
    const kind = state.held ? "held" : frame().kind;
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
    "the arrow keys, and watch J rise.";

  /// J with one centroid off its mean, against J at the mean.
  function drawHeld() {
    const { held, set, run } = state;
    find("hold").checked = held !== null;
    find("held").hidden = held === null;
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
    const rows = [
      ["J now", K.number(now, 8)], ["J with every centroid at its mean", K.number(held.least, 8)],
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
    find("why").hidden = !set.made;
    find("made-choice").hidden = !set.made;
    if (!set.made) return;
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
    drawFormulas();
    drawNumbers();
    drawHeld();
    if (state.isDragging) return;
    Chart.draw(find("chart"), state.run, state.held ? -1 : state.at, Acts.goTo);
    Chart.table(find("half-steps"), state.run);
    drawRuns();
    drawWhy();
  }

  return {
    state, find, frame, view, draw, drawRuns, drawWhy, makeDrawing, placesOf,
    get drawing() { return drawing; },
    get plotFrame() { return plotFrame; },
  };
})();

"""#

  static let explain_plot_js = #"""
// The picture: points by colour and mark, centroids by number, cells, and lines.

const Plot = (() => {
  const margin = { right: 14, top: 12, bottom: 42 };

  /// Where a point of d features lies in the picture's plane: itself, or its projection on two
  /// axes.
  function flatten(set, values, start) {
    const d = set.data.d;
    if (d === 1) return [values[start], 0];
    if (!set.axes) return [values[start], values[start + 1]];
    return set.axes.map((axis) =>
      axis.reduce((sum, part, l) => sum + part * (values[start + l] - set.origin[l]), 0));
  }

  /// The change of d features that a step in the plane is.
  function unflatten(set, [across, up]) {
    const d = set.data.d;
    if (d === 1) return [across];
    if (!set.axes) return [across, up];
    return Array.from({ length: d }, (_, l) => across * set.axes[0][l] + up * set.axes[1][l]);
  }

  /// The places of all points, and the box around them, made once a data set.
  function prepare(set) {
    if (set.places) return;
    const { x, n, d } = set.data;
    set.places = Array.from({ length: n }, (_, i) => flatten(set, x, i * d));
    const range = (axis) => {
      let [least, greatest] = [Infinity, -Infinity];
      for (const place of set.places) {
        least = Math.min(least, place[axis]);
        greatest = Math.max(greatest, place[axis]);
      }
      const room = (greatest - least) * 0.06 || Math.max(1, Math.abs(least) * 1e-6);
      return [least - room, greatest + room];
    };
    set.ranges = [range(0), range(1)];
  }

  /// The maps from the plane to pixels, of one scale for both axes unless that wastes the space.
  function frame(set, width) {
    prepare(set);
    // Room at the left for the longest number there.
    const labels = set.data.d > 1 ? ticksOf(set, 1, set.ranges[1], 6) : [];
    const marginLeft = 34 + 7 * Math.max(2, ...labels.map(({ text }) => text.length));
    const height = Math.round(Math.min(560, Math.max(280, width * 0.72)));
    const inner = {
      width: width - marginLeft - margin.right, height: height - margin.top - margin.bottom,
    };
    let [[left, right], [low, high]] = set.ranges;
    const ratio = (right - left) / inner.width / ((high - low) / inner.height);
    const isEven = set.data.d > 1 && ratio > 0.4 && ratio < 2.5;
    if (isEven) {
      const unit = Math.max((right - left) / inner.width, (high - low) / inner.height);
      const [moreX, moreY] = [
        (unit * inner.width - (right - left)) / 2, (unit * inner.height - (high - low)) / 2,
      ];
      [left, right, low, high] = [left - moreX, right + moreX, low - moreY, high + moreY];
    }
    const x = K.scale(left, right, marginLeft, width - margin.right);
    const y = K.scale(low, high, height - margin.bottom, margin.top);
    return { width, height, marginLeft, x, y, left, right, low, high };
  }

  /// The Voronoi cell of one centroid within the picture: the box, cut by the line midway to every
  /// other centroid. Of equal centroids the first has the cell.
  function cell(places, own, box) {
    let polygon = box;
    const [ax, ay] = places[own];
    for (let other = 0; other < places.length && polygon.length > 2; other++) {
      const [bx, by] = places[other];
      if (other === own) continue;
      if (ax === bx && ay === by) {
        if (other < own) return [];
        continue;
      }
      const side = ([x, y]) => (x - (ax + bx) / 2) * (ax - bx) + (y - (ay + by) / 2) * (ay - by);
      polygon = polygon.flatMap((corner, index) => {
        const next = polygon[(index + 1) % polygon.length];
        const [here, there] = [side(corner), side(next)];
        const kept = here >= 0 ? [corner] : [];
        if ((here > 0 && there < 0) || (here < 0 && there > 0)) {
          const share = here / (here - there);
          kept.push([
            corner[0] + share * (next[0] - corner[0]), corner[1] + share * (next[1] - corner[1]),
          ]);
        }
        return kept;
      });
    }
    return polygon.length > 2 ? polygon : [];
  }

  /// As many decimals as tell neighbouring ticks apart.
  function tickText(value, step) {
    const decimals = Math.max(0, Math.min(12, Math.ceil(-Math.log10(step) - 1e-9)));
    if (Math.abs(value) < step * 1e-6) return "0";
    if (step >= 1e15 || (step < 1e-9 && value !== 0)) return value.toExponential(2);
    if (step >= 1e5) {
      return value.toLocaleString("en-US", { notation: "compact", maximumFractionDigits: 2 });
    }
    return value.toLocaleString("en-US", {
      minimumFractionDigits: decimals, maximumFractionDigits: decimals,
    });
  }

  /// Ticks in the user's units, at places of the clustered space.
  function ticksOf(set, axis, [from, to], count) {
    const isShadow = Boolean(set.axes);
    const [shift, divisor] = isShadow ? [0, 1] : [set.shift[axis], set.divisor[axis]];
    const values = K.ticks(shift + from * divisor, shift + to * divisor, count);
    const step = values.length > 1 ? values[1] - values[0] : 1;
    return values.map((value) => ({
      place: (value - shift) / divisor, text: tickText(value, step),
    }));
  }

  function axes(set, f) {
    const parts = [];
    const bottom = f.height - margin.bottom;
    for (const { place, text } of ticksOf(set, 0, [f.left, f.right], f.width < 420 ? 3 : 6)) {
      const x = f.x(place);
      parts.push(K.svg("line", { class: "axis", x1: x, x2: x, y1: margin.top, y2: bottom }));
      parts.push(K.svg("text", { x, y: bottom + 16, "text-anchor": "middle" }, text));
    }
    if (set.data.d > 1) {
      for (const { place, text } of ticksOf(set, 1, [f.low, f.high], 6)) {
        const y = f.y(place);
        parts.push(K.svg("line", {
          class: "axis", x1: f.marginLeft, x2: f.width - margin.right, y1: y, y2: y,
        }));
        parts.push(K.svg("text", { x: f.marginLeft - 6, y: y + 4, "text-anchor": "end" }, text));
      }
    }
    const [across, up] = axisNames(set, f.width < 420);
    parts.push(K.svg("text", {
      class: "name", x: (f.marginLeft + f.width - margin.right) / 2, y: f.height - 8,
      "text-anchor": "middle",
    }, across));
    const middle = (margin.top + bottom) / 2;
    parts.push(K.svg("text", {
      class: "name", x: 12, y: middle, "text-anchor": "middle",
      transform: `rotate(-90 12 ${middle})`,
    }, up));
    return parts;
  }

  function axisNames(set, isNarrow) {
    if (set.axes) {
      const share = (axis) => `${Math.round(100 * K.data.shares[axis])} %` +
        (isNarrow ? "" : " of the variance");
      return [`first principal axis, ${share(0)}`, `second principal axis, ${share(1)}`];
    }
    const most = isNarrow ? 24 : 40;
    const short = (name) => {
      const characters = [...name];
      return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : name;
    };
    return [short(set.columns[0]), short(set.columns[1] ?? "")];
  }

  const pointSize = (n) => (n <= 200 ? 9 : n <= 600 ? 7 : 5);

  /// All points as one path a cluster; unlabelled ones are rings, sized by their chance.
  function points(set, f, frame, labels) {
    const size = pointSize(set.data.n);
    const place = (i) => [f.x(set.places[i][0]), f.y(set.places[i][1])];
    if (!labels) {
      const chances = frame.draw?.chances;
      const greatest = chances ? chances.reduce((a, b) => Math.max(a, b), 0) : 0;
      const path = set.places.map((_, i) => {
        const [x, y] = place(i);
        const share = greatest > 0 ? chances[i] / greatest : 0;
        return K.markPath(0, x, y, chances ? 2.5 + 15 * Math.sqrt(share) : size);
      }).join("");
      return [K.svg("path", { class: "unlabelled", d: path })];
    }
    const paths = new Map();
    labels.forEach((label, i) => {
      const [x, y] = place(i);
      paths.set(label, (paths.get(label) ?? "") + K.markPath(label, x, y, size));
    });
    return [...paths].sort((a, b) => a[0] - b[0]).map(([label, d]) =>
      K.svg("path", {
        class: size > 5 ? "points" : "small points", "data-cluster": label, fill: K.color(label), d,
      }));
  }

  /// The line from every point to its centroid.
  function lines(set, f, labels, places) {
    const paths = new Map();
    labels.forEach((label, i) => {
      const [x, y] = set.places[i];
      const [a, b] = places[label];
      paths.set(label, (paths.get(label) ?? "") +
        `M${f.x(x).toFixed(1)},${f.y(y).toFixed(1)}L${f.x(a).toFixed(1)},${f.y(b).toFixed(1)}`);
    });
    return [...paths].map(([label, d]) =>
      K.svg("path", { class: "lines", stroke: K.color(label), d }));
  }

  function cells(f, places) {
    const box = [[f.left, f.low], [f.right, f.low], [f.right, f.high], [f.left, f.high]];
    return places.map((_, j) => {
      const polygon = cell(places, j, box);
      if (polygon.length === 0) return null;
      const corners = polygon.map(([x, y]) => `${f.x(x).toFixed(1)},${f.y(y).toFixed(1)}`);
      return K.svg("polygon", { class: "cell", fill: K.color(j), points: corners.join(" ") });
    }).filter((polygon) => polygon !== null);
  }

  return { flatten, unflatten, frame, cell, axes, points, lines, cells, tickText };
})();

"""#

  static let explain_seeding_js = #"""
// How centroids are drawn, with the program's own random numbers: one seed, the same points.

const Seeding = (() => {
  const word = (value) => Number(value & 0xffffffffn);

  /// Philox4x32-10 (Salmon and others, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
  function philox(counter, seed) {
    let c = counter;
    let [k0, k1] = [word(seed), word(seed >> 32n)];
    for (let round = 0; round < 10; round++) {
      const first = BigInt(c[0]) * 0xd2511f53n;
      const second = BigInt(c[2]) * 0xcd9e8d57n;
      c = [
        (word(second >> 32n) ^ c[1] ^ k0) >>> 0, word(second),
        (word(first >> 32n) ^ c[3] ^ k1) >>> 0, word(first),
      ];
      k0 = (k0 + 0x9e3779b9) >>> 0;
      k1 = (k1 + 0xbb67ae85) >>> 0;
    }
    return c;
  }

  /// 64 random bits for a centroid's candidate.
  function bits(seed, step, trial) {
    const c = philox([trial, 0, step, 0], seed);
    return (BigInt(c[0]) << 32n) | BigInt(c[1]);
  }

  const below = (random, total) => (random * total) >> 64n;

  /// The exponent e of 2^e ≤ x < 2^(e+1).
  function exponentOf(x) {
    const { units, exponent } = Exact.decompose(x);
    return exponent + units.toString(2).length - 1;
  }

  /// The masses of points: squared distances times weights as whole numbers, whose sum has 62 bits
  /// at most. `of(distance, i)` is ⌊w_i · ⌊distance · 2^s⌋⌋; weights that sum to less than 1, or to
  /// 2^32, are multiplied by a power of two first.
  function masses({ n, weights, masses: whole }, bound) {
    const total = weights ? Exact.sum(weights) : n;
    const shift = total >= 1 && total < 2 ** 32 ? 0 : -exponentOf(total);
    const distanceBits = bound > 0 ? exponentOf(bound) + 2 : 0;
    const scale = Exact.powerOfTwo(62 - (exponentOf(total) + shift + 1) - distanceBits);
    const of = (distance, i) => {
      const inner = BigInt(Math.floor(distance * scale));
      if (!weights) return inner;
      const product = inner * whole.units[i];
      const power = BigInt(whole.exponent + shift);
      return power >= 0n ? product << power : product >> -power;
    };
    return { of };
  }

  /// The first number whose sum with all before exceeds a number below the sum of all.
  function place(numbers, rest) {
    let i = 0;
    for (; rest >= numbers[i]; i++) rest -= numbers[i];
    return i;
  }

  /// 2 + ⌊ln k⌋ candidates a draw, of which the best is kept.
  const trials = (k) => 2 + [3, 8, 21, 55, 149, 404, 1097, 2981, 8104, 22027]
    .filter((power) => power <= k).length;

  /// The squared length of the box around the points.
  function bound({ x, n, d }) {
    let total = 0;
    for (let l = 0; l < d; l++) {
      let [least, greatest] = [Infinity, -Infinity];
      for (let i = 0; i < n; i++) {
        least = Math.min(least, x[i * d + l]);
        greatest = Math.max(greatest, x[i * d + l]);
      }
      total += (greatest - least) * (greatest - least);
    }
    return total;
  }

  /// k-means++: every centroid a point drawn with a chance proportional to its squared distance to
  /// the nearest centroid so far (Arthur and Vassilvitskii, SODA 2007).
  function plusPlus(data, k, seed, candidates) {
    const { x, n, d } = data;
    const mass = masses(data, bound(data)).of;
    const nearest = new Float64Array(n).fill(Infinity);
    const one = masses(data, 1).of;
    const ones = Array.from(nearest, (_, i) => one(1, i));
    const any = (random) => place(ones, below(random, ones.reduce((sum, mass) => sum + mass, 0n)));
    const distancesTo = (point) => Float64Array.from(
      { length: n }, (_, i) => Exact.distanceSquared(x, i * d, x, point * d, d));

    function draw(random) {
      const all = Array.from(nearest, mass);
      const total = all.reduce((sum, one) => sum + one, 0n);
      if (total === 0n) {
        const farthest = nearest.reduce((best, far, i) => (far > nearest[best] ? i : best), 0);
        return nearest[farthest] > 0 ? farthest : any(random);
      }
      return place(all, below(random, total));
    }

    /// The mass that would be left with the point as a centroid.
    function potential(point) {
      const distances = distancesTo(point);
      return distances.reduce((sum, far, i) => sum + mass(Math.min(far, nearest[i]), i), 0n);
    }

    const draws = [];
    while (draws.length < k) {
      const step = draws.length;
      const chances = step
        ? Float64Array.from(nearest, (far, i) => far * (data.weights ? data.weights[i] : 1)) : null;
      const drawn = step
        ? Array.from({ length: candidates }, (_, trial) => draw(bits(seed, step, trial)))
        : [any(bits(seed, 0, 0))];
      const different = [...new Set(drawn)];
      let chosen = different[0];
      if (different.length > 1) {
        const left = different.map(potential);
        const least = left.reduce((best, mass, at) => (mass < left[best] ? at : best), 0);
        chosen = different[least];
      }
      draws.push({ candidates: drawn, chosen, chances });
      distancesTo(chosen).forEach((far, i) => { if (far < nearest[i]) nearest[i] = far; });
    }
    return draws;
  }

  /// k different points, each drawn in proportion to its weight among those left; the first of
  /// them where their weights are too small a share of all.
  function randomPoints(data, k, seed) {
    const mass = masses(data, 1).of;
    const left = Array.from({ length: data.n }, (_, i) => mass(1, i));
    const drawn = new Set();
    return Array.from({ length: k }, (_, step) => {
      const total = left.reduce((sum, one) => sum + one, 0n);
      const chosen = total > 0n
        ? place(left, below(bits(seed, step, 0), total))
        : left.findIndex((_, i) => !drawn.has(i));
      drawn.add(chosen);
      left[chosen] = 0n;
      return { candidates: [chosen], chosen, chances: null };
    });
  }

  return { philox, bits, trials, plusPlus, randomPoints };
})();

"""#

  static let explain_steps_js = #"""
// The two steps of the textbook, and a run of them as a list of frames to step through.

const Steps = (() => {
  /// A data set: n points of d features, each column also as exact whole numbers, and so are the
  /// weights; null where every point counts once.
  function dataset(x, n, d, weights = null) {
    let columns = null;
    return {
      x, n, d, weights, masses: weights && Exact.onCommonExponent(weights),
      /// The features on common exponents, made when first asked for.
      get columns() {
        columns ??= Array.from({ length: d }, (_, l) =>
          Exact.onCommonExponent(Array.from({ length: n }, (_, i) => x[i * d + l])));
        return columns;
      },
    };
  }

  /// Assignment: y_i = argmin_j ‖x_i − m_j‖², the lowest j among equals.
  function assign({ x, n, d }, m, k) {
    const labels = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      let least = Infinity;
      for (let j = 0; j < k; j++) {
        const distance = Exact.distanceSquared(x, i * d, m, j * d, d);
        if (distance < least) {
          least = distance;
          labels[i] = j;
        }
      }
    }
    return labels;
  }

  /// J(X, Y, M) = Σ_i w_i ‖x_i − m_{y_i}‖², exact and rounded once.
  function objective({ x, d, masses }, labels, m) {
    return Exact.weightedSum(
      Array.from(labels, (j, i) => Exact.distanceSquared(x, i * d, m, j * d, d)), masses);
  }

  function sizes(labels, k) {
    const sizes = new Int32Array(k);
    for (const label of labels) sizes[label] += 1;
    return sizes;
  }

  /// Σ_i y_ij w_i x_i for every cluster j and feature l, in whole units of each column, times those
  /// of the weights.
  function sums({ columns, masses, n, d }, labels, k) {
    const sums = Array.from({ length: k * d }, () => 0n);
    columns.forEach(({ units }, l) => {
      for (let i = 0; i < n; i++) {
        sums[labels[i] * d + l] += masses ? masses.units[i] * units[i] : units[i];
      }
    });
    return sums;
  }

  /// Σ_i y_ij w_i for every cluster j, in whole units of the weights.
  function wholeWeights({ masses }, labels, k) {
    const sums = Array.from({ length: k }, () => 0n);
    labels.forEach((label, i) => { sums[label] += masses ? masses.units[i] : 1n; });
    return sums;
  }

  /// The same as numbers: what the clusters weigh, which is their sizes without weights.
  function weights(data, labels, k) {
    const exponent = data.masses ? data.masses.exponent : 0;
    return wholeWeights(data, labels, k).map((sum) => Exact.rounded(sum, 1n, exponent));
  }

  /// Update: m_j = Σ_i y_ij w_i x_i / Σ_i y_ij w_i, the exact mean rounded once; an empty cluster
  /// keeps its centroid.
  function update(data, labels, m, k) {
    const weights = wholeWeights(data, labels, k);
    const totals = sums(data, labels, k);
    return Float64Array.from(m, (old, at) => {
      const [j, l] = [Math.floor(at / data.d), at % data.d];
      if (weights[j] === 0n) return old;
      return Exact.rounded(totals[at], weights[j], data.columns[l].exponent);
    });
  }

  /// Empty clusters take the points farthest from their centroids, but no sole member and none
  /// that lies on its centroid.
  function relocate({ x, n, d }, labels, m, k) {
    const counts = sizes(labels, k);
    const empty = Array.from(counts.keys()).filter((j) => counts[j] === 0);
    if (empty.length === 0) return [];
    const far = Array.from({ length: n }, (_, i) => ({
      point: i, distance: Exact.distanceSquared(x, i * d, m, labels[i] * d, d),
    })).filter(({ distance }) => distance > 0);
    far.sort((a, b) => b.distance - a.distance || a.point - b.point);
    const moves = [];
    for (const { point } of far) {
      if (moves.length === empty.length) break;
      const from = labels[point];
      if (counts[from] < 2) continue;
      const to = empty[moves.length];
      counts[from] -= 1;
      counts[to] += 1;
      labels[point] = to;
      moves.push({ point, from, to });
    }
    return moves;
  }

  /// A run from M₀: its frames are made one by one, by `grow`.
  ///
  /// Frames are the draws of the start (or the start as a whole), then every assignment and every
  /// update; the run is over after an assignment that changes nothing, or at the limit.
  function run({ data, k, start, draws, limit, name }) {
    const first = draws.length > 0
      ? draws.map((draw, step) => ({ kind: "draw", step, draw, centroids: start, shown: step + 1 }))
      : [{ kind: "start", centroids: start, shown: k }];
    return {
      data, k, start, draws, limit, name, frames: first, starts: first.length,
      iterations: 0, isOver: false, isConverged: false, objective: NaN,
    };
  }

  /// Makes the next half-step.
  function grow(run) {
    const { data, k } = run;
    const last = run.frames[run.frames.length - 1];
    if (last.kind === "assign") return updateFrame(run, last);
    const labels = assign(data, last.centroids, k);
    const changed = last.labels
      ? labels.reduce((count, label, i) => count + (label !== last.labels[i]), 0) : data.n;
    const isBeyond = run.iterations === run.limit;
    if (!isBeyond) run.iterations += 1;
    const frame = {
      kind: "assign", iteration: run.iterations, labels, changed, centroids: last.centroids,
      shown: k, objective: objective(data, labels, last.centroids), before: last.objective,
      isBeyond,
    };
    run.frames.push(frame);
    // Without a change, and without an empty cluster to fill, the centroids stay: the end.
    frame.isLast = isBeyond ||
      (changed === 0 && relocate(data, Int32Array.from(labels), last.centroids, k).length === 0);
    if (frame.isLast) {
      run.isOver = true;
      run.isConverged = !isBeyond;
      run.objective = frame.objective;
    }
    return frame;
  }

  function updateFrame(run, last) {
    const labels = Int32Array.from(last.labels);
    const moves = relocate(run.data, labels, last.centroids, run.k);
    const centroids = update(run.data, labels, last.centroids, run.k);
    const frame = {
      kind: "update", iteration: last.iteration, labels, moves, centroids, shown: run.k,
      objective: objective(run.data, labels, centroids), before: last.objective,
      old: last.centroids,
    };
    run.frames.push(frame);
    return frame;
  }

  return {
    dataset, assign, objective, sizes, sums, wholeWeights, weights, update, relocate, run, grow,
  };
})();

"""#

  static let explain_words_js = #"""
// What happens, in words.

const Words = (() => {
  const plural = (count, noun) =>
    `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

  /// A share in percent, with a digit more where it is small.
  function percent(share) {
    const value = 100 * share;
    if (value !== 0 && value < 0.01) return "less than 0.01\u00a0%";
    return `${value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 2 : 0 })}\u00a0%`;
  }

  /// "lowered J by 1,234 (12 %) to 5,678".
  function drop(frame) {
    const fall = frame.before - frame.objective;
    if (fall === 0) return `left J at ${K.number(frame.objective, 6)}`;
    return `lowered J by ${K.number(fall)} (${percent(fall / frame.before)}) ` +
      `to ${K.number(frame.objective, 6)}`;
  }

  function drawWords(set, { step, draw }) {
    const chosen = set.name(draw.chosen);
    if (!draw.chances) {
      const likely = set.data.weights ? "its chance is in proportion to its weight"
        : step === 0 ? "every point is as likely" : "as likely as any other";
      return `Start: centroid ${step} is ${chosen}, a point drawn at random` +
        `${step === 0 || set.data.weights ? ";" : ","} ${likely}.`;
    }
    const names = [...new Set(draw.candidates)].map(set.name);
    const choice = names.length > 1
      ? ` Of ${draw.candidates.length} draws (${names.join(", ")}) ` +
        `it keeps ${chosen}, which leaves the least J.`
      : ` It is ${chosen}.`;
    return `Start: k-means++ draws centroid ${step}. The larger a point's circle, the likelier ` +
      `it is: its chance is in proportion to its ${set.data.weights ? "weight times its " : ""}` +
      `squared distance to the nearest centroid so far.${choice}`;
  }

  function assignWords(set, run, frame) {
    const n = set.data.n;
    const what = `Assignment step of iteration ${frame.iteration}: the centroids stay, and every ` +
      "point goes to the nearest. ";
    if (frame.isBeyond) {
      return `The run is at its limit of ${plural(run.limit, "iteration")}. A last assignment ` +
        `step gives every point its nearest centroid and ${drop(frame)}.`;
    }
    if (frame.before === undefined) {
      return `${what}All ${plural(n, "point")} get their first cluster; J is ` +
        `${K.number(frame.objective, 6)}.`;
    }
    if (frame.isLast) {
      return `${what}No point changed its cluster, so every mean stays where it is: the run is ` +
        `over after ${plural(frame.iteration, "iteration")}, at J = ` +
        `${K.number(frame.objective, 6)}, a local minimum.`;
    }
    return `${what}It ${drop(frame)}; ${plural(frame.changed, "point")} changed cluster.`;
  }

  function updateWords(set, frame) {
    const moves = frame.moves.map(({ point, to }) =>
      `Cluster ${to} was empty and took ${set.name(point)}, the point farthest from its ` +
        "centroid. ");
    return `Update step of iteration ${frame.iteration}: the labels stay, and every centroid ` +
      `moves to the mean of its points. ${moves.join("")}It ${drop(frame)}.`;
  }

  /// What a frame shows.
  function of(set, run, frame) {
    switch (frame.kind) {
      case "draw": return drawWords(set, frame);
      case "start":
        return `Start: ${plural(run.k, "centroid")}, ${run.name}. No point has a cluster yet.`;
      case "assign": return assignWords(set, run, frame);
      default: return updateWords(set, frame);
    }
  }

  /// A frame's name in a few words.
  function title(frame) {
    switch (frame.kind) {
      case "draw": return `start, centroid ${frame.step}`;
      case "start": return "start";
      case "assign":
        return frame.isBeyond ? "last assignment" : `iteration ${frame.iteration}, assignment`;
      default: return `iteration ${frame.iteration}, update`;
    }
  }

  return { of, title, plural, percent, drop };
})();

"""#

  static let explain_css = #"""
/* The page that explains k-means. */

.explain { display: grid; gap: 1rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
.explain > *, .panel > * { min-width: 0; }
@media (max-width: 60rem) { .explain { grid-template-columns: minmax(0, 1fr); } }

.stepper { position: sticky; top: 0; z-index: 1; background: var(--paper); padding: 0.4rem 0; }
.stepper input[type="range"] { flex: 1 1 10rem; min-width: 6rem; padding: 0; }
.stepper #place { font-variant-numeric: tabular-nums; flex: 0 0 auto; min-width: 15rem; }
#words { min-height: 3.2em; max-width: none; margin: 0.25rem 0 0.5rem; }
@media (max-width: 60rem) { #words { min-height: 6em; } .stepper { position: static; } }

.formula { border: 1px solid var(--line); border-left-width: 0.4rem; border-radius: 0.4rem; padding: 0.4rem 0.75rem; margin: 0 0 0.6rem; }
.formula.acts { border-color: var(--accent); background: var(--panel); }
.formula p { margin: 0; }
.formula .state { font-weight: 600; color: var(--accent); }
.formula math { font-size: 1.15rem; margin: 0.3rem 0; text-align: left; }

#picture svg, #chart svg { height: auto; touch-action: manipulation; }
#legend { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; margin: 0.4rem 0 0; color: var(--faint); font-size: 0.9rem; max-width: none; }
#legend span { display: inline-flex; align-items: center; gap: 0.3rem; }
#legend svg { width: 16px; flex: none; }

svg .axis { stroke-width: 1; opacity: 0.6; }
svg .name { fill: var(--faint); }
svg .unlabelled { fill: none; stroke: var(--faint); stroke-width: 1.2; }
svg .points { stroke: var(--panel); stroke-width: 0.4; }
svg .small.points { stroke: none; }
svg .cell { fill-opacity: 0.13; stroke: var(--faint); stroke-width: 1.2; }
svg .lines { fill: none; stroke-width: 0.7; opacity: 0.55; }
svg .trail { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 2 4; }
svg .ray { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 5 4; opacity: 0.55; }
svg .ring { fill: none; stroke: var(--ink); stroke-width: 2.2; }
svg .centroid { cursor: grab; touch-action: none; transition: transform 0.45s ease-out; }
svg .is-dragging .centroid, svg.is-dragging .centroid { transition: none; cursor: grabbing; }
svg .centroid .mark { stroke: var(--ink); stroke-width: 1.5; }
svg .centroid .disc { fill: var(--paper); stroke: var(--ink); stroke-width: 1; }
svg .centroid text { font-weight: 700; pointer-events: none; }
svg .centroid.is-chosen .disc { stroke-width: 3; }
svg .centroid:focus-visible { outline: none; }
svg .centroid:focus-visible .mark { stroke: var(--accent); stroke-width: 5; }
svg .fall { fill: none; stroke: var(--faint); stroke-width: 1.5; }
svg .assign { fill: var(--accent); }
svg .update { fill: var(--warm); }
svg .here { fill: var(--paper); stroke: var(--ink); stroke-width: 2.5; }
@media (prefers-reduced-motion: reduce) { svg .centroid { transition: none; } }

input[type="number"] { width: 6rem; }
#seed { width: 10rem; max-width: 100%; }
input[type="checkbox"] { min-height: 0; width: 1.1rem; height: 1.1rem; margin: 0 0.3rem 0 0; vertical-align: -0.15rem; }
select { max-width: 100%; }
label { display: inline-flex; align-items: center; gap: 0.3rem; max-width: 100%; }
tr.least td { background: var(--panel); box-shadow: inset 0 1px var(--accent), inset 0 -1px var(--accent); }
.tall { max-height: 18rem; overflow-y: auto; }
td, th { white-space: nowrap; }
header.row { justify-content: space-between; }
#distances th:nth-child(4) { text-align: left; }
td.worked { white-space: normal; min-width: 15rem; text-align: left; }
html { scroll-padding-top: 8rem; }
@media (min-width: 60rem) { .panel.columns { grid-template-columns: 3fr 2fr; } }
[hidden] { display: none !important; }
.panel { border-top: 1px solid var(--line); margin-top: 1.25rem; }
.panel h2 { margin-top: 1rem; }
#check { font-size: 0.9rem; }

"""#

  static let explain_js = #"""
// k-means, explained on the reader's own data: what the controls do.

(() => {
  const { state, find } = Page;

  function listen(id, event, act) { find(id).addEventListener(event, act); }

  function wholeNumber(field, least, greatest) {
    const value = Math.round(Number(field.value));
    return Number.isFinite(value) ? Math.max(least, Math.min(greatest, value)) : least;
  }

  /// The place of a pointer in the plane of the picture.
  function placeOf(event) {
    const box = Page.drawing.getBoundingClientRect();
    const f = Page.plotFrame;
    const [x, y] = [
      (event.clientX - box.left) * (f.width / box.width),
      (event.clientY - box.top) * (f.height / box.height),
    ];
    return { x, y, plane: [f.x.inverse(x), f.y.inverse(y)] };
  }

  /// Chooses the point nearest to a click, if there is one near.
  function pick(event) {
    const { x, y } = placeOf(event);
    const f = Page.plotFrame;
    let [best, least] = [-1, 20 * 20];
    state.set.places.forEach(([a, b], i) => {
      const far = (f.x(a) - x) ** 2 + (f.y(b) - y) ** 2;
      if (far < least) [best, least] = [i, far];
    });
    if (best < 0) return;
    state.point = best;
    Page.draw();
  }

  function dragging() {
    let dragged = null;
    Page.drawing.addEventListener("pointerdown", (event) => {
      const marker = event.target.closest(".centroid");
      if (!marker) return pick(event);
      marker.setPointerCapture(event.pointerId);
      dragged = { j: Number(marker.dataset.cluster), from: placeOf(event).plane };
      state.cluster = dragged.j;
      event.preventDefault();
      marker.focus();
    });
    Page.drawing.addEventListener("pointermove", (event) => {
      if (!dragged) return;
      const { plane } = placeOf(event);
      const step = [plane[0] - dragged.from[0], plane[1] - dragged.from[1]];
      dragged.from = plane;
      state.isDragging = true;
      Page.drawing.classList.add("is-dragging");
      Acts.move(dragged.j, step);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      Page.drawing.addEventListener(name, () => {
        if (!dragged) return;
        dragged = null;
        Page.drawing.classList.remove("is-dragging");
        state.isDragging = false;
        Page.draw();
        if (!state.held) Acts.growOn();
      });
    }
  }

  /// Arrow keys on a centroid move it, by a fiftieth of the picture, with Shift by a tenth of that.
  function keysOnCentroids(event) {
    const marker = event.target.closest(".centroid");
    const ways = {
      ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1],
    };
    if (!marker || !ways[event.key]) return false;
    const f = Page.plotFrame;
    const share = event.shiftKey ? 0.002 : 0.02;
    const [across, up] = ways[event.key];
    event.preventDefault();
    Acts.move(Number(marker.dataset.cluster), [
      across * share * (f.right - f.left), up * share * (f.high - f.low),
    ]);
    if (!state.held) Acts.growOn();
    return true;
  }

  function keys(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || keysOnCentroids(event)) return;
    if (event.target.closest("input, select, textarea, .scroll")) return;
    const acts = {
      ArrowLeft: () => Acts.goTo(state.at - 1), ArrowRight: () => Acts.goTo(state.at + 1),
      Home: () => Acts.goTo(0), End: Acts.goToEnd,
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    Acts.stop();
    acts[event.key]();
  }

  function controls() {
    const step = (act) => () => { Acts.stop(); act(); };
    listen("first", "click", step(() => Acts.goTo(0)));
    listen("back", "click", step(() => Acts.goTo(state.at - 1)));
    listen("forward", "click", step(() => Acts.goTo(state.at + 1)));
    listen("last", "click", step(Acts.goToEnd));
    listen("run-on", "click", step(Acts.goToEnd));
    listen("play", "click", Acts.play);
    listen("slider", "input", (event) => { Acts.stop(); Acts.goTo(Number(event.target.value)); });
    for (const id of ["cells", "lines", "made"]) listen(id, "change", Page.draw);
    listen("point", "change", (event) => {
      state.point = wholeNumber(event.target, 1, state.set.data.n) - 1;
      Page.draw();
    });
    listen("cluster", "change", (event) => {
      state.cluster = wholeNumber(event.target, 0, state.run.k - 1);
      Page.draw();
    });
    listen("dataset", "change", (event) => Acts.choose(event.target.value));
    listen("draw-start", "click", Acts.drawStart);
    listen("hold", "change", (event) => Acts.hold(event.target.checked));
    listen("to-means", "click", () => Acts.hold(true));
    listen("save-picture", "click", () => K.saveSVG(Page.drawing, "k-means.svg"));
    document.addEventListener("keydown", keys);
  }

  find("theme").append(K.themeButton());
  find("dataset").append(
    K.html("option", { value: "own" }, `your data: ${K.data.name}`),
    ...Sets.failing.map(({ key, title }) => K.html("option", { value: key }, title)));
  Page.makeDrawing();
  controls();
  dragging();
  Acts.choose("own");
  new ResizeObserver(() => Page.draw()).observe(find("picture"));
})();

"""#

  static let report_figures_js = #"""
// The figures of a fit except the scatter: each takes its section.

const Figures = (() => {
  const { isolated, clipped, percent, counted, plural, drawing, text, line } = Report;
  const { clusters, features } = K.data;
  const total = K.data.points;
  // What counts: rows, or what they weigh.
  const isWeighted = K.data.weight !== undefined;
  const amount = (cluster) => (isWeighted ? cluster.weight : cluster.size);
  const share = (value) => percent(value / (isWeighted ? K.data.weight : total));
  const isByAngle = K.data.distance === "cosine";
  const isSplit = K.data.variant.startsWith("bisecting");

  /// The label of a cluster's row: mark and number.
  function rowLabel(cluster, y) {
    return K.svg("g", {},
      K.svg("path", { d: K.markPath(cluster, 12, y, 12), fill: K.color(cluster) }),
      text(26, y + 4, `${cluster}`, { class: "strong" }));
  }

  function sizes(section) {
    const most = Math.max(...clusters.map(amount));
    const largest = clusters.find((cluster) => amount(cluster) === most);
    const shown = (value) => (isWeighted ? K.number(value) : counted(value));
    const finding = isWeighted
      ? `Weight by cluster: the heaviest is cluster ${largest.number} with ${shown(most)}, ` +
        `${share(most)} of all.`
      : `Rows by cluster: the largest is cluster ${largest.number} with ` +
        `${counted(most)} rows, ${share(most)} of all.`;
    Report.figure(section, {
      name: "sizes",
      caption: isWeighted
        ? "What the rows of each cluster weigh, and their share of all."
        : "How many rows each cluster has, and their share of all.",
      draw: (width) => {
        const step = clusters.length > 30 ? 20 : 28;
        const bar = K.scale(0, most, 0, width - 56 - 130);
        return drawing(width, clusters.length * step + 4, finding, ...clusters.map((cluster, row) => {
          const y = row * step + step / 2 + 2;
          const length = bar(amount(cluster));
          return K.svg("g", {}, rowLabel(cluster.number, y),
            K.svg("rect", {
              x: 56, y: y - step * 0.36, width: Math.max(1, length), height: step * 0.72,
              fill: K.color(cluster.number),
            }),
            text(64 + length, y + 4, `${shown(amount(cluster))} (${share(amount(cluster))})`));
        }));
      },
    });
  }

  // Blue and orange, which few readers confuse; the number is there for those who do.
  const [low, high] = ["#2166ac", "#b35806"];

  function heatCell(x, y, width, height, difference) {
    const size = Math.abs(difference);
    const isSolid = size >= 2;
    return K.svg("g", {},
      K.svg("rect", {
        x: x + 1, y: y + 1, width: width - 2, height: height - 2, rx: 3,
        fill: difference < 0 ? low : high, "fill-opacity": isSolid ? 1 : (size / 2) * 0.55,
      }),
      text(x + width / 2, y + height / 2 + 4, (difference > 0 ? "+" : "") + difference.toFixed(1),
        { "text-anchor": "middle", class: isSolid ? "over" : null }));
  }

  function heat(section) {
    const rest = K.data.featuresLeftOut;
    const first = features[0];
    const finding = `Differences of cluster means, in standard deviations. ` +
      `${isolated(first.name)} separates most: ${percent(first.separation)} of its variance lies ` +
      "between the clusters.";
    Report.figure(section, {
      name: "features",
      caption: "How far each cluster's mean lies above (orange, +) or below (blue, −) the mean of " +
        `all rows, in standard deviations of all rows${isByAngle ? ", all as unit vectors" : ""}. Columns that separate the clusters most ` +
        "come first; below each name, the share of its variance that lies between clusters." +
        (rest > 0 ? ` ${plural(rest, "column")} that separate less are not shown.` : ""),
      draw: (width) => {
        const [left, top, height] = [56, 112, 28];
        const cell = Math.max(50, Math.min(120, (width - left - 60) / features.length));
        const wide = Math.max(width, left + cell * features.length + 60);
        const heads = features.map((feature, column) => {
          const x = left + (column + 0.5) * cell;
          return K.svg("g", {},
            K.svg("text", { transform: `translate(${x - 4},${top - 26}) rotate(-35)` },
              isolated(clipped(feature.name, 18)), K.svg("title", {}, feature.name)),
            text(x, top - 8, `${(100 * feature.separation).toFixed(0)} %`,
              { "text-anchor": "middle", class: "faint" }));
        });
        const rows = clusters.map((cluster, row) => K.svg("g", {},
          rowLabel(cluster.number, top + (row + 0.5) * height),
          ...cluster.differences.map((difference, column) =>
            heatCell(left + column * cell, top + row * height, cell, height, difference))));
        return drawing(wide, top + clusters.length * height + 4, finding, ...heads, ...rows);
      },
    });
  }

  /// A horizontal axis below a plot, with a line up for every tick.
  function axis(scale, values, top, bottom) {
    return K.svg("g", {}, ...values.map((value) => K.svg("g", {},
      line(scale(value), top, scale(value), bottom, { class: "grid" }),
      text(scale(value), bottom + 16, K.number(value), { "text-anchor": "middle", class: "faint" }))));
  }

  function silhouette(section) {
    const found = K.data.silhouette;
    if (!found) {
      section.append(K.html("p", {}, "There are no silhouettes; the summary says why."));
      return;
    }
    const bands = found.bands;
    const worst = bands.reduce((a, b) => (b.mean < a.mean ? b : a));
    const margin = found.margin === undefined ? "" : ` ± ${K.number(found.margin, 1)} (95 % interval)`;
    const finding = `Silhouettes by cluster: mean ${K.number(found.mean, 3)}${margin}; the ` +
      `least mean is cluster ${worst.cluster}'s, ${K.number(worst.mean, 3)}.`;
    Report.figure(section, {
      name: "silhouette",
      caption: "The silhouette of a row goes from −1, nearer to another cluster, over 0, between " +
        "two, to 1, well within its own. Each band holds a cluster's rows, the best at the top; " +
        "taller bands have more rows. " +
        (isByAngle ? "How far apart rows are is 1 − cos of the angle between them. " : "") +
        (found.drawn === undefined ? "All rows count. " :
          `${counted(found.drawn)} of ${counted(total)} rows drawn ${isWeighted ? "by weight" : "at random"}. `) +
        `The dashed line is the mean, ${K.number(found.mean, 3)}${margin}.`,
      draw: (width) => {
        const count = bands.reduce((sum, band) => sum + band.count, 0);
        const room = Math.max(220, Math.min(600, bands.length * 30));
        const least = Math.min(0, ...bands.map((band) => band.values[band.values.length - 1]));
        const x = K.scale(Math.max(-1, Math.min(-0.1, least - 0.02)), 1, 56, width - 56);
        let y = 8;
        const shapes = bands.map((band) => {
          const height = 12 + (room * band.count) / count;
          const step = height / band.values.length;
          const edge = band.values.map((value, index) =>
            `H${x(value).toFixed(1)}V${(y + (index + 1) * step).toFixed(2)}`).join("");
          const shape = K.svg("g", {},
            K.svg("path", {
              d: `M${x(0).toFixed(1)},${y}${edge}H${x(0).toFixed(1)}Z`, fill: K.color(band.cluster),
            }),
            rowLabel(band.cluster, y + height / 2),
            text(width - 4, y + height / 2 + 4, band.mean.toFixed(2), { "text-anchor": "end" }));
          y += height + 6;
          return shape;
        });
        const mean = line(x(found.mean), 2, x(found.mean), y, {
          class: "ink", "stroke-width": 2, "stroke-dasharray": "5 4",
        });
        return drawing(width, y + 24, finding, axis(x, K.ticks(x.inverse(56), 1, 5), 2, y),
          ...shapes, mean);
      },
    });
  }

  function distances(section) {
    const boxes = K.data.distances;
    const beyond = boxes.reduce((sum, box) => sum + box.beyond, 0);
    const finding = `${isByAngle ? "Angles" : "Distances"} of rows to their centroid by cluster: ${plural(beyond, "row")} ` +
      "beyond the cut of their cluster.";
    Report.figure(section, {
      name: "distances",
      caption: "Boxes hold the middle half of a cluster's rows, the bar in them is the median, " +
        "and the thin line reaches the farthest row within the cut. The cut, a dashed tick, is " +
        "the upper quartile plus three times the length of the box; rows beyond it, drawn as " +
        `circles, are called outliers: ${counted(beyond)} in all. ` +
        (isByAngle ? "Angles are between a row and the direction of its cluster, in degrees"
          : "Distances are those of the clustered space") +
        (beyond > 0 ? ", the 25 farthest of a cluster drawn." : "."),
      draw: (width) => {
        const step = 30;
        const greatest = Math.max(...boxes.map((box) => box.quartiles[4]), 1e-300);
        const x = K.scale(0, greatest, 56, width - 16);
        const bottom = boxes.length * step + 6;
        return drawing(width, bottom + 24, finding, axis(x, K.ticks(0, greatest, 5), 2, bottom),
          ...boxes.map((box, row) => {
            const y = row * step + step / 2 + 4;
            const [least, lower, middle, upper] = box.quartiles.map(x);
            return K.svg("g", {}, rowLabel(box.cluster, y),
              line(least, y, x(box.within), y, { class: "ink" }),
              K.svg("rect", {
                x: lower, y: y - 8, width: Math.max(1, upper - lower), height: 16,
                fill: K.color(box.cluster), class: "ink",
              }),
              line(middle, y - 8, middle, y + 8, { class: "ink", "stroke-width": 3 }),
              box.cut <= greatest ? line(x(box.cut), y - 9, x(box.cut), y + 9,
                { class: "ink", "stroke-dasharray": "3 2" }) : null,
              ...box.outliers.map((value) => K.svg("circle", {
                cx: x(value), cy: y, r: 3, fill: "none", stroke: K.color(box.cluster),
                "stroke-width": 1.5,
              })));
          }));
      },
    });
  }

  function descent(section) {
    const { starts, best, startsLeftOut } = K.data.descent;
    const values = starts.flatMap((start) => start.values);
    const [least, greatest] = [Math.min(...values), Math.max(...values)];
    const longest = Math.max(...starts.map((start) => start.iterations[start.iterations.length - 1]));
    const kept = starts.find((start) => start.number === best);
    const end = kept.values[kept.values.length - 1];
    const many = starts.length + startsLeftOut;
    const finding = `J by ${isSplit ? "split" : "iteration"}: it falls from ${K.number(kept.values[0])} to ` +
      `${K.number(end)} in ${plural(kept.iterations[kept.iterations.length - 1], isSplit ? "split" : "iteration")}` +
      (many > 1 ? ` in start ${best + 1}, the best of ${many}.` : ".");
    Report.figure(section, {
      name: "descent",
      caption: (isByAngle ? "J, the sum of 1 − cos of the angles between the rows and their centroids, "
        : "J, the sum of squared distances of the rows to their centroids, ") +
        (isSplit ? "after each split; 0 is before the first." : "after each iteration.") + (many > 1 ? ` The thick line is start ${best + 1}, the best of ${many}.` : "") +
        (startsLeftOut > 0 ? ` ${plural(startsLeftOut, "start")} not drawn.` : ""),
      draw: (width) => {
        const [left, right, top, bottom] = [72, width - 20, 12, 230];
        const first = isSplit ? 0 : 1;
        const x = K.scale(first, Math.max(first + 1, longest), left, right);
        const pad = (greatest - least) * 0.05;
        const y = K.scale(least - pad, greatest + pad, bottom, top);
        const path = (start) => start.values.map((value, index) =>
          `${index ? "L" : "M"}${x(start.iterations[index]).toFixed(1)},${y(value).toFixed(1)}`).join("");
        const steps = K.ticks(first, Math.max(first + 1, longest), Math.min(8, longest))
          .filter((value) => Number.isInteger(value) && value >= first);
        return drawing(width, bottom + 44, finding, axis(x, steps, top, bottom),
          ...K.ticks(least, greatest, 4).map((value) => K.svg("g", {},
            line(left, y(value), right, y(value), { class: "grid" }),
            text(left - 8, y(value) + 4, K.number(value), { "text-anchor": "end", class: "faint" }))),
          ...starts.filter((start) => start !== kept).map((start) =>
            K.svg("path", { d: path(start), class: "dim" })),
          K.svg("path", { d: path(kept), class: "accent" }),
          K.svg("circle", {
            cx: x(kept.iterations[kept.iterations.length - 1]), cy: y(end), r: 5, class: "accent-fill",
          }),
          text((left + right) / 2, bottom + 36, isSplit ? "split" : "iteration", { "text-anchor": "middle" }));
      },
    });
  }

  /// Tiles of pictures with a cluster's label below each.
  function tiles(section, { name, caption, finding, side, shown, picture, words }) {
    Report.figure(section, {
      name, caption,
      draw: (width) => {
        const across = Math.max(1, Math.floor(width / (side + 20)));
        const down = Math.ceil(shown.length / across);
        return drawing(width, down * (side + 44), finding, ...shown.map((cluster, index) => {
          const x = (index % across) * (side + 20);
          const y = Math.floor(index / across) * (side + 44);
          return K.svg("g", {}, picture(index, x, y),
            K.svg("path", {
              d: K.markPath(cluster.number, x + 7, y + side + 16, 11), fill: K.color(cluster.number),
            }),
            text(x + 18, y + side + 20, `${cluster.number}`, { class: "strong" }),
            text(x + side, y + side + 20, words(index), { "text-anchor": "end" }));
        }));
      },
    });
  }

  /// The address of an image that holds grey pixels.
  function greyImage(pixels, rows, columns) {
    const canvas = K.html("canvas", { width: columns, height: rows });
    const context = canvas.getContext("2d");
    const image = context.createImageData(columns, rows);
    pixels.forEach((value, index) => {
      image.data.set([value, value, value, 255], 4 * index);
    });
    context.putImageData(image, 0, 0);
    return canvas.toDataURL("image/png");
  }

  /// The addresses of the centroids' images, where there are any.
  const addresses = (K.data.images?.pixels ?? []).map((pixels) => greyImage(
    Report.unpacked(pixels, Uint8Array), K.data.images.rows, K.data.images.columns));

  function images(section) {
    const found = K.data.images;
    const shown = found.clusters.map((number) => clusters.find((own) => own.number === number));
    const side = 112;
    const scale = side / Math.max(found.rows, found.columns);
    const [width, height] = [found.columns * scale, found.rows * scale];
    tiles(section, {
      name: "images", side, shown,
      caption: `Each centroid as an image of ${found.rows} × ${found.columns} pixels; black is ` +
        `${K.number(found.black)}, white ${K.number(found.white)}. Below, its number and share.` +
        (shown.length < clusters.length ?
          ` The first ${shown.length} of ${clusters.length} clusters.` : ""),
      finding: `The centroids of ${plural(shown.length, "cluster")} as images.`,
      picture: (index, x, y) => K.svg("image", {
        x: x + (side - width) / 2, y: y + side - height, width, height, href: addresses[index],
        preserveAspectRatio: "none",
      }),
      words: (index) => share(amount(shown[index])),
    });
  }

  function swatches(section) {
    const code = (rgb) => "#" + rgb.map((value) => value.toString(16).padStart(2, "0")).join("");
    tiles(section, {
      name: "swatches", side: 112, shown: clusters,
      caption: "Each centroid as the colour that it is, with its number and code.",
      finding: "The centroids as colours: " + clusters.map((cluster, index) =>
        `cluster ${cluster.number} ${code(K.data.swatches[index])}`).join(", ") + ".",
      picture: (index, x, y) => K.svg("rect", {
        x, y, width: 112, height: 112, rx: 6, fill: code(K.data.swatches[index]), class: "axis",
      }),
      words: (index) => code(K.data.swatches[index]),
    });
  }

  return { addresses, sizes, heat, silhouette, distances, descent, images, swatches };
})();

"""#

  static let report_fit_js = #"""
// The report of a fit, put together.

(() => {
  const { section, percent, plural } = Report;
  const { clusters, features } = K.data;
  const { sample } = Scatter;
  // What counts: rows, or what they weigh.
  const isWeighted = K.data.weight !== undefined;
  const amount = (cluster) => (isWeighted ? cluster.weight : cluster.size);
  const all = isWeighted ? K.data.weight : K.data.points;
  const isByAngle = K.data.distance === "cosine";
  const within = `within sum of ${isByAngle ? "1 − cos" : "squares"}`;

  for (const item of document.querySelectorAll("[data-cluster]")) {
    const cluster = Number(item.dataset.cluster);
    const image = Figures.addresses[K.data.images?.clusters.indexOf(cluster) ?? -1];
    item.prepend(Report.glyph(cluster), ...(image ? [K.html("img", { src: image, alt: "" })] : []));
  }

  const clusterCell = (number) =>
    K.html("span", {}, Report.glyph(number), ` ${number}`);

  /// The columns of a table that hold features, by `values(row)`.
  const featureColumns = (shown, values) => shown.map((feature, index) => ({
    name: feature.name, value: (row) => values(row)[index],
  }));

  function farthest() {
    const rows = K.data.farthest;
    const beyond = rows.filter((row) => row.beyond).length;
    const place = Scatter.placeNames[K.data.place];
    section("farthest").append(K.html("p", {},
      `The ${plural(rows.length, "row")} that are farthest from their centroid, those beyond the ` +
      `cut of their cluster (${beyond}) first. Headings sort the table.`));
    const ids = sample.ids
      ? [{ name: K.data.idName, value: (row) => row.id, isText: true,
           show: (row) => K.html("bdi", { title: row.id }, Report.clipped(row.id, 40)) }] : [];
    Report.table(section("farthest"), {
      caption: "The farthest rows",
      columns: [
        { name: place, value: (row) => row.row, show: (row) => `${row.row}` }, ...ids,
        { name: "cluster", value: (row) => row.cluster, show: (row) => clusterCell(row.cluster) },
        { name: isByAngle ? "angle (°)" : "distance", value: (row) => row.distance },
        { name: "beyond the cut", value: (row) => Number(row.beyond),
          show: (row) => (row.beyond ? "yes" : "no") },
        ...featureColumns(features.slice(0, 8), (row) => row.values),
      ],
      rows,
    });
  }

  function centroids() {
    const rest = K.data.featuresLeftOut;
    section("centroids").append(K.html("p", {},
      (isByAngle ? "The direction of every cluster, a vector of length 1" +
        (K.data.isScaled ? ", after scaling" : "")
        : "The mean of every column by cluster, in the units of the data") + ". Headings sort the table." +
      (rest > 0 ? ` ${plural(rest, "column")} that separate the clusters less are not shown.` : "") +
      (K.data.clustersLeftOut > 0 ? ` ${plural(K.data.clustersLeftOut, "smaller cluster")} not shown.` : "")));
    Report.table(section("centroids"), {
      caption: "All clusters",
      columns: [
        { name: "cluster", value: (row) => row.number, show: (row) => clusterCell(row.number) },
        { name: "rows", value: (row) => row.size, show: (row) => Report.counted(row.size) },
        ...(isWeighted ? [{ name: "weight", value: (row) => row.weight }] : []),
        { name: "share", value: amount, show: (row) => percent(amount(row) / all) },
        ...featureColumns(features, (row) => row.means),
        { name: within, value: (row) => row.withinSumOfSquares },
      ],
      rows: clusters,
    });
    section("centroids").append(K.html("div", { class: "row tools" },
      Report.csvButton("Save clusters as CSV", "clusters", clusterRows),
      Report.csvButton(
        sample.count < K.data.points
          ? `Save ${Report.counted(sample.count)} labels as CSV` : "Save labels as CSV",
        "labels", labelRows)));
  }

  const clusterRows = () => [
    ["cluster", "rows", ...(isWeighted ? ["weight"] : []), "share",
      ...features.map((feature) => feature.name), within],
    ...clusters.map((cluster) => [cluster.number, cluster.size,
      ...(isWeighted ? [cluster.weight] : []), amount(cluster) / all,
      ...cluster.means, cluster.withinSumOfSquares]),
  ];

  const labelRows = () => [
    [K.data.place, ...(sample.ids ? [K.data.idName] : []), "cluster"],
    ...Array.from(sample.rows, (row, point) =>
      [row, ...(sample.ids ? [sample.ids[point]] : []), sample.labels[point]]),
  ];

  Figures.sizes(section("sizes"));
  if (K.data.splits) Splits.draw(section("splits"));
  Scatter.draw(section("scatter"));
  Figures.heat(section("features"));
  Figures.silhouette(section("silhouette"));
  Figures.distances(section("distances"));
  farthest();
  if (K.data.search) Course.draw(section("search"));
  if (K.data.descent) Figures.descent(section("descent"));
  if (K.data.images) Figures.images(section("images"));
  if (K.data.swatches) Figures.swatches(section("swatches"));
  centroids();
})();

"""#

  static let report_scatter_js = #"""
// The scatter of a fit: points, cells or ellipses, centroids, and what the pointer is near to.

const Scatter = (() => {
  const { isolated, clipped, percent, counted, plural, text, line } = Report;
  const { clusters, features, plane } = K.data;
  const total = K.data.points;
  const isByAngle = K.data.distance === "cosine";

  const sample = (() => {
    const found = K.data.sample;
    return {
      count: found.count,
      rows: Report.unpacked(found.rows, Uint32Array),
      labels: Report.unpacked(found.labels, Uint32Array),
      x: Report.unpacked(found.x, Uint16Array),
      y: Report.unpacked(found.y, Uint16Array),
      values: Report.unpacked(found.values, Float32Array),
      valued: found.valued,
      ids: found.ids,
    };
  })();

  /// A value that went through seven digits.
  const value = (point, feature) =>
    K.number(Number(sample.values[point * sample.valued + feature].toPrecision(7)), 7);

  const placeNames = { line: "Line", row: "Row" };

  /// What is known of a drawn point, as parts of a sentence.
  function pointWords(point) {
    const values = [];
    for (let feature = 0; feature < sample.valued; feature++) {
      values.push(feature ? ", " : " ", K.html("bdi", {}, clipped(features[feature].name, 40)),
        ` ${value(point, feature)}`);
    }
    const id = sample.ids
      ? [", ", K.html("bdi", {}, clipped(K.data.idName, 40)), " ", K.html("bdi", {}, sample.ids[point])]
      : [];
    return [Report.glyph(sample.labels[point]),
      K.html("strong", {}, ` ${placeNames[K.data.place]} ${sample.rows[point]}`), ...id,
      `, cluster ${sample.labels[point]}:`, ...values];
  }

  /// A centroid in words: the features that separate most first.
  function centroidWords(cluster) {
    const means = cluster.means.slice(0, 6).map((mean, index) =>
      `${isolated(clipped(features[index].name, 40))} ${K.number(mean)}`);
    return `${isByAngle ? "Direction" : "Centroid"} of cluster ${cluster.number}, ${plural(cluster.size, "row")} ` +
      `(${percent(K.data.weight === undefined ? cluster.size / total : cluster.weight / K.data.weight)}` +
      `${K.data.weight === undefined ? "" : " of the weight"}): ${means.join(", ")}`;
  }

  const finding = (() => {
    const where = plane.kind === "axes"
      ? `the first two principal axes${isByAngle ? " of their unit vectors" : ""}, which hold ${percent(plane.explained[0] + plane.explained[1])} of the variance`
      : plane.names.map(isolated).join(" and ");
    return `${counted(sample.count)} rows in ${plural(clusters.length, "cluster")} by ${where}.`;
  })();

  const isSampled = K.data.sample.isDrawn;
  const borders = {
    nearest: "The lines are the true borders: every point is nearest to the centroid of its cell. ",
    angles: "The lines are the true borders, rays from the origin: every point is nearest in angle to " +
      "the direction of its cell. ",
    splits: "The lines are the true borders: at every split a point goes to the nearer of two centroids" +
      (isByAngle ? " in angle. " : ", not always to the nearest of all. "),
  };
  const caption =
    (isSampled ? `${counted(sample.count)} of ${counted(total)} rows, drawn ${K.data.weight === undefined ? "at random" : "by weight"}` : "All rows") +
    (plane.kind === "axes"
      ? (isByAngle ? ", as their unit vectors" : "") +
        ", on the two axes along which " + (isSampled ? "these" : "they") + " vary most: " +
        `${percent(plane.explained[0])} and ${percent(plane.explained[1])} of the variance. ` +
        "Ellipses reach two standard deviations" + (isSampled ? " of the rows drawn. " : ". ")
      : plane.kind === "columns" ? ". " : ", at heights without a meaning. ") +
    (plane.cells ? borders[plane.borders] : "") +
    (isByAngle && plane.kind === "columns"
      ? "Numbered marks show the directions of the clusters, at the mean length of their rows."
      : "Numbered marks are the centroids.");

  /// The path of all points of a cluster: marks where there is room for them, else dots.
  function pointPaths(x, y, isMarked) {
    const paths = new Map();
    for (let point = 0; point < sample.count; point++) {
      const label = sample.labels[point];
      const [px, py] = [x(sample.x[point]).toFixed(1), y(sample.y[point]).toFixed(1)];
      const part = isMarked ? K.markPath(label, Number(px), Number(py), 6) : `M${px},${py}h0`;
      if (paths.has(label)) paths.get(label).push(part);
      else paths.set(label, [part]);
    }
    const shown = new Set(clusters.map((cluster) => cluster.number));
    return [...paths].map(([label, parts]) => {
      const color = shown.has(label) ? K.color(label) : "#808080";
      return K.svg("path", isMarked
        ? { d: parts.join(""), "data-of": label, fill: color, "fill-opacity": 0.75 }
        : { d: parts.join(""), "data-of": label, stroke: color, "stroke-width": 2.4, "stroke-linecap": "round",
            "stroke-opacity": 0.7, fill: "none" });
    });
  }

  function axes(x, y, area) {
    const [left, top, right, bottom] = area;
    const label = (axis) => plane.kind === "axes"
      ? `${plane.names[axis]} (${percent(plane.explained[axis])} of the variance)`
      : isolated(clipped(plane.names[axis] ?? "", 50));
    return K.svg("g", {},
      ...K.ticks(plane.box[0], plane.box[2], (right - left) / 80).map((tick) => K.svg("g", {},
        line(x(tick), top, x(tick), bottom, { class: "grid" }),
        text(x(tick), bottom + 16, K.number(tick), { "text-anchor": "middle", class: "faint" }))),
      ...(plane.kind === "line" ? [] : K.ticks(plane.box[1], plane.box[3], 6).map((tick) =>
        K.svg("g", {}, line(left, y(tick), right, y(tick), { class: "grid" }),
          text(left - 6, y(tick) + 4, K.number(tick), { "text-anchor": "end", class: "faint" })))),
      text((left + right) / 2, bottom + 36, label(0), { "text-anchor": "middle" }),
      plane.kind === "line" ? null : text(0, 0, label(1), {
        "text-anchor": "middle", transform: `translate(14,${(top + bottom) / 2}) rotate(-90)`,
      }));
  }

  function cells(x, y) {
    return K.svg("g", {}, ...plane.cells.map((corners, index) => {
      const points = [];
      for (let i = 0; i < corners.length; i += 2) {
        points.push(`${x(corners[i]).toFixed(1)},${y(corners[i + 1]).toFixed(1)}`);
      }
      return K.svg("polygon", {
        points: points.join(" "), fill: K.color(clusters[index].number), "fill-opacity": 0.1,
        class: "axis", "stroke-width": 1.5, style: "stroke: var(--faint)",
      });
    }));
  }

  function ellipses(x, y) {
    return K.svg("g", {}, ...plane.ellipses.map(({ cluster, center, first, second }) => {
      let path = "";
      for (let i = 0; i < 60; i++) {
        const [cosine, sine] = [Math.cos(i * Math.PI / 30), Math.sin(i * Math.PI / 30)];
        const px = x(center[0] + first[0] * cosine + second[0] * sine);
        const py = y(center[1] + first[1] * cosine + second[1] * sine);
        path += `${i ? "L" : "M"}${px.toFixed(1)},${py.toFixed(1)}`;
      }
      return K.svg("path", {
        d: path + "Z", fill: K.color(cluster), "fill-opacity": 0.06, stroke: K.color(cluster),
        "stroke-width": 2,
      });
    }));
  }

  function centroids(x, y, tell, isSmall) {
    return clusters.map((cluster, index) => {
      const [px, py] = [x(plane.centroids[index][0]), y(plane.centroids[index][1])];
      const words = centroidWords(cluster);
      // The rows of the others fade, so that no reader has to tell colours apart.
      const fade = (others) => {
        for (const path of element.ownerSVGElement.querySelectorAll("[data-of]")) {
          path.style.opacity = Number(path.dataset.of) === cluster.number ? null : others;
        }
      };
      const show = () => {
        tell([Report.glyph(cluster.number), " " + words], null);
        fade(0.12);
      };
      const element = K.svg("g", {
        class: "centroid", tabindex: 0, role: "button", "aria-label": words,
      },
      K.svg("circle", { cx: px, cy: py, r: 14, class: "target" }),
      K.svg("path", {
        d: K.markPath(cluster.number, px, py, isSmall ? 11 : 15), fill: K.color(cluster.number),
        class: "ink", "stroke-width": 1.5,
      }));
      for (const event of ["focus", "pointerenter", "click"]) element.addEventListener(event, show);
      for (const event of ["blur", "pointerleave"]) element.addEventListener(event, () => fade(null));
      return element;
    });
  }

  /// The centroids' numbers, above all marks.
  const numbers = (x, y) => K.svg("g", { "aria-hidden": "true", style: "pointer-events: none" },
    ...clusters.map((cluster, index) => text(
      x(plane.centroids[index][0]) + 11, y(plane.centroids[index][1]) - 7, `${cluster.number}`,
      { class: "halo strong", style: "font-size: 15px" })));

  function draw(section) {
    const readout = K.html("p", { class: "readout", "aria-live": "polite" });
    const hint = "Point at a row, or move to a centroid with the tab key, to see its numbers.";
    readout.append(K.html("span", { class: "faint" }, hint));
    const isOn = { cells: true, ellipses: plane.kind === "axes", points: true };
    const toggle = (name, words) => {
      const box = K.html("input", {
        type: "checkbox", checked: isOn[name],
        change: () => {
          isOn[name] = box.checked;
          figure.redraw();
        },
      });
      return K.html("label", { class: "toggle" }, box, words);
    };
    const tools = [toggle("points", "rows")];
    if (plane.cells) tools.push(toggle("cells", "cells"));
    if (plane.ellipses.length) tools.push(toggle("ellipses", "ellipses"));
    const figure = Report.figure(section, {
      name: "scatter", caption, extra: [readout], tools,
      draw: (width) => {
        const height = plane.kind === "line" ? 220 : Math.round(Math.min(600, Math.max(360, width * 0.6)));
        const area = [plane.kind === "line" ? 16 : 92, 10, width - 14, height - 44];
        const pad = [(plane.box[2] - plane.box[0]) * 0.05, (plane.box[3] - plane.box[1]) * 0.05];
        const x = K.scale(plane.box[0] - pad[0], plane.box[2] + pad[0], area[0], area[2]);
        const y = K.scale(plane.box[1] - pad[1], plane.box[3] + pad[1], area[3], area[1]);
        const step = (low, high, scale) => (place) => scale(low + (place / 65535) * (high - low));
        const xs = step(plane.box[0], plane.box[2], x);
        const ys = step(plane.box[1], plane.box[3], y);
        const ring = K.svg("circle", { r: 7, class: "ring", visibility: "hidden" });
        const tell = (parts, place) => {
          readout.replaceChildren(...parts);
          ring.setAttribute("visibility", place ? "visible" : "hidden");
          if (place) {
            ring.setAttribute("cx", place[0]);
            ring.setAttribute("cy", place[1]);
          }
        };
        const clip = K.svg("clipPath", { id: "scatter-area" }, K.svg("rect", {
          x: area[0], y: area[1], width: area[2] - area[0], height: area[3] - area[1],
        }));
        const svg = K.svg("svg", {
          viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": finding,
        }, clip, axes(x, y, area),
        K.svg("g", { "clip-path": "url(#scatter-area)", "aria-hidden": "true" },
          plane.cells && isOn.cells ? cells(x, y) : null,
          ...(isOn.points ? pointPaths(xs, ys, sample.count <= 2500) : []),
          isOn.ellipses ? ellipses(x, y) : null, ring),
        ...centroids(x, y, tell, width < 600), numbers(x, y));
        watch(svg, xs, ys, width, tell, () => isOn.points);
        return svg;
      },
    });
  }

  /// Tells of the point that is nearest to the pointer, if one is near.
  function watch(svg, x, y, width, tell, isOn) {
    const find = (event) => {
      if (!isOn() || event.target.closest(".centroid")) return;
      const frame = svg.getBoundingClientRect();
      const factor = width / frame.width;
      const [px, py] = [(event.clientX - frame.left) * factor, (event.clientY - frame.top) * factor];
      let [nearest, least] = [-1, 20 * 20];
      for (let point = 0; point < sample.count; point++) {
        const [dx, dy] = [x(sample.x[point]) - px, y(sample.y[point]) - py];
        if (dx * dx + dy * dy < least) [nearest, least] = [point, dx * dx + dy * dy];
      }
      if (nearest >= 0) tell(pointWords(nearest), [x(sample.x[nearest]), y(sample.y[nearest])]);
    };
    svg.addEventListener("pointermove", find);
    svg.addEventListener("pointerdown", find);
  }

  return { draw, sample, placeNames };
})();

"""#

  static let report_search_js = #"""
// How a search for a low J went: its starts beside the least J by generation.

const Course = (() => {
  const { percent, plural, drawing, text, line } = Report;

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
        `generation, which ${found} of ${plural(minima, "descent")} reached in the end.` +
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

"""#

  static let report_splits_js = #"""
// The splits of bisecting k-means, as a tree and as a table.

const Splits = (() => {
  const { counted, plural, drawing, text, line } = Report;
  const { nodes, leftOut } = K.data.splits ?? { nodes: [], leftOut: 0 };
  const terms = K.data.distance === "cosine" ? "1 − cos" : "squares";

  /// The ends of the tree from the top down, and by split the height where it is drawn.
  function layout() {
    const ends = [];
    const heights = [];
    // Deep trees would be too much for calls of calls.
    const open = [{ node: 0, isDone: false }];
    const ofPart = (part) => (part.next === undefined || part.next === null ? part.row : heights[part.next]);
    while (open.length) {
      const { node, part, isDone } = open.pop();
      if (part) {
        part.row = ends.length;
        ends.push(part);
      } else if (isDone) {
        heights[node] = (ofPart(nodes[node].parts[0]) + ofPart(nodes[node].parts[1])) / 2;
      } else {
        open.push({ node, isDone: true });
        for (const half of nodes[node].parts.slice().reverse()) {
          open.push(half.next === undefined || half.next === null
            ? { part: half } : { node: half.next, isDone: false });
        }
      }
    }
    return { ends, heights, ofPart };
  }

  const partWords = (part) =>
    `cluster ${part.cluster} (${plural(part.size, "row")}, ${K.number(part.objective)})`;

  /// A split in a sentence.
  const splitWords = (node, index) =>
    `Split ${index + 1} divides ${partWords(node.whole)} into ${node.parts.map(partWords).join(" and ")}.`;

  /// Values to mark on an axis of roots, which has more room for small ones.
  function marks(most, x) {
    const wanted = [1, 4, 25].flatMap((part) => K.ticks(0, most / part, 3)).sort((a, b) => b - a);
    const found = [];
    for (const value of wanted) {
      if (found.every((other) => Math.abs(x(other) - x(value)) >= 64)) found.push(value);
    }
    return found;
  }

  function tree(section) {
    const { ends, heights, ofPart } = layout();
    const whole = nodes[0].whole;
    const left = ends.reduce((sum, end) => sum + end.objective, 0);
    const finding = `The splits as a tree of ${plural(ends.length, "cluster")}: the sum of ${terms} ` +
      `falls from ${K.number(whole.objective)} to ${K.number(left)}. The table below tells every split.`;
    Report.figure(section, {
      name: "splits",
      caption: `Each bar is a split, with its number. It lies at the sum of ${terms} of the rows that ` +
        "it divides, and each of its two parts goes on to the right, to the sum of its own: the longer " +
        "the way, the more the split has gained. The scale is that of square roots, so that late splits " +
        "have room. A fit with fewer clusters makes the first of these splits." +
        (leftOut > 0 ? ` ${plural(leftOut, "later split")} not drawn.` : ""),
      draw: (width) => {
        const step = ends.length > 40 ? 18 : 28;
        const isNarrow = width < 600;
        const [start, end] = [34, width - (isNarrow ? 92 : 132)];
        const bottom = ends.length * step + 8;
        const y = (row) => 6 + (row + 0.5) * step;
        const root = K.scale(0, Math.sqrt(Math.max(whole.objective, Number.MIN_VALUE)), end, start);
        const x = (value) => root(Math.sqrt(Math.max(0, value)));
        const grid = marks(whole.objective, x).map((value) => K.svg("g", {},
          line(x(value), 2, x(value), bottom, { class: "grid" }),
          text(x(value), bottom + 16, K.number(value, 3), { "text-anchor": "middle", class: "faint" })));
        const forks = nodes.map((node, index) => {
          const from = x(node.whole.objective);
          const [above, below] = node.parts.map((part) => y(ofPart(part)));
          const branches = node.parts.map((part) => {
            const height = y(ofPart(part));
            return line(from, height, Math.max(from, x(part.objective)), height, { class: "ink", "stroke-width": 1.5 });
          });
          return K.svg("g", {}, K.svg("title", {}, splitWords(node, index)), ...branches,
            line(from, above, from, below, { class: "ink", "stroke-width": 3 }));
        });
        const numbers = nodes.map((node, index) => text(
          x(node.whole.objective) - 5, y(heights[index]) + 4, `${index + 1}`,
          { "text-anchor": "end", class: "halo strong", style: "font-size: 12px" }));
        const leaves = ends.map((part, row) => K.svg("g", {},
          line(x(part.objective), y(row), end + 6, y(row), { class: "grid", "stroke-dasharray": "2 4" }),
          K.svg("circle", { cx: x(part.objective), cy: y(row), r: 3.5, class: "ink", fill: K.color(part.cluster) }),
          K.svg("path", { d: K.markPath(part.cluster, end + 16, y(row), 12), fill: K.color(part.cluster) }),
          text(end + 28, y(row) + 4, `${part.cluster}`, { class: "strong" }),
          isNarrow ? null : text(width - 2, y(row) + 4, counted(part.size), { "text-anchor": "end" })));
        return drawing(width, bottom + 42, finding, K.svg("desc", {}, nodes.slice(0, 20).map(splitWords).join(" ")),
          ...grid, line(4, y(heights[0]), x(whole.objective), y(heights[0]), { class: "ink", "stroke-width": 1.5 }),
          ...leaves, ...forks, ...numbers,
          text((start + end) / 2, bottom + 36, `sum of ${terms}`, { "text-anchor": "middle" }),
          isNarrow ? null : text(width - 2, bottom + 16, "rows", { "text-anchor": "end", class: "faint" }));
      },
    });
  }

  function table(section) {
    const cell = (number) => K.html("span", {}, Report.glyph(number), ` ${number}`);
    const after = (node) => node.parts[0].objective + node.parts[1].objective;
    Report.table(section, {
      caption: "The splits",
      columns: [
        { name: "split", value: (row) => row.index + 1, show: (row) => `${row.index + 1}` },
        { name: "cluster", value: (row) => row.whole.cluster, show: (row) => cell(row.whole.cluster) },
        { name: "rows", value: (row) => row.whole.size, show: (row) => counted(row.whole.size) },
        { name: `sum of ${terms}`, value: (row) => row.whole.objective },
        { name: "after the split", value: after },
        { name: "rows that stay", value: (row) => row.parts[0].size, show: (row) => counted(row.parts[0].size) },
        { name: "new cluster", value: (row) => row.parts[1].cluster, show: (row) => cell(row.parts[1].cluster) },
        { name: "rows of the new", value: (row) => row.parts[1].size, show: (row) => counted(row.parts[1].size) },
      ],
      rows: nodes.map((node, index) => ({ ...node, index })),
    });
  }

  function draw(section) {
    section.append(K.html("p", {},
      "All rows are one cluster at first. Each split divides one cluster in two by k-means of its " +
      "rows alone; one part keeps the number, and the other is a new cluster."));
    tree(section);
    table(section);
  }

  return { draw };
})();

"""#

  static let report_sweep_js = #"""
// The report of a sweep: its scores by k, as figures and as a table.

(() => {
  const { section, drawing, text, line } = Report;
  const { entries, choices, recommendation } = K.data.sweep;
  const counts = entries.map((entry) => entry.clusters);
  const verdict = recommendation.clusters;

  const titles = {
    silhouette: "silhouette", calinskiHarabasz: "Caliński–Harabasz",
    daviesBouldin: "Davies–Bouldin", bic: "BIC", gap: "gap",
  };

  /// What is drawn: `value` and half of a bar for its error.
  const charts = [
    { name: "objective", title: "J, which falls with every k, clusters or not",
      value: (entry) => entry.objective, error: () => null },
    { name: "silhouette", title: "Silhouette: higher is better",
      value: (entry) => entry.silhouette, error: (entry) => entry.silhouetteMargin,
      means: "the 95 % interval" },
    { name: "gap", title: "Gap to uniform data: higher is better",
      value: (entry) => entry.gap?.value ?? null, error: (entry) => entry.gap?.standardError ?? null,
      means: "one standard error" },
    { name: "calinskiHarabasz", title: "Caliński–Harabasz: higher is better",
      value: (entry) => entry.calinskiHarabasz, error: () => null },
    { name: "daviesBouldin", title: "Davies–Bouldin: lower is better",
      value: (entry) => entry.daviesBouldin, error: () => null },
    { name: "bic", title: "BIC: higher is better", value: (entry) => entry.bic, error: () => null },
  ];

  function chart(parent, { name, title, value, error, means }) {
    const shown = entries.filter((entry) => Number.isFinite(value(entry)));
    if (!shown.length) return;
    const choice = choices[name];
    const hasError = shown.some((entry) => error(entry));
    const finding = `${title}. ` + (choice === undefined ? "" : `Its choice is k = ${choice}. `) +
      shown.slice(0, 40).map((entry) => `k = ${entry.clusters}: ${K.number(value(entry))}`).join("; ");
    Report.figure(parent, {
      name,
      caption: `${title}.` + (choice === undefined ? "" : ` Its choice is ${choice}, filled.`) +
        (hasError ? ` Bars are ${means}.` : "") +
        (verdict === null ? "" : ` The dashed line is the verdict, ${verdict}.`),
      draw: (width) => {
        const [left, right, top, bottom] = [64, width - 16, 12, 210];
        const ends = shown.flatMap((entry) => [
          value(entry) - (error(entry) ?? 0), value(entry) + (error(entry) ?? 0)]);
        const [least, greatest] = [Math.min(...ends), Math.max(...ends)];
        const pad = (greatest - least || 1) * 0.06;
        const x = K.scale(Math.min(...counts), Math.max(...counts), left + 10, right - 10);
        const y = K.scale(least - pad, greatest + pad, bottom, top);
        const every = Math.ceil(counts.length / ((right - left) / 34));
        const path = shown.map((entry, index) =>
          `${index ? "L" : "M"}${x(entry.clusters).toFixed(1)},${y(value(entry)).toFixed(1)}`).join("");
        return drawing(width, bottom + 42, finding,
          ...K.ticks(least, greatest, 4).map((tick) => K.svg("g", {},
            line(left, y(tick), right, y(tick), { class: "grid" }),
            text(left - 6, y(tick) + 4, K.number(tick), { "text-anchor": "end", class: "faint" }))),
          ...counts.filter((_, index) => index % every === 0).map((count) =>
            text(x(count), bottom + 16, `${count}`, { "text-anchor": "middle", class: "faint" })),
          text((left + right) / 2, bottom + 36, "k", { "text-anchor": "middle" }),
          verdict === null ? null : line(x(verdict), top, x(verdict), bottom,
            { class: "ink", "stroke-dasharray": "5 4" }),
          K.svg("path", { d: path, class: "accent" }),
          ...shown.filter((entry) => error(entry)).map((entry) => line(
            x(entry.clusters), y(value(entry) - error(entry)), x(entry.clusters),
            y(value(entry) + error(entry)), { class: "ink", "stroke-width": 1.5 })),
          ...shown.map((entry) => K.svg("circle", {
            cx: x(entry.clusters), cy: y(value(entry)), r: entry.clusters === choice ? 7 : 3.5,
            class: entry.clusters === choice ? "accent-fill" : "ink",
            style: entry.clusters === choice ? null : "fill: var(--panel)",
          })));
      },
    });
  }

  const columns = K.html("div", { class: "columns" });
  section("scores").append(columns);
  charts.forEach((found) => chart(columns, found));

  const marked = (name, value) => {
    const text = Report.columnText(entries.map(value));
    return (entry) => (choices[name] === entry.clusters ? "* " : "") + text(value(entry));
  };
  const scores = charts.slice(1).filter(({ value }) => entries.some((entry) => value(entry) !== null));
  const all = [
    { name: "k", value: (entry) => entry.clusters, show: (entry) => `${entry.clusters}` },
    { name: "J", value: (entry) => entry.objective },
    ...scores.flatMap(({ name, value, error }) => [
      { name: titles[name], value, show: marked(name, value) },
      ...(entries.some((entry) => error(entry)) ? [{ name: "±", value: error }] : []),
    ]),
    ...(entries.some((entry) => entry.stability !== null)
      ? [{ name: "stability", value: (entry) => entry.stability }] : []),
    { name: "iterations", value: (entry) => entry.iterations },
    { name: "smallest cluster", value: (entry) => Math.min(...entry.sizes) },
  ];
  section("table").append(K.html("p", {}, "* is a criterion's choice. Headings sort the table."));
  Report.table(section("table"), { caption: "All scores", columns: all, rows: entries });
  section("table").append(K.html("div", { class: "row tools" },
    Report.csvButton("Save scores as CSV", "scores", () => [
      all.map((column) => column.name),
      ...entries.map((entry) => all.map((column) => column.value(entry))),
    ])));
})();

"""#

  static let report_css = #"""
/* What the reports add to the theme. */

header .row { justify-content: flex-end; }
.contents, .clusters, .notices { padding: 0; margin: 0.75rem 0; }
.contents { display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; list-style: none; }
.contents a { display: inline-block; padding: 0.2rem 0; }
.clusters { list-style: none; max-width: 54rem; }
.clusters li { margin: 0.4rem 0; padding-left: 1.6rem; text-indent: -1.6rem; }
.clusters li svg { margin-right: 0.5rem; }
.clusters li, .notices li, figcaption, .readout { overflow-wrap: anywhere; }
.notices { padding-left: 1.2rem; max-width: 54rem; }
h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
bdi { unicode-bidi: isolate; }

svg.glyph, figure svg.glyph {
  display: inline-block; width: 1.1rem; height: 1.1rem; vertical-align: -0.2rem; overflow: visible;
}
.tools { margin-top: 0.6rem; }
.clusters img { height: 3.5rem; vertical-align: middle; margin-right: 0.6rem; text-indent: 0; }
.readout { min-height: 3.1rem; max-width: none; font-size: 0.95rem; margin: 0.4rem 0 0; }
label.toggle { display: inline-flex; gap: 0.35rem; align-items: center; }
input[type="checkbox"] { min-height: 0; width: 1.1rem; height: 1.1rem; accent-color: var(--accent); }

.scroll { max-height: 34rem; overflow: auto; }
.scroll thead th { position: sticky; top: 0; background: var(--paper); z-index: 1; }
.scroll svg { max-width: none; }
figure .scroll { max-height: none; }
th button {
  border: 0; background: none; padding: 0.1rem 0; font-weight: 600; min-height: 1.6rem;
  text-align: inherit; white-space: nowrap;
}
th[aria-sort="ascending"] button::after { content: " ▲"; }
th[aria-sort="descending"] button::after { content: " ▼"; }
td.text { text-align: left; }
td, th { white-space: nowrap; }
table.facts td { white-space: normal; }
table.facts th { text-align: left; vertical-align: top; white-space: normal; }
table.facts td { text-align: left; overflow-wrap: anywhere; }
pre {
  padding: 0.75rem; background: var(--panel); border-radius: 0.6rem; white-space: pre-wrap;
  overflow-wrap: anywhere;
}

svg .grid { stroke: var(--line); stroke-width: 1; fill: none; }
svg .ink { stroke: var(--ink); }
svg .halo { stroke: var(--panel); stroke-width: 4px; stroke-linejoin: round; paint-order: stroke; }
svg .outline { stroke: var(--panel); stroke-width: 1.5px; }
svg .strong { font-weight: 700; }
svg .accent { stroke: var(--accent); fill: none; stroke-width: 2.5px; }
svg .accent-fill { fill: var(--accent); }
svg .dim { stroke: var(--faint); fill: none; stroke-width: 1px; opacity: 0.6; }
svg .over { fill: #ffffff; }
svg .ring { stroke: var(--ink); stroke-width: 2px; fill: none; pointer-events: none; }
svg .centroid { cursor: pointer; }
svg .centroid:focus { outline: none; }
svg .centroid:focus .target, svg .centroid:hover .target { stroke: var(--ink); stroke-width: 2px; }
svg .target { fill: transparent; }
svg image { image-rendering: pixelated; }

@media print {
  .scroll { max-height: none; overflow: visible; }
  .tools, nav { display: none; }
}

"""#

  static let report_js = #"""
// What the reports of a fit and of a sweep share: figures, tables, files.

const Report = (() => {
  /// A name that cannot turn the text around it: Unicode's isolates.
  const isolated = (text) => `\u2068${text}\u2069`;

  /// At most `most` characters.
  function clipped(text, most) {
    const characters = Array.from(text);
    return characters.length > most ? characters.slice(0, most - 1).join("") + "…" : text;
  }

  const percent = (share) => `${(100 * share).toFixed(1)} %`;
  /// A count, with commas between thousands.
  const counted = (count) => count.toLocaleString("en-US");
  const plural = (count, noun) => `${counted(count)} ${noun}${count === 1 ? "" : "s"}`;

  /// Formats numbers in a column, with the same decimals for all.
  function columnText(values) {
    const found = values.filter(Number.isFinite);
    const greatest = Math.max(0, ...found.map(Math.abs));
    if (greatest && (greatest >= 1e15 || greatest < 1e-3)) return (value) => K.number(value);
    const decimals = found.every(Number.isInteger) ? 0
      : Math.max(0, Math.min(12, 3 - Math.floor(Math.log10(greatest))));
    const options = {
      useGrouping: greatest >= 10000, minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    };
    return (value) => (Number.isFinite(value) ? value.toLocaleString("en-US", options) : "–");
  }

  /// Numbers that were packed into text, such as `unpacked(text, Uint16Array)`.
  function unpacked(text, Type) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new Type(bytes.buffer);
  }

  /// A cluster's mark, as a small drawing beside text.
  function glyph(cluster) {
    return K.svg("svg", { class: "glyph", viewBox: "-9 -9 18 18", "aria-hidden": "true" },
      K.svg("path", { d: K.markPath(cluster, 0, 0, 13), fill: K.color(cluster) }));
  }

  /// The name of the data without its ending, for files that are saved.
  function fileName(what, ending) {
    const name = (K.data.file || document.querySelector("h1").textContent)
      .replace(/\.[A-Za-z0-9]+$/, "").replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 40);
    return `${name || "data"}-${what}.${ending}`;
  }

  const figures = [];
  let isWatched = false;

  /// Draws every figure again whose width has changed.
  function watchWidths() {
    if (isWatched) return;
    isWatched = true;
    addEventListener("resize", () => {
      for (const figure of figures) figure.fit();
    });
  }

  /// A figure at the end of a section.
  ///
  /// `draw(width)` gives an SVG drawing with a viewBox in pixels; one that is wider than there is
  /// room is scrolled. `extra` are elements between the drawing and the buttons.
  function figure(section, { name, caption, draw, extra = [], tools = [] }) {
    const holder = K.html("div");
    const save = K.html("button", {
      type: "button", "aria-label": `Save as SVG: ${caption}`.slice(0, 200),
      click: () => K.saveSVG(holder.querySelector("svg"), fileName(name, "svg")),
    }, "Save as SVG");
    const element = K.html("figure", { id: `figure-${name}` },
      K.html("figcaption", {}, caption), holder, ...extra,
      K.html("div", { class: "row tools" }, ...tools, save));
    section.append(element);
    let drawnWidth = 0;
    const fit = (isForced = false) => {
      const width = Math.max(240, Math.floor(holder.clientWidth));
      if (width === drawnWidth && !isForced) return;
      drawnWidth = width;
      const drawing = draw(width);
      const own = drawing.viewBox.baseVal.width;
      const isWide = own > width + 1;
      if (isWide) drawing.style.width = `${own}px`;
      holder.className = isWide ? "scroll" : "";
      if (isWide) {
        holder.setAttribute("tabindex", "0");
        holder.setAttribute("role", "region");
        holder.setAttribute("aria-label", "Scrolls sideways");
      } else {
        for (const attribute of ["tabindex", "role", "aria-label"]) holder.removeAttribute(attribute);
      }
      holder.replaceChildren(drawing);
    };
    fit();
    figures.push({ fit });
    watchWidths();
    return { element, redraw: () => fit(true) };
  }

  /// A drawing of some size that says in words what it shows.
  function drawing(width, height, label, ...children) {
    return K.svg("svg", {
      viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label,
    }, ...children);
  }

  const text = (x, y, words, attributes = {}) => K.svg("text", { x, y, ...attributes }, words);
  const line = (x1, y1, x2, y2, attributes = {}) => K.svg("line", { x1, y1, x2, y2, ...attributes });

  /// A table whose columns sort it.
  ///
  /// `columns` are { name, value(row), show(row)?, isText? }, of which `show` gives text or an
  /// element; the first column heads its row.
  function table(section, { caption, columns, rows }) {
    const body = K.html("tbody");
    const heads = columns.map((column, index) => K.html("th", { scope: "col", "aria-sort": "none" },
      K.html("button", { type: "button", click: () => sort(index) },
        K.html("bdi", {}, clipped(column.name, 40)))));
    const texts = columns.map((column) => column.show ?? (() => {
      const text = columnText(rows.map(column.value));
      return (row) => text(column.value(row));
    })());
    let order = rows.slice();
    const fill = () => body.replaceChildren(...order.map((row) => K.html("tr", {},
      ...columns.map((column, index) => {
        const shown = texts[index](row);
        const isText = column.isText ? "text" : null;
        return index === 0
          ? K.html("th", { scope: "row" }, shown) : K.html("td", { class: isText }, shown);
      }))));
    const sort = (index) => {
      const isDown = heads[index].getAttribute("aria-sort") === "ascending";
      heads.forEach((head) => head.setAttribute("aria-sort", "none"));
      heads[index].setAttribute("aria-sort", isDown ? "descending" : "ascending");
      const value = columns[index].value;
      const compare = (first, second) => {
        const [a, b] = [value(first), value(second)];
        if (typeof a === "string") return a.localeCompare(b, undefined, { numeric: true });
        // Missing values come last in either order.
        if (a === null || b === null) return isDown ? (b === null) - (a === null) : (a === null) - (b === null);
        return a - b;
      };
      order = rows.slice().sort((a, b) => (isDown ? compare(b, a) : compare(a, b)));
      fill();
    };
    fill();
    section.append(K.html("div", {
      class: "scroll", tabindex: "0", role: "region", "aria-label": `Table: ${caption}`,
    }, K.html("table", {}, K.html("thead", {}, K.html("tr", {}, ...heads)), body)));
  }

  /// Rows as the text of a CSV file.
  function csv(rows) {
    const cell = (value) => {
      const words = value === null || value === undefined ? "" : String(value);
      return /[",;\t\r\n]|^\s|\s$/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
    };
    return rows.map((row) => row.map(cell).join(",") + "\n").join("");
  }

  /// A button that saves rows as CSV; `rows` are made when it is pressed.
  function csvButton(words, what, rows) {
    return K.html("button", {
      type: "button", click: () => K.download(fileName(what, "csv"), "text/csv", csv(rows())),
    }, words);
  }

  const tools = document.getElementById("tools");
  tools.append(K.themeButton());

  return {
    isolated, clipped, percent, counted, plural, columnText, unpacked, glyph, figure, drawing, text, line, table,
    csvButton, tools, section: (id) => document.getElementById(id),
  };
})();

"""#

  static let theme_css = #"""
/* Colours, type and layout of all pages. Dark where the system is, or where the reader says so. */

:root {
  color-scheme: light;
  --paper: #ffffff;
  --panel: #f5f6f8;
  --ink: #1c2430;
  --faint: #5a6472;
  --line: #c9d0d9;
  --accent: #0b5cad;
  --warm: #9a3b00;
}

@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) {
    color-scheme: dark;
    --paper: #12161c;
    --panel: #1c222b;
    --ink: #e8ecf1;
    --faint: #a3adba;
    --line: #3a4451;
    --accent: #7db8f5;
    --warm: #f0a070;
  }
}

:root[data-theme="dark"] {
  color-scheme: dark;
  --paper: #12161c;
  --panel: #1c222b;
  --ink: #e8ecf1;
  --faint: #a3adba;
  --line: #3a4451;
  --accent: #7db8f5;
  --warm: #f0a070;
}

* { box-sizing: border-box; }

body {
  margin: 0 auto;
  max-width: 76rem;
  padding: 1rem clamp(0.75rem, 3vw, 2rem) 3rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
}

h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.5rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
p { margin: 0.5rem 0; max-width: 46rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

button, select, input {
  font: inherit;
  color: var(--ink);
  background: var(--panel);
  border: 1px solid var(--line);
  border-radius: 0.4rem;
  padding: 0.25rem 0.7rem;
  min-height: 2rem;
}
button { cursor: pointer; }
button:hover { border-color: var(--accent); }
button:disabled { opacity: 0.5; cursor: default; }

figure { margin: 0.75rem 0; padding: 0.75rem; background: var(--panel); border-radius: 0.6rem; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { color: var(--faint); font-size: 0.9rem; margin-bottom: 0.4rem; }

.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.7rem; text-align: right; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
th:first-child, td:first-child { text-align: left; }

.faint { color: var(--faint); }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.columns { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); }

svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .axis { stroke: var(--line); }
svg .faint { fill: var(--faint); }

@media (max-width: 30rem) {
  .columns { grid-template-columns: 1fr; }
  figure { padding: 0.5rem; }
}

@media print { button, select { display: none; } }

"""#
}
