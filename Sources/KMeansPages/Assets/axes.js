// The labels of axes: short numbers, measured, so that none is cut and none covers another.

const Axes = (() => {
  const pen = document.createElement("canvas").getContext("2d");
  const known = new Map();

  /// How many pixels words take in a drawing.
  function widthOf(words, size = 12, weight = 400) {
    const key = `${weight} ${size} ${words}`;
    if (!known.has(key)) {
      pen.font = `${weight} ${size}px system-ui, sans-serif`;
      known.set(key, Math.ceil(pen.measureText(words).width) + 1);
    }
    return known.get(key);
  }

  /// The widest of some words.
  const widest = (words, size, weight) =>
    words.reduce((most, one) => Math.max(most, widthOf(one, size, weight)), 0);

  const units = [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]];

  /// Numbers in even steps as the labels of one axis: the same unit and decimals for all, as few
  /// as tell them apart. From 100,000 on they are in thousands (k), millions (M), G or T.
  function texts(values) {
    const greatest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const step = values.length > 1 ? Math.abs(values[1] - values[0]) : greatest || 1;
    const round = (value) => (Math.abs(value) < step * 1e-6 ? 0 : value);
    const decimalsOf = (size) => Math.max(0, Math.min(15, Math.ceil(-Math.log10(size) - 1e-9)));
    if (greatest >= 1e15 || (greatest > 0 && greatest < 1e-4)) {
      const digits = Math.max(0, Math.min(14,
        Math.ceil(Math.log10(greatest) - 1e-9) - Math.floor(Math.log10(step) + 1e-9) - 1));
      return values.map((value) => (round(value) === 0 ? "0" : K.signed(value.toExponential(digits))));
    }
    const [size, name] = (greatest >= 1e5 && units.find(([unit]) => greatest >= unit)) || [1, ""];
    // What needs many decimals is plainer written out.
    const isPlain = decimalsOf(step / size) > 3 && size > 1;
    const [unit, mark] = isPlain ? [1, ""] : [size, name && `\u00a0${name}`];
    const decimals = decimalsOf(step / unit) + (unit > 1 || values.length > 1 ? 0 : 3);
    const options = {
      useGrouping: greatest / unit >= 10000,
      minimumFractionDigits: values.length > 1 ? decimals : 0, maximumFractionDigits: decimals,
    };
    return values.map((value) => (round(value) === 0 ? "0"
      : K.signed((value / unit).toLocaleString("en-US", options)) + mark));
  }

  /// Ticks of an axis with their labels.
  const ticks = (least, greatest, count) => {
    const values = K.ticks(least, greatest, count);
    const labels = texts(values);
    return values.map((value, index) => ({ value, label: labels[index] }));
  };

  /// The labels along a horizontal axis: moved inside the drawing, and left out where they would
  /// cover one before.
  function along(found, scale, width, room = 6) {
    let end = -Infinity;
    return found.map(({ value, label }) => {
      const half = widthOf(label) / 2;
      const middle = Math.max(half, Math.min(width - half, scale(value)));
      if (middle - half < end + room) return { value, label: null, middle };
      end = middle + half;
      return { value, label, middle };
    });
  }

  /// An axis below a plot, with a line up for every tick.
  function below(scale, found, top, bottom, width) {
    return K.svg("g", {}, ...along(found, scale, width).flatMap(({ value, label, middle }) => [
      K.svg("line", {
        x1: scale(value), y1: top, x2: scale(value), y2: bottom, class: "axis grid",
      }),
      label === null ? null : K.svg("text", {
        x: middle, y: bottom + 16, "text-anchor": "middle", class: "faint",
      }, label),
    ]).filter((part) => part !== null));
  }

  /// An axis at the left of a plot, with a line across for every tick.
  function beside(scale, found, left, right) {
    return K.svg("g", {}, ...found.flatMap(({ value, label }) => [
      K.svg("line", {
        x1: left, y1: scale(value), x2: right, y2: scale(value), class: "axis grid",
      }),
      K.svg("text", {
        x: left - 7, y: scale(value) + 4, "text-anchor": "end", class: "faint",
      }, label),
    ]));
  }

  /// The room that an axis at the left needs for its labels.
  const roomFor = (found, more = 10) => widest(found.map(({ label }) => label)) + more;

  /// Words that fit a width in pixels, with "…" where they are cut.
  function within(words, most, size = 12) {
    if (widthOf(words, size) <= most) return words;
    const characters = Array.from(words);
    while (characters.length > 1 && widthOf(`${characters.join("")}…`, size) > most) characters.pop();
    return `${characters.join("")}…`;
  }

  /// Places for labels beside marks, so that no label covers another: each takes the first free
  /// place around its mark, and none where there is none.
  function around(marks, [left, top, right, bottom], size = 15) {
    const taken = [];
    return marks.map(({ x, y, label, far = 9 }) => {
      const [w, h] = [widthOf(label, size, 700), size * 1.25];
      const places = [
        [far, -far], [-far - w, -far], [far, far + h * 0.7], [-far - w, far + h * 0.7],
        [far + 2, h * 0.35], [-far - 2 - w, h * 0.35], [-w / 2, -far - 3], [-w / 2, far + h],
      ];
      for (const [across, down] of places) {
        const box = [x + across, y + down - h * 0.78, x + across + w, y + down + h * 0.24];
        const isInside = box[0] >= left && box[1] >= top && box[2] <= right && box[3] <= bottom;
        const isFree = taken.every((other) => box[0] >= other[2] || box[2] <= other[0] ||
          box[1] >= other[3] || box[3] <= other[1]);
        if (!isInside || !isFree) continue;
        taken.push(box);
        return [x + across, y + down];
      }
      return null;
    });
  }

  return { widthOf, widest, texts, ticks, along, below, beside, roomFor, within, around };
})();
