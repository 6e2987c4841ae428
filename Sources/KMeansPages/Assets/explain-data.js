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
