// Curves in few numbers, and the way between the plane and the units of the SVG. In what follows u and v are places on the
// axes as they are shown, logarithms where an axis goes by powers of ten.

// So many units are a pixel.
const UNIT = 4;

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
// The number at a place, without what rounding adds to it.
const exactly = (axis, place) => +real(axis, place).toPrecision(12);

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
