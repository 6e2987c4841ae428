// Compares the page's own arithmetic with the run that the program recorded.

const Check = (() => {
  const bits = (values) => new BigUint64Array(Float64Array.from(values).buffer);
  const areEqual = (a, b) => a.length === b.length && a.every((value, at) => value === b[at]);
  const areSame = (a, b) => areEqual(bits(a), bits(b));

  /// What differs between a run that is over and the record, in words; empty when nothing does.
  function differences(run, record = K.data.record) {
    const found = [];
    const note = (what, isEqual) => { if (!isEqual) found.push(what); };
    note("the draws", record.draws.length === 0 || run.draws.length === record.draws.length &&
      run.draws.every((draw, step) => draw.chosen === record.draws[step].chosen &&
        areEqual(draw.candidates, record.draws[step].candidates)));
    note("the start", areSame(run.start, Sets.decode(record.start)));
    note("the number of iterations", run.iterations === record.iterationCount);
    record.iterations.forEach((iteration, index) => {
      const at = run.starts + 2 * index;
      const [assign, update] = [run.frames[at], run.frames[at + 1]];
      const place = `of iteration ${index + 1}`;
      if (!assign) return note(`the assignment ${place}`, false);
      const labels = Sets.decode(iteration.labels, Int32Array);
      note(`the labels ${place}`, areEqual(assign.labels, labels));
      note(`J after the assignment ${place}`, areSame([assign.objective], [iteration.assigned]));
      const after = assign.isLast ? assign : update;
      if (!after) return note(`the update ${place}`, false);
      note(`the centroids ${place}`, areSame(after.centroids, Sets.decode(iteration.centroids)));
      note(`J after the update ${place}`, areSame([after.objective], [iteration.updated]));
    });
    const last = run.frames[run.frames.length - 1];
    note("the last labels", areEqual(last.labels, Sets.decode(record.labels, Int32Array)));
    note("the last J", areSame([run.objective], [record.objective]));
    note("how it ended", run.isConverged === (record.stopReason === "labelsUnchanged"));
    return found;
  }

  /// One sentence about the run of the program.
  function words(run) {
    const found = differences(run);
    const { iterations, iterationCount } = K.data.record;
    if (found.length > 0) {
      return "This browser's arithmetic does not agree with the program's record: " +
        `${found.slice(0, 3).join(", ")} differ.`;
    }
    const part = iterations.length === iterationCount
      ? `all ${Words.plural(iterationCount, "iteration")}`
      : `the first ${iterations.length} of ${iterationCount} iterations, and of the end,`;
    return "Checked: this page computes everything itself, and the labels, centroids and J of " +
      `${part} equal the program's record to the last bit.`;
  }

  return { differences, words };
})();
