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
