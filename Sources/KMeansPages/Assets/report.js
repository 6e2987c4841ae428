// What the reports of a fit and of a sweep share: figures, tables, files.

const Report = (() => {
  /// A name that cannot turn the text around it: Unicode's isolates.
  const isolated = (text) => `\u2068${text}\u2069`;

  /// At most `most` characters.
  function clipped(text, most) {
    const characters = Array.from(text);
    return characters.length > most ? characters.slice(0, most - 1).join("") + "…" : text;
  }

  const { percent } = K;
  /// A count, with commas between thousands.
  const counted = (count) => count.toLocaleString("en-US");
  const plural = (count, noun) => `${counted(count)} ${noun}${count === 1 ? "" : "s"}`;

  /// Formats numbers in a column, with the same decimals for all.
  function columnText(values) {
    const found = values.filter(Number.isFinite);
    const greatest = Math.max(0, ...found.map(Math.abs));
    // Very large and very small numbers are powers of ten, all of a column alike.
    if (greatest && (greatest >= 1e15 || greatest < 1e-3)) {
      return (value) => (Number.isFinite(value)
        ? (value === 0 ? "0" : K.signed(value.toExponential(3))) : "–");
    }
    const decimals = found.every(Number.isInteger) ? 0
      : Math.max(0, Math.min(12, 3 - Math.floor(Math.log10(greatest))));
    const options = {
      useGrouping: greatest >= 10000, minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    };
    const zero = (0).toLocaleString("en-US", options);
    return (value) => {
      if (!Number.isFinite(value)) return "–";
      const text = value.toLocaleString("en-US", options);
      return text === `-${zero}` ? zero : K.signed(text);
    };
  }

  /// Numbers that were packed into text, such as `unpacked(text, Uint16Array)`.
  function unpacked(text, Type) {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new Type(bytes.buffer);
  }

  /// A cluster's mark, as a small drawing beside text.
  function glyph(cluster) {
    return K.svg("svg", { class: "glyph", viewBox: "-9 -9 18 18", "aria-hidden": "true" },
      K.svg("path", { d: K.markPath(cluster, 0, 0, 13), fill: K.color(cluster) }));
  }

  /// The name of the data without its ending, for files that are saved.
  function fileName(what, ending) {
    const name = (K.data.file || document.querySelector("h1").textContent)
      .replace(/\.[A-Za-z0-9]+$/, "").replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 40);
    return `${name || "data"}-${what}.${ending}`;
  }

  /// What a sheet of A4 or letter holds between its margins, in pixels.
  const paperWidth = 660;
  const figures = [];
  let isWatched = false;

  /// Draws every figure again whose width has changed.
  function watchWidths() {
    if (isWatched) return;
    isWatched = true;
    addEventListener("resize", () => {
      for (const figure of figures) figure.fit();
    });
    // On paper figures are drawn anew for its width, so that their type keeps its size, and wide
    // tables become smaller.
    addEventListener("beforeprint", () => {
      for (const figure of figures) figure.fit(true, paperWidth / figure.across());
      for (const table of document.querySelectorAll(".scroll > table")) {
        table.style.zoom = Math.min(1, paperWidth / table.scrollWidth);
      }
    });
    addEventListener("afterprint", () => {
      for (const figure of figures) figure.fit(true);
      for (const table of document.querySelectorAll(".scroll > table")) table.style.zoom = "";
    });
  }

  /// A figure at the end of a section.
  ///
  /// `draw(width)` gives an SVG drawing with a viewBox in pixels; one that is wider than there is
  /// room is scrolled. `extra` are elements between the drawing and the buttons.
  function figure(section, { name, caption, draw, extra = [], tools = [] }) {
    const holder = K.html("div");
    const save = K.html("button", {
      type: "button", "aria-label": `Save as SVG: ${caption}`.slice(0, 200),
      click: () => K.saveSVG(holder.querySelector("svg"), fileName(name, "svg")),
    }, "Save as SVG");
    const hint = K.html("p", { class: "hint faint", hidden: true }, "The figure scrolls sideways.");
    const element = K.html("figure", { id: `figure-${name}` },
      K.html("figcaption", {}, caption), hint, holder, ...extra,
      K.html("div", { class: "row tools" }, ...tools, save));
    section.append(element);
    let drawnWidth = 0;
    const fit = (isForced = false, given = holder.clientWidth) => {
      const width = Math.max(240, Math.floor(given));
      if (width === drawnWidth && !isForced) return;
      drawnWidth = width;
      const drawing = draw(width);
      const own = drawing.viewBox.baseVal.width;
      const isWide = own > width + 1;
      if (isWide) drawing.style.width = `${own}px`;
      holder.className = isWide ? "scroll" : "";
      hint.hidden = !isWide;
      if (isWide) {
        holder.setAttribute("tabindex", "0");
        holder.setAttribute("role", "region");
        holder.setAttribute("aria-label", "Scrolls sideways");
      } else {
        for (const attribute of ["tabindex", "role", "aria-label"]) holder.removeAttribute(attribute);
      }
      holder.replaceChildren(drawing);
    };
    fit();
    figures.push({ fit, across: () => (element.closest(".columns") ? 2.1 : 1) });
    watchWidths();
    return { element, redraw: () => fit(true) };
  }

  /// A drawing of some size that says in words what it shows.
  function drawing(width, height, label, ...children) {
    return K.svg("svg", {
      viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label,
    }, ...children);
  }

  const text = (x, y, words, attributes = {}) => K.svg("text", { x, y, ...attributes }, words);
  const line = (x1, y1, x2, y2, attributes = {}) => K.svg("line", { x1, y1, x2, y2, ...attributes });

  /// A table whose columns sort it.
  ///
  /// `columns` are { name, value(row), show(row)?, isText? }, of which `show` gives text or an
  /// element; the first column heads its row.
  function table(section, { caption, columns, rows }) {
    const body = K.html("tbody");
    const heads = columns.map((column, index) => K.html("th", { scope: "col", "aria-sort": "none" },
      K.html("button", { type: "button", click: () => sort(index) },
        K.html("bdi", {}, clipped(column.name, 40))),
      // Browsers repeat the head of a table on every sheet only where it holds nothing to press.
      K.html("bdi", { class: "on-paper" }, clipped(column.name, 40))));
    const texts = columns.map((column) => column.show ?? (() => {
      const text = columnText(rows.map(column.value));
      return (row) => text(column.value(row));
    })());
    let order = rows.slice();
    const fill = () => body.replaceChildren(...order.map((row) => K.html("tr", {},
      ...columns.map((column, index) => {
        const shown = texts[index](row);
        const isText = column.isText ? "text" : null;
        return index === 0
          ? K.html("th", { scope: "row" }, shown) : K.html("td", { class: isText }, shown);
      }))));
    const sort = (index) => {
      const isDown = heads[index].getAttribute("aria-sort") === "ascending";
      heads.forEach((head) => head.setAttribute("aria-sort", "none"));
      heads[index].setAttribute("aria-sort", isDown ? "descending" : "ascending");
      const value = columns[index].value;
      const compare = (first, second) => {
        const [a, b] = [value(first), value(second)];
        if (typeof a === "string") return a.localeCompare(b, undefined, { numeric: true });
        // Missing values come last in either order.
        if (a === null || b === null) return isDown ? (b === null) - (a === null) : (a === null) - (b === null);
        return a - b;
      };
      order = rows.slice().sort((a, b) => (isDown ? compare(b, a) : compare(a, b)));
      fill();
    };
    fill();
    const hint = K.html("p", { class: "hint faint", hidden: true });
    const holder = K.html("div", {
      class: "scroll", tabindex: "0", role: "region", "aria-label": `Table: ${caption}`,
    }, K.html("table", {}, K.html("thead", {}, K.html("tr", {}, ...heads)), body));
    section.append(hint, holder);
    new ResizeObserver(() => {
      const ways = [holder.scrollWidth > holder.clientWidth + 1 ? "sideways" : null,
        holder.scrollHeight > holder.clientHeight + 1 ? "down" : null].filter((way) => way);
      hint.hidden = ways.length === 0;
      holder.classList.toggle("is-cut", ways.length > 0);
      hint.textContent = `The table scrolls ${ways.join(" and ")}.`;
    }).observe(holder);
  }

  /// Rows as the text of a CSV file.
  function csv(rows) {
    const cell = (value) => {
      const words = value === null || value === undefined ? "" : String(value);
      return /[",;\t\r\n]|^\s|\s$/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
    };
    return rows.map((row) => row.map(cell).join(",") + "\n").join("");
  }

  /// A button that saves rows as CSV; `rows` are made when it is pressed.
  function csvButton(words, what, rows) {
    return K.html("button", {
      type: "button", click: () => K.download(fileName(what, "csv"), "text/csv", csv(rows())),
    }, words);
  }

  const tools = document.getElementById("tools");
  tools.append(K.themeButton());

  return {
    isolated, clipped, percent, counted, plural, columnText, unpacked, glyph, figure, drawing, text, line, table,
    csvButton, tools, section: (id) => document.getElementById(id),
  };
})();
