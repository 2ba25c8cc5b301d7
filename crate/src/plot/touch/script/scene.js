// A panel as it now is: zoomed, panned, or with something in it pulled. Its own elements are moved; only curves, lines, grid and
// numbers are made anew, in their likeness.

const own = (element, key) => element.getAttribute(key);
const shown = (element, yes) => { element.style.display = yes ? '' : 'none'; };
const isText = ({ localName }) => localName === 'text';

// What a box or a label should not cover: points along curves and lines, in the texts of a panel, and of what is drawn as a point.
function crowd(panel) {
  panel.crowd ??= panel.curves.flatMap(curve => lines(panel, curve).flat().filter((point, k) => k % 2 && inside(panel.f, point)));
  const straight = panel.m.filter(({ k }) => k === 'line').flatMap(({ d }) => endless(panel, d));
  return [...panel.crowd, ...straight, ...panel.m.flatMap(({ k, d }) => d && k !== 'line' ? pairs(d).map(place => [...pixel(panel, place), 5]) : [])];
}
const words = (elements, { e }) => range(e[1], e[2]).map(k => elements[k]).filter(element => isText(element) && !element.style.display).flatMap(of => {
  const size = +own(of, 'font-size'), wide = widthOf(of.textContent, size);
  return [-0.5, -0.25, 0, 0.25, 0.5].flatMap(part => [-0.4, 0.4].map(up => Object.assign([+own(of, 'x') + part * wide, +own(of, 'y') + up * size, 8], { of })));
});

// A line that looks like an element, before an element or at the end.
function alike(model, line, parent, before = null) {
  const made = make('path', {}, parent);
  for (const { name, value } of model.attributes) if (name !== 'points') made.setAttribute(name, value);
  parent.insertBefore(set(made, { d: way(line) }), before);
  return made;
}

function redraw(picture, panel) {
  panel.fresh.forEach(element => element.remove());
  panel.fresh = [];
  for (const mark of panel.m) redrawMark(picture, panel, mark);
  redrawAxes(picture, panel);
}

function redrawMark({ drawn, elements, panels }, panel, mark) {
  const { d, k: kind, g: side } = mark, parts = range(...mark.e), away = zoomed(panel), pulled = d !== mark.still;
  // The steps of a method, or the corners of a polygon, that are now others.
  const walk = pulled && d.length > 2 && kind !== 'line', places = walk ? pairs(d).map(place => pixel(panel, place)) : [];
  const anew = walk || kind === 'line' || kind === 'curve' && !mark.rough && away;
  const models = anew ? parts.filter(k => drawn[k].localName.startsWith('p') && (side !== undefined || own(drawn[k], 'stroke'))) : [];
  const gone = walk ? parts : models, ways = walk ? [places] : kind === 'line' ? [endless(panel, d)] : models.length ? lines(panel, mark) : [];
  // A polygon that was out of sight at first is drawn as its twin in another panel.
  const twin = walk && !models.length && panels.flatMap(({ m }) => m).find(({ g, e }) => g !== undefined && g === side && e[0] < e[1]);
  // One line for all that the frame had cut it into, in dashes where it may hide another one; and of a polygon its ground.
  for (const paint of ['stroke', 'fill']) {
    const all = (twin ? range(...twin.e) : models).filter(k => own(drawn[k], paint)), model = all.find(k => own(drawn[k], 'stroke-dasharray')) ?? all[0];
    if (model !== undefined) panel.fresh.push(...ways.map(line => alike(drawn[model], [line], panel.group, twin ? panel.group.firstChild : elements[model])));
  }
  if (walk && side === undefined) for (const [cx, cy] of places.slice(0, 300))
    panel.fresh.push(make('circle', { cx, cy, r: (places.length > 60 ? 2 : 3.5) * UNIT, fill: colourOf(drawn, mark) }, panel.group));

  // What has a single place goes there as it is; all else goes with the view.
  const single = d?.length === 2 && kind !== 'steps' && [pixel(panel, d), pixel({ ...panel, ...panel.first }, mark.still)];
  const carry = k => (isText(drawn[k]) ? ['x', 'y'] : ['cx', 'cy']).forEach((key, i) => set(elements[k], { [key]: +own(drawn[k], key) + single[0][i] - single[1][i] }));
  for (const k of parts) {
    shown(elements[k], !gone.includes(k));
    if (!gone.includes(k)) single ? carry(k) : shift(elements[k], drawn[k], panel);
  }
  if (mark.t === undefined) return;
  // A label stays beside its point, and says what is now so; one that belongs to no single place is only shown in the first view.
  const label = elements[mark.t], size = +own(label, 'font-size');
  shown(label, single ? mark.says !== '' : !away && !pulled);
  label.textContent = mark.says ?? drawn[mark.t].textContent;
  if (!single) return;
  carry(mark.t);
  if (!pulled) return;
  const [x, y] = beside(single[0], [widthOf(label.textContent, size), size], 8 * UNIT, [...crowd(panel), ...words(elements, panel).filter(({ of }) => of !== label)], panel.f, panel.f);
  set(label, { x, y });
}

function redrawAxes({ host, drawn, elements, scene, extra }, panel) {
  const { e, f: [left, top, width, height], group, x, y } = panel, away = zoomed(panel), bottom = top + height, right = left + width;
  for (const k of [0, 3, 5]) range(e[k], e[k + 1]).forEach(k => shown(elements[k], !away));
  if (!away || e[3] === e[4]) return;
  // Where the axes are equal their steps are too.
  const counts = [bound(width / UNIT / 60, 2, 10), max(2, height / UNIT / 44)], equal = abs(width / span(x) * span(y) / height - 1) < 1e-6;
  const steps = [x, y].map((axis, k) => span(axis) / counts[k]), [xs, ys] = [x, y].map((axis, k) => ticks(axis, equal ? span(axis) / max(...steps) : counts[k]));
  const upright = u => [[toX(panel, u), top], [toX(panel, u), bottom]], level = v => [[left, toY(panel, v)], [right, toY(panel, v)]];
  const rule = (lines, opacity) => panel.fresh.push(set(alike(drawn[e[0]], lines, group, elements[e[1]]), { opacity }));
  if (e[0] < e[1]) {
    rule([...xs.all.map(([u]) => upright(u)), ...ys.all.map(([v]) => level(v))], own(drawn[e[0]], 'opacity'));
    for (const [axis, line] of [[x, upright], [y, level]]) if (!axis.log && axis.from < 0 && axis.to > 0) rule([line(0)], 1);
  }
  const numbers = range(e[3], e[4]).map(k => drawn[k]).filter(element => isText(element) && !own(element, 'font-weight'));
  // Numbers at the left are no wider than their room.
  const letter = (host.classList.contains('small') ? 20 : 15) * UNIT, room = left - 16 * UNIT - (panel.name ? +own(drawn[panel.name], 'x') : panel.s[0]);
  for (const [list, anchored, key, place] of [[xs.all, false, 'x', toX], [ys.all, true, 'y', toY]]) {
    const model = numbers.find(element => element.hasAttribute('text-anchor') === anchored);
    let end = -Infinity;
    if (model) for (const [value, label] of list) {
      const middle = place(panel, value), half = widthOf(label, letter) / 2;
      // Numbers below the picture do not run into each other.
      if (!anchored && middle - half < end) continue;
      end = middle + half + 5 * UNIT;
      const made = scene.appendChild(set(model.cloneNode(), { [key]: middle }));
      made.style.fontSize = `${letter * (anchored ? min(1, room / widthOf(label, letter)) : 1)}px`;
      made.textContent = label;
      panel.fresh.push(made);
    }
  }
  if (xs.factor) write(xs.factor, [right, bottom + 34 * UNIT], 15 * UNIT, extra, { 'text-anchor': 'end' });
  if (ys.factor) write(ys.factor, [left, top - 9 * UNIT], 15 * UNIT, extra, { 'text-anchor': 'start' });
}
