// What a picture tells of itself: a place on a curve, a data point, and the numbers of what is pulled.

const colourOf = (drawn, mark) => ['stroke', 'fill'].map(key => mark && drawn[mark.e[0]] && own(drawn[mark.e[0]], key)).find(colour => colour?.startsWith('#')) ?? GREY;

// Lines of text in a box that covers nothing that they tell of.
function box({ elements, larger, source }, panel, rows, anchor, parent, finger = []) {
  const letter = 15 * UNIT * larger(), width = max(...rows.map(row => widthOf(row, letter))) + 1.2 * letter, height = (rows.length * 1.35 + 0.5) * letter;
  // In a panel that is too small for it, it may lie over the others.
  const all = source.viewBox.baseVal, sheet = width < panel.s[2] && 2.5 * height < panel.s[3] ? panel.s : [all.x, all.y, all.width, all.height];
  const [x, y] = beside(anchor, [width, height], 14 * UNIT * larger(), [...crowd(panel), ...words(elements, panel), ...finger], sheet, panel.f);
  make('rect', { class: 'told', x: x - width / 2, y: y - height / 2, width, height, rx: 4 * UNIT, stroke: GREY, 'stroke-width': UNIT, 'fill-opacity': 0.94, style: GROUND }, parent);
  rows.forEach((row, k) => write(row, [x, y - height / 2 + letter * (0.92 + 1.35 * k)], letter, parent));
}

const hide = ({ hint }) => hint.replaceChildren();

function tell(picture, panel, [cx, cy], mark, rows, finger) {
  const { drawn, hint, host } = picture;
  hide(picture);
  make('circle', { class: 'here', cx, cy, r: 5.5 * UNIT, fill: colourOf(drawn, mark), stroke: '#fff', 'stroke-width': 1.5 * UNIT }, hint);
  // What a finger hides.
  box(picture, panel, rows, [cx, cy], hint, finger ? [-90, 0, 90].flatMap(a => [-90, 0, 90, 180].map(b => [finger[0] + a, finger[1] + b, 200])) : []);
  host.dataset.told = rows.join('; ');
}

// Tells of a place on a curve.
function follow(picture, panel, curve, u, finger) {
  const here = values(panel, curve, u), { first: { x, y }, n } = panel;
  if (!here) return;
  picture.focus = { panel, curve, u };
  const rows = [called(n[0], 'x')(number(here.x)), called(curve.n?.length < 26 ? curve.n : n[1] === 'y' ? '' : n[1], 'f(x)')(told(here.y, 1e-7 * (y.log ? abs(here.y) : span(y))))];
  if (here.slope !== undefined) rows.push(`slope = ${x.log || y.log ? number(here.slope, 5) : told(here.slope, 2e-6 * span(y) / span(x), 5)}`);
  else if (here.corner) rows.push('a corner: no slope');
  const where = [toX(panel, u), toY(panel, here.v)];
  tell(picture, panel, where, curve, rows, finger);
  set(picture.dot, { transform: `translate(${where})`, 'aria-label': `Point on the curve ${curve.n ?? ''}` });
  valued(picture.dot, ...[curve.c[0][0], curve.c.at(-1)[1], u].map(u => exactly(x, u)), rows.join(', '));
  return rows;
}

// What is nearest to the pointer: a data point that it meets, or else a curve, or where that is too steep or has ended, its nearest point.
function hover(picture, panel, place, finger) {
  const points = panel.m.filter(({ k }) => ['point', 'open', 'scatter', 'path'].includes(k)).flatMap(mark => pairs(mark.d).map(([x, y], k) => ({ mark, x, y, k, where: pixel(panel, [x, y]) })));
  const point = least(points, ({ where }) => apart(where, place), 10 * UNIT * picture.larger());
  if (point) {
    const { mark, where, x, y, k } = point, name = mark.l ?? mark.n, rows = [called(panel.n[0], 'x')(number(x)), called(panel.n[1], 'y')(number(y))];
    if (mark.k === 'path') rows.unshift(`${name ?? 'path'}: ${k + 1} of ${mark.d.length / 2}`);
    else if (name) rows.unshift(mark.says ?? name);
    if (mark.k === 'open') rows.push('no point is there');
    return tell(picture, panel, where, mark, rows, finger);
  }
  const u = rounded(panel, toU(panel, place[0])), steep = panel.f[3] / panel.f[2] * span(panel.x) / span(panel.y);
  const above = ({ here: [v, slope] }) => inside(panel.f, [place[0], toY(panel, v)]) ? abs(toY(panel, v) - place[1]) / hypot(1, slope * steep) : Infinity;
  const found = least(panel.curves.map(curve => ({ curve, u, here: at(curve, u) ?? [NaN, 0] })), above) ??
    least(panel.curves.flatMap(curve => lines(panel, curve).flat().map(point => ({ curve, point, u: toU(panel, point[0]) }))), ({ point }) => inside(panel.f, point) ? apart(point, place) : Infinity);
  found ? follow(picture, panel, found.curve, found.u, finger) : hide(picture);
}

// The numbers of what is pulled, in the place of the title if they can be read there, and its steps in the picture.
function header(picture, { panel, of: pull, told, where }) {
  const { drawn, elements, extra, host, sheet, size, larger } = picture, { titles } = panel, { steps = [], line } = pull ?? {};
  const { P, Q, rows, touches, name } = told(), text = rows.join('   '), letter = min(15 * UNIT * larger(), 0.96 * panel.s[2] / widthOf(text, 1.08));
  const readable = titles.length && letter * sheet.getBoundingClientRect().width / size > 9;
  host.dataset.told = text;
  for (const k of steps) shown(elements[k], false);
  if (line?.n) elements.forEach((element, k) => { if (k >= panel.b && drawn[k].textContent === line.n) element.textContent = name; });
  titles.forEach((k, row) => { elements[k].textContent = readable ? row ? '' : text : drawn[k].textContent; });
  if (readable) elements[titles[0]].style.fontSize = `${letter}px`;
  else box(picture, panel, rows, where(), extra);
  if (!Q || touches) return;
  const [p, q] = [P, Q].map(({ u, v }) => [toX(panel, u), toY(panel, v)]), corner = [q[0], p[1]], middle = k => (p[k] + q[k]) / 2;
  // A name stands outside of the triangle, unless it would leave the frame there or stand in another one's place; and nowhere, if it would inside too.
  const taken = words(elements, panel), free = ([x, y]) => inside(panel.f, [x, y], -10 * UNIT) && !taken.some(word => inside([x - 14 * UNIT, y - 9 * UNIT, 28 * UNIT, 18 * UNIT], word));
  const place = ([x, y], [right, down]) => [1, -1].map(side => [x + side * right * UNIT, y + side * down * UNIT]).find(free);
  for (const [name, ends, spot] of [['Δx', [p, corner], place([middle(0), p[1]], [0, -12 * sign(q[1] - p[1] || 1)])], ['Δy', [corner, q], place([q[0], middle(1)], [14 * sign(q[0] - p[0]), 0])]])
    if (apart(...ends) > 20 * UNIT) {
      make('path', { d: way([ends]), stroke: GREY, 'stroke-width': 1.5 * UNIT, 'stroke-dasharray': '16 12' }, extra);
      if (spot) write(name, spot, 16 * UNIT * larger(), extra);
    }
}
