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
