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
