// Scripts/page-assets writes this file from the folder Assets; change nothing here.
// swift-format-ignore-file

/// The styles and scripts of the pages, as their files hold them.
enum PageResources {
  static let axes_js = #"""
// The labels of axes: short numbers, measured, so that none is cut and none covers another.

const Axes = (() => {
  const pen = document.createElement("canvas").getContext("2d");
  const known = new Map();

  /// How many pixels words take in a drawing.
  function widthOf(words, size = 12, weight = 400) {
    const key = `${weight} ${size} ${words}`;
    if (!known.has(key)) {
      pen.font = `${weight} ${size}px system-ui, sans-serif`;
      known.set(key, Math.ceil(pen.measureText(words).width) + 1);
    }
    return known.get(key);
  }

  /// The widest of some words.
  const widest = (words, size, weight) =>
    words.reduce((most, one) => Math.max(most, widthOf(one, size, weight)), 0);

  const units = [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]];

  /// Numbers in even steps as the labels of one axis: the same unit and decimals for all, as few
  /// as tell them apart. From 100,000 on they are in thousands (k), millions (M), G or T.
  function texts(values) {
    const greatest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const step = values.length > 1 ? Math.abs(values[1] - values[0]) : greatest || 1;
    const round = (value) => (Math.abs(value) < step * 1e-6 ? 0 : value);
    const decimalsOf = (size) => Math.max(0, Math.min(15, Math.ceil(-Math.log10(size) - 1e-9)));
    if (greatest >= 1e15 || (greatest > 0 && greatest < 1e-4)) {
      const digits = Math.max(0, Math.min(14,
        Math.ceil(Math.log10(greatest) - 1e-9) - Math.floor(Math.log10(step) + 1e-9) - 1));
      return values.map((value) => (round(value) === 0 ? "0" : K.signed(value.toExponential(digits))));
    }
    const [size, name] = (greatest >= 1e5 && units.find(([unit]) => greatest >= unit)) || [1, ""];
    // What needs many decimals is plainer written out.
    const isPlain = decimalsOf(step / size) > 3 && size > 1;
    const [unit, mark] = isPlain ? [1, ""] : [size, name && `\u00a0${name}`];
    const decimals = decimalsOf(step / unit) + (unit > 1 || values.length > 1 ? 0 : 3);
    const options = {
      useGrouping: greatest / unit >= 10000,
      minimumFractionDigits: values.length > 1 ? decimals : 0, maximumFractionDigits: decimals,
    };
    return values.map((value) => (round(value) === 0 ? "0"
      : K.signed((value / unit).toLocaleString("en-US", options)) + mark));
  }

  /// Ticks of an axis with their labels.
  const ticks = (least, greatest, count) => {
    const values = K.ticks(least, greatest, count);
    const labels = texts(values);
    return values.map((value, index) => ({ value, label: labels[index] }));
  };

  /// The labels along a horizontal axis: moved inside the drawing, and left out where they would
  /// cover one before.
  function along(found, scale, width, room = 6) {
    let end = -Infinity;
    return found.map(({ value, label }) => {
      const half = widthOf(label) / 2;
      const middle = Math.max(half, Math.min(width - half, scale(value)));
      if (middle - half < end + room) return { value, label: null, middle };
      end = middle + half;
      return { value, label, middle };
    });
  }

  /// An axis below a plot, with a line up for every tick.
  function below(scale, found, top, bottom, width) {
    return K.svg("g", {}, ...along(found, scale, width).flatMap(({ value, label, middle }) => [
      K.svg("line", {
        x1: scale(value), y1: top, x2: scale(value), y2: bottom, class: "axis grid",
      }),
      label === null ? null : K.svg("text", {
        x: middle, y: bottom + 16, "text-anchor": "middle", class: "faint",
      }, label),
    ]).filter((part) => part !== null));
  }

  /// An axis at the left of a plot, with a line across for every tick.
  function beside(scale, found, left, right) {
    return K.svg("g", {}, ...found.flatMap(({ value, label }) => [
      K.svg("line", {
        x1: left, y1: scale(value), x2: right, y2: scale(value), class: "axis grid",
      }),
      K.svg("text", {
        x: left - 7, y: scale(value) + 4, "text-anchor": "end", class: "faint",
      }, label),
    ]));
  }

  /// The room that an axis at the left needs for its labels.
  const roomFor = (found, more = 10) => widest(found.map(({ label }) => label)) + more;

  /// Words that fit a width in pixels, with "…" where they are cut.
  function within(words, most, size = 12) {
    if (widthOf(words, size) <= most) return words;
    const characters = Array.from(words);
    while (characters.length > 1 && widthOf(`${characters.join("")}…`, size) > most) characters.pop();
    return `${characters.join("")}…`;
  }

  /// Places for labels beside marks, so that no label covers another: each takes the first free
  /// place around its mark, and none where there is none.
  function around(marks, [left, top, right, bottom], size = 15) {
    const taken = [];
    return marks.map(({ x, y, label, far = 9 }) => {
      const [w, h] = [widthOf(label, size, 700), size * 1.25];
      const places = [
        [far, -far], [-far - w, -far], [far, far + h * 0.7], [-far - w, far + h * 0.7],
        [far + 2, h * 0.35], [-far - 2 - w, h * 0.35], [-w / 2, -far - 3], [-w / 2, far + h],
      ];
      for (const [across, down] of places) {
        const box = [x + across, y + down - h * 0.78, x + across + w, y + down + h * 0.24];
        const isInside = box[0] >= left && box[1] >= top && box[2] <= right && box[3] <= bottom;
        const isFree = taken.every((other) => box[0] >= other[2] || box[2] <= other[0] ||
          box[1] >= other[3] || box[3] <= other[1]);
        if (!isInside || !isFree) continue;
        taken.push(box);
        return [x + across, y + down];
      }
      return null;
    });
  }

  return { widthOf, widest, texts, ticks, along, below, beside, roomFor, within, around };
})();

"""#

  static let common_js = #"""
// What all pages' scripts share. Nothing here touches the network.

const K = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);

  // Colours that colour-blind readers tell apart (M. Okabe and K. Ito, 2008), and four more: ten
  // hues. Every cluster has a mark, too, so no reader needs the colour.
  const palette = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1", "#8a5a2b",
    "#94a817", "#7f7f7f",
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

  /// A number's text with the minus sign of typography, and no sign of a power's plus.
  const signed = (text) => text.replace("e+", "e").replaceAll("-", "−");

  /// A number for readers, to about `digits` digits.
  function number(value, digits = 4) {
    if (value === null || value === undefined || !Number.isFinite(value)) return "–";
    if (value === 0) return "0";
    const size = Math.abs(value);
    if (size >= 1e15 || size < 1e-4) return signed(value.toExponential(digits - 1));
    // Commas between thousands from 10,000 on, so that years stay years.
    const useGrouping = size >= 10000;
    if (Number.isInteger(value)) return signed(value.toLocaleString("en-US", { useGrouping }));
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    return signed(value.toLocaleString("en-US", {
      useGrouping, maximumFractionDigits: Math.min(decimals, 15),
    }));
  }

  /// A share of 1 in percent; a small one is not written as none, nor nearly all as all.
  function percent(share, digits = 1) {
    const least = 10 ** -digits;
    if (share > 0 && 100 * share < least / 2) return `<\u00a0${least}\u00a0%`;
    if (share < 1 && 100 - 100 * share < least / 2) return `>\u00a0${(100 - least).toFixed(digits)}\u00a0%`;
    return `${signed((100 * share).toFixed(digits)).replace(/^−(0(\.0+)?)$/, "$1")}\u00a0%`;
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
    data, palette, color, mark, markPath, svg, html, signed, number, percent, ticks, scale, download, saveSVG,
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

"""#

  static let explain_chart_js = #"""
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
      isScaled: source.scale !== "none", shift: source.shift, divisor: source.divisor, axes: source.axes, origin: source.origin,
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

  /// Real estate, of which area and price are known: 300 of the houses sold in King County in 2014
  /// and 2015, every column with mean 0 and standard deviation 1.
  function houses() {
    const columns = [Houses.areas, Houses.prices];
    const n = columns[0].length;
    const shift = columns.map((values) => values.reduce((a, b) => a + b, 0) / n);
    const divisor = columns.map((values, l) =>
      Math.sqrt(values.reduce((sum, value) => sum + (value - shift[l]) ** 2, 0) / n));
    const x = Float64Array.from({ length: 2 * n }, (_, at) =>
      (columns[at % 2][Math.floor(at / 2)] - shift[at % 2]) / divisor[at % 2]);
    return {
      key: "houses", title: "Real estate", k: 4, columns: ["total area (sqft)", "price ($)"],
      shift, divisor, isScaled: true, axes: null, origin: [], data: Steps.dataset(x, n, 2),
      limit: 300, trials: Seeding.trials(4), seed: "0", method: "k-means++",
      why: `${n} properties with two features, total area and price, and four groups: X is of ` +
        `2 × ${n}, and Y of 4 × ${n}. The columns are scaled to mean 0 and standard deviation 1, for ` +
        "in dollars and square feet the price alone would decide.",
      name: (i) => `property ${i + 1}`,
    };
  }

  function failingSet(entry) {
    const { points, groups } = entry.make();
    const made = groups.flatMap((count, group) => Array(count).fill(group));
    return {
      ...entry, columns: ["x", "y"], shift: [0, 0], divisor: [1, 1], isScaled: false, axes: null, origin: [],
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
      kept.set(key, entry ? failingSet(entry) : key === "houses" ? houses() : own());
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

  static let explain_houses_js = #"""
// Every 72nd of the 21,613 houses that were sold in King County in 2014 and 2015 (Kaggle,
// "harlfoxem/housesalesprediction", CC0), as Examples/houses.csv has them.

const Houses = {
  /// Total areas in square feet.
  areas: [
    1180, 2750, 2030, 3300, 2900, 1640, 2610, 1670, 1805, 870, 1670, 3550, 2050, 2790, 2000,
    1810, 3120, 2820, 2190, 2440, 3600, 2900, 1850, 1330, 2540, 2250, 1700, 4090, 1490, 3430,
    2120, 3840, 3960, 2190, 3160, 1560, 2070, 1750, 1390, 2190, 1090, 1970, 1820, 990, 1720,
    1650, 2230, 1700, 1640, 1650, 1090, 1350, 1820, 1330, 1100, 2420, 1780, 3770, 2050, 1920,
    2200, 1480, 980, 720, 1490, 1600, 1980, 1070, 990, 1740, 2910, 2310, 1850, 840, 2700, 1450,
    1680, 2160, 2860, 1420, 3150, 1180, 1520, 1900, 1460, 2370, 5860, 1660, 1730, 1880, 1710,
    1430, 1390, 2150, 1980, 1830, 3510, 2140, 1810, 1810, 1140, 2460, 1670, 720, 1990, 2000, 780,
    1340, 2500, 2050, 1560, 2330, 3050, 3600, 1680, 950, 1950, 2420, 3330, 3420, 2120, 2460, 960,
    1410, 1830, 1300, 2280, 1060, 3240, 2090, 2130, 1530, 2720, 1660, 2360, 2700, 2520, 1340,
    1770, 1890, 1440, 2860, 3280, 2220, 1650, 4260, 1320, 1740, 1580, 1530, 1430, 2380, 2580,
    1700, 3150, 2680, 1740, 1030, 2130, 2640, 3760, 4170, 2100, 1790, 2080, 910, 1880, 1220,
    2340, 2080, 1410, 4360, 1950, 2830, 1400, 2630, 1780, 1760, 800, 3340, 1430, 2430, 2700,
    1700, 2790, 2200, 6380, 1270, 840, 1810, 1260, 2020, 1250, 1860, 2120, 2330, 1150, 2570,
    2100, 2810, 2160, 1350, 1580, 1820, 960, 1000, 3270, 1700, 4260, 1840, 2580, 2220, 1560,
    1960, 1190, 3620, 1320, 2500, 1620, 2390, 1950, 1210, 2570, 2460, 2710, 1660, 2480, 900, 640,
    1720, 2600, 3200, 910, 2160, 1970, 1870, 3570, 1350, 1860, 1610, 2270, 2820, 1785, 1360, 809,
    1910, 1520, 1580, 2420, 3550, 1540, 1570, 2880, 4340, 1740, 950, 2820, 1170, 1180, 1890,
    4040, 1970, 4690, 1610, 1730, 4720, 1830, 2190, 1410, 1950, 1520, 1600, 2000, 2860, 2280,
    3970, 1360, 3630, 3920, 1714, 2876, 3130, 2340, 1100, 5350, 1930, 1070, 3930, 2510, 1260,
    5370, 2790, 2460, 1540, 1650, 1870, 2280, 2510, 3150, 4410,
  ],
  /// Prices in dollars.
  prices: [
    221900, 571000, 500000, 1505000, 675000, 463000, 1000000, 280000, 266000, 157000, 289950,
    1355000, 280000, 378000, 540000, 208000, 1955000, 735000, 925000, 672000, 1355000, 413000,
    1375000, 425000, 620000, 615000, 616300, 2400000, 580000, 750000, 332000, 875000, 860000,
    437000, 1600000, 269000, 337500, 456150, 374150, 503000, 149900, 438000, 367000, 222000,
    575000, 350000, 428000, 950000, 207500, 445000, 375000, 281000, 320000, 540000, 395000,
    600000, 365000, 1038000, 790000, 1011000, 410000, 335000, 415000, 195000, 245000, 690000,
    405000, 195000, 245000, 568000, 1200000, 470000, 329000, 199990, 723000, 497000, 258000,
    340000, 874000, 241400, 705000, 447500, 230000, 275000, 312000, 603000, 2400000, 300000,
    287000, 529000, 525000, 200000, 204900, 468000, 396000, 286651, 1370000, 594000, 517500,
    713400, 277000, 693000, 554000, 275500, 580000, 725000, 190000, 592500, 575000, 613200,
    525000, 420000, 1475000, 484000, 453000, 193000, 255000, 307999, 911100, 679000, 329950,
    445000, 210000, 425000, 284000, 431000, 700000, 403504, 750000, 327500, 615000, 375500,
    645000, 165000, 392000, 669000, 875000, 176000, 420000, 521000, 475000, 460000, 594950,
    464000, 443000, 3400000, 150000, 455000, 300000, 317000, 429000, 420000, 665000, 467500,
    450000, 463000, 260000, 335000, 233000, 850000, 825000, 1200000, 342500, 485000, 467000,
    254000, 509950, 415500, 505000, 490000, 225000, 795127, 385000, 795000, 242025, 589500,
    350000, 470000, 145000, 645000, 487000, 402000, 381000, 161000, 840000, 280000, 1822500,
    594000, 295000, 384205, 661000, 542000, 575000, 265000, 800000, 639900, 358000, 1005000,
    429000, 830000, 305000, 349990, 475000, 438000, 349810, 420000, 1070000, 500000, 635000,
    499000, 937750, 542000, 399950, 275000, 375000, 680000, 510000, 319500, 276900, 699950,
    322000, 235000, 762450, 280000, 560000, 375000, 855000, 201000, 340000, 450000, 444500,
    712000, 85000, 750000, 280000, 350500, 965000, 251000, 590000, 268000, 380000, 853505,
    530000, 248500, 219000, 496600, 241000, 749000, 752888, 580000, 742000, 580000, 725000,
    2475000, 452000, 515000, 934000, 564000, 250200, 618000, 1115000, 445000, 1945000, 313500,
    315000, 745000, 434000, 700000, 272500, 519000, 269950, 240000, 300000, 1450000, 450000,
    949990, 515000, 1563100, 918000, 307000, 525000, 1333000, 716500, 343000, 3345000, 550000,
    256950, 828950, 395000, 452000, 790000, 533380, 730000, 520000, 433190, 272000, 305000,
    685000, 649500, 1881580,
  ],
};

"""#

  static let explain_least_js = #"""
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

"""#

  static let explain_legend_js = #"""
// What the marks of the picture mean: clusters by their colour and mark, and all that is drawn.

const Legend = (() => {
  const most = 24;

  const item = (drawing, words) => K.html("span", {},
    K.svg("svg", { width: 22, height: 16, viewBox: "0 0 22 16", "aria-hidden": "true" }, drawing), words);

  const lineOf = (name) => K.svg("line", { class: name, x1: 1, x2: 21, y1: 8, y2: 8 });

  /// The marks that a picture has beside its clusters.
  function marks(frame, labels) {
    const { held } = Page.state;
    const found = [];
    if (!labels) {
      found.push(item(K.svg("circle", { class: "unlabelled", cx: 11, cy: 8, r: 4 }),
        frame.draw?.chances ? "a point without a cluster; the larger, the likelier to be drawn"
          : "a point without a cluster"));
    }
    found.push(item(K.svg("g", {}, K.svg("path", { class: "mark-only", d: K.markPath(0, 11, 8, 15) }),
      K.svg("circle", { class: "disc-only", cx: 11, cy: 8, r: 4.5 })), "a centroid, with its number"));
    found.push(item(K.svg("circle", { class: "ring", cx: 11, cy: 8, r: 6 }), "the chosen point"));
    found.push(item(lineOf("ray"), "its distance to a centroid"));
    if (held) {
      found.push(item(K.svg("path", { class: "mean", d: K.markPath(4, 11, 8, 10) }), "the mean"),
        item(lineOf("slope"), "the slope of J, uphill"));
    } else if (frame.kind === "update") {
      found.push(item(lineOf("trail"), "the way of a centroid to the mean"));
    }
    if (Page.find("chord").checked && labels) {
      found.push(item(lineOf("chord"), "a line between two points of a cell stays in it"));
    }
    return found;
  }

  function draw(legend, { set, run, frame, labels, shown }) {
    if (!labels) {
      return legend.replaceChildren(K.html("span", {},
        `${Words.plural(set.data.n, "point")}, ${Words.plural(shown, "centroid")}`),
      ...marks(frame, labels));
    }
    const sizes = Steps.sizes(labels, run.k);
    const weights = set.data.weights && Steps.weights(set.data, labels, run.k);
    const clusters = Array.from(sizes.slice(0, most), (size, j) => item(
      K.svg("path", { fill: K.color(j), d: K.markPath(j, 11, 8, 11) }),
      `${j}: ${Words.plural(size, "point")}` +
        (weights ? `, weight ${Numbers.plain(weights[j])}` : "")));
    legend.replaceChildren(...clusters, ...(sizes.length > most
      ? [K.html("span", {}, `and ${sizes.length - most} more clusters`)] : []), ...marks(frame, labels));
  }

  return { draw };
})();

"""#

  static let explain_matrix_js = #"""
// Y as the k × N matrix that it is, for some points, and the gradient of J with its numbers.

const Matrix = (() => {
  const { plain } = Numbers;
  const mostClusters = 12;

  /// Some points: the first, the chosen one, and the last.
  function shownPoints(n, chosen) {
    const wanted = [0, 1, 2, chosen, n - 2, n - 1].filter((i) => i >= 0 && i < n);
    return [...new Set(wanted)].sort((a, b) => a - b);
  }

  /// Some columns of Y, each with a single one, and gaps between those that are not neighbours.
  function labels(table, { set, k, labels: y }, chosen) {
    const points = shownPoints(set.data.n, chosen);
    const gap = (index) => index > 0 && points[index] !== points[index - 1] + 1;
    const cells = (make) => points.flatMap((i, index) =>
      [...(gap(index) ? [K.html("td", { class: "gap" }, "…")] : []), make(i)]);
    const clusters = Array.from({ length: Math.min(k, mostClusters) }, (_, j) => j);
    const chosenClass = (i) => (i === chosen ? "chosen" : null);
    table.replaceChildren(
      K.html("thead", {}, K.html("tr", {}, K.html("th", { scope: "col" }, "Y"),
        ...cells((i) => K.html("th", { scope: "col", class: chosenClass(i) }, `y${subscript(i + 1)}`)))),
      K.html("tbody", {},
        ...clusters.map((j) => K.html("tr", {}, K.html("th", { scope: "row" }, `cluster ${j}`),
          ...cells((i) => K.html("td", { class: chosenClass(i) },
            y ? (y[i] === j ? K.html("strong", {}, "1") : "0") : "·")))),
        ...(k > mostClusters ? [K.html("tr", {}, K.html("th", { scope: "row" }, "…"),
          ...cells(() => K.html("td", {}, "⋮")))] : []),
        K.html("tr", { class: "sum" }, K.html("th", { scope: "row" }, "Σⱼ yᵢⱼ"),
          ...cells(() => K.html("td", {}, y ? "1" : "·")))));
  }

  const subscript = (number) => String(number).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);

  /// ∂J/∂m_j = 2 Σ y_ij (m_j − x_i), by column, with its numbers.
  function gradient(table, note, { set, k, centroids, labels: y, shown }, j) {
    const { data } = set;
    if (!y || j >= shown) {
      table.replaceChildren();
      note.textContent = "There is no slope to work out before the points have a cluster.";
      return;
    }
    const mass = Steps.weights(data, y, k)[j];
    const sums = Steps.sums(data, y, k);
    const most = Math.min(data.d, 8);
    const exponent = data.masses ? data.masses.exponent : 0;
    const slopes = slopesOf(set, y, centroids, k, j, sums);
    const rows = Array.from({ length: most }, (_, l) => {
      const sum = Exact.rounded(sums[j * data.d + l], 1n, data.columns[l].exponent + exponent);
      const m = centroids[j * data.d + l];
      const slope = slopes[l];
      return K.html("tr", {}, K.html("th", { scope: "row" }, set.columns[l]),
        K.html("td", { class: "worked" }, `2 · (${plain(mass)} · ${bracketed(m)} − ${bracketed(sum)})`),
        K.html("td", {}, plain(slope)),
        K.html("td", {}, `${bracketed(sum)} / ${plain(mass)} = ${plain(mass ? sum / mass : NaN)}`));
    });
    const scaled = set.isScaled ? " (scaled)" : "";
    table.replaceChildren(
      K.html("thead", {}, K.html("tr", {}, ...["column",
        `2 · (mⱼ Σ yᵢⱼ${data.masses ? " wᵢ" : ""} − Σ yᵢⱼ ${data.masses ? "wᵢ " : ""}xᵢ)${scaled}`, "∂J/∂mⱼ", "it is 0 at"]
        .map((name) => K.html("th", { scope: "col" }, name)))),
      K.html("tbody", {}, ...rows));
    const isFlat = slopes.every((slope) => slope === 0);
    note.textContent = mass === 0 ? `Cluster ${j} has no point, so J does not depend on its centroid.`
      : isFlat ? `Centroid ${j} is at the mean of its points: the slope is 0 in every column.`
        : `Centroid ${j} is off the mean of its points. The arrow in the picture is the slope: J rises ` +
          "that way, and falls the other way, towards the mean.";
  }

  const bracketed = (value) => (value < 0 ? `(${plain(value)})` : plain(value));

  /// The gradient by column; exactly 0 where the centroid is the rounded mean.
  function slopesOf(set, y, centroids, k, j, sums) {
    const { data } = set;
    const weight = Steps.wholeWeights(data, y, k)[j];
    if (weight === 0n) return new Float64Array(data.d);
    const mass = Exact.rounded(weight, 1n, data.masses ? data.masses.exponent : 0);
    return Float64Array.from({ length: data.d }, (_, l) => 2 * mass * (centroids[j * data.d + l] -
      Exact.rounded(sums[j * data.d + l], weight, data.columns[l].exponent)));
  }

  /// How many ways there are to label the points, as a power of ten.
  const ways = (n, k) => (k < 2 ? "1" : `about 10${power(Math.round(n * Math.log10(k)))}`);
  const power = (number) => String(number).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);

  return { labels, gradient, ways };
})();

"""#

  static let explain_numbers_js = #"""
// The formulas with the numbers of one point and of one centroid put in.

const Numbers = (() => {
  const mostColumns = 8;
  const mostClusters = 40;

  /// A number in a formula: signs set apart by their meaning.
  const plain = (value) => K.number(value, 4).replace("-", "−");

  /// Said of numbers that are not in the units of the data.
  const scaled = (set) => (set.isScaled ? " (scaled)" : "");

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
      heading(["centroid", `‖xᵢ − mⱼ‖²${scaled(set)}`, "yᵢⱼ",
        ...(isWorkedOut ? [`worked out${scaled(set)}`] : [])]),
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
      heading(["column", ...(masses ? [`Σ yᵢⱼ wᵢ xᵢ${scaled(set)}`, "Σ yᵢⱼ wᵢ"]
        : [`Σ yᵢⱼ xᵢ${scaled(set)}`, "Σ yᵢⱼ"]), `the mean${scaled(set)}`, `mⱼ now${scaled(set)}`]),
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

  static let explain_objective_js = #"""
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

"""#

  static let explain_plot_js = #"""
// The picture: points by colour and mark, centroids by number, cells, and lines.

const Plot = (() => {
  const margin = { right: 14, top: 12, bottom: 42 };

  /// The two directions of the picture: two principal axes, or two columns, and where 0 is.
  function directions(set) {
    const { d } = set.data;
    const unit = (column) => Float64Array.from({ length: d }, (_, l) => Number(l === column));
    if (set.axes && set.plane.kind === "axes") return { axes: set.axes, origin: set.origin };
    const { across, up } = set.plane;
    return { axes: d === 1 ? [unit(0)] : [unit(across), unit(up)], origin: new Float64Array(d) };
  }

  /// Where a point of d features lies in the picture's plane.
  function flatten(set, values, start) {
    const { axes, origin } = set.directions;
    const [x, y = 0] = axes.map((axis) =>
      axis.reduce((sum, part, l) => (part ? sum + part * (values[start + l] - origin[l]) : sum), 0));
    return [x, y];
  }

  /// The change of d features that a step in the plane is.
  function unflatten(set, [across, up]) {
    const [first, second] = set.directions.axes;
    return Array.from(first, (part, l) => across * part + (second ? up * second[l] : 0));
  }

  /// The squared distances of centroids from the plane through the mean of all points; see `cell`.
  function offsets(set, centroids, places, count) {
    const { d } = set.data;
    if (d <= 2) return new Float64Array(count);
    const [a, b] = flatten(set, set.mean, 0);
    return Float64Array.from({ length: count }, (_, j) =>
      Exact.distanceSquared(centroids, j * d, set.mean, 0, d) -
        (places[j][0] - a) ** 2 - (places[j][1] - b) ** 2);
  }

  /// The places of all points, and the box around them, made once a plane.
  function prepare(set) {
    const { x, n, d } = set.data;
    set.plane ??= { kind: set.axes ? "axes" : "columns", across: 0, up: 1 };
    const key = JSON.stringify(set.plane);
    if (set.places && set.placesOf === key) return;
    set.placesOf = key;
    set.directions = directions(set);
    set.mean ??= Float64Array.from({ length: d }, (_, l) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += x[i * d + l] / n;
      return sum;
    });
    set.places = Array.from({ length: n }, (_, i) => flatten(set, x, i * d));
    const range = (axis) => {
      let [least, greatest] = [Infinity, -Infinity];
      for (const place of set.places) {
        least = Math.min(least, place[axis]);
        greatest = Math.max(greatest, place[axis]);
      }
      const room = (greatest - least) * 0.05 || Math.max(1, Math.abs(least) * 1e-6);
      return [least - room, greatest + room];
    };
    set.ranges = [range(0), range(1)];
    set.zoom = null;
  }

  /// The part of a range that is seen: `share` of it around the middle `at`, both from 0 to 1.
  function seen([from, to], share, at) {
    const half = (to - from) * share / 2;
    const middle = Math.max(from + half, Math.min(to - half, from + at * (to - from)));
    return [middle - half, middle + half];
  }

  /// The maps from the plane to pixels. Both axes have one scale where that costs little room;
  /// otherwise the frame is trimmed to the data, and borders do not look perpendicular.
  function frame(set, width, height) {
    prepare(set);
    let [[left, right], [low, high]] = set.ranges;
    const zoom = set.zoom ?? { share: 1, x: 0.5, y: 0.5 };
    const guess = { width: width - 60 - margin.right, height: height - margin.top - margin.bottom };
    const ratio = (right - left) / guess.width / ((high - low) / guess.height);
    const isEven = set.data.d > 1 && ratio > 0.6 && ratio < 1.7;
    if (isEven) {
      const unit = Math.max((right - left) / guess.width, (high - low) / guess.height);
      const [moreX, moreY] = [
        (unit * guess.width - (right - left)) / 2, (unit * guess.height - (high - low)) / 2,
      ];
      [left, right, low, high] = [left - moreX, right + moreX, low - moreY, high + moreY];
    }
    [left, right] = seen([left, right], zoom.share, zoom.x);
    [low, high] = seen([low, high], zoom.share, zoom.y);
    const count = Math.max(2, Math.round((height - 54) / 60));
    const levels = set.data.d > 1 ? ticksOf(set, 1, [low, high], count) : [];
    const marginLeft = levels.length ? 24 + Axes.roomFor(levels) : 24;
    const x = K.scale(left, right, marginLeft, width - margin.right);
    const y = K.scale(low, high, height - margin.bottom, margin.top);
    return { width, height, marginLeft, x, y, left, right, low, high, levels, isEven, margin };
  }

  /// The Voronoi cell of one centroid within the picture: the box, cut by the line between it and
  /// every other centroid, midway in two columns. Of equal centroids the first has the cell.
  ///
  /// In more columns the picture is a plane, from which centroid j is ‖off_j‖² away: a place p of the
  /// plane is nearest to the j of the least ‖p − place_j‖² + ‖off_j‖², so its borders are straight, too.
  function cell(places, offsets, own, box) {
    let polygon = box;
    const [ax, ay] = places[own];
    for (let other = 0; other < places.length && polygon.length > 2; other++) {
      const [bx, by] = places[other];
      if (other === own) continue;
      const further = (offsets[other] - offsets[own]) / 2;
      if (ax === bx && ay === by) {
        if (further < 0 || (further === 0 && other < own)) return [];
        continue;
      }
      const side = ([x, y]) =>
        (x - (ax + bx) / 2) * (ax - bx) + (y - (ay + by) / 2) * (ay - by) + further;
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

  /// Ticks in the user's units, at places of the clustered space.
  function ticksOf(set, axis, [from, to], count) {
    const column = axis === 0 ? set.plane.across : set.plane.up;
    const [shift, divisor] = set.plane.kind === "axes" ? [0, 1] : [set.shift[column], set.divisor[column]];
    return Axes.ticks(shift + from * divisor, shift + to * divisor, count)
      .map(({ value, label }) => ({ value: (value - shift) / divisor, label }));
  }

  function axes(set, f) {
    const bottom = f.height - margin.bottom;
    const right = f.width - margin.right;
    const count = Math.max(2, Math.round((right - f.marginLeft) / 90));
    const middle = (margin.top + bottom) / 2;
    const [across, up] = axisNames(set, f.width < 420);
    return [
      Axes.below(f.x, ticksOf(set, 0, [f.left, f.right], count), margin.top, bottom, f.width),
      Axes.beside(f.y, f.levels, f.marginLeft, right),
      K.svg("text", {
        class: "name", x: (f.marginLeft + right) / 2, y: f.height - 6, "text-anchor": "middle",
      }, Axes.within(across, right - f.marginLeft)),
      K.svg("text", {
        class: "name", x: 12, y: middle, "text-anchor": "middle",
        transform: `rotate(-90 12 ${middle})`,
      }, Axes.within(up, bottom - margin.top)),
    ];
  }

  function axisNames(set, isNarrow) {
    if (set.plane.kind === "axes") {
      const share = (axis) => `${Math.round(100 * K.data.shares[axis])} %` +
        (isNarrow ? "" : " of the variance");
      return [`first principal axis, ${share(0)}`, `second principal axis, ${share(1)}`];
    }
    const most = isNarrow ? 24 : 40;
    const short = (name) => {
      const characters = [...name];
      return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : name;
    };
    return [short(set.columns[set.plane.across]), short(set.columns[set.plane.up] ?? "")];
  }

  const pointSize = (n) => (n <= 200 ? 8 : n <= 600 ? 6 : 4);

  /// All points as one path a cluster; unlabelled ones are rings, sized by their chance.
  function points(set, f, frame, labels) {
    const size = pointSize(set.data.n) * (set.zoom ? 1.3 : 1);
    const place = (i) => [f.x(set.places[i][0]), f.y(set.places[i][1])];
    if (!labels) {
      const chances = frame.draw?.chances;
      const greatest = chances ? chances.reduce((a, b) => Math.max(a, b), 0) : 0;
      const path = set.places.map((_, i) => {
        const [x, y] = place(i);
        const share = greatest > 0 ? chances[i] / greatest : 0;
        return K.markPath(0, x, y, chances ? 2.5 + 15 * Math.sqrt(share) : size);
      }).join("");
      const isDense = !chances && set.data.n > 600;
      return [K.svg("path", { class: isDense ? "dense unlabelled" : "unlabelled", d: path })];
    }
    const paths = new Map();
    labels.forEach((label, i) => {
      const [x, y] = place(i);
      paths.set(label, (paths.get(label) ?? "") + K.markPath(label, x, y, size));
    });
    return [...paths].sort((a, b) => a[0] - b[0]).map(([label, d]) =>
      K.svg("path", {
        class: set.data.n <= 600 ? "points" : "small points", "data-cluster": label, fill: K.color(label), d,
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

  function cells(f, places, offsets) {
    const box = [[f.left, f.low], [f.right, f.low], [f.right, f.high], [f.left, f.high]];
    return places.map((_, j) => {
      const polygon = cell(places, offsets, j, box);
      if (polygon.length === 0) return null;
      const corners = polygon.map(([x, y]) => `${f.x(x).toFixed(1)},${f.y(y).toFixed(1)}`);
      return K.svg("polygon", { class: "cell", fill: K.color(j), points: corners.join(" ") });
    }).filter((polygon) => polygon !== null);
  }

  /// Two points of a cluster that are far apart, and the line between them, which stays in the cell:
  /// cells are convex.
  function chord(set, f, labels, j) {
    const members = labels.reduce((found, label, i) => {
      if (label === j) found.push(set.places[i]);
      return found;
    }, []);
    if (members.length < 2) return [];
    const far = (from) => members.reduce((best, one) => {
      const distance = (at) => (f.x(at[0]) - f.x(from[0])) ** 2 + (f.y(at[1]) - f.y(from[1])) ** 2;
      return distance(one) > distance(best) ? one : best;
    }, from);
    const [a, b] = [far(members[0]), far(far(members[0]))];
    const [x1, y1, x2, y2] = [f.x(a[0]), f.y(a[1]), f.x(b[0]), f.y(b[1])];
    return [
      K.svg("line", { class: "chord", x1, y1, x2, y2 }),
      ...[[x1, y1], [x2, y2]].map(([cx, cy]) => K.svg("circle", { class: "chord", cx, cy, r: 5 })),
    ];
  }

  return { flatten, unflatten, offsets, frame, cell, axes, points, lines, cells, chord, margin };
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

  static let explain_view_js = #"""
// What part of the picture is seen, and along which axes: zoom, pan, principal axes or columns.

const View = (() => {
  const { state, find } = Page;

  /// Zooms so that `share` of the whole is seen, with the place (x, y), from 0 to 1, kept.
  function zoom(factor, x = 0.5, y = 0.5) {
    const { set } = state;
    const old = set.zoom ?? { share: 1, x: 0.5, y: 0.5 };
    const share = Math.min(1, Math.max(1 / 64, old.share * factor));
    // What lies at (x, y) of the picture stays there.
    const kept = (middle, at) => middle + (at - 0.5) * (old.share - share);
    set.zoom = share === 1 ? null : { share, x: kept(old.x, x), y: kept(old.y, y) };
    inside(set.zoom);
    show();
  }

  /// Keeps the part that is seen within the whole.
  function inside(zoom) {
    if (!zoom) return;
    const half = zoom.share / 2;
    for (const axis of ["x", "y"]) zoom[axis] = Math.max(half, Math.min(1 - half, zoom[axis]));
  }

  /// Moves what is seen by shares of the picture.
  function pan(across, up) {
    const { set } = state;
    if (!set.zoom) return;
    set.zoom.x -= across * set.zoom.share;
    set.zoom.y -= up * set.zoom.share;
    inside(set.zoom);
    show();
  }

  function show() {
    const { zoom: now } = state.set;
    find("zoom-out").disabled = find("zoom-all").disabled = !now;
    find("zoom-in").disabled = now !== null && now.share <= 1 / 64;
    Page.drawing.classList.toggle("is-zoomed", now !== null);
    Page.draw();
  }

  /// The choices of axes that a data set has.
  function offer(set) {
    const isWide = Boolean(set.axes);
    find("plane-choice").hidden = !isWide;
    find("plane").value = set.plane?.kind ?? (isWide ? "axes" : "columns");
    const most = 200;
    for (const [id, column] of [["across", set.plane?.across ?? 0], ["up", set.plane?.up ?? 1]]) {
      find(id).replaceChildren(...set.columns.slice(0, most).map((name, l) =>
        K.html("option", { value: l, selected: l === column }, name)));
    }
    tell(set);
    find("zoom-out").disabled = find("zoom-all").disabled = !set.zoom;
  }

  /// What is chosen, and what the cells then are.
  function tell(set) {
    const isColumns = find("plane").value === "columns";
    find("columns-choice").hidden = !isColumns;
    find("plane-note").hidden = !set.axes;
    find("plane-note").textContent = !set.axes ? "" :
      `The clustering is in all ${set.columns.length} columns; the picture shows it ` +
      (isColumns ? "by two of them. " : "along the two directions in which the points vary most. ") +
      "Cells are then cut by the plane through the mean of all points; a point off that plane can " +
      "lie over the cell of another cluster.";
  }

  function choose() {
    const { set } = state;
    const [across, up] = [Number(find("across").value), Number(find("up").value)];
    set.plane = { kind: find("plane").value, across, up };
    set.zoom = null;
    tell(set);
    show();
  }

  /// Listens to the controls.
  function listen() {
    for (const id of ["plane", "across", "up"]) find(id).addEventListener("change", choose);
    find("zoom-in").addEventListener("click", () => zoom(0.5));
    find("zoom-out").addEventListener("click", () => zoom(2));
    find("zoom-all").addEventListener("click", () => { state.set.zoom = null; show(); });
    // Only with Ctrl, or a pinch on a touchpad, so that the page still scrolls.
    Page.drawing.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = Page.drawing.getBoundingClientRect();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, (event.clientX - box.left) / box.width,
        1 - (event.clientY - box.top) / box.height);
    }, { passive: false });
  }

  return { zoom, pan, offer, listen };
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

.explain { display: grid; gap: 0 1rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
.explain figure { margin: 0; }
#stage > .faint { font-size: 0.9rem; margin-bottom: 0; max-width: none; }
#stage .tools { margin-top: 0.4rem; }
#stage .tools .row { gap: 0.3rem; }
#objective p { margin: 0.3rem 0 0.2rem; max-width: none; font-variant-numeric: tabular-nums; }
#objective { min-height: 3.2rem; }
#facts { margin: 0; }
header h1 { font-size: 1.3rem; margin: 0; }
#label-matrix th, #label-matrix td { text-align: center; }
#label-matrix th:first-child { text-align: left; }
#label-matrix .chosen { background: var(--panel); }
#label-matrix .sum td, #label-matrix .sum th { border-top: 2px solid var(--line); }
#label-matrix .gap { color: var(--faint); }
.explain > *, .panel > * { min-width: 0; }
@media (max-width: 60rem) { .explain { grid-template-columns: minmax(0, 1fr); } }

.stepper { position: sticky; top: 0; z-index: 1; background: var(--paper); padding: 0.4rem 0; }
.stepper input[type="range"] { flex: 1 1 10rem; min-width: 6rem; padding: 0; }
.stepper #place { font-variant-numeric: tabular-nums; flex: 0 0 auto; min-width: 15rem; }
#words { min-height: 3em; max-width: none; margin: 0.25rem 0; }
@media (max-width: 60rem) {
  .stepper { position: static; }
  .explain > div { margin-top: 1rem; }
}
@media (max-width: 30rem) {
  #words { min-height: 4.4em; font-size: 0.93rem; line-height: 1.4; }
  #facts { font-size: 0.85rem; }
  header h1 { font-size: 1.1rem; }
  header select { max-width: 11.5rem; }
  header button { padding: 0.25rem 0.4rem; }
  header label { font-size: 0; }
  header label select { font-size: 1rem; }
  .stepper .row { gap: 0.25rem; }
  .stepper button { padding: 0.2rem 0.45rem; font-size: 0.93rem; }
  .stepper #place { min-width: 0; font-size: 0.85rem; }
}

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
svg .dense.unlabelled { opacity: 0.45; }
svg .small.points { fill-opacity: 0.6; }
svg .chord { stroke: var(--ink); stroke-width: 2; fill: var(--paper); }
svg .slope { stroke: var(--warm); stroke-width: 4; }
svg .slope-tip { fill: var(--warm); }
#least svg { max-width: min(100%, 640px); height: auto; }
#least svg .grid { stroke: var(--line); stroke-width: 1; }
#least svg .faint { fill: var(--faint); }
#least svg .ink { stroke: var(--ink); }
#least svg .accent { stroke: var(--accent); fill: none; stroke-width: 2.5px; }
svg .mean { fill: var(--ink); stroke: var(--paper); stroke-width: 1; }
svg .mark-only { fill: var(--faint); stroke: var(--ink); }
svg .disc-only { fill: var(--paper); stroke: var(--ink); }
svg .part { stroke: var(--panel); stroke-width: 1; }
svg .at-means { opacity: 0.45; }
svg .ink-line { stroke: var(--ink); stroke-width: 2; }
svg.is-zoomed { cursor: move; touch-action: none; }
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
    let panned = null;
    Page.drawing.addEventListener("pointerdown", (event) => {
      const marker = event.target.closest(".centroid");
      if (!marker) {
        panned = state.set.zoom ? [event.clientX, event.clientY] : null;
        if (panned) Page.drawing.setPointerCapture(event.pointerId);
        return pick(event);
      }
      marker.setPointerCapture(event.pointerId);
      dragged = { j: Number(marker.dataset.cluster), from: placeOf(event).plane };
      state.cluster = dragged.j;
      event.preventDefault();
      marker.focus();
    });
    Page.drawing.addEventListener("pointermove", (event) => {
      if (panned) {
        const box = Page.drawing.getBoundingClientRect();
        View.pan((event.clientX - panned[0]) / box.width, (panned[1] - event.clientY) / box.height);
        panned = [event.clientX, event.clientY];
      }
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
        panned = null;
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
    for (const id of ["cells", "lines", "chord", "made"]) listen(id, "change", Page.draw);
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
    listen("show-least", "click", () => Acts.showOnce(Least.run()));
    listen("hold", "change", (event) => Acts.hold(event.target.checked));
    listen("to-means", "click", () => Acts.hold(true));
    listen("save-picture", "click", () => K.saveSVG(Page.drawing, "k-means.svg"));
    document.addEventListener("keydown", keys);
  }

  find("theme").append(K.themeButton());
  find("dataset").append(
    K.html("option", { value: "own" }, `your data: ${K.data.name}`),
    K.html("option", { value: "houses" }, "Real estate: area and price"),
    ...Sets.failing.map(({ key, title }) => K.html("option", { value: key }, title)));
  Page.makeDrawing();
  controls();
  View.listen();
  dragging();
  Acts.choose("own");
  new ResizeObserver(() => Page.draw()).observe(find("picture"));
  addEventListener("resize", Page.draw);
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
        const words = clusters.map((cluster) =>
          `${shown(amount(cluster))} (${share(amount(cluster))})`);
        const bar = K.scale(0, most, 0, Math.max(20, width - 66 - Axes.widest(words)));
        return drawing(width, clusters.length * step + 4, finding, ...clusters.map((cluster, row) => {
          const y = row * step + step / 2 + 2;
          const length = bar(amount(cluster));
          return K.svg("g", {}, rowLabel(cluster.number, y),
            K.svg("rect", {
              x: 56, y: y - step * 0.36, width: Math.max(1, length), height: step * 0.72,
              fill: K.color(cluster.number),
            }),
            text(64 + length, y + 4, words[row]));
        }));
      },
    });
  }

  // Blue and orange, which few readers confuse; the number is there for those who do.
  const [low, high] = ["#2166ac", "#b35806"];

  /// To one decimal, with its sign where it has one.
  function differenceText(difference) {
    const text = difference.toFixed(1);
    if (Number(text) === 0) return "0.0";
    return difference > 0 ? `+${text}` : K.signed(text);
  }

  function heatCell(x, y, width, height, difference) {
    const size = Math.abs(difference);
    const isSolid = size >= 2;
    return K.svg("g", {},
      K.svg("rect", {
        x: x + 1, y: y + 1, width: width - 2, height: height - 2, rx: 3,
        fill: difference < 0 ? low : high, "fill-opacity": isSolid ? 1 : (size / 2) * 0.55,
      }),
      text(x + width / 2, y + height / 2 + 4, differenceText(difference),
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
        const names = features.map((feature) => isolated(Axes.within(feature.name, 112)));
        // Names lean to the right, by 35 degrees.
        const lean = Math.ceil(Math.max(0, ...names.map((name, column) =>
          Axes.widthOf(name) * 0.82 + 14 - (features.length - 1 - column) * 50)));
        const cell = Math.max(50, Math.min(120, (width - left - lean) / features.length));
        const wide = Math.max(width, left + cell * features.length + lean);
        const heads = features.map((feature, column) => {
          const x = left + (column + 0.5) * cell;
          return K.svg("g", {},
            K.svg("text", { transform: `translate(${x - 4},${top - 26}) rotate(-35)` },
              names[column], K.svg("title", {}, feature.name)),
            text(x, top - 8, percent(feature.separation, 0),
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
            text(width - 4, y + height / 2 + 4, K.signed(band.mean.toFixed(2)), { "text-anchor": "end" }));
          y += height + 6;
          return shape;
        });
        const mean = line(x(found.mean), 2, x(found.mean), y, {
          class: "ink", "stroke-width": 2, "stroke-dasharray": "5 4",
        });
        return drawing(width, y + 24, finding, Axes.below(x, Axes.ticks(x.inverse(56), 1, 5), 2, y, width),
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
        return drawing(width, bottom + 24, finding, Axes.below(x, Axes.ticks(0, greatest, 5), 2, bottom, width),
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
        const levels = Axes.ticks(least, greatest, 4);
        const [left, right, top, bottom] = [Axes.roomFor(levels), width - 20, 12, 230];
        const first = isSplit ? 0 : 1;
        const x = K.scale(first, Math.max(first + 1, longest), left, right);
        const pad = (greatest - least) * 0.05;
        const y = K.scale(least - pad, greatest + pad, bottom, top);
        const path = (start) => start.values.map((value, index) =>
          `${index ? "L" : "M"}${x(start.iterations[index]).toFixed(1)},${y(value).toFixed(1)}`).join("");
        const steps = K.ticks(first, Math.max(first + 1, longest), Math.min(8, longest))
          .filter((value) => Number.isInteger(value) && value >= first);
        return drawing(width, bottom + 44, finding,
          Axes.below(x, steps.map((value) => ({ value, label: `${value}` })), top, bottom, width),
          Axes.beside(y, levels, left, right),
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

  /// Rows of each cluster as images, those nearest to the centroid and the farthest.
  function members(section) {
    const { rows, columns, groups } = K.data.members;
    const most = Math.max(...groups.map((group) => group.nearest.length + group.farthest.length));
    const pictures = groups.map((group) => [group.nearest, group.farthest].map((list) =>
      list.map((member) => ({ member,
        address: greyImage(Report.unpacked(member.pixels, Uint8Array), rows, columns) }))));
    Report.figure(section, {
      name: "members",
      caption: "Of each cluster, the rows that are nearest to the centroid, at the left, and those " +
        "that are farthest from it, at the right; the nearest and the farthest are outermost." +
        (groups.length < clusters.length ? ` The first ${groups.length} of ${clusters.length} clusters.` : ""),
      draw: (width) => {
        const side = Math.max(24, Math.min(64, Math.floor((width - 70) / most) - 3));
        const [tall, wide] = [side * Math.min(1, rows / columns), side * Math.min(1, columns / rows)];
        const across = Math.max(width, 70 + most * 27);
        return drawing(across, 22 + groups.length * (side + 8),
          `Rows of ${plural(groups.length, "cluster")} as images, near to and far from the centroid.`,
          text(48, 14, "nearest", { class: "faint" }),
          text(across - 2, 14, "farthest", { "text-anchor": "end", class: "faint" }),
          ...groups.map((group, row) => {
            const y = 22 + row * (side + 8);
            const put = ({ member, address }, x) => K.svg("image", {
              x, y, width: wide, height: tall, href: address, preserveAspectRatio: "none",
            }, K.svg("title", {}, `row ${counted(member.row)}`));
            const [near, far] = pictures[row];
            return K.svg("g", {}, rowLabel(group.cluster, y + side / 2),
              ...near.map((one, index) => put(one, 48 + index * (side + 3))),
              ...far.map((one, index) => put(one, across - (index + 1) * (side + 3) + 3)));
          }));
      },
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

  return { addresses, sizes, heat, silhouette, distances, descent, images, members, swatches };
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
    const swatch = K.data.swatches?.[K.data.clusters.findIndex((one) => one.number === cluster)];
    item.prepend(Report.glyph(cluster), ...(swatch ? [K.html("span", {
      class: "swatch", style: `background: rgb(${swatch.join(",")})`, "aria-hidden": "true",
    })] : []), ...(image ? [K.html("img", { src: image, alt: "" })] : []));
  }

  const clusterCell = (number) =>
    K.html("span", {}, Report.glyph(number), ` ${number}`);

  /// The columns of a table that hold features, by `values(row)`; none of pixels.
  const isImage = Boolean(K.data.images);
  const featureColumns = (shown, values) => (isImage ? [] : shown).map((feature, index) => ({
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
      (isImage ? "The clusters in numbers; their centroids are above, as images"
        : isByAngle ? "The direction of every cluster, a vector of length 1" +
        (K.data.isScaled ? ", after scaling" : "")
        : "The mean of every column by cluster, in the units of the data") + ". Headings sort the table." +
      (rest > 0 && !isImage ? ` ${plural(rest, "column")} that separate the clusters less are not shown.` : "") +
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
    // The page holds the labels of the rows that it draws. A part of them is not what a reader of
    // "labels" would expect, so there is no button for it.
    const isWhole = sample.count === K.data.points;
    section("centroids").append(K.html("div", { class: "row tools" },
      Report.csvButton("Save clusters as CSV", "clusters", clusterRows),
      isWhole ? Report.csvButton("Save labels as CSV", "labels", labelRows)
        : K.html("span", { class: "faint" },
          `The page holds ${Report.counted(sample.count)} of ${Report.counted(K.data.points)} labels` +
          (K.data.labelsPlace ? `; ${K.data.labelsPlace}` : "."))));
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
  if (section("features")) Figures.heat(section("features"));
  if (section("others")) Others.draw(section("others"));
  Figures.silhouette(section("silhouette"));
  Figures.distances(section("distances"));
  farthest();
  if (K.data.search) Course.draw(section("search"));
  if (K.data.descent) Figures.descent(section("descent"));
  if (K.data.images) Figures.images(section("images"));
  if (K.data.members) Figures.members(section("members"));
  if (K.data.swatches) Figures.swatches(section("swatches"));
  centroids();
})();

"""#

  static let report_others_js = #"""
// What the clusters have of the columns that took no part.

const Others = (() => {
  const { percent, counted } = Report;
  const { clusters, others } = K.data;
  const isWeighted = K.data.weight !== undefined;
  const amount = (value) => (isWeighted ? K.number(value) : counted(value));
  const sum = (values) => values.reduce((a, b) => a + b, 0);

  const clusterCell = (number) => K.html("span", {}, Report.glyph(number), ` ${number}`);

  /// A share of its row, on a ground that is the darker the greater it is.
  const shareCell = (count, all) => K.html("span", {
    class: "share", style: `background: color-mix(in srgb, var(--accent) ${Math.round(35 * count / all)}%, transparent)`,
  }, percent(count / all, 0));

  /// How many rows of each cluster have each value.
  function categories(section, other) {
    const { values, counts } = other;
    const rows = clusters.map((cluster, index) => ({ ...cluster, counts: counts[index] }));
    const hasMissing = counts.some((row) => row[values.length] > 0);
    const names = hasMissing ? [...values, "no value"] : values;
    const telling = rows.filter((row) => sum(row.counts) > 0).map((row) => {
      const all = sum(row.counts);
      const most = row.counts.indexOf(Math.max(...row.counts));
      return { number: row.number, value: names[most] ?? "no value", share: row.counts[most] / all };
    }).filter(({ share }) => share >= 0.5).sort((a, b) => b.share - a.share).slice(0, 4);
    section.append(K.html("h3", {}, K.html("bdi", {}, Report.clipped(other.name, 60))));
    section.append(K.html("p", {}, telling.length === 0
      ? "No cluster has one value for half of its rows. " : "",
    ...telling.flatMap(({ number, value, share }, index) => [
      index ? ", " : "", `${index ? "cluster" : "Cluster"} ${number} is ${percent(share, 0)} `,
      K.html("bdi", {}, value)]),
    telling.length ? ". " : "",
    `Cramér's V is ${other.strength.toFixed(2)} (0: no connection, 1: a full one).`));
    Report.table(section, {
      caption: other.name,
      columns: [
        { name: "cluster", value: (row) => row.number, show: (row) => clusterCell(row.number) },
        ...names.map((name, index) => ({
          name, value: (row) => row.counts[index] / (sum(row.counts) || 1),
          show: (row) => K.html("span", {}, `${amount(row.counts[index])} `,
            shareCell(row.counts[index], sum(row.counts) || 1)),
        })),
      ],
      rows,
    });
  }

  /// The means of columns of numbers.
  function numbers(section, found) {
    section.append(K.html("h3", {}, "Means of other columns"));
    Report.table(section, {
      caption: "Means of columns that took no part",
      columns: [
        { name: "cluster", value: (row) => row.number, isText: false,
          show: (row) => (row.number === null ? "all rows" : clusterCell(row.number)) },
        ...found.map((other, column) => ({ name: other.name, value: (row) => row.means[column] })),
      ],
      rows: [...clusters.map((cluster, index) => ({
        number: cluster.number, means: found.map((other) => other.means[index] ?? null),
      })), { number: null, means: found.map((other) => other.mean) }],
    });
  }

  function draw(section) {
    section.append(K.html("p", {}, "These columns were not clustered. What they have to do " +
      "with the clusters, the most telling first:"));
    for (const other of others.filter((one) => one.values)) categories(section, other);
    const means = others.filter((one) => one.means);
    if (means.length) numbers(section, means);
  }

  return { draw };
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

  const levels = plane.kind === "line" ? [] : Axes.ticks(plane.box[1], plane.box[3], 6);

  function axes(x, y, area) {
    const [left, top, right, bottom] = area;
    const label = (axis) => plane.kind === "axes"
      ? `${plane.names[axis]} (${percent(plane.explained[axis])} of the variance)`
      : isolated(clipped(plane.names[axis] ?? "", 50));
    return K.svg("g", {},
      Axes.below(x, Axes.ticks(plane.box[0], plane.box[2], (right - left) / 80), top, bottom, right + 14),
      plane.kind === "line" ? null : Axes.beside(y, levels, left, right),
      text((left + right) / 2, bottom + 36, Axes.within(label(0), right - left),
        { "text-anchor": "middle" }),
      plane.kind === "line" ? null : text(0, 0, Axes.within(label(1), bottom - top), {
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
  function numbers(x, y, area) {
    const places = Axes.around(clusters.map((cluster, index) => ({
      x: x(plane.centroids[index][0]), y: y(plane.centroids[index][1]), label: `${cluster.number}`,
    })), area);
    return K.svg("g", { "aria-hidden": "true", style: "pointer-events: none" },
      ...clusters.map((cluster, index) => places[index] && text(
        ...places[index], `${cluster.number}`, { class: "halo strong", style: "font-size: 15px" })));
  }

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
        const area = [plane.kind === "line" ? 16 : 26 + Axes.roomFor(levels), 10, width - 14, height - 44];
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
        ...centroids(x, y, tell, width < 600), numbers(x, y, area));
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
        const values = marks(whole.objective, x);
        const grid = Axes.below(x, values.map((value) => ({ value, label: Axes.texts([value])[0] }))
          .sort((a, b) => x(a.value) - x(b.value)), 2, bottom, end);
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
          grid, line(4, y(heights[0]), x(whole.objective), y(heights[0]), { class: "ink", "stroke-width": 1.5 }),
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
  /// What a criterion's choice is, and whether the figure has a place for it.
  const choiceWords = (choice) => (choice === undefined ? ""
    : counts.includes(choice) ? ` Its choice is k\u00a0=\u00a0${choice}, filled.`
      : choice === 1 ? " Its choice is 1 cluster, that is none; k = 1 is not drawn."
        : ` Its choice is k = ${choice}, which is not drawn.`);

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
      caption: `${title}.` + choiceWords(choice) +
        (hasError ? ` Bars are ${means}.` : "") +
        (verdict === null ? "" : ` The dashed line is the verdict, k\u00a0=\u00a0${verdict}.`),
      draw: (width) => {
        const ends = shown.flatMap((entry) => [
          value(entry) - (error(entry) ?? 0), value(entry) + (error(entry) ?? 0)]);
        const [least, greatest] = [Math.min(...ends), Math.max(...ends)];
        const levels = Axes.ticks(least, greatest, 4);
        const [left, right, top, bottom] = [Axes.roomFor(levels), width - 16, 12, 210];
        const pad = (greatest - least || Math.abs(greatest) * 1e-3 || 1) * 0.06;
        const x = K.scale(Math.min(...counts), Math.max(...counts), left + 10, right - 10);
        const y = K.scale(least - pad, greatest + pad, bottom, top);
        const every = Math.ceil(counts.length / ((right - left) / 34));
        const path = shown.map((entry, index) =>
          `${index ? "L" : "M"}${x(entry.clusters).toFixed(1)},${y(value(entry)).toFixed(1)}`).join("");
        return drawing(width, bottom + 42, finding,
          Axes.beside(y, levels, left, right),
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

  /// The clusters of some k as small pictures of the same points.
  function pictures(place) {
    const found = K.data.pictures;
    if (!found || !found.count) return;
    const xs = Report.unpacked(found.x, Uint16Array);
    const ys = Report.unpacked(found.y, Uint16Array);
    const [width, height] = [150, 112];
    const picture = ({ clusters, labels }) => {
      const paths = new Map();
      Report.unpacked(labels, Uint32Array).forEach((label, point) => {
        const x = 5 + (xs[point] / 65535) * (width - 10);
        const y = height - 5 - (ys[point] / 65535) * (height - 10);
        paths.set(label, `${paths.get(label) ?? ""}M${x.toFixed(1)},${y.toFixed(1)}h0`);
      });
      const isVerdict = clusters === verdict;
      const svg = drawing(width, height, `${clusters} clusters`, ...[...paths].map(([label, d]) =>
        K.svg("path", { d, stroke: K.color(label), "stroke-width": 3, "stroke-linecap": "round", fill: "none" })));
      return K.html("div", { class: isVerdict ? "thumb is-verdict" : "thumb" }, svg,
        K.html("p", {}, isVerdict ? K.html("strong", {}, `k = ${clusters}`) : `k = ${clusters}`));
    };
    place.append(
      K.html("p", { class: "faint" }, `The clusters of each k${found.isPrincipal ? ", on the two principal axes" : ""}` +
        `${found.pictures.length < entries.length ? "; of those tried, the nearest to what the criteria choose" : ""}:`),
      K.html("div", { class: "thumbs" }, ...found.pictures.map(picture)));
  }

  pictures(document.getElementById("pictures"));
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
.swatch {
  display: inline-block; width: 2.4rem; height: 1.1rem; border: 1px solid var(--line);
  border-radius: 0.2rem; margin-right: 0.5rem; vertical-align: -0.2rem; print-color-adjust: exact;
}
.share { display: inline-block; min-width: 3.4rem; padding: 0 0.3rem; border-radius: 0.2rem; }
.thumbs { display: flex; flex-wrap: wrap; gap: 0.6rem; }
.thumb { width: 150px; background: var(--panel); border: 1px solid transparent; border-radius: 0.4rem; }
.thumb.is-verdict { border-color: var(--accent); }
.thumb svg { display: block; width: 100%; }
.thumb p { margin: 0 0 0.2rem; text-align: center; font-size: 0.9rem; }
.tools { margin-top: 0.6rem; }
.hint { font-size: 0.85rem; margin: 0.2rem 0; }
.scroll.is-cut { border: 1px solid var(--line); border-radius: 0.4rem; }
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
  .scroll svg { max-width: 100%; height: auto; }
  .scroll thead th { position: static; }
  .tools, nav, .readout, .hint { display: none !important; }
  section > p:first-of-type { break-after: avoid; }
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

  const { percent } = K;
  /// A count, with commas between thousands.
  const counted = (count) => count.toLocaleString("en-US");
  const plural = (count, noun) => `${counted(count)} ${noun}${count === 1 ? "" : "s"}`;

  /// Formats numbers in a column, with the same decimals for all.
  function columnText(values) {
    const found = values.filter(Number.isFinite);
    const greatest = Math.max(0, ...found.map(Math.abs));
    // Very large and very small numbers are powers of ten, all of a column alike.
    if (greatest && (greatest >= 1e15 || greatest < 1e-3)) {
      return (value) => (Number.isFinite(value)
        ? (value === 0 ? "0" : K.signed(value.toExponential(3))) : "–");
    }
    const decimals = found.every(Number.isInteger) ? 0
      : Math.max(0, Math.min(12, 3 - Math.floor(Math.log10(greatest))));
    const options = {
      useGrouping: greatest >= 10000, minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    };
    const zero = (0).toLocaleString("en-US", options);
    return (value) => {
      if (!Number.isFinite(value)) return "–";
      const text = value.toLocaleString("en-US", options);
      return text === `-${zero}` ? zero : K.signed(text);
    };
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

  /// What a sheet of A4 or letter holds between its margins, in pixels.
  const paperWidth = 660;
  const figures = [];
  let isWatched = false;

  /// Draws every figure again whose width has changed.
  function watchWidths() {
    if (isWatched) return;
    isWatched = true;
    addEventListener("resize", () => {
      for (const figure of figures) figure.fit();
    });
    // On paper figures are drawn anew for its width, so that their type keeps its size, and wide
    // tables become smaller.
    addEventListener("beforeprint", () => {
      for (const figure of figures) figure.fit(true, paperWidth / figure.across());
      for (const table of document.querySelectorAll(".scroll > table")) {
        table.style.zoom = Math.min(1, paperWidth / table.scrollWidth);
      }
    });
    addEventListener("afterprint", () => {
      for (const figure of figures) figure.fit(true);
      for (const table of document.querySelectorAll(".scroll > table")) table.style.zoom = "";
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
    const hint = K.html("p", { class: "hint faint", hidden: true }, "The figure scrolls sideways.");
    const element = K.html("figure", { id: `figure-${name}` },
      K.html("figcaption", {}, caption), hint, holder, ...extra,
      K.html("div", { class: "row tools" }, ...tools, save));
    section.append(element);
    let drawnWidth = 0;
    const fit = (isForced = false, given = holder.clientWidth) => {
      const width = Math.max(240, Math.floor(given));
      if (width === drawnWidth && !isForced) return;
      drawnWidth = width;
      const drawing = draw(width);
      const own = drawing.viewBox.baseVal.width;
      const isWide = own > width + 1;
      if (isWide) drawing.style.width = `${own}px`;
      holder.className = isWide ? "scroll" : "";
      hint.hidden = !isWide;
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
    figures.push({ fit, across: () => (element.closest(".columns") ? 2.1 : 1) });
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
        K.html("bdi", {}, clipped(column.name, 40))),
      // Browsers repeat the head of a table on every sheet only where it holds nothing to press.
      K.html("bdi", { class: "on-paper" }, clipped(column.name, 40))));
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
    const hint = K.html("p", { class: "hint faint", hidden: true });
    const holder = K.html("div", {
      class: "scroll", tabindex: "0", role: "region", "aria-label": `Table: ${caption}`,
    }, K.html("table", {}, K.html("thead", {}, K.html("tr", {}, ...heads)), body));
    section.append(hint, holder);
    new ResizeObserver(() => {
      const ways = [holder.scrollWidth > holder.clientWidth + 1 ? "sideways" : null,
        holder.scrollHeight > holder.clientHeight + 1 ? "down" : null].filter((way) => way);
      hint.hidden = ways.length === 0;
      holder.classList.toggle("is-cut", ways.length > 0);
      hint.textContent = `The table scrolls ${ways.join(" and ")}.`;
    }).observe(holder);
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

  static let search_figure_js = #"""
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

.on-paper { display: none; }

/* On paper every page is light, whatever the reader's theme, and nothing is a control. */
@media print {
  @page { margin: 14mm; }
  :root, :root[data-theme="dark"], :root:not([data-theme="light"]) {
    color-scheme: light;
    --paper: #ffffff;
    --panel: #ffffff;
    --ink: #000000;
    --faint: #3c4450;
    --line: #b4bcc6;
    --accent: #0b5cad;
    --warm: #9a3b00;
  }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  p { max-width: none; }
  svg, img { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  button, select, input[type="range"] { display: none; }
  .on-paper { display: inline; }
  h1, h2, h3, figcaption, caption { break-after: avoid; }
  figure, tr, li, pre { break-inside: avoid; }
  figure { padding: 0; }
  thead { display: table-header-group; }
  .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .scroll { max-height: none; overflow: visible; }
  .scroll svg, figure svg { max-width: 100%; }
}

"""#
}
