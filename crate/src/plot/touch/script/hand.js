// The hand at a picture: pointers, the wheel, and keys.

// Pulls an end to a place.
function pull(picture, end, [left, top], across) {
  if (!end.pull(rounded(end.panel, toU(end.panel, left)), top, across)) return;
  picture.live = end;
  render(picture);
  picture.say(end.told().rows.join(', '));
}

// Two fingers, and one that pulls, are for the picture; another one scrolls the page.
function pointed(picture) {
  const { sheet, size, panels, ends, larger } = picture, pointers = new Map(), on = (name, react) => sheet.addEventListener(name, react, { passive: false });
  let held, moved = -Infinity;
  const local = ({ clientX, clientY }) => { const { left, top, width } = sheet.getBoundingClientRect(); return [(clientX - left) * size / width, (clientY - top) * size / width]; };
  const panelAt = place => panels.find(panel => inside(panel.f, place, 8 * UNIT));
  const endAt = (place, reach) => least(ends, end => { const where = end.where(); return where ? apart(where, place) : Infinity; }, reach * UNIT * larger());
  on('pointerdown', event => {
    if (event.button) return;
    const place = local(event), panel = panelAt(place), finger = event.pointerType === 'touch', end = endAt(place, finger ? 26 : 14);
    pointers.set(event.pointerId, place);
    held = pointers.size === 2 ? { pinch: panelAt([...pointers.values()][0]) } : end ? { end } : panel && !finger ? { panel, place } : undefined;
    if (held?.end || held?.panel) sheet.setPointerCapture(event.pointerId);
    if (!held && panel) hover(picture, panel, place, place);
  });
  on('pointermove', event => {
    moved = event.timeStamp;
    const place = local(event), finger = event.pointerType === 'touch' && place, before = pointers.get(event.pointerId), panel = panelAt(place);
    if (before) pointers.set(event.pointerId, place);
    if (held?.end) return pull(picture, held.end, place);
    if (held?.pinch && before) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1] ?? place, from = (a, b) => max(UNIT, apart(a, b));
      zoom(picture, held.pinch, from(before, other) / from(place, other), [0, 1].map(k => (before[k] + other[k]) / 2));
      return pan(picture, held.pinch, (place[0] - before[0]) / 2, (place[1] - before[1]) / 2);
    }
    if (held?.panel) {
      if (!held.moves && apart(place, held.place) < 4 * UNIT) return;
      pan(picture, held.panel, place[0] - held.place[0], place[1] - held.place[1]);
      held = { ...held, place, moves: true };
      return;
    }
    const end = panel && !finger && endAt(place, 14);
    if (end) tell(picture, panel, end.where(), end.mark, [`${end.said()}: pull it`, ...end.told().rows]);
    else if (panel) hover(picture, panel, place, finger);
    else hide(picture);
  });
  for (const name of ['pointerup', 'pointercancel']) on(name, event => { pointers.delete(event.pointerId); held = undefined; });
  on('pointerleave', event => { if (!held && event.pointerType !== 'touch') hide(picture); });
  for (const name of ['touchstart', 'touchmove']) on(name, event => { if (event.touches.length > 1 || held?.end) event.preventDefault(); });
  on('dblclick', event => { event.preventDefault(); reset(picture); });
  on('wheel', event => {
    const place = local(event), panel = panelAt(place);
    // A page that is being scrolled goes on, and so it does where there is nothing to zoom out of.
    if (!panel || moved < lastScroll || event.deltaY > 0 && !zoomed(panel)) return;
    event.preventDefault();
    zoom(picture, panel, Math.exp(bound(event.deltaY * (event.deltaMode ? 0.05 : 0.002), -1, 1)), place);
  });
}

// What keys move: a point on the curves, and every end that can be pulled. Plus and minus zoom about it.
function keyboard(picture) {
  const { panels, curves, ends, handles, host } = picture, far = event => event.shiftKey ? 20 : 2;
  const handle = (label, kind, keys) => {
    const knob = slider(handles, label, kind, keys);
    make('circle', { r: 14 * UNIT, fill: 'transparent' }, knob);
    make('circle', { class: 'ring', r: 10 * UNIT, stroke: GREY, 'stroke-width': 2 * UNIT }, knob);
    return knob;
  };
  function go(pixels) {
    const { panel, curve, u: before } = picture.focus, from = max(panel.x.from, curve.c[0][0]), to = min(panel.x.to, curve.c.at(-1)[1]), pixel = span(panel.x) / panel.f[2] * UNIT;
    let u = bound(rounded(panel, bound((before ?? (from + to) / 2) + pixels * pixel, from, to)), from, to);
    for (let k = 0; k < 100 && !at(curve, u); k++) u += (pixels < 0 ? -1 : 1) * pixel;
    const rows = follow(picture, panel, curve, u);
    if (rows) picture.say(rows.join(', '));
  }
  if (curves.length) {
    picture.focus = { ...curves[0] };
    const dot = picture.dot = handle('Point on the curve', 'dot', event => ({ Home: () => go(-1e9), End: () => go(1e9), ...arrows((across, up) => {
      if (up) picture.focus = { ...curves[(curves.findIndex(({ curve }) => curve === picture.focus.curve) - up + curves.length) % curves.length], u: picture.focus.u };
      go(across * far(event));
    }) }));
    // It has a value before it is used, as its role demands: the middle of its curve.
    const [{ panel, curve: { c } }] = curves;
    set(dot, { 'aria-valuenow': exactly(panel.first.x, (c[0][0] + c.at(-1)[1]) / 2) });
    dot.addEventListener('focus', () => { if (dot.matches(':focus-visible')) go(0); });
    dot.addEventListener('blur', () => hide(picture));
  }
  for (const end of ends) end.knob = handle(`${end.name}, which can be pulled`, 'pull', event => ({
    Home: () => end.home?.() && pull(picture, end, end.home()),
    ...arrows((across, up) => { const [left, top] = end.where(), by = far(event) * UNIT, along = end.walk ? across : across + up; pull(picture, end, [left + along * by, top - up * by], along); }),
  }));
  keyed(host, ({ target }) => {
    const { focus, dot } = picture, panel = ends.find(({ knob }) => knob === target)?.panel ?? focus?.panel ?? panels[0], { f } = panel;
    const here = focus?.u !== undefined && at(focus.curve, focus.u), first = () => reset(picture);
    const by = factor => () => {
      zoom(picture, panel, factor, here ? [toX(panel, focus.u), toY(panel, here[0])] : [f[0] + f[2] / 2, f[1] + f[3] / 2]);
      if (target === dot) go(0);
    };
    return { Escape: first, 0: first, '+': by(0.8), '=': by(0.8), '-': by(1.25) };
  });
}
