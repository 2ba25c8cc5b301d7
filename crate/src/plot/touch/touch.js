// Pictures that can be touched: one script for all of them, without a library.
//
// A picture is an <img>, and stays one. Where scripts run, it says `calculusTouch.push(this)` when it has loaded; its data
// are in `data-touch` (data.rs says in which form). Over it lies a sheet that is empty until it is touched. In what follows u
// and v are places on the axes as they are shown, logarithms where an axis goes by powers of ten; lengths are in units of the SVG.
(() => {
'use strict';
const VERSION = 2;
// So many units are a pixel. A picture is zoomed no deeper than this.
const UNIT = 4, DEEPEST = 200;
const { abs, sign, min, max, round, floor, ceil, hypot, log10 } = Math;

// Numbers, as the pictures write them.

const raised = n => String(n).replace(/./g, c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]);
const trimmed = s => s.includes('.') ? s.replace(/\.?0+$/, '') : s;
const minus = s => s.replace('-', '−');
const bound = (value, from, to) => max(from, min(to, value));
const span = ({ from, to }) => to - from;

function number(value, digits = 6) {
  if (!isFinite(value)) return minus(String(value)).replace('Infinity', '∞');
  const [head, power] = value.toExponential(digits - 1).split('e');
  if (!value || power >= -4 && power <= 6) return minus(trimmed(value.toFixed(max(0, digits - 1 - power))));
  return minus(`${trimmed(head)}×10`.replace(/^(-?)1×/, '$1')) + raised(+power);
}

// No more digits than are known: the value is exact to `unit`.
function told(value, unit, digits) {
  const power = 10 ** ceil(log10(unit));
  return abs(value) < unit ? '0' : number(+(round(value / power) * power).toPrecision(12), digits);
}

// Ticks of an axis: [place, label], and the power of ten that the labels leave out.
function ticks({ from, to, log }, count) {
  const all = [];
  if (log) {
    const first = ceil(from - 1e-9), last = floor(to + 1e-9), every = floor((last - first) / count) + 1;
    for (let power = first - 1; power <= last; power++) for (const digit of last - first < 3 ? [1, 2, 5] : power % every ? [] : [1]) {
      const place = power + log10(digit);
      if (place >= from - 1e-9 && place <= to + 1e-9) all.push([place, `${digit > 1 ? digit + '·' : ''}10${raised(power)}`]);
    }
    if (all.length > 1) return { all };
    // Between two powers the numbers themselves are written.
    const { all: inner, factor } = ticks({ from: 10 ** from, to: 10 ** to }, count);
    return { all: inner.map(([value, label]) => [log10(value), label]), factor };
  }
  const rough = (to - from) / max(count, 1), ten = 10 ** floor(log10(rough)), by = ten * [1, 2, 5, 10].find(digit => digit * ten > rough * 0.999999);
  const largest = max(abs(from), abs(to)), power = largest >= 1e-3 && largest < 1e6 ? 0 : floor(log10(largest));
  const decimals = bound(-floor(log10(by) - power + 1e-9), 0, 15);
  for (let k = ceil(from / by - 1e-9); k <= to / by + 1e-9; k++) all.push([k * by, k ? minus((k * by / 10 ** power).toFixed(decimals)) : '0']);
  return { all, factor: power && '×10' + raised(power) };
}

// Curves.

// The sum of Chebyshev polynomials with these factors, and its derivative, at a place from −1 to 1 (Clenshaw's recurrence).
function sum(factors, x) {
  let value = 0, valueAfter = 0, slope = 0, slopeAfter = 0;
  for (let k = factors.length - 1; k > 0; k--) {
    [slope, slopeAfter] = [2 * value + 2 * x * slope - slopeAfter, slope];
    [value, valueAfter] = [factors[k] + 2 * x * value - valueAfter, value];
  }
  return [factors[0] + x * value - valueAfter, value + x * slope - slopeAfter];
}

function within([from, to, ...factors], unit, u) {
  const half = (to - from) / 2, [value, slope] = sum(factors, (u - from) / half - 1);
  return [value * unit, slope * unit / half];
}

// The height v and the slope dv/du of a curve at u, or nothing where it has none. `side` says which of two pieces that meet.
function at({ c, q }, u, side = 1) {
  const holds = ([from, to]) => u >= from && u <= to, piece = side > 0 ? c.findLast(holds) : c.find(holds);
  return piece && within(piece, q, u);
}

// A curve that is not smooth stores lines, in tenths of pixels: they become pieces too, straight ones.
function straighten({ f, x, y }, curve) {
  Object.assign(curve, { c: [], q: 1, rough: true });
  for (const line of curve.z) {
    let before, left = f[0], top = f[1];
    for (const [across, down] of pairs(line)) {
      left += across * UNIT / 10; top += down * UNIT / 10;
      const here = [toU({ f, x }, left), toV({ f, y }, top)];
      if (before && here[0] > before[0]) curve.c.push([before[0], here[0], (before[1] + here[1]) / 2, (here[1] - before[1]) / 2]);
      before = here;
    }
  }
}

const real = (axis, place) => axis.log ? 10 ** place : place;
const placed = (axis, value) => axis.log ? log10(value) : value;

// f(x) and f′(x) at u, in the numbers themselves. The slope is missing at a corner, and where it is not known.
function values(panel, curve, u) {
  const { x, y } = panel.first, here = at(curve, u);
  if (!here) return;
  const [v, slope] = here, value = { u, v, x: real(x, u), y: real(y, v) };
  const [left, right] = [-1, 1].map(side => at(curve, u + side * 3e-6 * span(x), side)?.[1] ?? slope);
  if (curve.rough) return value;
  value.corner = abs(left - right) >= 0.02 * max(span(y) / span(x), abs(left), abs(right));
  if (!value.corner) value.slope = slope * (y.log ? value.y * Math.LN10 : 1) / (x.log ? value.x * Math.LN10 : 1);
  return value;
}

// From the plane to units and back.
const toX = ({ f, x }, u) => f[0] + (u - x.from) / span(x) * f[2];
const toY = ({ f, y }, v) => f[1] + (y.to - v) / span(y) * f[3];
const toU = ({ f, x }, left) => x.from + (left - f[0]) / f[2] * span(x);
const toV = ({ f, y }, top) => y.to - (top - f[1]) / f[3] * span(y);
const pixel = (panel, [x, y]) => [toX(panel, placed(panel.x, x)), toY(panel, placed(panel.y, y))];
const pairs = d => d.flatMap((_, k) => k % 2 ? [] : [[d[k], d[k + 1]]]);
const apart = (a, b) => hypot(a[0] - b[0], a[1] - b[1]);
const inside = ([left, top, width, height], [x, y], more = 0.5) => x >= left - more && x <= left + width + more && y >= top - more && y <= top + height + more;
const zoomed = ({ x, y, first }) => x !== first.x || y !== first.y;

// The one that costs least, if it costs less than `limit`.
function least(all, cost, limit = Infinity) {
  let best;
  for (const one of all) {
    const now = cost(one);
    if (now < limit) [best, limit] = [one, now];
  }
  return best;
}

// The lines of a curve: a point every second pixel, more where it is steep, a break wherever it breaks.
function lines(panel, { c, q, j }) {
  const { from, to } = panel.x, tall = 4 * panel.f[3], steep = panel.f[3] / span(panel.y) * span(panel.x) / panel.f[2], all = [];
  let line, end;
  for (const piece of c) {
    const a = max(piece[0], from), b = min(piece[1], to);
    if (!(a < b)) continue;
    if (!line || piece[0] !== end && !j) all.push(line = []);
    end = piece[1];
    for (let u = a; u !== undefined;) {
      const [v, slope] = within(piece, q, u);
      line.push([toX(panel, u), bound(toY(panel, v), -tall, 2 * tall)]);
      u = u < b ? min(b, u + 2 * UNIT * span(panel.x) / panel.f[2] / min(40, hypot(1, slope * steep))) : undefined;
    }
  }
  return all;
}

// Drawing. The picture's own elements are moved; only curves, lines, grid and numbers are made anew, in their likeness.

const GREY = '#808080';
const GROUND = 'fill:var(--jp-layout-color1,var(--vscode-editor-background,Canvas))';
const INK = 'fill:var(--jp-content-font-color1,var(--vscode-editor-foreground,CanvasText))';

const set = (element, attributes) => { for (const key in attributes) element.setAttribute(key, attributes[key]); return element; };
const make = (name, attributes, parent) => parent.appendChild(set(document.createElementNS('http://www.w3.org/2000/svg', name), attributes));
const way = lines => lines.map(line => 'M' + line.map(point => point.map(n => n.toFixed(1)).join(' ')).join('L')).join('');
const widthOf = (text, size) => 0.57 * size * text.length;
const write = (text, [x, y], size, parent, more) => { make('text', { x, y: y + 0.35 * size, 'font-size': size, style: INK, ...more }, parent).textContent = text; };
const range = (from, to) => Array.from({ length: to - from }, (_, k) => from + k);

// The middle of a free place for a box of this size beside a point: where it covers the fewest of `crowd`.
function beside([x, y], [width, height], clear, crowd, sheet, frame) {
  const near = [1, 2.5, 5].flatMap(gap => [[1, -1], [-1, -1], [1, 1], [-1, 1], [0, -1], [0, 1], [1, 0], [-1, 0]].map(([across, down]) => {
    const away = clear * gap * (across && down ? 0.7 : 1);
    return [x + across * (width / 2 + away), y + down * (height / 2 + away)];
  }));
  const far = [0.2, 0.5, 0.8].flatMap(a => [0.15, 0.5, 0.85].map(b => [sheet[0] + a * sheet[2], sheet[1] + b * sheet[3]]));
  return least([...near, ...far], ([left, top]) => {
    const box = [left - width / 2, top - height / 2, width, height];
    let cost = inside(box, [x, y], clear / 2) ? 1e6 : 0;
    for (const corner of [box, [box[0] + width, box[1] + height]]) cost += !inside(sheet, corner) ? 1e5 : inside(frame, corner) ? 0 : 40;
    for (const point of crowd) if (inside(box, point, 2 * UNIT)) cost += point[2] ?? 1;
    return cost;
  });
}

// A line without ends. A logarithmic axis bends it.
function endless(panel, [px, py, qx, qy]) {
  const { x, y } = panel, parts = x.log || y.log ? 200 : 1, from = real(x, x.from), wide = real(x, x.to) - from;
  if (px === qx) return [y.from, y.to].map(v => pixel(panel, [px, real(y, v)]));
  return range(0, parts + 1).map(k => from + wide * k / parts)
    .map(x => pixel(panel, [x, py + (qy - py) / (qx - px) * (x - px)])).filter(point => point.every(isFinite));
}

// Moves an element of the first view to where it belongs in this one.
function shift(element, original, panel) {
  const first = { ...panel, ...panel.first }, moved = [left => toX(panel, toU(first, left)), top => toY(panel, toV(first, top))];
  const own = key => original.getAttribute(key), put = (key, value) => element.setAttribute(key, value.toFixed(1));
  ['x', 'y', 'cx', 'cy'].forEach((key, k) => original.hasAttribute(key) && put(key, moved[k % 2](+own(key))));
  ['width', 'height'].forEach((key, k) => original.hasAttribute(key) && put(key, moved[k](+own(key)) - moved[k](0)));
  for (const key of ['points', 'd']) if (original.hasAttribute(key)) {
    // Straight lines; or one point, and from there curves that are relative.
    const bent = own(key).includes('c');
    let k = 0;
    element.setAttribute(key, own(key).replace(/-?[\d.]+/g, n => (moved[k % 2](+n) - (k++ > 1 && bent ? moved[(k - 1) % 2](0) : 0)).toFixed(1)));
  }
}

// What a hand moves.

// What a panel's data become: axes as they are shown, curves with pieces, and what can be pulled.
function prepare(panel) {
  const axis = ([from, to, log]) => ({ log, from: log ? log10(from) : from, to: log ? log10(to) : to });
  panel.first = { x: panel.x = axis(panel.x), y: panel.y = axis(panel.y) };
  for (const mark of panel.m) {
    mark.still = mark.d;
    if (mark.z) straighten(panel, mark);
  }
  panel.curves = panel.m.filter(mark => mark.k === 'curve' && mark.c.length);
  panel.pulls = (panel.l ?? []).map(({ l, c, P, Q, b, h }) => {
    const spot = at => at && { u: placed(panel.x, at[0]), began: placed(panel.x, at[0]), mark: panel.m[at[1]] };
    return { line: panel.m[l], curve: panel.m[c], P: spot(P), Q: spot(Q), meets: panel.m[b], steps: h };
  });
  panel.ends = [...panel.pulls.flatMap(pull => ['Q', 'P'].filter(name => pull[name]).map(name => onCurve(panel, pull, name))),
    ...panel.m.filter(mark => mark.w).map(mark => start(panel, mark))];
}

// P or Q, which stay on their curve. The line through them becomes the tangent where they meet.
function onCurve(panel, pull, name) {
  const { line, curve, meets } = pull, spot = pull[name], other = pull[name === 'Q' ? 'P' : 'Q'];
  const place = ({ u }) => { const here = at(curve, u); return here && [toX(panel, u), toY(panel, here[0])]; };
  return {
    panel, pull, name, mark: spot.mark, range: [curve.c[0][0], curve.c.at(-1)[1]], u: () => spot.u, where: () => place(spot), home: () => other && place(other),
    told: () => measured(panel, pull),
    said() { const { x, y } = values(panel, curve, spot.u); return `${name} = (${number(x)}, ${number(y)})`; },
    reset: () => { spot.u = spot.began; },
    pull(u, top, across) {
      const { from, to } = panel.x, near = [bound(u, from, to)];
      // On the other side of a break the curve goes on.
      if (across) near.push(...range(1, 50).map(k => near[0] + k * across * span(panel.x) / panel.f[2] * UNIT));
      const free = near.find(u => at(curve, u));
      if (free === undefined) return;
      spot.u = free;
      const { P, Q, slope } = measured(panel, pull), wide = real(panel.x, to) - real(panel.x, from);
      if (pull.P.mark) pull.P.mark.d = [P.x, P.y];
      if (pull.Q?.mark) pull.Q.mark.d = [Q.x, Q.y];
      if (slope !== undefined) line.d = [P.x, P.y, P.x + wide, P.y + slope * wide];
      if (slope !== undefined && meets) meets.d = [0, P.y - slope * P.x];
      return true;
    },
  };
}

// The numbers of a secant or a tangent. Where Q is within a pixel of P, it is the tangent.
function measured(panel, { curve, P: { u }, Q: other }) {
  const { x, y } = panel.first, P = values(panel, curve, u), Q = other && values(panel, curve, other.u);
  const tall = y.log ? abs(P.y) : span(y), wide = x.log ? P.x : span(x);
  const touches = !Q || apart([toX(panel, P.u), toY(panel, P.v)], [toX(panel, Q.u), toY(panel, Q.v)]) < UNIT;
  const slope = touches ? P.slope : (Q.y - P.y) / (Q.x - P.x), here = { P, Q, touches, slope };
  if (slope === undefined) return { ...here, name: 'no tangent', rows: [`x = ${number(P.x)}`, 'a corner: no tangent'] };
  const unit = touches ? 1e-6 * tall / wide : 1e-7 * tall / abs(Q.x - P.x);
  const m = told(slope, unit, 5), b = told(P.y - slope * P.x, max(1e-7 * tall, unit * abs(P.x)), 5);
  const parts = [m !== '0' && m.replace(/^(−?)1$/, '$1') + 'x', (b !== '0' || m === '0') && b];
  const rows = [`slope = ${m}`, `y = ${parts.filter(part => part).join(' + ').replace('+ −', '− ')}`];
  return touches ? { ...here, b, name: `tangent, slope ${m}`, rows: [Q ? 'Δx → 0: the tangent' : `tangent at x = ${number(P.x)}`, ...rows] }
    : { ...here, b, name: `secant, slope ${m}`, rows: [`Δx = ${number(Q.x - P.x)}`, `Δy = ${told(Q.y - P.y, 1e-7 * tall)}`, ...rows] };
}

// The start of a descent, from which it is walked anew.
function start(panel, walk) {
  const { x: axis, y } = panel.first, { w } = walk, curve = panel.m[w.c];
  let path;
  return {
    panel, walk, name: 'the start', mark: walk, range: [axis.from, axis.to], u: () => placed(axis, walk.d[0]), where: () => pixel(panel, walk.d),
    said: () => 'the start', reset: () => { path = undefined; },
    told() {
      const steps = path ?? walked(panel, walk, walk.d), [m, b] = steps.slice(-2), [name, other] = panel.n.map((name, k) => called(name, 'xy'[k]));
      const cost = () => w.x.reduce((all, x, k) => all + (m * x + b - w.y[k]) ** 2, 0) / w.x.length;
      return { rows: [`after ${steps.length / 2 - 1} steps`, name(number(m, 5)), other(number(b, 5)), ...curve ? [] : [`C = ${number(cost(), 5)}`]] };
    },
    pull(u, top) {
      const here = curve && values(panel, curve, u);
      if (curve && !here) return;
      walk.d = path = walked(panel, walk, [real(axis, u), here ? here.y : +real(y, toV(panel, top)).toPrecision(4)]);
      // What marks all of the steps, or one of them, goes along.
      for (const [mark, k] of w.f) panel.m[mark].d = k < 0 ? path : path.slice(2 * k, 2 * k + 2);
      return true;
    },
  };
}

// A descent: by the slope of a curve, or by the gradient of the mean squared error of a line on data.
function walked(panel, { w }, [x, y]) {
  const path = [x, y], curve = panel.m[w.c];
  let gradient = [0, 0];
  for (let k = 0; k < w.n && abs(x) + abs(y) < 1e12; k++) {
    if (curve) {
      const next = values(panel, curve, placed(panel.x, x -= w.r * values(panel, curve, placed(panel.x, x))?.slope));
      if (!next) break;
      y = next.y;
    } else {
      gradient = gradient.map(part => part * w.a);
      w.x.forEach((at, k) => { const off = 2 * (x * at + y - w.y[k]) / w.x.length; gradient[0] += off * at; gradient[1] += off; });
      [x, y] = [x - w.r * gradient[0], y - w.r * gradient[1]];
    }
    path.push(x, y);
  }
  return path;
}

// A regular polygon inside the unit circle, or outside, standing on its first side.
function polygon(n, outside) {
  const radius = outside ? 1 / Math.cos(Math.PI / n) : 1;
  return range(0, n + 1).flatMap(k => { const angle = ((2 * k - 1) / n - 0.5) * Math.PI; return [radius * Math.cos(angle), radius * Math.sin(angle)]; });
}

// A place on the axis with no more digits than a pixel has.
function rounded({ x, f }, u) {
  const digits = ceil(-log10(span(x) / f[2] * UNIT));
  return x.log ? log10(+(10 ** u).toPrecision(max(2, digits + 1))) : +u.toFixed(bound(digits, 0, 15));
}

// `speed = 3 m/s` of an axis called "speed (m/s)".
const called = (name, fallback) => {
  const [, word, unit] = /^(.*?)(?:\s+\(([^()]{1,4}|[^()]*\/[^()]*)\)|\s+\(.*)?$/.exec(name || fallback);
  return value => `${word || fallback} = ${value}${unit ? ' ' + unit : ''}`;
};

const STYLE = `.calculus-touch{position:relative;display:inline-block;max-width:100%;line-height:0}
.calculus-touch>img{max-width:100%;height:auto}
.calculus-touch>svg{position:absolute;inset:0;width:100%;touch-action:pan-y;cursor:crosshair;user-select:none;-webkit-user-select:none;font-family:sans-serif}
.calculus-touch [role=slider]{outline:none}.calculus-touch .pull{cursor:grab}.calculus-touch .pull:active{cursor:grabbing}
.calculus-touch .dot,.calculus-touch .extra,.calculus-touch .hint{pointer-events:none}
.calculus-touch .ring{opacity:0}.calculus-touch:hover .pull .ring{opacity:.6}.calculus-touch :focus-visible .ring{opacity:1}
.calculus-touch>[role=status]{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.calculus-touch .hand{display:flex;gap:6px;align-items:center;line-height:1.2;font:14px sans-serif;margin:2px 8px}.calculus-touch .hand input{flex:1;min-width:60px}
.calculus-touch .hand button{min-width:34px;min-height:28px;font-size:13px;cursor:pointer}
@media print{.calculus-touch>:not(img){display:none!important}.calculus-touch>img{visibility:visible!important;display:inline!important}}`;

const html = (name, properties, parent) => { const made = Object.assign(document.createElement(name), properties); parent?.append(made); return made; };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

// What lies over an image: a sheet in the SVG's own units, with a copy of its elements, and a voice.
function stage(image, label) {
  if (!document.getElementById('calculus-touch')) html('style', { id: 'calculus-touch', textContent: STYLE }, document.head);
  const host = html('div', { className: 'calculus-touch' });
  host.dataset.lmSuppressShortcuts = 'true';
  image.before(host);
  host.append(image);
  const source = new DOMParser().parseFromString(decodeURIComponent(image.src.replace(/^[^,]*,/, '')), 'image/svg+xml').documentElement;
  if (!label) return { host, source };
  const sheet = make('svg', { viewBox: source.getAttribute('viewBox'), role: 'group', fill: 'none', 'text-anchor': 'middle', 'aria-label': label }, host);
  const scene = make('g', { class: 'scene' }, sheet), drawn = [...source.children].slice(2), elements = drawn.map(element => scene.appendChild(element.cloneNode(true)));
  const status = set(html('span', {}, host), { role: 'status', 'aria-live': 'polite' });
  let saying;
  const say = text => { clearTimeout(saying); saying = setTimeout(() => { status.textContent = text; }, 100); };
  return { host, source, sheet, scene, drawn, elements, say };
}

// What is pulled, and moved by keys, and heard: keys are functions by their names.
function slider(parent, label, kind, keys) {
  const knob = make('g', { role: 'slider', tabindex: 0, class: kind, 'data-lm-suppress-shortcuts': 'true', 'aria-label': label }, parent);
  keyed(knob, keys);
  return knob;
}
function keyed(element, keys) {
  element.addEventListener('keydown', event => {
    const react = !event.ctrlKey && !event.metaKey && !event.altKey && keys(event)[event.key];
    if (!react) return;
    event.preventDefault();
    event.stopPropagation();
    react();
  });
}
const valued = (slider, from, to, now, text) => set(slider, { 'aria-valuemin': from, 'aria-valuemax': to, 'aria-valuenow': now, 'aria-valuetext': text });
const arrows = react => Object.fromEntries(Object.entries(ARROWS).map(([key, [across, up]]) => [key, () => react(across, up)]));

// A bar under a picture. The keys go a step.
function bar(host, label, most, move, step, before = '', after = '') {
  const hand = html('div', { className: 'hand', innerHTML: `${before}<input type="range" min="0" max="${most}" step="any" value="0" aria-label="${label}" data-lm-suppress-shortcuts="true">${after}` }, host);
  const input = hand.querySelector('input');
  input.oninput = () => move(+input.value);
  keyed(input, () => arrows((across, up) => step(across + up)));
  return { hand, input };
}

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
      for (const k of mark.g === undefined ? strokes.slice(0, 1) : strokes) {
        const own = key => drawn[k].getAttribute(key) ?? 'none';
        for (const line of drawnAs) {
          const made = make('path', { d: way([line]), stroke: own('stroke'), fill: own('fill'), opacity: drawn[k].getAttribute('opacity') ?? 1, 'stroke-width': own('stroke-width') }, group);
          elements[k].before(made);
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
      const k = numbers.find(k => drawn[k].hasAttribute('text-anchor') === anchored), room = left - panel.s[0] - 26 * UNIT;
      if (k !== undefined) for (const [value, label] of list)
        like(k, { [key]: place(panel, value), 'font-size': min(15, anchored ? 15 * room / widthOf(label, 15 * UNIT) : 15) * UNIT }, scene).textContent = label;
    };
    put(xs.all, false, 'x', toX);
    put(ys.all, true, 'y', toY);
    if (xs.factor) write(xs.factor, [right, bottom + 34 * UNIT], 15 * UNIT, extra, { 'text-anchor': 'end' });
    if (ys.factor) write(ys.factor, [left, top - 9 * UNIT], 15 * UNIT, extra, { 'text-anchor': 'start' });
  }

  // In the place of the title: the numbers of what is pulled, and its steps in the picture.
  function header({ panel, pull, told, where, titles: texts }) {
    if (texts) return texts.forEach((text, k) => { elements[panels[k].titles[0]].textContent = text; });
    const { P, Q, rows, touches, name, b } = told(), line = rows.join('   '), { titles } = panel, { line: { n, ...drawnLine } = {}, steps = [], meets } = pull ?? {};
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
  function box(panel, rows, anchor, parent, finger = []) {
    const letter = 15 * UNIT * larger(), width = max(...rows.map(row => widthOf(row, letter))) + 1.2 * letter, height = (rows.length * 1.35 + 0.5) * letter;
    panel.crowd ??= panel.curves.flatMap(curve => lines(panel, curve).flat().filter((point, k) => k % 2 && inside(panel.f, point)));
    const marks = panel.m.flatMap(mark => mark.d && mark.k !== 'line' ? pairs(mark.d).map(place => [...pixel(panel, place), 5]) : []);
    const [x, y] = beside(anchor, [width, height], 14 * UNIT * larger(), [...panel.crowd, ...marks, ...finger], panel.s, panel.f);
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
    if (here.slope !== undefined) rows.push(`slope = ${told(here.slope, x.log || y.log ? 1e-5 * abs(here.slope) : 2e-6 * span(y) / span(x), 5)}`);
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
  reset();
}

// A moving picture with a hand in it. It plays once when it comes into sight, unless the reader wants less motion.
function play(image, { s: seconds, t: starts }) {
  const { host, source } = stage(image), area = html('div', {}, host), svg = document.importNode(source, true), last = starts.length - 1, end = seconds - 0.002;
  // In a tree of its own, so that its styles stay its own. What moves here moves by a hand.
  area.attachShadow({ mode: 'open' }).append(svg, html('style', { textContent: 'svg{width:100%;height:auto;display:block}.still{display:none!important}.moving{display:inline!important}' }));
  area.style.cssText = `width:${image.width || 700}px;max-width:100%`;
  svg.pauseAnimations();
  image.style.display = 'none';
  let time = 0, before, plays = false;
  const timeOf = step => { const k = min(last - 1, floor(step)); return seconds * (starts[k] + (starts[k + 1] - starts[k]) * (step - k)); };
  const stepAt = time => {
    const part = time / seconds, k = max(0, starts.findLastIndex(start => start <= part + 1e-6));
    return k === last ? last : max(0, k + (part - starts[k]) / (starts[k + 1] - starts[k]));
  };
  const step = way => { turn(false); show(timeOf(bound(way > 0 ? floor(stepAt(time) + 1.001) : ceil(stepAt(time) - 1.001), 0, last))); };
  const button = (label, sign) => `<button aria-label="${label}">${sign}</button>`;
  const { hand, input } = bar(host, 'Step', last, step => { turn(false); show(timeOf(step)); }, step, button('Play', '▶') + button('One step back', '◁') + button('One step on', '▷'),
    '<select aria-label="Speed"><option value="0.25">¼ ×<option value="0.5">½ ×<option value="1" selected>1 ×<option value="2">2 ×</select>');
  const [playing, back, on] = hand.querySelectorAll('button'), speed = hand.querySelector('select');
  function show(now) {
    time = bound(now, 0, seconds - 0.001);
    svg.setCurrentTime(time);
    input.value = stepAt(time);
    set(input, { 'aria-valuetext': `step ${round(stepAt(time)) + 1} of ${last + 1}` });
    host.dataset.step = stepAt(time).toFixed(2);
  }
  function run(now) {
    if (!plays) return;
    if (before !== undefined) show(time + (now - before) / 1000 * speed.value);
    before = now;
    if (time >= end) turn(false); else requestAnimationFrame(run);
  }
  function turn(on) {
    if (on && time >= end) show(0);
    [plays, before] = [on, undefined];
    set(playing, { 'aria-label': on ? 'Pause' : 'Play' }).textContent = on ? '❚❚' : '▶';
    host.dataset.state = on ? 'plays' : 'paused';
    if (on) requestAnimationFrame(run);
  }
  playing.onclick = () => turn(!plays);
  back.onclick = () => step(-1);
  on.onclick = () => step(1);
  show(0);
  turn(false);
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  new IntersectionObserver(([{ isIntersecting }], watch) => { if (isIntersecting) { watch.disconnect(); turn(true); } }, { threshold: 0.6 }).observe(area);
}

// The graph of a tape, in which an input can be changed: pulled sideways, or with the keys. Each operation gives its value and
// its derivatives by its operands.
const RULES = {
  negative: a => [-a, -1], '+': (a, b) => [a + b, 1, 1], '−': (a, b) => [a - b, 1, -1], '·': (a, b) => [a * b, b, a],
  '/': (a, b) => [a / b, 1 / b, -a / b / b], '^': (a, b) => [a ** b, b && b * a ** (b - 1), a ** b * Math.log(a)],
  '√': a => [a ** 0.5, 0.5 / a ** 0.5], exp: a => [Math.exp(a), Math.exp(a)], ln: a => [Math.log(a), a < 0 ? NaN : 1 / a],
  sin: a => [Math.sin(a), Math.cos(a)], cos: a => [Math.cos(a), -Math.sin(a)], tan: a => [Math.tan(a), 1 + Math.tan(a) ** 2],
  abs: a => [abs(a), sign(a)], floor: a => [floor(a), 0],
  max: (a, b) => [max(a, b), a === b ? 0.5 : +(a > b), a === b ? 0.5 : +(b > a)],
  min: (a, b) => [min(a, b), a === b ? 0.5 : +(a < b), a === b ? 0.5 : +(b < a)],
};

// Forward through all values, and back through all gradients.
function taped(rules, inputs) {
  const values = [], local = [], gradients = rules.map(() => 0);
  rules.forEach(([name, ...operands], k) => {
    const [value, ...slopes] = name ? RULES[name](...operands.map(operand => operand[0] ?? values[operand])) : [inputs[k]];
    values.push(value);
    local.push(slopes);
  });
  gradients[rules.length - 1] = 1;
  for (let k = rules.length - 1; k >= 0; k--)
    rules[k].slice(1).forEach((operand, i) => { if (!Array.isArray(operand) && gradients[k]) gradients[operand] += gradients[k] * local[k][i]; });
  return { values, local, gradients };
}

function recalculate(image, { g: rules, v, d, l }) {
  if (!rules.every(([name]) => !name || RULES[name])) return;
  const { host, sheet, drawn, elements, say } = stage(image, 'A graph whose inputs can be changed');
  const began = rules.map(([, operand]) => operand[0]), inputs = [...began], knobs = [];
  const write = (k, value) => { elements[k].textContent = drawn[k].textContent.replace(/[^= ]+$/, number(value)); };
  function show(changed) {
    const now = taped(rules, inputs);
    now.values.forEach((value, k) => write(v[k], value));
    now.gradients.forEach((gradient, k) => write(d[k], gradient));
    const slopes = rules.flatMap(([, ...operands], k) => operands.flatMap((operand, i) => Array.isArray(operand) ? [] : [now.local[k][i]]));
    slopes.forEach((slope, edge) => { elements[l[edge]].textContent = `× ${slope < 0 ? `(${number(slope, 4)})` : number(slope, 4)}`; });
    if (inputs.every((input, k) => input === began[k])) elements.forEach((element, k) => { element.textContent = drawn[k].textContent; });
    for (const { knob, k } of knobs) {
      const text = `${number(inputs[k])}; ${elements[d[k]].textContent}`;
      set(knob, { 'aria-valuenow': inputs[k], 'aria-valuetext': text });
      if (k === changed) say(text);
    }
    host.dataset.told = JSON.stringify(now);
  }
  const change = (k, value) => { inputs[k] = +value.toPrecision(10); show(k); };
  const reset = () => { began.forEach((value, k) => { inputs[k] = value; }); show(); };
  rules.forEach(([name], k) => {
    if (name) return;
    const unit = 10 ** (floor(log10(abs(began[k]) || 1)) - 1), { x, y, width, height } = elements[v[k]].getBBox(), more = 6 * UNIT;
    const knob = slider(sheet, `Input ${drawn[v[k] - 1].textContent}`, 'pull leaf', ({ shiftKey }) => arrows((across, up) => change(k, inputs[k] + (across + up) * unit * (shiftKey ? 10 : 1))));
    make('rect', { x: x - more, y: y - more, width: width + 2 * more, height: height + 2 * more, fill: 'transparent', style: 'touch-action:none' }, knob);
    make('path', { class: 'ring', d: `M${x} ${y + height}h${width}`, stroke: GREY, 'stroke-width': 2 * UNIT, 'stroke-dasharray': '8 8' }, knob);
    knobs.push({ knob, k });
    let held;
    knob.onpointerdown = ({ pointerId, clientX }) => { knob.setPointerCapture(pointerId); held = [clientX, inputs[k]]; };
    knob.onpointermove = ({ clientX }) => { if (held) change(k, held[1] + round((clientX - held[0]) / 4) * unit); };
    knob.onpointerup = knob.onpointercancel = () => { held = undefined; };
  });
  keyed(host, () => ({ Escape: reset }));
  sheet.addEventListener('dblclick', reset);
  sheet.style.cursor = 'default';
  image.style.visibility = 'hidden';
  show();
}

// The road: pictures that were there before this script have put themselves into a list.

const known = new WeakSet();
let count = 0, lastScroll = -Infinity;

function push(image) {
  if (known.has(image) || !image.dataset.touch) return;
  known.add(image);
  try {
    const data = JSON.parse(image.dataset.touch);
    (data.t ? play : data.g ? recalculate : answer)(image, data);
  } catch (error) {
    // The picture is what it was.
    console.error(error);
  }
}

if (typeof module === 'object') module.exports = { taped, walked, number, told, ticks, sum, at, values, prepare, lines, measured, rounded, beside, polygon };
else if (!(window.calculusTouch?.version >= VERSION)) {
  const waiting = window.calculusTouch;
  window.calculusTouch = { version: VERSION, push };
  addEventListener('wheel', event => { if (!event.defaultPrevented) lastScroll = event.timeStamp; }, { passive: true });
  if (Array.isArray(waiting)) waiting.forEach(push);
}
})();
