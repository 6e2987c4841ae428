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
