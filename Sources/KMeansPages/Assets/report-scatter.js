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
