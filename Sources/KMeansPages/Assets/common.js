// What all pages' scripts share. Nothing here touches the network.

const K = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);

  // Colours that colour-blind readers tell apart (M. Okabe and K. Ito, 2008), and four more: ten
  // hues. Every cluster has a mark, too, so no reader needs the colour.
  const palette = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1", "#8a5a2b",
    "#94a817", "#7f7f7f",
  ];
  const marks = ["circle", "square", "triangle", "diamond", "cross", "plus", "star"];

  const color = (cluster) => palette[cluster % palette.length];
  const mark = (cluster) => marks[cluster % marks.length];

  /// An SVG element with attributes and children; text children are text, never markup.
  function svg(tag, attributes = {}, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  /// An HTML element likewise; attributes that are functions listen for events.
  function html(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  /// The path of a cluster's mark around (x, y), about `size` across.
  function markPath(cluster, x, y, size) {
    const r = size / 2;
    switch (mark(cluster)) {
      case "circle": return `M${x - r},${y}a${r},${r} 0 1,0 ${size},0a${r},${r} 0 1,0 ${-size},0Z`;
      case "square": return `M${x - r},${y - r}h${size}v${size}h${-size}Z`;
      case "triangle": return `M${x},${y - r * 1.2}L${x + r * 1.1},${y + r * 0.8}L${x - r * 1.1},${y + r * 0.8}Z`;
      case "diamond": return `M${x},${y - r * 1.3}L${x + r * 1.1},${y}L${x},${y + r * 1.3}L${x - r * 1.1},${y}Z`;
      case "cross": {
        const t = r * 0.35;
        return `M${x - r},${y - r + t}L${x - r + t},${y - r}L${x},${y - t}L${x + r - t},${y - r}` +
          `L${x + r},${y - r + t}L${x + t},${y}L${x + r},${y + r - t}L${x + r - t},${y + r}` +
          `L${x},${y + t}L${x - r + t},${y + r}L${x - r},${y + r - t}L${x - t},${y}Z`;
      }
      case "plus": {
        const t = r * 0.4;
        return `M${x - t},${y - r}h${2 * t}v${r - t}h${r - t}v${2 * t}h${t - r}v${r - t}` +
          `h${-2 * t}v${t - r}h${t - r}v${-2 * t}h${r - t}Z`;
      }
      default: {
        let path = "";
        for (let i = 0; i < 10; i++) {
          const angle = (Math.PI * i) / 5 - Math.PI / 2;
          const radius = i % 2 ? r * 0.55 : r * 1.25;
          path += `${i ? "L" : "M"}${x + radius * Math.cos(angle)},${y + radius * Math.sin(angle)}`;
        }
        return path + "Z";
      }
    }
  }

  /// A number's text with the minus sign of typography, and no sign of a power's plus.
  const signed = (text) => text.replace("e+", "e").replaceAll("-", "−");

  /// A number for readers, to about `digits` digits.
  function number(value, digits = 4) {
    if (value === null || value === undefined || !Number.isFinite(value)) return "–";
    if (value === 0) return "0";
    const size = Math.abs(value);
    if (size >= 1e15 || size < 1e-4) return signed(value.toExponential(digits - 1));
    // Commas between thousands from 10,000 on, so that years stay years.
    const useGrouping = size >= 10000;
    if (Number.isInteger(value)) return signed(value.toLocaleString("en-US", { useGrouping }));
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    return signed(value.toLocaleString("en-US", {
      useGrouping, maximumFractionDigits: Math.min(decimals, 15),
    }));
  }

  /// A share of 1 in percent; a small one is not written as none, nor nearly all as all.
  function percent(share, digits = 1) {
    const least = 10 ** -digits;
    if (share > 0 && 100 * share < least / 2) return `<\u00a0${least}\u00a0%`;
    if (share < 1 && 100 - 100 * share < least / 2) return `>\u00a0${(100 - least).toFixed(digits)}\u00a0%`;
    return `${signed((100 * share).toFixed(digits)).replace(/^−(0(\.0+)?)$/, "$1")}\u00a0%`;
  }

  /// Round numbers from `least` to `greatest`, about `count` of them.
  function ticks(least, greatest, count = 6) {
    const span = greatest - least;
    if (!(span > 0)) return [least];
    const raw = span / count;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= raw);
    const found = [];
    for (let i = Math.ceil(least / step); i * step <= greatest + step * 1e-9; i++) found.push(i * step);
    return found;
  }

  /// A linear map from [from, to] to [low, high].
  function scale(from, to, low, high) {
    const factor = to > from ? (high - low) / (to - from) : 0;
    const map = (value) => (factor ? low + (value - from) * factor : (low + high) / 2);
    map.inverse = (place) => (factor ? from + (place - low) / factor : from);
    return map;
  }

  function download(name, type, text) {
    const link = html("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  /// Saves a drawing as a file that looks the same outside of the page.
  function saveSVG(drawing, name) {
    const copy = drawing.cloneNode(true);
    const sources = [drawing, ...drawing.querySelectorAll("*")];
    const targets = [copy, ...copy.querySelectorAll("*")];
    sources.forEach((source, index) => {
      const style = getComputedStyle(source);
      for (const property of [
        "fill", "stroke", "stroke-width", "stroke-linejoin", "opacity", "font", "paint-order",
        "image-rendering",
      ]) {
        targets[index].style.setProperty(property, style.getPropertyValue(property));
      }
    });
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.style.background = getComputedStyle(document.body).backgroundColor;
    download(name, "image/svg+xml", new XMLSerializer().serializeToString(copy));
  }

  /// A button that changes between light and dark.
  function themeButton() {
    const root = document.documentElement;
    const isDark = () =>
      root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
    const button = html("button", {
      type: "button",
      click: () => {
        root.dataset.theme = isDark() ? "light" : "dark";
        label();
      },
    });
    const label = () => { button.textContent = isDark() ? "Light theme" : "Dark theme"; };
    label();
    return button;
  }

  return {
    data, palette, color, mark, markPath, svg, html, signed, number, percent, ticks, scale, download, saveSVG,
    themeButton,
  };
})();
