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
