// A picture that answers: it tells of its curves and points, is zoomed and panned, and its ends are pulled. Its own elements are
// moved; only curves, lines, grid and numbers are made anew, in their likeness.

// A picture is zoomed no deeper than this.
const DEEPEST = 200;

function answer(image, { p: panels, v: reach }) {
  const { host, source, sheet, scene, drawn, elements, say } = stage(image,
    'A picture that can be touched: arrow keys follow a curve, plus and minus zoom, Escape brings the first view back');
  const [extra, handles, hint] = ['extra', 'handles', 'hint'].map(name => make('g', { class: name }, sheet)), id = `calculus-touch-${++count}`;
  panels.forEach((panel, k) => {
    prepare(panel);
    const { e, f: [x, y, width, height] } = panel;
    make('rect', { x, y, width, height }, make('clipPath', { id: `${id}-${k}` }, scene));
    elements[e[0]]?.before(panel.group = make('g', { 'clip-path': `url(#${id}-${k})` }, scene));
    panel.group.append(...elements.slice(e[0], e[2]));
    panel.titles = range(panel.b, e[0]).filter(k => panel.t?.includes(drawn[k].textContent));
    panel.name = range(e[4], panels[k + 1]?.b ?? drawn.length).find(k => drawn[k].hasAttribute('transform'));
    panel.fresh = [];
  });
  const all = panels.flatMap(panel => panel.curves.map(curve => ({ panel, curve }))), ends = panels.flatMap(panel => panel.ends);
  const size = source.viewBox.baseVal.width, larger = () => bound(size / UNIT / (sheet.getBoundingClientRect().width || 1), 1, 2);
  const colourOf = mark => { const own = mark && drawn[mark.e[0]]; return ['stroke', 'fill'].map(key => own?.getAttribute(key)).find(colour => colour?.startsWith('#')) ?? GREY; };
  let focus = all[0] && { ...all[0] }, live, held, moved = -Infinity;

  // The whole picture as it now is; the image, while nothing has changed.
  function render() {
    const changed = live || panels.some(zoomed);
    scene.style.display = changed ? '' : 'none';
    image.style.visibility = changed ? 'hidden' : '';
    host.dataset.state = live ? 'pulled' : changed ? 'zoomed' : '';
    extra.replaceChildren();
    if (changed) panels.forEach(redraw);
    for (const end of ends) {
      const { panel: { f, x }, knob, range } = end, where = end.where(), shown = u => +real(x, u).toPrecision(12);
      knob.style.display = where && inside(f, where) ? '' : 'none';
      if (where) set(knob, { transform: `translate(${where})` });
      valued(knob, ...[...range, end.u()].map(shown), `${end.said()}; ${end.told().rows.join(', ')}`);
    }
    if (live) header(live);
  }

  function redraw(panel) {
    const { e, f: [left, top, width, height], group } = panel, away = zoomed(panel), bottom = top + height, right = left + width;
    panel.fresh.forEach(element => element.remove());
    panel.fresh = [];
    const show = (list, shown) => list.forEach(k => { elements[k].style.display = shown ? '' : 'none'; });
    const like = (k, attributes, parent, before) => {
      const made = set(drawn[k].cloneNode(true), attributes);
      parent.insertBefore(made, before ?? null);
      panel.fresh.push(made);
      return made;
    };
    for (const mark of panel.m) {
      const parts = range(...mark.e), pulled = mark.d !== mark.still, walk = pulled && mark.d.length > 2 && mark.k !== 'line', places = mark.d && pairs(mark.d);
      // Strokes that are drawn anew; dots that are no longer where they were.
      const anew = walk || mark.k === 'line' || mark.k === 'curve' && !mark.rough && away;
      const strokes = parts.filter(k => drawn[k].localName.startsWith('p') && (anew && drawn[k].getAttribute('stroke') || mark.g !== undefined && pulled));
      show(parts, true);
      if (walk) show(parts, false);
      show(strokes, false);
      const drawnAs = walk ? [places.map(place => pixel(panel, place))] : mark.k === 'line' ? [endless(panel, mark.d)] : strokes.length ? lines(panel, mark) : [];
      // A polygon that was out of sight at first is drawn as its twin in another panel.
      const twin = !strokes.length && walk && panels.flatMap(({ m }) => m).find(({ g, e }) => g !== undefined && g === mark.g && e[0] < e[1]);
      // One line for all that the frame had cut it into, and of a polygon its ground too.
      const kind = k => mark.g === undefined ? '' : drawn[k].localName, models = twin ? range(...twin.e) : strokes;
      for (const k of models.filter((k, i) => models.findIndex(other => kind(other) === kind(k)) === i)) {
        const own = key => drawn[k].getAttribute(key) ?? 'none';
        for (const line of drawnAs) {
          const made = make('path', { d: way([line]), stroke: own('stroke'), fill: own('fill'), opacity: drawn[k].getAttribute('opacity') ?? 1, 'stroke-width': own('stroke-width') }, group);
          twin ? group.prepend(made) : elements[k].before(made);
          panel.fresh.push(made);
        }
      }
      if (walk && mark.g === undefined) for (const place of places.slice(0, 300)) {
        const [cx, cy] = pixel(panel, place);
        panel.fresh.push(make('circle', { cx, cy, r: (places.length > 60 ? 2 : 3.5) * UNIT, fill: colourOf(mark) }, group));
      }
      const to = places?.length === 1 && mark.k !== 'steps' && pixel(panel, places[0]), from = to && pixel({ ...panel, ...panel.first }, mark.still), along = k => {
        const own = key => +drawn[k].getAttribute(key), [x, y] = drawn[k].localName === 'text' ? ['x', 'y'] : ['cx', 'cy'];
        set(elements[k], { [x]: own(x) + to[0] - from[0], [y]: own(y) + to[1] - from[1] });
      };
      for (const k of parts) if (!strokes.includes(k)) to ? along(k) : shift(elements[k], drawn[k], panel);
      // A label stays beside its point; one that belongs to no single place is only shown in the first view.
      if (mark.t !== undefined) {
        show([mark.t], to || !away && !pulled);
        if (to) along(mark.t);
      }
    }
    for (const k of [0, 3, 5]) show(range(e[k], e[k + 1]), !away);
    if (!away || e[3] === e[4]) return;
    // Where the axes are equal their steps are too.
    const counts = [bound(width / UNIT / 60, 2, 10), max(2, height / UNIT / 44)], equal = abs(width / span(panel.x) * span(panel.y) / height - 1) < 1e-6;
    const steps = [panel.x, panel.y].map((axis, k) => span(axis) / counts[k]), [xs, ys] = [panel.x, panel.y].map((axis, k) => ticks(axis, equal ? span(axis) / max(...steps) : counts[k]));
    const upright = u => [[toX(panel, u), top], [toX(panel, u), bottom]], level = v => [[left, toY(panel, v)], [right, toY(panel, v)]];
    const rule = (ends, more) => e[0] < e[1] && like(e[0], { d: way(ends), ...more }, group, elements[e[1]]);
    rule([...xs.all.map(([u]) => upright(u)), ...ys.all.map(([v]) => level(v))]);
    for (const [axis, ends] of [[panel.x, upright], [panel.y, level]]) if (!axis.log && axis.from < 0 && axis.to > 0) rule([ends(0)], { opacity: 1 });
    const numbers = range(e[3], e[4]).filter(k => drawn[k].localName === 'text' && !drawn[k].hasAttribute('font-weight'));
    const put = (list, anchored, key, place) => {
      const k = numbers.find(k => drawn[k].hasAttribute('text-anchor') === anchored), room = left - 16 * UNIT - (panel.name ? +drawn[panel.name].getAttribute('x') : panel.s[0]);
      if (k !== undefined) for (const [value, label] of list)
        like(k, { [key]: place(panel, value), 'font-size': min(15, anchored ? 15 * room / widthOf(label, 15 * UNIT) : 15) * UNIT }, scene).textContent = label;
    };
    put(xs.all, false, 'x', toX);
    put(ys.all, true, 'y', toY);
    if (xs.factor) write(xs.factor, [right, bottom + 34 * UNIT], 15 * UNIT, extra, { 'text-anchor': 'end' });
    if (ys.factor) write(ys.factor, [left, top - 9 * UNIT], 15 * UNIT, extra, { 'text-anchor': 'start' });
  }

  // In the place of the title: the numbers of what is pulled, and its steps in the picture.
  function header({ panel, of: pull, told, where, titles: texts }) {
    if (texts) return texts.forEach((text, k) => { elements[panels[k].titles[0]].textContent = text; });
    const { P, Q, rows, touches, name, b } = told(), line = rows.join('   '), { titles } = panel, { steps = [], meets } = pull ?? {}, n = pull?.line.n;
    host.dataset.told = line;
    for (const k of steps) elements[k].style.display = 'none';
    if (meets && b) elements[meets.t].textContent = `b = ${b}`;
    if (n) elements.forEach((element, k) => { if (k >= panel.b && drawn[k].textContent === n) element.textContent = name; });
    titles.forEach((k, row) => { elements[k].textContent = row ? '' : line; });
    if (titles.length) set(elements[titles[0]], { 'font-size': min(15 * UNIT * larger(), 0.96 * panel.s[2] / widthOf(line, 1.08)) });
    else box(panel, rows, where(), extra);
    if (!Q || touches) return;
    const [p, q] = [P, Q].map(({ u, v }) => [toX(panel, u), toY(panel, v)]), corner = [q[0], p[1]], middle = k => (p[k] + q[k]) / 2;
    for (const [name, ends, place] of [['Δx', [p, corner], [middle(0), p[1] - 12 * UNIT * sign(q[1] - p[1] || 1)]], ['Δy', [corner, q], [q[0] + 14 * UNIT * sign(q[0] - p[0]), middle(1)]]])
      if (apart(...ends) > 20 * UNIT) {
        make('path', { d: way([ends]), stroke: GREY, 'stroke-width': 1.5 * UNIT, 'stroke-dasharray': '16 12' }, extra);
        write(name, place, 16 * UNIT, extra);
      }
  }

  // Lines of text in a box that covers nothing that they tell of.
  function box(panel, rows, anchor, parent, finger) {
    const letter = 15 * UNIT * larger(), width = max(...rows.map(row => widthOf(row, letter))) + 1.2 * letter, height = (rows.length * 1.35 + 0.5) * letter;
    panel.crowd ??= panel.curves.flatMap(curve => lines(panel, curve).flat().filter((point, k) => k % 2 && inside(panel.f, point)));
    const marks = panel.m.flatMap(mark => mark.d && mark.k !== 'line' ? pairs(mark.d).map(place => [...pixel(panel, place), 5]) : []);
    const [x, y] = beside(anchor, [width, height], 14 * UNIT * larger(), [...panel.crowd, ...marks, ...finger || []], panel.s, panel.f);
    make('rect', { class: 'told', x: x - width / 2, y: y - height / 2, width, height, rx: 4 * UNIT, stroke: GREY, 'stroke-width': UNIT, 'fill-opacity': 0.94, style: GROUND }, parent);
    rows.forEach((row, k) => write(row, [x, y - height / 2 + letter * (0.92 + 1.35 * k)], letter, parent));
  }
  const hide = () => hint.replaceChildren();
  function tell(panel, [cx, cy], mark, rows, finger) {
    hide();
    make('circle', { class: 'here', cx, cy, r: 5.5 * UNIT, fill: colourOf(mark), stroke: '#fff', 'stroke-width': 1.5 * UNIT }, hint);
    box(panel, rows, [cx, cy], hint, finger && [-90, 0, 90].flatMap(a => [-90, 0, 90, 180].map(b => [finger[0] + a, finger[1] + b, 200])));
    host.dataset.told = rows.join('; ');
  }

  // Tells of a place on a curve.
  function follow(panel, curve, u, finger) {
    const here = values(panel, curve, u), { first: { x, y }, n } = panel;
    if (!here) return;
    focus = { panel, curve, u };
    const rows = [called(n[0], 'x')(number(here.x)), called(curve.n?.length < 26 ? curve.n : n[1] === 'y' ? '' : n[1], 'f(x)')(told(here.y, 1e-7 * (y.log ? abs(here.y) : span(y))))];
    if (here.slope !== undefined) rows.push(`slope = ${x.log || y.log ? number(here.slope, 5) : told(here.slope, 2e-6 * span(y) / span(x), 5)}`);
    else if (here.corner) rows.push('a corner: no slope');
    const where = [toX(panel, u), toY(panel, here.v)];
    tell(panel, where, curve, rows, finger);
    set(dot, { transform: `translate(${where})`, 'aria-label': `Point on the curve ${curve.n ?? ''}` });
    valued(dot, ...[curve.c[0][0], curve.c.at(-1)[1], u].map(u => +real(x, u).toPrecision(12)), rows.join(', '));
    return rows;
  }

  // What is nearest to the pointer: a data point that it meets, or else a curve, or where that is too steep or has ended, its nearest point.
  function hover(panel, place, finger) {
    const points = panel.m.filter(({ k }) => ['point', 'open', 'scatter', 'path'].includes(k)).flatMap(mark => pairs(mark.d).map(([x, y], k) => ({ mark, x, y, k, where: pixel(panel, [x, y]) })));
    const point = least(points, ({ where }) => apart(where, place), 10 * UNIT * larger());
    if (point) {
      const { mark, where, x, y, k } = point, name = mark.l ?? mark.n, rows = [called(panel.n[0], 'x')(number(x)), called(panel.n[1], 'y')(number(y))];
      if (mark.k === 'path') rows.unshift(`${name ?? 'path'}: ${k + 1} of ${mark.d.length / 2}`);
      else if (name) rows.unshift(name);
      if (mark.k === 'open') rows.push('no point is there');
      return tell(panel, where, mark, rows, finger);
    }
    const u = rounded(panel, toU(panel, place[0])), steep = panel.f[3] / panel.f[2] * span(panel.x) / span(panel.y);
    const above = ({ curve, here: [v, slope] }) => inside(panel.f, [place[0], toY(panel, v)]) ? abs(toY(panel, v) - place[1]) / hypot(1, slope * steep) : Infinity;
    const found = least(panel.curves.map(curve => ({ curve, u, here: at(curve, u) ?? [NaN, 0] })), above) ??
      least(panel.curves.flatMap(curve => lines(panel, curve).flat().map(point => ({ curve, point, u: toU(panel, point[0]) }))), ({ point }) => inside(panel.f, point) ? apart(point, place) : Infinity);
    found ? follow(panel, found.curve, found.u, finger) : hide();
  }

  // Pulls an end to a place.
  function pull(end, [left, top], across) {
    if (!end.pull(rounded(end.panel, toU(end.panel, left)), top, across)) return;
    live = end;
    hide();
    render();
    say(end.told().rows.join(', '));
  }

  // Zooming and panning. Panels under each other that show the same x keep together.
  function show(panel, x, y) {
    const same = (a, b) => abs(a.from - b.from) + abs(a.to - b.to) < 1e-9 * span(b);
    const kept = (axis, wanted) => {
      const half = min(span(axis), span(wanted)) / 2, middle = bound((wanted.from + wanted.to) / 2, axis.from, axis.to), now = { ...axis, from: middle - half, to: middle + half };
      return same(now, axis) ? axis : now;
    };
    [panel.x, panel.y] = [kept(panel.first.x, x), kept(panel.first.y, y)];
    for (const other of panels) {
      if (other.f[0] === panel.f[0] && same(other.first.x, panel.first.x)) other.x = panel.x === panel.first.x ? other.first.x : panel.x;
      other.crowd = undefined;
    }
    hide();
    render();
  }
  function zoom(panel, factor, [left, top]) {
    const about = (axis, place) => ({ from: place + (axis.from - place) * factor, to: place + (axis.to - place) * factor });
    const x = about(panel.x, toU(panel, left)), part = span(x) / span(panel.first.x);
    // Back at its size, it is back at its place.
    if (part > 0.999) show(panel, panel.first.x, panel.first.y);
    else if (part > 1 / DEEPEST) show(panel, x, about(panel.y, toV(panel, top)));
  }
  function pan(panel, across, down) {
    const by = (axis, part) => ({ from: axis.from + part * span(axis), to: axis.to + part * span(axis) });
    show(panel, by(panel.x, -across / panel.f[2]), by(panel.y, down / panel.f[3]));
  }
  function reset() {
    live = undefined;
    for (const panel of panels) {
      Object.assign(panel, panel.first, { crowd: undefined });
      for (const mark of panel.m) mark.d = mark.still;
    }
    for (const end of ends) end.reset();
    elements.forEach((element, k) => { if (drawn[k].localName === 'text') { element.textContent = drawn[k].textContent; set(element, { 'font-size': drawn[k].getAttribute('font-size') }); } });
    if (move) move(0);
    hide();
    render();
    say('The first view.');
  }

  // The hand. Two fingers, and one that pulls, are for the picture; another one scrolls the page.
  const pointers = new Map(), on = (name, react) => sheet.addEventListener(name, react, { passive: false });
  const local = ({ clientX, clientY }) => { const { left, top, width } = sheet.getBoundingClientRect(); return [(clientX - left) * size / width, (clientY - top) * size / width]; };
  const panelAt = place => panels.find(panel => inside(panel.f, place, 8 * UNIT));
  const endAt = (place, reach) => least(ends, end => { const where = end.where(); return where ? apart(where, place) : Infinity; }, reach * UNIT * larger());
  on('pointerdown', event => {
    if (event.button) return;
    const place = local(event), panel = panelAt(place), finger = event.pointerType === 'touch', end = endAt(place, finger ? 26 : 14);
    pointers.set(event.pointerId, place);
    held = pointers.size === 2 ? { pinch: panelAt([...pointers.values()][0]) } : end ? { end } : panel && !finger ? { panel, place } : undefined;
    if (held?.end || held?.panel) sheet.setPointerCapture(event.pointerId);
    if (!held && panel) hover(panel, place, place);
  });
  on('pointermove', event => {
    moved = event.timeStamp;
    const place = local(event), finger = event.pointerType === 'touch' && place, before = pointers.get(event.pointerId), panel = panelAt(place);
    if (before) pointers.set(event.pointerId, place);
    if (held?.end) return pull(held.end, place);
    if (held?.pinch && before) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1] ?? place, from = (a, b) => max(UNIT, apart(a, b));
      zoom(held.pinch, from(before, other) / from(place, other), [0, 1].map(k => (before[k] + other[k]) / 2));
      return pan(held.pinch, (place[0] - before[0]) / 2, (place[1] - before[1]) / 2);
    }
    if (held?.panel) {
      if (!held.moves && apart(place, held.place) < 4 * UNIT) return;
      pan(held.panel, place[0] - held.place[0], place[1] - held.place[1]);
      held = { ...held, place, moves: true };
      return;
    }
    const end = panel && !finger && endAt(place, 14);
    if (end) tell(panel, end.where(), end.mark, [`${end.said()}: pull it`, ...end.told().rows]);
    else if (panel) hover(panel, place, finger);
    else hide();
  });
  for (const name of ['pointerup', 'pointercancel']) on(name, event => { pointers.delete(event.pointerId); held = undefined; });
  on('pointerleave', event => { if (!held && event.pointerType !== 'touch') hide(); });
  for (const name of ['touchstart', 'touchmove']) on(name, event => { if (event.touches.length > 1 || held?.end) event.preventDefault(); });
  on('dblclick', event => { event.preventDefault(); reset(); });
  on('wheel', event => {
    const place = local(event), panel = panelAt(place);
    // A page that is being scrolled goes on, and so it does where there is nothing to zoom out of.
    if (!panel || moved < lastScroll || event.deltaY > 0 && !zoomed(panel)) return;
    event.preventDefault();
    zoom(panel, Math.exp(bound(event.deltaY * (event.deltaMode ? 0.05 : 0.002), -1, 1)), place);
  });

  // Keys.
  const ring = (parent, more) => { make('circle', { r: 14 * UNIT, fill: 'transparent' }, parent); make('circle', { class: 'ring', r: 10 * UNIT, stroke: GREY, 'stroke-width': 2 * UNIT }, parent); return parent; };
  const far = event => event.shiftKey ? 20 : 2;
  function go(pixels) {
    const { panel, curve, u: before } = focus, from = max(panel.x.from, curve.c[0][0]), to = min(panel.x.to, curve.c.at(-1)[1]), pixel = span(panel.x) / panel.f[2] * UNIT;
    let u = bound(rounded(panel, bound((before ?? (from + to) / 2) + pixels * pixel, from, to)), from, to);
    for (let k = 0; k < 100 && !at(curve, u); k++) u += (pixels < 0 ? -1 : 1) * pixel;
    const rows = follow(panel, curve, u);
    if (rows) say(rows.join(', '));
  }
  const dot = focus && ring(slider(handles, 'Point on the curve', 'dot', event => ({ Home: () => go(-1e9), End: () => go(1e9), ...arrows((across, up) => {
    if (up) focus = { ...all[(all.findIndex(({ curve }) => curve === focus.curve) - up + all.length) % all.length], u: focus.u };
    go(across * far(event));
  }) })));
  // It has a value before it is used, as its role demands: the middle of its curve.
  if (dot) set(dot, { 'aria-valuenow': +real(focus.panel.first.x, (focus.curve.c[0][0] + focus.curve.c.at(-1)[1]) / 2).toPrecision(12) });
  dot?.addEventListener('focus', () => { if (dot.matches(':focus-visible')) go(0); });
  dot?.addEventListener('blur', hide);
  for (const end of ends) end.knob = ring(slider(handles, `${end.name}, which can be pulled`, 'pull', event => ({
    Home: () => end.home?.() && pull(end, end.home()),
    ...arrows((across, up) => { const [left, top] = end.where(), by = far(event) * UNIT, along = end.walk ? across : across + up; pull(end, [left + along * by, top - up * by], along); }),
  })));
  keyed(host, ({ target }) => {
    const panel = ends.find(({ knob }) => knob === target)?.panel ?? focus?.panel ?? panels[0], here = focus?.u !== undefined && at(focus.curve, focus.u);
    const by = factor => () => {
      zoom(panel, factor, here ? [toX(panel, focus.u), toY(panel, here[0])] : [panel.f[0] + panel.f[2] / 2, panel.f[1] + panel.f[3] / 2]);
      if (target === dot) go(0);
    };
    return { Escape: reset, 0: reset, '+': by(0.8), '=': by(0.8), '-': by(1.25) };
  });

  // A picture with a reach has a bar: how wide it shows the place that it is about, or how many sides its polygons have.
  const move = reach && (part => {
    const { n, from, to, about } = reach, value = from * (to / from) ** part, sides = round(value), half = Math.PI / sides;
    input.value = part;
    set(input, { 'aria-valuetext': label.textContent = `${n} = ${about ? number(value, 3) : sides}` });
    if (about) return show(panels[0], ...about.map(place => ({ from: place - value, to: place + value })));
    for (const mark of panels.flatMap(panel => panel.m)) if (mark.g !== undefined) mark.d = part ? polygon(sides, mark.g) : mark.still;
    live = part && { titles: [`${sides} sides, inside and outside`, `Area: ${(sides / 2 * Math.sin(2 * half)).toFixed(4)} to ${(sides * Math.tan(half)).toFixed(4)}`] };
    hide();
    render();
    if (live) say(live.titles.join('. '));
  });
  const { hand, input } = reach ? bar(host, reach.n, 1, part => move(part), way => move(bound(reach.about ? +input.value + way / 50
    : Math.log((round(reach.from * (reach.to / reach.from) ** input.value) + way) / reach.from) / Math.log(reach.to / reach.from), 0, 1)), '<span></span>') : {};
  const label = hand?.querySelector('span');
  if (move) move(0); else render();
}
