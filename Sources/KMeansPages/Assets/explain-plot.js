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
