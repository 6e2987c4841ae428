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
