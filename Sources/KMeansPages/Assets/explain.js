// k-means, explained on the reader's own data: what the controls do.

(() => {
  const { state, find } = Page;

  function listen(id, event, act) { find(id).addEventListener(event, act); }

  function wholeNumber(field, least, greatest) {
    const value = Math.round(Number(field.value));
    return Number.isFinite(value) ? Math.max(least, Math.min(greatest, value)) : least;
  }

  /// The place of a pointer in the plane of the picture.
  function placeOf(event) {
    const box = Page.drawing.getBoundingClientRect();
    const f = Page.plotFrame;
    const [x, y] = [
      (event.clientX - box.left) * (f.width / box.width),
      (event.clientY - box.top) * (f.height / box.height),
    ];
    return { x, y, plane: [f.x.inverse(x), f.y.inverse(y)] };
  }

  /// Chooses the point nearest to a click, if there is one near.
  function pick(event) {
    const { x, y } = placeOf(event);
    const f = Page.plotFrame;
    let [best, least] = [-1, 20 * 20];
    state.set.places.forEach(([a, b], i) => {
      const far = (f.x(a) - x) ** 2 + (f.y(b) - y) ** 2;
      if (far < least) [best, least] = [i, far];
    });
    if (best < 0) return;
    state.point = best;
    Page.draw();
  }

  function dragging() {
    let dragged = null;
    let panned = null;
    Page.drawing.addEventListener("pointerdown", (event) => {
      const marker = event.target.closest(".centroid");
      if (!marker) {
        panned = state.set.zoom ? [event.clientX, event.clientY] : null;
        if (panned) Page.drawing.setPointerCapture(event.pointerId);
        return pick(event);
      }
      marker.setPointerCapture(event.pointerId);
      dragged = { j: Number(marker.dataset.cluster), from: placeOf(event).plane };
      state.cluster = dragged.j;
      event.preventDefault();
      marker.focus();
    });
    Page.drawing.addEventListener("pointermove", (event) => {
      if (panned) {
        const box = Page.drawing.getBoundingClientRect();
        View.pan((event.clientX - panned[0]) / box.width, (panned[1] - event.clientY) / box.height);
        panned = [event.clientX, event.clientY];
      }
      if (!dragged) return;
      const { plane } = placeOf(event);
      const step = [plane[0] - dragged.from[0], plane[1] - dragged.from[1]];
      dragged.from = plane;
      state.isDragging = true;
      Page.drawing.classList.add("is-dragging");
      Acts.move(dragged.j, step);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      Page.drawing.addEventListener(name, () => {
        panned = null;
        if (!dragged) return;
        dragged = null;
        Page.drawing.classList.remove("is-dragging");
        state.isDragging = false;
        Page.draw();
        if (!state.held) Acts.growOn();
      });
    }
  }

  /// Arrow keys on a centroid move it, by a fiftieth of the picture, with Shift by a tenth of that.
  function keysOnCentroids(event) {
    const marker = event.target.closest(".centroid");
    const ways = {
      ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1],
    };
    if (!marker || !ways[event.key]) return false;
    const f = Page.plotFrame;
    const share = event.shiftKey ? 0.002 : 0.02;
    const [across, up] = ways[event.key];
    event.preventDefault();
    Acts.move(Number(marker.dataset.cluster), [
      across * share * (f.right - f.left), up * share * (f.high - f.low),
    ]);
    if (!state.held) Acts.growOn();
    return true;
  }

  function keys(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || keysOnCentroids(event)) return;
    if (event.target.closest("input, select, textarea, .scroll")) return;
    const acts = {
      ArrowLeft: () => Acts.goTo(state.at - 1), ArrowRight: () => Acts.goTo(state.at + 1),
      Home: () => Acts.goTo(0), End: Acts.goToEnd,
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    Acts.stop();
    acts[event.key]();
  }

  function controls() {
    const step = (act) => () => { Acts.stop(); act(); };
    listen("first", "click", step(() => Acts.goTo(0)));
    listen("back", "click", step(() => Acts.goTo(state.at - 1)));
    listen("forward", "click", step(() => Acts.goTo(state.at + 1)));
    listen("last", "click", step(Acts.goToEnd));
    listen("run-on", "click", step(Acts.goToEnd));
    listen("play", "click", Acts.play);
    listen("slider", "input", (event) => { Acts.stop(); Acts.goTo(Number(event.target.value)); });
    for (const id of ["cells", "lines", "chord", "made"]) listen(id, "change", Page.draw);
    listen("point", "change", (event) => {
      state.point = wholeNumber(event.target, 1, state.set.data.n) - 1;
      Page.draw();
    });
    listen("cluster", "change", (event) => {
      state.cluster = wholeNumber(event.target, 0, state.run.k - 1);
      Page.draw();
    });
    listen("dataset", "change", (event) => Acts.choose(event.target.value));
    listen("draw-start", "click", Acts.drawStart);
    listen("show-least", "click", () => Acts.showOnce(Least.run()));
    listen("hold", "change", (event) => Acts.hold(event.target.checked));
    listen("to-means", "click", () => Acts.hold(true));
    listen("save-picture", "click", () => K.saveSVG(Page.drawing, "k-means.svg"));
    document.addEventListener("keydown", keys);
  }

  find("theme").append(K.themeButton());
  find("dataset").append(
    K.html("option", { value: "own" }, `your data: ${K.data.name}`),
    K.html("option", { value: "houses" }, "Real estate: area and price"),
    ...Sets.failing.map(({ key, title }) => K.html("option", { value: key }, title)));
  Page.makeDrawing();
  controls();
  View.listen();
  dragging();
  Acts.choose("own");
  new ResizeObserver(() => Page.draw()).observe(find("picture"));
  addEventListener("resize", Page.draw);
})();
