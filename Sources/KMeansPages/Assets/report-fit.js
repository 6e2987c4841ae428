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
