// What part of the picture is seen, and along which axes: zoom, pan, principal axes or columns.

const View = (() => {
  const { state, find } = Page;

  /// Zooms so that `share` of the whole is seen, with the place (x, y), from 0 to 1, kept.
  function zoom(factor, x = 0.5, y = 0.5) {
    const { set } = state;
    const old = set.zoom ?? { share: 1, x: 0.5, y: 0.5 };
    const share = Math.min(1, Math.max(1 / 64, old.share * factor));
    // What lies at (x, y) of the picture stays there.
    const kept = (middle, at) => middle + (at - 0.5) * (old.share - share);
    set.zoom = share === 1 ? null : { share, x: kept(old.x, x), y: kept(old.y, y) };
    inside(set.zoom);
    show();
  }

  /// Keeps the part that is seen within the whole.
  function inside(zoom) {
    if (!zoom) return;
    const half = zoom.share / 2;
    for (const axis of ["x", "y"]) zoom[axis] = Math.max(half, Math.min(1 - half, zoom[axis]));
  }

  /// Moves what is seen by shares of the picture.
  function pan(across, up) {
    const { set } = state;
    if (!set.zoom) return;
    set.zoom.x -= across * set.zoom.share;
    set.zoom.y -= up * set.zoom.share;
    inside(set.zoom);
    show();
  }

  function show() {
    const { zoom: now } = state.set;
    find("zoom-out").disabled = find("zoom-all").disabled = !now;
    find("zoom-in").disabled = now !== null && now.share <= 1 / 64;
    Page.drawing.classList.toggle("is-zoomed", now !== null);
    Page.draw();
  }

  /// The choices of axes that a data set has.
  function offer(set) {
    const isWide = Boolean(set.axes);
    find("plane-choice").hidden = !isWide;
    find("plane").value = set.plane?.kind ?? (isWide ? "axes" : "columns");
    const most = 200;
    for (const [id, column] of [["across", set.plane?.across ?? 0], ["up", set.plane?.up ?? 1]]) {
      find(id).replaceChildren(...set.columns.slice(0, most).map((name, l) =>
        K.html("option", { value: l, selected: l === column }, name)));
    }
    tell(set);
    find("zoom-out").disabled = find("zoom-all").disabled = !set.zoom;
  }

  /// What is chosen, and what the cells then are.
  function tell(set) {
    const isColumns = find("plane").value === "columns";
    find("columns-choice").hidden = !isColumns;
    find("plane-note").hidden = !set.axes;
    find("plane-note").textContent = !set.axes ? "" :
      `The clustering is in all ${set.columns.length} columns; the picture shows it ` +
      (isColumns ? "by two of them. " : "along the two directions in which the points vary most. ") +
      "Cells are then cut by the plane through the mean of all points; a point off that plane can " +
      "lie over the cell of another cluster.";
  }

  function choose() {
    const { set } = state;
    const [across, up] = [Number(find("across").value), Number(find("up").value)];
    set.plane = { kind: find("plane").value, across, up };
    set.zoom = null;
    tell(set);
    show();
  }

  /// Listens to the controls.
  function listen() {
    for (const id of ["plane", "across", "up"]) find(id).addEventListener("change", choose);
    find("zoom-in").addEventListener("click", () => zoom(0.5));
    find("zoom-out").addEventListener("click", () => zoom(2));
    find("zoom-all").addEventListener("click", () => { state.set.zoom = null; show(); });
    // Only with Ctrl, or a pinch on a touchpad, so that the page still scrolls.
    Page.drawing.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = Page.drawing.getBoundingClientRect();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, (event.clientX - box.left) / box.width,
        1 - (event.clientY - box.top) / box.height);
    }, { passive: false });
  }

  return { zoom, pan, offer, listen };
})();
