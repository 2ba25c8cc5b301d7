// Pictures that can be touched: one script for all of them, without a library.
//
// A picture is an <img>, and stays one. Where scripts run, it says `calculusTouch.push(this)` when it has loaded; it carries
// its data in `data-touch` (see data.rs for their form). Over it a sheet is laid that is empty until it is touched. In what
// follows u and v are places on the axes as they are shown: logarithms where an axis goes by powers of ten.
(() => {
'use strict';
const VERSION = 1;

// Numbers, as the pictures write them.

const raised = n => String(n).replace(/[-\d]/g, c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]);
const trimmed = s => s.includes('.') ? s.replace(/\.?0+$/, '') : s;
const minus = s => s.replace(/^-/, '−');

function number(value, digits = 6) {
  if (!isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const [head, power] = value.toExponential(digits - 1).split('e');
  if (power >= -4 && power <= 6) return minus(trimmed(value.toFixed(Math.max(0, digits - 1 - power))));
  const short = trimmed(head);
  return minus(short === '1' || short === '-1' ? short.replace('1', '') : short + '×') + '10' + raised(+power);
}

// No more digits than are known: the value is exact to `unit`.
function told(value, unit, digits = 6) {
  const power = 10 ** Math.ceil(Math.log10(unit));
  return Math.abs(value) < unit ? '0' : number(+(Math.round(value / power) * power).toPrecision(12), digits);
}

const step = (span, count) => {
  const rough = span / Math.max(count, 1), power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5].map(digit => digit * power).find(step => step >= rough * 0.999999) ?? 10 * power;
};

// Ticks of an axis: [place, label], and the power of ten that the labels leave out.
function ticks({ from, to, log }, count) {
  if (log) {
    const first = Math.ceil(from - 1e-9), last = Math.floor(to + 1e-9), every = Math.floor((last - first) / count) + 1;
    const all = [];
    for (let power = first - 1; power <= last; power++) {
      const digits = last - first < 3 ? [1, 2, 5] : power % every ? [] : [1];
      for (const digit of digits) {
        const place = power + Math.log10(digit);
        if (place >= from - 1e-9 && place <= to + 1e-9) all.push([place, (digit > 1 ? digit + '·' : '') + '10' + raised(power)]);
      }
    }
    if (all.length > 1) return { all };
    // Between two powers the numbers themselves are written.
    const inner = ticks({ from: 10 ** from, to: 10 ** to }, count);
    return { all: inner.all.map(([place, label]) => [Math.log10(place), label]), factor: inner.factor };
  }
  const by = step(to - from, count), largest = Math.max(Math.abs(from), Math.abs(to));
  const power = largest >= 1e-3 && largest < 1e6 ? 0 : Math.floor(Math.log10(largest));
  const decimals = Math.min(15, Math.max(0, -Math.floor(Math.log10(by) - power + 1e-9)));
  const all = [];
  for (let k = Math.ceil(from / by - 1e-9); k <= to / by + 1e-9; k++)
    all.push([k * by, k ? minus((k * by / 10 ** power).toFixed(decimals)) : '0']);
  return { all, factor: power ? '×10' + raised(power) : undefined };
}

// Curves.

// The sum of Chebyshev polynomials with these factors, and its derivative, at a place from −1 to 1 (Clenshaw's recurrence).
function sum(factors, x, skip = 0) {
  let value = 0, valueAfter = 0, slope = 0, slopeAfter = 0;
  for (let k = factors.length - 1; k > skip; k--) {
    [slope, slopeAfter] = [2 * value + 2 * x * slope - slopeAfter, slope];
    [value, valueAfter] = [factors[k] + 2 * x * value - valueAfter, value];
  }
  return [factors[skip] + x * value - valueAfter, value + x * slope - slopeAfter];
}

// The height v and the slope dv/du of a curve at u, or nothing where it has none. `side` says which of two pieces that meet.
function at(curve, u, side = 1) {
  let low = 0, high = curve.c.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (curve.c[middle][0] < u || side > 0 && curve.c[middle][0] === u) low = middle; else high = middle - 1;
  }
  const piece = curve.c[low];
  if (!piece || u < piece[0] || u > piece[1]) return;
  const half = (piece[1] - piece[0]) / 2;
  const [value, slope] = sum(piece, (u - piece[0]) / half - 1, 2);
  return [value * curve.q, slope * curve.q / half];
}

// A curve that is not smooth stores lines, in tenths of pixels: they become pieces too, straight ones.
function straighten({ f, x, y }, curve) {
  Object.assign(curve, { c: [], q: 1, rough: true });
  for (const line of curve.z) {
    let before, left = 0, top = 0;
    for (let k = 0; k < line.length; k += 2) {
      left += line[k]; top += line[k + 1];
      const here = [x.from + left * 0.4 / f[2] * (x.to - x.from), y.to - top * 0.4 / f[3] * (y.to - y.from)];
      if (before && here[0] > before[0]) curve.c.push([before[0], here[0], (before[1] + here[1]) / 2, (here[1] - before[1]) / 2]);
      before = here;
    }
  }
}

const real = (axis, place) => axis.log ? 10 ** place : place;
const placed = (axis, value) => axis.log ? Math.log10(value) : value;

// f(x) and f′(x) at u, in the numbers themselves. The slope is missing at a corner, and where it is not known.
function values(panel, curve, u) {
  const { x, y } = panel.first, here = at(curve, u);
  if (!here) return;
  const value = { u, v: here[0], x: real(x, u), y: real(y, here[0]) };
  const near = 3e-6 * (x.to - x.from), scale = (y.to - y.from) / (x.to - x.from);
  const [left, right] = [at(curve, u - near, -1)?.[1] ?? here[1], at(curve, u + near)?.[1] ?? here[1]];
  if (!curve.rough && Math.abs(left - right) < 0.02 * Math.max(scale, Math.abs(left), Math.abs(right)))
    value.slope = here[1] * (y.log ? value.y * Math.LN10 : 1) / (x.log ? value.x * Math.LN10 : 1);
  else value.corner = !curve.rough;
  return value;
}

// From the plane to pixels and back.
const toX = (panel, u) => panel.f[0] + (u - panel.x.from) / (panel.x.to - panel.x.from) * panel.f[2];
const toY = (panel, v) => panel.f[1] + (panel.y.to - v) / (panel.y.to - panel.y.from) * panel.f[3];
const toU = (panel, left) => panel.x.from + (left - panel.f[0]) / panel.f[2] * (panel.x.to - panel.x.from);
const toV = (panel, top) => panel.y.to - (top - panel.f[1]) / panel.f[3] * (panel.y.to - panel.y.from);
const pixel = (panel, x, y) => [toX(panel, placed(panel.x, x)), toY(panel, placed(panel.y, y))];
const pairs = d => d.flatMap((_, k) => k % 2 ? [] : [[d[k], d[k + 1]]]);
const inside = ([left, top, width, height], [x, y], more = 0.5) =>
  x >= left - more && x <= left + width + more && y >= top - more && y <= top + height + more;

// The lines of a curve in pixels: a point every second pixel, more where it is steep, a break wherever it breaks.
function lines(panel, curve) {
  const { from, to } = panel.x, tall = 4 * panel.f[3], all = [];
  let line, end;
  for (const piece of curve.c) {
    const [a, b] = [Math.max(piece[0], from), Math.min(piece[1], to)];
    if (!(a < b)) continue;
    if (!line || piece[0] !== end && !(curve.j)) all.push(line = []);
    end = piece[1];
    const parts = Math.max(1, Math.ceil((toX(panel, b) - toX(panel, a)) / 8));
    const point = u => {
      const half = (piece[1] - piece[0]) / 2, v = sum(piece, (u - piece[0]) / half - 1, 2)[0] * curve.q;
      return [toX(panel, u), Math.max(-tall, Math.min(2 * tall, toY(panel, v)))];
    };
    const more = (u, p, w, q, times) => {
      if (times && Math.abs(p[1] - q[1]) > 24) {
        const middle = (u + w) / 2, m = point(middle);
        more(u, p, middle, m, times - 1); more(middle, m, w, q, times - 1);
      } else line.push(q);
    };
    let u = a, p = point(a);
    line.push(p);
    for (let k = 1; k <= parts; k++) {
      const w = k === parts ? b : a + (b - a) * k / parts, q = point(w);
      more(u, p, w, q, 6);
      [u, p] = [w, q];
    }
  }
  return all;
}

// Drawing. The picture's own elements are moved; only curves, lines, grid and numbers are made anew, in their likeness. All
// lengths are in units of the SVG, UNIT of which are a pixel.

const UNIT = 4, DEEPEST = 200, GREY = '#808080';
const GROUND = 'fill:var(--jp-layout-color1,var(--vscode-editor-background,Canvas))';
const INK = 'fill:var(--jp-content-font-color1,var(--vscode-editor-foreground,CanvasText))';
let count = 0, lastScroll = -Infinity;

const make = (name, attributes, parent) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  parent?.append(made);
  return made;
};
const points = line => line.map(([x, y]) => x.toFixed(1) + ',' + y.toFixed(1)).join(' ');
const widthOf = (text, size) => 0.57 * size * text.length;
const write = (text, [x, y], size, parent, more) =>
  make('text', { x, y: y + 0.35 * size, 'font-size': size, style: INK, ...more }, parent).textContent = text;

// The middle of a free place for a box of this size beside a point: where it covers the fewest of `crowd`.
function beside([x, y], [width, height], clear, crowd, within, frame) {
  let best, least = Infinity;
  const ways = [[1, -1], [-1, -1], [1, 1], [-1, 1], [0, -1], [0, 1], [1, 0], [-1, 0]];
  const near = [1, 2.5, 5].flatMap(gap => ways.map(([across, down]) => {
    const away = clear * gap * (across && down ? 0.7 : 1);
    return [x + across * (width / 2 + away), y + down * (height / 2 + away)];
  }));
  const far = [0.2, 0.5, 0.8].flatMap(a => [0.15, 0.5, 0.85].map(b => [within[0] + a * within[2], within[1] + b * within[3]]));
  for (const [left, top] of [...near, ...far]) {
    const box = [left - width / 2, top - height / 2, width, height];
    let cost = inside(box, [x, y], clear / 2) ? 1e6 : 0;
    for (const corner of [[box[0], box[1]], [box[0] + width, box[1] + height]]) cost += inside(within, corner) ? inside(frame, corner) ? 0 : 40 : 1e5;
    for (const point of crowd) if (inside(box, point, 2 * UNIT)) cost += point[2] ?? 1;
    if (cost < least) [best, least] = [[left, top], cost];
  }
  return best;
}

// A line without ends, in the SVG's units. A logarithmic axis bends it.
function endless(panel, [px, py, qx, qy]) {
  const { x, y } = panel, parts = x.log || y.log ? 200 : 1, [from, to] = [real(x, x.from), real(x, x.to)];
  if (px === qx) return [y.from, y.to].map(v => [toX(panel, placed(x, px)), toY(panel, v)]);
  return Array.from({ length: parts + 1 }, (_, k) => from + (to - from) * k / parts)
    .map(at => pixel(panel, at, py + (qy - py) / (qx - px) * (at - px))).filter(point => point.every(isFinite));
}

// Moves an element of the first view to where it belongs in this one.
function shift(element, original, { f, x, y, first }) {
  const scale = [x, y].map((axis, k) => (k ? first.y : first.x).to === axis.to && (k ? first.y : first.x).from === axis.from ? 1
    : ((k ? first.y : first.x).to - (k ? first.y : first.x).from) / (axis.to - axis.from));
  const begin = [f[0] + (first.x.from - x.from) / (x.to - x.from) * f[2], f[1] + (y.to - first.y.to) / (y.to - y.from) * f[3]];
  const moved = (value, k) => begin[k] + (value - f[k]) * scale[k];
  const read = key => +original.getAttribute(key), set = (key, value) => element.setAttribute(key, value.toFixed(1));
  const list = (text, of) => text.replace(/-?[\d.]+/g, number => of(+number).toFixed(1));
  let k = 0;
  switch (original.tagName) {
    case 'polyline': case 'polygon':
      return element.setAttribute('points', list(original.getAttribute('points'), value => moved(value, k++ % 2)));
    case 'path': { // Straight lines; or one point, and from there curves that are relative.
      const way = original.getAttribute('d'), bent = way.includes('c');
      return element.setAttribute('d', list(way, value => k++ < 2 || !bent ? moved(value, (k + 1) % 2) : value * scale[(k + 1) % 2]));
    }
    case 'circle': set('cx', moved(read('cx'), 0)); return set('cy', moved(read('cy'), 1));
    case 'text': set('x', moved(read('x'), 0)); return set('y', moved(read('y'), 1));
    case 'rect':
      set('x', moved(read('x'), 0)); set('y', moved(read('y'), 1));
      set('width', read('width') * scale[0]); set('height', read('height') * scale[1]);
  }
}

// A picture that answers.

// What a panel's data become: axes as they are shown, curves with pieces, and lines whose points can be pulled.
function prepare(panel) {
  const axis = ([from, to, log]) => ({ log, from: log ? Math.log10(from) : from, to: log ? Math.log10(to) : to });
  [panel.x, panel.y] = [axis(panel.x), axis(panel.y)];
  panel.first = { x: panel.x, y: panel.y };
  panel.m.forEach(mark => mark.z && straighten(panel, mark));
  panel.curves = panel.m.filter(mark => mark.k === 'curve' && mark.c.length);
  panel.pulls = panel.m.filter(mark => mark.k === 'line').flatMap(line => pullable(panel, line) ?? []);
  panel.ends = panel.pulls.flatMap(pull => ['q', 'p'].flatMap(key => pull[key] ? { panel, pull, key, end: pull[key], began: pull[key].u,
    where: () => { const here = at(pull.curve, pull[key].u); return here && [toX(panel, pull[key].u), toY(panel, here[0])]; } } : []));
  for (const walk of panel.m) if (walk.w ??= descending(panel, walk))
    panel.ends.push({ panel, walk, key: 'the start', where: () => pixel(panel, ...walk.d) });
  panel.m.forEach(mark => { mark.still = { d: mark.d }; });
  // What a secant draws of itself: its own steps give way to those that move, and its meeting with the y axis goes along.
  for (const { line } of panel.pulls) {
    const [px, py, qx, qy] = line.d, b = py - (qy - py) / (qx - px) * px;
    line.steps = panel.m.filter(mark => /^Δ[xy]/.test(mark.l));
    line.meets = panel.m.find(mark => mark.k === 'point' && mark.d[0] === 0 && Math.abs(mark.d[1] - b) <= 1e-9 * (Math.abs(py) + Math.abs(b)) && /^b/.test(mark.l));
  }
}

// A line through two points of a curve, or one that touches it: they can be pulled along the curve.
function pullable(panel, line) {
  const { x, y } = panel, [px, py, qx, qy] = line.d, slope = (qy - py) / (qx - px), near = 2e-4 * (y.to - y.from);
  const on = (curve, x0, y0) => {
    const here = values(panel, curve, placed(x, x0));
    return here && Math.abs(here.v - placed(y, y0)) < near && here;
  };
  const pointAt = (x0, y0, not) => panel.m.find(mark => mark !== not && mark.k === 'point' &&
    Math.abs(mark.d[0] - x0) <= 1e-9 * Math.abs(x0) && Math.abs(mark.d[1] - y0) <= 1e-9 * Math.abs(y0));
  for (const curve of panel.curves.filter(curve => !curve.rough)) {
    const p = on(curve, px, py);
    if (!p) continue;
    const P = { u: p.u, mark: pointAt(px, py) };
    // Q is drawn somewhere on the line, or the line is a tangent, or Q is what the line was made from.
    const drawn = panel.m.find(mark => mark.k === 'point' && mark !== P.mark && on(curve, ...mark.d) &&
      Math.abs(py + slope * (mark.d[0] - px) - mark.d[1]) < near);
    if (drawn) return { line, curve, p: P, q: { u: placed(x, drawn.d[0]), mark: drawn } };
    if (Math.abs(p.slope - slope) <= 1e-3 * Math.max(Math.abs(slope), (y.to - y.from) / (x.to - x.from))) return { line, curve, p: P };
    if (on(curve, qx, qy)) return { line, curve, p: P, q: { u: placed(x, qx) } };
  }
}

// Whether a path goes down a curve by a share of its slope at every step, which then is the rule for other starts.
function descending(panel, { k, d }) {
  if (k !== 'path' || d.length < 6) return;
  for (const curve of panel.curves) {
    const all = pairs(d).map(([x, y]) => ({ x, y, here: values(panel, curve, placed(panel.x, x)) }));
    const rates = all.slice(0, -1).map(({ x, here }, k) => (x - all[k + 1].x) / here?.slope);
    if (all.every(({ y, here }) => here && Math.abs(here.y - y) < 1e-6 * (panel.y.to - panel.y.from)) && rates.every(rate => Math.abs(rate / rates[0] - 1) < 1e-2))
      return { curve, r: rates[0], n: rates.length };
  }
}

// A descent from a start: by the slope of a curve, or by the gradient of the mean squared error of a line on data.
function walked(panel, { w }, [x, y]) {
  const path = [x, y], gradient = [0, 0];
  for (let k = 0; k < w.n && Math.abs(x) + Math.abs(y) < 1e12; k++) {
    if (w.curve) {
      const slope = values(panel, w.curve, placed(panel.x, x))?.slope, next = values(panel, w.curve, placed(panel.x, x -= w.r * slope));
      if (!next) break;
      y = next.y;
    } else {
      const by = w.x.reduce(([m, b], at, k) => { const off = x * at + y - w.y[k]; return [m + off * at, b + off]; }, [0, 0]);
      by.forEach((part, k) => { gradient[k] = gradient[k] * w.a + 2 * part / w.x.length; });
      [x, y] = [x - w.r * gradient[0], y - w.r * gradient[1]];
    }
    path.push(x, y);
  }
  return path;
}

const cost = ({ x, y }, m, b) => x.reduce((all, at, k) => all + (m * at + b - y[k]) ** 2, 0) / x.length;

// The numbers of a secant or a tangent. Where Q is within a pixel of P, it is the tangent.
function measured(panel, { curve, p, q }) {
  const { x, y } = panel.first, P = values(panel, curve, p.u), Q = q && values(panel, curve, q.u);
  const tall = y.log ? Math.abs(P.y) : y.to - y.from, wide = x.log ? P.x : x.to - x.from;
  const touches = !Q || Math.hypot(toX(panel, P.u) - toX(panel, Q.u), toY(panel, P.v) - toY(panel, Q.v)) < UNIT;
  const slope = touches ? P.slope : (Q.y - P.y) / (Q.x - P.x), at = number(P.x);
  if (slope === undefined) return { P, Q, touches, name: 'no tangent', rows: [`x = ${at}`, 'a corner: no tangent'] };
  const unit = touches ? 1e-6 * tall / wide : 1e-7 * tall / Math.abs(Q.x - P.x), b = P.y - slope * P.x;
  const m = told(slope, unit, 5), free = told(Math.abs(b), Math.max(1e-7 * tall, unit * Math.abs(P.x)), 5);
  const line = `y = ${m === '0' ? '' : `${m === '1' ? '' : m === '−1' ? '−' : m}x `}${m === '0' ? (b < 0 ? '−' : '') + free : free === '0' ? '' : (b < 0 ? '− ' : '+ ') + free}`;
  const shared = { P, Q, slope, free: (b < 0 && free !== '0' ? '−' : '') + free };
  return touches
    ? { ...shared, touches, name: `tangent, slope ${m}`, rows: [Q ? 'Δx → 0: the tangent' : `tangent at x = ${at}`, `slope = ${m}`, line] }
    : { ...shared, name: `secant, slope ${m}`, rows: [`Δx = ${number(Q.x - P.x)}`, `Δy = ${told(Q.y - P.y, 1e-7 * tall)}`, `slope = ${m}`, line] };
}

// A place on the axis with no more digits than a pixel has.
function rounded({ x, f }, u) {
  const digits = Math.ceil(-Math.log10((x.to - x.from) / f[2] * UNIT));
  return x.log ? Math.log10(+(10 ** u).toPrecision(Math.max(2, digits + 1))) : +u.toFixed(Math.min(15, Math.max(0, digits)));
}

const STYLE = `.calculus-touch{position:relative;display:inline-block;max-width:100%;line-height:0}
.calculus-touch>svg{position:absolute;inset:0;width:100%;height:100%;touch-action:pan-y;cursor:crosshair;user-select:none;-webkit-user-select:none;font-family:sans-serif}
.calculus-touch [role=slider]{outline:none}.calculus-touch .pull{cursor:grab}.calculus-touch .pull:active{cursor:grabbing}
.calculus-touch .ring{opacity:0}.calculus-touch:hover .pull .ring{opacity:.6}.calculus-touch :focus-visible .ring{opacity:1}
.calculus-touch>[role=status]{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}

.calculus-touch .hand{display:flex;gap:6px;align-items:center;line-height:1.2;font:14px sans-serif;margin:2px 8px}.calculus-touch .hand input{flex:1;min-width:60px}
.calculus-touch .hand button{min-width:34px;min-height:28px;font-size:13px;cursor:pointer}
@media print{.calculus-touch>:not(img){display:none!important}.calculus-touch>img{visibility:visible!important;display:inline!important}}`;

function hosted(image) {
  if (!document.getElementById('calculus-touch'))
    document.head.append(Object.assign(document.createElement('style'), { id: 'calculus-touch', textContent: STYLE }));
  const host = Object.assign(document.createElement('div'), { className: 'calculus-touch' });
  host.dataset.lmSuppressShortcuts = 'true';
  image.before(host);
  host.append(image);
  return host;
}

function voice(host) {
  const status = host.appendChild(document.createElement('span'));
  status.setAttribute('role', 'status');
  status.setAttribute('aria-live', 'polite');
  return status;
}

const original = image => new DOMParser().parseFromString(decodeURIComponent(image.src.replace(/^[^,]*,/, '')), 'image/svg+xml').documentElement;

function answer(image, { p: panels }) {
  const host = hosted(image), source = original(image), size = source.viewBox.baseVal, drawn = [...source.children].slice(2);
  const sheet = make('svg', { viewBox: source.getAttribute('viewBox'), role: 'group', fill: 'none', 'text-anchor': 'middle', 'aria-label':
    'A picture that can be touched: arrow keys follow a curve, plus and minus zoom, Escape brings the first view back' }, host);
  const scene = make('g', { class: 'scene' }, sheet), extra = make('g', { 'pointer-events': 'none' }, sheet);
  const handles = make('g', {}, sheet), hint = make('g', { 'pointer-events': 'none' }, sheet);
  const status = voice(host), id = `calculus-touch-${++count}`;
  panels.forEach(prepare);
  const all = panels.flatMap(panel => panel.curves.map(curve => ({ panel, curve }))), ends = panels.flatMap(panel => panel.ends);
  let focus = all[0] && { ...all[0] }, moved = -Infinity, live;
  const larger = () => Math.min(2, Math.max(1, size.width / UNIT / (sheet.getBoundingClientRect().width || 1)));
  const colourOf = mark => { const own = drawn[mark.e[0]]; return [own?.getAttribute('stroke'), own?.getAttribute('fill')].find(colour => colour && colour !== 'none') ?? GREY; };

  const slider = (label, kind) => {
    const made = make('g', { role: 'slider', tabindex: 0, class: kind, 'data-lm-suppress-shortcuts': 'true', 'aria-label': label }, handles);
    make('circle', { r: 14 * UNIT, fill: 'transparent', 'pointer-events': kind === 'pull' ? 'all' : 'none' }, made);
    make('circle', { class: 'ring', r: 10 * UNIT, fill: 'none', stroke: GREY, 'stroke-width': 2 * UNIT }, made);
    return made;
  };
  const dot = focus && slider('Point on the curve', 'dot');
  for (const one of ends) one.knob = slider(`${one.walk ? one.key : one.key.toUpperCase()}, which can be pulled`, 'pull');
  // The scene is the picture again, in parts that can be moved; it takes the image's place when it is first needed.
  let opened;
  function open() {
    opened ??= panels.map((panel, k) => {
      const clip = make('clipPath', { id: `${id}-${k}` }, scene), [x, y, width, height] = panel.f;
      make('rect', { x, y, width, height }, clip);
      return clip;
    }) && drawn.map(element => element.cloneNode(true));
    scene.append(...opened);
    panels.forEach((panel, k) => {
      panel.group = make('g', { 'clip-path': `url(#${id}-${k})` });
      opened[panel.e[0]].before(panel.group);
      panel.group.append(...opened.slice(panel.e[0], panel.e[2]));
      panel.fresh = [];
    });
  }

  function render() {
    const changed = live || panels.some(({ x, y, first }) => x !== first.x || y !== first.y);
    if (changed && !opened) open();
    scene.style.display = changed ? '' : 'none';
    image.style.visibility = changed ? 'hidden' : '';
    host.dataset.state = live ? 'pulled' : changed ? 'zoomed' : '';
    extra.replaceChildren();
    if (changed) panels.forEach(redraw);
    for (const one of ends) {
      const { panel, pull, key, end, knob, walk } = one, where = one.where();
      knob.style.display = where && inside(panel.f, where) ? '' : 'none';
      if (where) knob.setAttribute('transform', `translate(${where})`);
      if (walk) aria(knob, panel, [panel.first.x.from, panel.first.x.to], placed(panel.x, walk.d[0]), rows(one).join(', '));
      else aria(knob, panel, ends_(pull.curve), end.u, `${key.toUpperCase()} at x = ${number(real(panel.x, end.u))}; ${rows(one).join(', ')}`);
    }
    if (live) header(live);
  }

  function redraw(panel) {
    const { e, f, group } = panel, [left, top, width, height] = f, zoomed = panel.x !== panel.first.x || panel.y !== panel.first.y;
    const bottom = top + height, right = left + width;
    panel.fresh.forEach(element => element.remove());
    panel.fresh = [];
    const like = (k, parent, before) => { const made = opened[k].cloneNode(true); made.style.display = ''; parent.insertBefore(made, before ?? null); panel.fresh.push(made); return made; };
    const replace = (from, to, parts, key, written) => {
      for (let k = from; k < to; k++) opened[k].style.display = 'none';
      for (const part of parts) like(from, opened[from].parentNode, opened[from]).setAttribute(key, written(part));
      panel.fresh.forEach(made => made.removeAttribute('stroke-dasharray'));
    };
    const seen = (from, to) => { for (let k = from; k < to; k++) opened[k].style.display = ''; };
    const mark = mark => {
      const [from, to] = mark.e;
      if (from >= to) return;
      seen(from, to);
      const [x, y] = mark.d ? pixel(panel, mark.d[0], mark.d[1]) : [], pulled = mark.still.d !== mark.d;
      const drawnAs = [...Array(to - from).keys()].map(k => k + from).filter(k => /^p/.test(drawn[k].tagName) && drawn[k].getAttribute('stroke')), way = k => drawn[k].tagName === 'path';
      if (mark.d !== mark.still.d && ['path', 'steps', 'scatter'].includes(mark.k)) {
        replace(from, to, mark.k === 'scatter' ? [] : [pairs(mark.d).map(([x, y]) => pixel(panel, x, y))], 'points', points);
        const some = pairs(mark.d), line = opened[from].getAttribute('stroke'), colour = line ?? opened[from].getAttribute('fill');
        for (const [x, y] of some.slice(0, 300)) {
          const [cx, cy] = pixel(panel, x, y);
          panel.fresh.push(make('circle', { cx, cy, r: (some.length > 60 ? 2 : 3.5) * UNIT, fill: colour }, opened[from].parentNode));
        }
      } else if (drawnAs.length && (mark.k === 'line' || mark.k === 'curve' && !mark.rough && (zoomed || live))) {
        const k = drawnAs[0], parts = mark.k === 'line' ? [endless(panel, mark.d)] : lines(panel, mark);
        replace(k, drawnAs.at(-1) + 1, parts, way(k) ? 'd' : 'points', way(k) ? part => 'M' + points(part).replace(' ', 'L') : points);
        for (let k = from; k < to; k++) if (!drawnAs.includes(k)) shift(opened[k], drawn[k], panel);
      } else for (let k = from; k < to; k++) {
        if (pulled && mark.k === 'point') { opened[k].setAttribute('cx', x); opened[k].setAttribute('cy', y); }
        else shift(opened[k], drawn[k], panel);
      }
      if (mark.t === undefined) return;
      const label = opened[mark.t], [x0, y0] = mark.d ? pixel({ ...panel, ...panel.first }, ...mark.still.d) : [];
      label.style.display = '';
      // A label stays beside its point; one that belongs to no single place is only shown in the first view.
      if (mark.k === 'point' || mark.k === 'open' || mark.d?.length === 2) { label.setAttribute('x', x + (+drawn[mark.t].getAttribute('x') - x0)); label.setAttribute('y', y + (+drawn[mark.t].getAttribute('y') - y0)); }
      else label.style.display = zoomed || pulled ? 'none' : '';
    };
    panel.m.forEach(mark);
    const own = (from, to) => zoomed ? replace(from, to, [], '') : seen(from, to);
    for (const k of [0, 3, 5]) own(e[k], e[k + 1]);
    if (!zoomed || e[3] === e[4]) return;
    const xs = ticks(panel.x, Math.min(10, Math.max(2, width / UNIT / 60))), ys = ticks(panel.y, Math.max(2, height / UNIT / 44));
    const rule = (k, ends) => like(k, group, opened[e[1]]).setAttribute('d', ends.map(ends => 'M' + points(ends).replace(' ', 'L')).join(''));
    const upright = u => [[toX(panel, u), top], [toX(panel, u), bottom]], level = v => [[left, toY(panel, v)], [right, toY(panel, v)]];
    if (e[0] < e[1]) {
      rule(e[0], [...xs.all.map(([u]) => upright(u)), ...ys.all.map(([v]) => level(v))]);
      for (const [axis, ends] of [[panel.x, upright], [panel.y, level]])
        if (!axis.log && axis.from < 0 && axis.to > 0) { rule(e[0], [ends(0)]); panel.fresh.at(-1).setAttribute('opacity', 1); }
    }
    const numbers = [...Array(e[4] - e[3]).keys()].map(k => k + e[3]).filter(k => drawn[k].tagName === 'text' && drawn[k].getAttribute('font-weight') !== 'bold');
    const put = (anchor, list, place, key) => {
      const k = numbers.find(k => (drawn[k].getAttribute('text-anchor') ?? 'middle') === anchor);
      if (k !== undefined) for (const [value, label] of list) {
        const made = like(k, scene);
        made.setAttribute(key, place(value).toFixed(1));
        made.textContent = label;
        const room = left - panel.s[0] - 26 * UNIT, wide = widthOf(label, 15 * UNIT);
        if (anchor === 'end' && wide > room) made.setAttribute('font-size', 15 * UNIT * room / wide);
      }
    };
    put('middle', xs.all, u => toX(panel, u), 'x');
    put('end', ys.all, v => toY(panel, v), 'y');
    for (const [factor, where, anchor] of [[xs.factor, [right, bottom + 34 * UNIT], 'end'], [ys.factor, [left, top - 9 * UNIT], 'start']])
      if (factor) write(factor, where, 15 * UNIT, extra, { 'text-anchor': anchor });
  }

  // In the place of the title: the numbers of what is pulled, and its steps in the picture.
  function header(one) {
    const { panel, pull, walk } = one, now = pull ? measured(panel, pull) : { rows: rows(one) }, titles = opened.filter((element, k) => k >= panel.b && k < panel.e[0] && element.tagName === 'text' && panel.t?.includes(drawn[k].textContent));
    const line = now.rows.join('   '), width = panel.s[2], { steps = [], meets, n } = pull?.line ?? {};
    for (const { e, t } of steps) for (const k of [...Array(e[1] - e[0]).keys()].map(k => k + e[0]).concat(t ?? [])) opened[k].style.display = 'none';
    if (meets?.t && now.free) opened[meets.t].textContent = `b = ${now.free}`;
    host.dataset.told = line;
    opened.forEach((element, k) => { if (n && k >= panel.b && element.tagName === 'text' && drawn[k].textContent === n) element.textContent = now.name; });
    titles.forEach((element, k) => { element.textContent = k ? '' : line; });
    titles[0]?.setAttribute('font-size', Math.min(15 * UNIT * larger(), 0.96 * width / widthOf(line, 1.08)));
    if (now.Q && !now.touches) {
      const [p, q] = [now.P, now.Q].map(({ u, v }) => [toX(panel, u), toY(panel, v)]), corner = [q[0], p[1]], dashes = { fill: 'none', stroke: GREY, 'stroke-width': 1.5 * UNIT, 'stroke-dasharray': '16 12' };
      if (Math.abs(q[0] - p[0]) > 20 * UNIT) { make('polyline', { points: points([p, corner]), ...dashes }, extra); write('Δx', [(p[0] + q[0]) / 2, p[1] - 12 * UNIT * Math.sign(q[1] - p[1] || 1)], 16 * UNIT, extra); }
      if (Math.abs(q[1] - p[1]) > 20 * UNIT) { make('polyline', { points: points([corner, q]), ...dashes }, extra); write('Δy', [q[0] + 14 * UNIT * Math.sign(q[0] - p[0]), (p[1] + q[1]) / 2], 16 * UNIT, extra); }
    }
    if (!titles.length) box(panel, now.rows, one.where(), extra);
  }

  const ends_ = curve => [curve.c[0][0], curve.c.at(-1)[1]];
  const rows = ({ panel, pull, walk }) => {
    if (!walk) return measured(panel, pull).rows;
    const [name, other] = [called(panel.n[0], 'x'), called(panel.n[1], 'y')], path = walk.path ?? walked(panel, walk, walk.d), [x, y] = path.slice(-2);
    return [`after ${path.length / 2 - 1} steps`, name(number(x, 5)), other(number(y, 5)), ...walk.w.curve ? [] : [`C = ${number(cost(walk.w, x, y), 5)}`]];
  };

  function aria(slider, { x }, [from, to], u, text) {
    const value = u => +real(x, u).toPrecision(12);
    for (const [key, now] of [['min', value(from)], ['max', value(to)], ['now', value(u)], ['text', text]]) slider.setAttribute('aria-value' + key, now);
  }

  let saying;
  const say = text => { clearTimeout(saying); saying = setTimeout(() => { status.textContent = text; }, 100); };
  const hide = () => { hint.replaceChildren(); };

  // A place, and a way to go on where there is no value.
  function move(one, [left, top], way = 0) {
    const { panel, pull, end, walk } = one;
    let u = rounded(panel, toU(panel, left));
    if (walk) {
      const x = real(panel.x, u), here = walk.w.curve && values(panel, walk.w.curve, u);
      if (walk.w.curve && !here) return;
      walk.d = walk.path = walked(panel, walk, [x, here ? here.y : +real(panel.y, toV(panel, top)).toPrecision(4)]);
      for (const mark of panel.m) if (/^epoch \d+$/.test(mark.l)) mark.d = walk.path.slice(2 * mark.l.slice(6), 2 * mark.l.slice(6) + 2);
      // Points that were drawn over the old steps go along.
      for (const mark of panel.m) if (mark !== walk && mark.k === 'scatter' && mark.still.d.length === walk.still.d.length && mark.still.d.every((n, k) => n === walk.still.d[k])) mark.d = walk.path;
      live = one;
      hide();
      render();
      return say(rows(one).join(', '));
    }
    const { curve } = pull, { from, to } = panel.x, step = way * (to - from) / panel.f[2] * UNIT;
    u = rounded(panel, Math.min(to, Math.max(from, u)));
    // On the other side of a break the curve goes on.
    for (let k = 0; k < 50 && way && !at(curve, u); k++) u += step;
    if (!at(curve, u)) return;
    end.u = u;
    const now = measured(panel, pull), { P, Q } = now, span = real(panel.x, to) - real(panel.x, from);
    if (now.slope !== undefined) pull.line.d = [P.x, P.y, P.x + span, P.y + now.slope * span];
    for (const [point, value] of [[pull.p, P], [pull.q, Q]]) if (point?.mark) point.mark.d = [value.x, value.y];
    if (pull.line.meets && now.slope !== undefined) pull.line.meets.d = [0, P.y - now.slope * P.x];
    live = one;
    hide();
    render();
    say(now.rows.join(', '));
  }

  // Lines of text in a box that covers nothing that they tell of.
  function box(panel, rows, anchor, parent, more = []) {
    const letter = 15 * UNIT * larger(), width = Math.max(...rows.map(row => widthOf(row, letter))) + 1.2 * letter, height = (rows.length * 1.35 + 0.5) * letter;
    panel.crowd ??= panel.curves.flatMap(curve => lines(panel, curve).flat().filter((point, k) => k % 2 && inside(panel.f, point)));
    const crowd = [...panel.crowd, ...more, ...panel.m.flatMap(mark => mark.d && mark.k !== 'line' ? pairs(mark.d).map(([x, y]) => [...pixel(panel, x, y), 5]) : [])];
    const [x, y] = beside(anchor, [width, height], 14 * UNIT * larger(), crowd, panel.s, panel.f);
    make('rect', { class: 'told', x: x - width / 2, y: y - height / 2, width, height, rx: 4 * UNIT, stroke: GREY, 'stroke-width': UNIT, 'fill-opacity': 0.94, style: GROUND }, parent);
    rows.forEach((row, k) => write(row, [x, y - height / 2 + letter * (0.92 + 1.35 * k)], letter, parent));
  }
  function tell(panel, where, colour, rows, finger) {
    hide();
    make('circle', { class: 'here', cx: where[0], cy: where[1], r: 5.5 * UNIT, fill: colour, stroke: '#fff', 'stroke-width': 1.5 * UNIT }, hint);
    const hand = finger ? [-90, 0, 90].flatMap(a => [-90, 0, 90, 180].map(b => [finger[0] + a, finger[1] + b, 200])) : [];
    box(panel, rows, where, hint, hand);
    host.dataset.told = rows.join('; ');
  }
  const called = (name, fallback) => {
    const [, word, unit] = /^(.*?)(?:\s+\(([^()]{1,4}|[^()]*\/[^()]*)\)|\s+\(.*)?$/.exec(name || fallback);
    return value => `${word || fallback} = ${value}${unit ? ' ' + unit : ''}`;
  };

  // Tells of a place on a curve.
  function follow(panel, curve, u, finger) {
    const here = values(panel, curve, u), { x, y } = panel.first;
    if (!here) return;
    focus = { panel, curve, u };
    const name = curve.n?.length < 26 ? curve.n : panel.n[1] === 'y' ? '' : panel.n[1];
    const rows = [called(panel.n[0], 'x')(number(here.x)), called(name, 'f(x)')(told(here.y, 1e-7 * (y.log ? Math.abs(here.y) : y.to - y.from)))];
    if (here.slope !== undefined) rows.push(`slope = ${x.log || y.log ? number(here.slope, 5) : told(here.slope, 2e-6 * (y.to - y.from) / (x.to - x.from), 5)}`);
    else if (here.corner) rows.push('a corner: no slope');
    const where = [toX(panel, u), toY(panel, here.v)];
    tell(panel, where, colourOf(curve), rows, finger);
    dot.setAttribute('transform', `translate(${where})`);
    dot.setAttribute('aria-label', `Point on the curve${curve.n ? ' ' + curve.n : ''}`);
    aria(dot, panel, ends_(curve), u, rows.join(', '));
    return rows;
  }

  // What is nearest to the pointer: a data point that it meets, or else a curve.
  function hover(panel, place, finger) {
    const [left, top] = place;
    let best, least = 10 * UNIT * larger();
    for (const mark of panel.m) if (['point', 'open', 'scatter', 'path'].includes(mark.k)) pairs(mark.d).forEach(([x, y], k) => {
      const where = pixel(panel, x, y), away = Math.hypot(where[0] - left, where[1] - top);
      if (away < least) [best, least] = [{ mark, where, x, y, k }, away];
    });
    if (best) {
      const { mark, where, x, y, k } = best, name = mark.l ?? mark.n;
      const rows = [called(panel.n[0], 'x')(number(x)), called(panel.n[1], 'y')(number(y))];
      if (mark.k === 'path') rows.unshift(`${name ?? 'path'}: ${k + 1} of ${mark.d.length / 2}`);
      else if (name) rows.unshift(name);
      if (mark.k === 'open') rows.push('no point is there');
      return tell(panel, where, colourOf(mark), rows, finger);
    }
    let found, closest = Infinity;
    const u = rounded(panel, toU(panel, left)), stretch = panel.f[3] / panel.f[2] * (panel.x.to - panel.x.from) / (panel.y.to - panel.y.from);
    for (const curve of panel.curves) {
      const here = at(curve, u);
      if (!here || !inside(panel.f, [left, toY(panel, here[0])])) continue;
      const away = Math.abs(toY(panel, here[0]) - top) / Math.hypot(1, here[1] * stretch);
      if (away < closest) [found, closest] = [[curve, u], away];
    }
    // Where it is too steep, or has ended: its nearest point.
    if (!found) for (const curve of panel.curves) for (const point of lines(panel, curve).flat()) {
      const away = inside(panel.f, point) ? Math.hypot(point[0] - left, point[1] - top) : Infinity;
      if (away < closest) [found, closest] = [[curve, toU(panel, point[0])], away];
    }
    found ? follow(panel, ...found, finger) : hide();
  }

  // Zooming and panning. Panels under each other that show the same x keep together.
  function show(panel, x, y) {
    const same = (a, b) => Math.abs(a.from - b.from) + Math.abs(a.to - b.to) < 1e-9 * (b.to - b.from);
    const bound = (axis, wanted) => {
      const span = Math.min(axis.to - axis.from, wanted.to - wanted.from), middle = Math.min(axis.to, Math.max(axis.from, (wanted.from + wanted.to) / 2));
      const now = { log: axis.log, from: middle - span / 2, to: middle + span / 2 };
      return same(now, axis) ? axis : now;
    };
    [panel.x, panel.y] = [bound(panel.first.x, x), bound(panel.first.y, y)];
    for (const other of panels) {
      if (other.f[0] === panel.f[0] && same(other.first.x, panel.first.x)) other.x = panel.x === panel.first.x ? other.first.x : panel.x;
      other.crowd = undefined;
    }
    render();
  }
  function zoom(panel, factor, [left, top]) {
    const about = (axis, place) => ({ from: place + (axis.from - place) * factor, to: place + (axis.to - place) * factor });
    const [x, y] = [about(panel.x, toU(panel, left)), about(panel.y, toV(panel, top))], part = (x.to - x.from) / (panel.first.x.to - panel.first.x.from);
    // Back at its size, it is back at its place.
    if (part > 0.999) show(panel, panel.first.x, panel.first.y);
    else if (part > 1 / DEEPEST) show(panel, x, y);
  }
  function pan(panel, across, down) {
    const u = across / panel.f[2] * (panel.x.to - panel.x.from), v = down / panel.f[3] * (panel.y.to - panel.y.from);
    show(panel, { from: panel.x.from - u, to: panel.x.to - u }, { from: panel.y.from + v, to: panel.y.to + v });
  }
  function reset() {
    live = undefined;
    for (const panel of panels) {
      [panel.x, panel.y, panel.crowd] = [panel.first.x, panel.first.y];
      panel.m.forEach(mark => Object.assign(mark, mark.still));
      panel.ends.forEach(one => { if (one.end) one.end.u = one.began; else one.walk.path = undefined; });
    }
    opened?.forEach((element, k) => { if (element.tagName === 'text') { element.textContent = drawn[k].textContent; element.setAttribute('font-size', drawn[k].getAttribute('font-size')); } });
    hide();
    render();
    say('The first view.');
  }

  // The hand.
  const pointers = new Map();
  let held;
  const local = event => {
    const area = sheet.getBoundingClientRect();
    return [(event.clientX - area.left) * size.width / area.width, (event.clientY - area.top) * size.height / area.height];
  };
  const panelAt = place => panels.find(panel => inside(panel.f, place, 8 * UNIT));
  function endAt(place, reach) {
    let best, least = reach * UNIT * larger();
    for (const one of ends) {
      const where = one.where(), away = where ? Math.hypot(where[0] - place[0], where[1] - place[1]) : Infinity;
      if (away < least) [best, least] = [one, away];
    }
    return best;
  }
  const on = (name, react, target = sheet) => target.addEventListener(name, react, { passive: false });
  on('pointerdown', event => {
    if (event.button) return;
    const place = local(event), panel = panelAt(place), finger = event.pointerType === 'touch';
    pointers.set(event.pointerId, place);
    if (pointers.size === 2) held = { pinch: panelAt([...pointers.values()][0]) };
    else {
      const one = endAt(place, finger ? 26 : 14);
      held = one ? { one } : panel && !finger ? { pan: panel, place } : undefined;
      if (held) sheet.setPointerCapture(event.pointerId);
      if (!held && panel) hover(panel, place, place);
    }
  });
  on('pointermove', event => {
    moved = event.timeStamp;
    const place = local(event), finger = event.pointerType === 'touch' && place, before = pointers.get(event.pointerId);
    if (before) pointers.set(event.pointerId, place);
    if (held?.one) return move(held.one, place);
    if (held?.pinch && before) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1] ?? place, apart = point => Math.max(UNIT, Math.hypot(point[0] - other[0], point[1] - other[1]));
      hide();
      zoom(held.pinch, apart(before) / apart(place), [0, 1].map(k => (before[k] + other[k]) / 2));
      return pan(held.pinch, (place[0] - before[0]) / 2, (place[1] - before[1]) / 2);
    }
    if (held?.pan) {
      if (!held.moves && Math.hypot(place[0] - held.place[0], place[1] - held.place[1]) < 4 * UNIT) return;
      hide();
      pan(held.pan, place[0] - held.place[0], place[1] - held.place[1]);
      held = { ...held, place, moves: true };
      return;
    }
    const panel = panelAt(place), one = panel && !finger && endAt(place, 14);
    if (!panel) hide();
    else if (one) {
      const { key, walk, pull, end } = one, here = pull && measured(panel, pull)[key.toUpperCase()], mark = walk ?? end.mark;
      tell(panel, one.where(), mark ? colourOf(mark) : GREY, [walk ? 'the start: pull it' : `${key.toUpperCase()} = (${number(here.x)}, ${number(here.y)}): pull it`, ...rows(one)]);
    } else hover(panel, place, finger);
  });
  const release = event => { pointers.delete(event.pointerId); held = undefined; };
  on('pointerup', release);
  on('pointercancel', release);
  on('pointerleave', event => { if (!held && event.pointerType !== 'touch') hide(); });
  // Two fingers, and one that pulls, are for the picture; another one scrolls the page.
  for (const name of ['touchstart', 'touchmove']) on(name, event => { if (event.touches.length > 1 || held?.one) event.preventDefault(); });
  on('dblclick', event => { event.preventDefault(); reset(); });
  on('wheel', event => {
    const place = local(event), panel = panelAt(place);
    // A page that is being scrolled goes on, and so it does where there is nothing to zoom out of.
    if (!panel || moved < lastScroll || event.deltaY > 0 && panel.x === panel.first.x && panel.y === panel.first.y) return;
    event.preventDefault();
    hide();
    zoom(panel, Math.exp(Math.max(-1, Math.min(1, event.deltaY * (event.deltaMode ? 0.05 : 0.002)))), place);
  });

  // Keys.
  if (dot) { on('focus', () => { if (dot.matches(':focus-visible')) go(0); }, dot); on('blur', hide, dot); }
  function go(pixels) {
    const { panel, curve } = focus, [from, to] = [Math.max(panel.x.from, curve.c[0][0]), Math.min(panel.x.to, curve.c.at(-1)[1])];
    const pixel = (panel.x.to - panel.x.from) / panel.f[2] * UNIT, bound = u => Math.min(to, Math.max(from, u));
    let u = bound(rounded(panel, bound((focus.u ?? (from + to) / 2) + pixels * pixel)));
    for (let k = 0; k < 100 && !at(curve, u); k++) u += (pixels < 0 ? -1 : 1) * pixel;
    const rows = follow(panel, curve, u);
    if (rows) say(rows.join(', '));
  }
  on('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const one = ends.find(({ knob }) => knob === event.target), panel = one?.panel ?? focus?.panel ?? panels[0], far = event.shiftKey ? 20 : 2;
    const here = focus?.u !== undefined && at(focus.curve, focus.u), centre = here ? [toX(panel, focus.u), toY(panel, here[0])] : [panel.f[0] + panel.f[2] / 2, panel.f[1] + panel.f[3] / 2];
    const other = way => { const k = all.findIndex(({ curve }) => curve === focus.curve); focus = { ...all[(k + way + all.length) % all.length], u: focus.u }; go(0); };
    const pull = (way, up = 0) => { const [left, top] = one.where(); move(one, [left + way * far * UNIT, top - up * far * UNIT], way); };
    const closer = () => zoom(panel, 0.8, centre), keys = { Escape: reset, 0: reset, '+': closer, '=': closer, '-': () => zoom(panel, 1.25, centre) };
    if (one) Object.assign(keys, { ArrowLeft: () => pull(-1), ArrowRight: () => pull(1), ArrowDown: () => one.walk ? pull(0, -1) : pull(-1), ArrowUp: () => one.walk ? pull(0, 1) : pull(1),
      Home: () => one.pull?.q && move(one, ends.find(({ pull, key }) => pull === one.pull && key !== one.key).where()) });
    else if (event.target === dot) Object.assign(keys, { ArrowLeft: () => go(-far), ArrowRight: () => go(far), ArrowUp: () => other(-1), ArrowDown: () => other(1),
      Home: () => go(-1e9), End: () => go(1e9) });
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
    if (event.target === dot && '+=-'.includes(event.key)) go(0);
  }, host);
  render();
}

// A moving picture with a hand in it. It plays once when it comes into sight, unless the reader wants less motion.
function play(image, { s: seconds, t: starts }) {
  const host = hosted(image), stage = host.appendChild(document.createElement('div')), svg = document.importNode(original(image), true);
  const last = starts.length - 1, still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // In a tree of its own, so that its styles stay its own. What moves here moves by a hand.
  stage.attachShadow({ mode: 'open' }).append(svg, Object.assign(document.createElement('style'),
    { textContent: 'svg{width:100%;height:auto;display:block}.still{display:none!important}.moving{display:inline!important}' }));
  stage.style.width = `${image.width || 700}px`;
  stage.style.maxWidth = '100%';
  svg.pauseAnimations();
  image.style.display = 'none';
  const hand = host.appendChild(document.createElement('div'));
  hand.className = 'hand';
  hand.innerHTML = `<button aria-label="Play">▶</button><button aria-label="One step back">◁</button><button aria-label="One step on">▷</button>
<input type="range" min="0" max="${last}" step="any" value="0" aria-label="Step" data-lm-suppress-shortcuts="true">
<select aria-label="Speed"><option value="0.25">¼ ×</option><option value="0.5">½ ×</option><option value="1" selected>1 ×</option><option value="2">2 ×</option></select>`;
  const [button, back, on] = hand.querySelectorAll('button'), bar = hand.querySelector('input'), speed = hand.querySelector('select');
  let time = 0, before, plays = false;
  const timeOf = step => { const k = Math.min(last - 1, Math.floor(step)); return seconds * (starts[k] + (starts[k + 1] - starts[k]) * (step - k)); };
  const stepAt = time => {
    const part = time / seconds, k = Math.max(0, starts.findLastIndex(start => start <= part + 1e-6));
    return k === last ? last : Math.max(0, k + (part - starts[k]) / (starts[k + 1] - starts[k]));
  };
  function show(now) {
    time = Math.max(0, Math.min(seconds - 0.001, now));
    svg.setCurrentTime(time);
    const step = stepAt(time);
    bar.value = step;
    bar.setAttribute('aria-valuetext', `step ${Math.round(step) + 1} of ${last + 1}`);
    host.dataset.step = step.toFixed(2);
  }
  function run(now) {
    if (!plays) return;
    if (before !== undefined) show(time + (now - before) / 1000 * speed.value);
    before = now;
    if (time >= seconds - 0.002) turn(false); else requestAnimationFrame(run);
  }
  function turn(playing) {
    if (playing && time >= seconds - 0.002) show(0);
    [plays, before] = [playing, undefined];
    button.textContent = playing ? '❚❚' : '▶';
    button.setAttribute('aria-label', playing ? 'Pause' : 'Play');
    host.dataset.state = playing ? 'plays' : 'paused';
    if (playing) requestAnimationFrame(run);
  }
  const step = way => { turn(false); show(timeOf(Math.max(0, Math.min(last, way > 0 ? Math.floor(stepAt(time) + 1.001) : Math.ceil(stepAt(time) - 1.001))))); };
  button.onclick = () => turn(!plays);
  back.onclick = () => step(-1);
  on.onclick = () => step(1);
  bar.oninput = () => { turn(false); show(timeOf(+bar.value)); };
  bar.onkeydown = event => {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (way) { event.preventDefault(); step(way); }
  };
  show(0);
  turn(false);
  if (!still) new IntersectionObserver(([{ isIntersecting }], watch) => { if (isIntersecting) { watch.disconnect(); turn(true); } }, { threshold: 0.6 }).observe(stage);
}

// The graph of a tape, in which an input can be changed: pulled sideways, or with the keys. Each operation gives its value and
// its derivatives by its operands.
const RULES = {
  negative: a => [-a, -1], '+': (a, b) => [a + b, 1, 1], '−': (a, b) => [a - b, 1, -1], '·': (a, b) => [a * b, b, a],
  '/': (a, b) => [a / b, 1 / b, -a / b / b], '^': (a, b) => [a ** b, b && b * a ** (b - 1), a ** b * Math.log(a)],
  '√': a => [Math.sqrt(a), 0.5 / Math.sqrt(a)], exp: a => [Math.exp(a), Math.exp(a)], ln: a => [Math.log(a), a < 0 ? NaN : 1 / a],
  sin: a => [Math.sin(a), Math.cos(a)], cos: a => [Math.cos(a), -Math.sin(a)], tan: a => [Math.tan(a), 1 + Math.tan(a) ** 2],
  abs: a => [Math.abs(a), Math.sign(a)], floor: a => [Math.floor(a), 0],
  max: (a, b) => [Math.max(a, b), a === b ? 0.5 : +(a > b), a === b ? 0.5 : +(b > a)],
  min: (a, b) => [Math.min(a, b), a === b ? 0.5 : +(a < b), a === b ? 0.5 : +(b < a)],
};

// Forward through all values, and back through all gradients.
function taped(rules, inputs) {
  const values = [], local = [], gradients = rules.map(() => 0);
  rules.forEach(([name, ...operands], k) => {
    const of = operand => Array.isArray(operand) ? operand[0] : values[operand];
    const [value, ...slopes] = name ? RULES[name](...operands.map(of)) : [inputs[k]];
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
  const host = hosted(image), source = original(image), drawn = [...source.children].slice(2), elements = drawn.map(element => element.cloneNode(true));
  const sheet = make('svg', { viewBox: source.getAttribute('viewBox'), role: 'group', fill: 'none', 'text-anchor': 'middle', 'aria-label': 'A graph whose inputs can be changed' }, host);
  const scene = make('g', {}, sheet), status = voice(host);
  scene.append(...elements);
  const inputs = rules.map(([, operand]) => operand[0]), began = [...inputs], knobs = [];
  const write = (k, value) => { elements[k].textContent = elements[k].textContent.replace(/[^= ]+$/, number(value)); };
  function show(changed) {
    const now = taped(rules, inputs);
    now.values.forEach((value, k) => write(v[k], value));
    now.gradients.forEach((gradient, k) => write(d[k], gradient));
    let edge = 0;
    rules.forEach(([, ...operands], k) => operands.forEach((operand, i) => {
      if (Array.isArray(operand)) return;
      const slope = number(now.local[k][i], 4);
      elements[l[edge++]].textContent = `× ${now.local[k][i] < 0 ? `(${slope})` : slope}`;
    }));
    if (inputs.every((input, k) => input === began[k])) elements.forEach((element, k) => { element.textContent = drawn[k].textContent; });
    for (const { knob, k } of knobs) {
      knob.setAttribute('aria-valuenow', inputs[k]);
      knob.setAttribute('aria-valuetext', `${number(inputs[k])}; ${elements[d[k]].textContent}`);
    }
    host.dataset.told = JSON.stringify(now);
    if (changed !== undefined) status.textContent = knobs.find(({ k }) => k === changed).knob.getAttribute('aria-valuetext');
  }
  const set = (k, value) => { inputs[k] = +value.toPrecision(10); show(k); };
  rules.forEach(([name], k) => {
    if (name) return;
    const text = elements[v[k]], unit = 10 ** (Math.floor(Math.log10(Math.abs(began[k]) || 1)) - 1);
    const knob = make('g', { role: 'slider', tabindex: 0, class: 'pull leaf', 'data-lm-suppress-shortcuts': 'true', 'aria-label': `Input ${drawn[v[k] - 1].textContent}` }, sheet);
    const area = text.getBBox(), more = 6 * UNIT;
    make('rect', { x: area.x - more, y: area.y - more, width: area.width + 2 * more, height: area.height + 2 * more, fill: 'transparent', style: 'touch-action:none' }, knob);
    make('path', { class: 'ring', d: `M${area.x} ${area.y + area.height}h${area.width}`, stroke: GREY, 'stroke-width': 2 * UNIT, 'stroke-dasharray': '8 8' }, knob);
    knobs.push({ knob, k });
    let held;
    knob.onpointerdown = event => { knob.setPointerCapture(event.pointerId); held = [event.clientX, inputs[k]]; };
    knob.onpointermove = event => { if (held) set(k, held[1] + Math.round((event.clientX - held[0]) / 4) * unit); };
    knob.onpointerup = knob.onpointercancel = () => { held = undefined; };
    knob.onkeydown = event => {
      const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (way) set(k, inputs[k] + way * unit * (event.shiftKey ? 10 : 1));
      else if (event.key === 'Escape') reset();
      else return;
      event.preventDefault();
    };
  });
  const reset = () => { began.forEach((value, k) => { inputs[k] = value; }); show(); };
  sheet.addEventListener('dblclick', reset);
  sheet.style.cursor = 'default';
  image.style.visibility = 'hidden';
  show();
}

// The road: pictures that were there before this script have put themselves into a list.

const known = new WeakSet();

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

if (typeof module === 'object') module.exports = { taped, walked, number, told, ticks, sum, at, values, prepare, lines, measured, rounded, beside, toX, toY, toU, pixel };
else if (!(window.calculusTouch?.version >= VERSION)) {
  const waiting = window.calculusTouch;
  window.calculusTouch = { version: VERSION, push };
  addEventListener('wheel', event => { if (!event.defaultPrevented) lastScroll = event.timeStamp; }, { passive: true });
  if (Array.isArray(waiting)) waiting.forEach(push);
}
})();
