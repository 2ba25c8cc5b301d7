// What the script of the pictures calculates, without a browser: `node --test tests/touch`.
'use strict';
const { test } = require('node:test');
const assert = require('node:assert');
const pack = require('./pack.js');
const touch = pack.loaded();

const close = (a, b, within) => assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`);

// A panel as the library writes it: here of 600 by 400 pixels, in quarters of them.
const panel = (marks, x = [-2, 2, 0], y = [0, 4, 0], pulls = []) => {
  const made = { f: [0, 0, 2400, 1600], s: [0, 0, 2400, 1600], n: ['x', 'y'], x, y, m: marks, l: pulls };
  touch.prepare(made);
  return made;
};
// x² from −2 to 2 is 2 + 2·T₂(x/2).
const square = () => ({ k: 'curve', q: 0.5, c: [[-2, 2, 4, 0, 4]], e: [0, 0] });

test('numbers are written as the pictures write them', () => {
  assert.deepStrictEqual([37, -0, 0.1 + 0.2, -2.5e-5, 1e9, -1e-9, 1.9989999999999712, NaN].map(value => touch.number(value)),
    ['37', '0', '0.3', '−2.5×10⁻⁵', '10⁹', '−10⁻⁹', '1.999', 'NaN']);
  assert.strictEqual(touch.told(1.2246e-9, 1e-7), '0');
  assert.strictEqual(touch.told(2.00000004, 1e-7), '2');
});

test('ticks are short numbers, on both kinds of axes', () => {
  const labels = (axis, count) => touch.ticks(axis, count).all.map(([, label]) => label);
  assert.deepStrictEqual(labels({ from: -0.3, to: 0.31 }, 7), ['−0.3', '−0.2', '−0.1', '0', '0.1', '0.2', '0.3']);
  assert.deepStrictEqual(labels({ from: -1.01, to: -0.99 }, 4), ['−1.010', '−1.005', '−1.000', '−0.995', '−0.990']);
  assert.deepStrictEqual(labels({ from: -5, to: 0, log: 1 }, 10), ['10⁻⁵', '10⁻⁴', '10⁻³', '10⁻²', '10⁻¹', '10⁰']);
  // Few powers of ten are written as the numbers that they are, with 2 and 5 times each.
  assert.deepStrictEqual(labels({ from: 1, to: 2, log: 1 }, 10), ['10', '20', '50', '100']);
  // Between two powers of ten there are numbers too.
  assert.deepStrictEqual(labels({ from: Math.log10(2), to: Math.log10(4), log: 1 }, 4), ['2.0', '2.5', '3.0', '3.5', '4.0']);
  assert.strictEqual(touch.ticks({ from: 0, to: 3e9 }, 4).factor, '×10⁹');
});

test('a sum of Chebyshev polynomials has its value and its derivative', () => {
  for (const x of [-1, -0.3, 0, 0.71, 1]) {
    // T₀ + 2 T₁ + 3 T₂ + 4 T₃
    const [value, slope] = touch.sum([1, 2, 3, 4], x);
    close(value, 1 + 2 * x + 3 * (2 * x * x - 1) + 4 * (4 * x ** 3 - 3 * x), 1e-12);
    close(slope, 2 + 12 * x + 4 * (12 * x * x - 3), 1e-12);
  }
});

test('a curve has values and slopes, and none where it breaks', () => {
  const one = panel([square()]), [curve] = one.curves;
  const here = touch.values(one, curve, 1.5);
  close(here.y, 2.25, 1e-12);
  close(here.slope, 3, 1e-12);
  const broken = panel([{ k: 'curve', q: 1, c: [[-2, -1, 1], [1, 2, 3]], e: [0, 0] }]);
  assert.strictEqual(touch.at(broken.curves[0], 0), undefined);
  assert.strictEqual(touch.values(broken, broken.curves[0], 1.5).y, 3);
  assert.strictEqual(touch.lines(broken, broken.curves[0]).length, 2);
});

test('a corner has no slope', () => {
  const corner = panel([{ k: 'curve', q: 1, c: [[-2, 0, 1, -1], [0, 2, 1, 1]], e: [0, 0] }]), [curve] = corner.curves;
  assert.strictEqual(touch.values(corner, curve, 0).slope, undefined);
  assert.strictEqual(touch.values(corner, curve, 0).corner, true);
  assert.strictEqual(touch.values(corner, curve, -0.01).slope, -1);
  assert.strictEqual(touch.values(corner, curve, 0.01).slope, 1);
});

test('on axes of powers of ten the numbers are the function’s own', () => {
  // x³ from 1 to 100: v = 3u.
  const powers = panel([{ k: 'curve', q: 1, c: [[0, 2, 3, 3]], e: [0, 0] }], [1, 100, 1], [1, 1e6, 1]);
  const here = touch.values(powers, powers.curves[0], Math.log10(5));
  close(here.x, 5, 1e-12);
  close(here.y, 125, 1e-9);
  close(here.slope, 75, 1e-9);
});

test('a line drawn a hundred times larger is smooth: no turn of more than two degrees', () => {
  const large = panel([square()]);
  large.x = { from: 0.99, to: 1.03 };
  large.y = { from: 0.98, to: 1.02 };
  for (const line of touch.lines(large, large.curves[0])) for (let k = 1; k + 1 < line.length; k++) {
    const turn = (a, b) => Math.atan2(b[1] - a[1], b[0] - a[0]);
    assert.ok(Math.abs(turn(line[k], line[k + 1]) - turn(line[k - 1], line[k])) < Math.PI / 90);
  }
});

test('the secant becomes the tangent', () => {
  const secant = panel([square(), { k: 'line', n: 'secant, slope 3', d: [1, 1, 2, 4], e: [0, 0] },
    { k: 'point', l: 'P', d: [1, 1], e: [0, 0] }, { k: 'point', l: 'Q', d: [2, 4], e: [0, 0] }], undefined, undefined, [{ l: 1, c: 0, P: [1, 2], Q: [2, 3] }]);
  const [pull] = secant.pulls, [Q] = secant.ends;
  assert.deepStrictEqual(touch.measured(secant, pull).rows, ['Δx = 1', 'Δy = 3', 'slope = 3', 'y = 3x − 2']);
  assert.ok(Q.pull(1.001, 0));
  const now = touch.measured(secant, pull);
  assert.ok(now.touches);
  assert.deepStrictEqual(now.rows, ['Δx → 0: the tangent', 'slope = 2', 'y = 2x − 1']);
  // Its own point goes along, and the line.
  assert.deepStrictEqual(secant.m[3].d.map(value => +value.toFixed(3)), [1.001, 1.002]);
  close((secant.m[1].d[3] - secant.m[1].d[1]) / (secant.m[1].d[2] - secant.m[1].d[0]), 2, 1e-6);
  Q.pull(1, 0);
  assert.deepStrictEqual(Q.home(), Q.where());
});

test('a tangent has one point to pull', () => {
  const tangent = panel([square(), { k: 'line', d: [1, 1, 2, 3], e: [0, 0] }], undefined, undefined, [{ l: 1, c: 0, P: [1] }]);
  assert.deepStrictEqual(tangent.ends.map(({ name }) => name), ['P']);
  assert.strictEqual(tangent.ends[0].told().rows[0], 'tangent at x = 1');
  tangent.ends[0].pull(0, 0);
  assert.deepStrictEqual(tangent.ends[0].told().rows, ['tangent at x = 0', 'slope = 0', 'y = 0']);
});

test('a label of what is pulled says what is now so, or nothing', () => {
  const labelled = l => panel([square(), { k: 'line', d: [1, 1, 2, 3], e: [0, 0] }, { k: 'point', l, d: [1, 1], e: [0, 0] }], undefined, undefined, [{ l: 1, c: 0, P: [1, 2] }]);
  for (const [label, says] of [['slope 2', 'slope 3'], ['(1, 1)', ''], ['P', undefined]]) {
    const one = labelled(label);
    one.ends[0].pull(1.5, 0);
    assert.strictEqual(one.m[2].says, says);
  }
});

test('a point that is pulled by keys goes on at the other side of a break', () => {
  const broken = panel([{ k: 'curve', q: 1, c: [[-2, -1, 1], [-0.98, 2, 3]], e: [0, 0] }, { k: 'line', d: [-1.5, 1, -1, 1], e: [0, 0] }], undefined, undefined, [{ l: 1, c: 0, P: [-1.5] }]);
  const [P] = broken.ends;
  assert.ok(!P.pull(-0.99, 0));
  assert.ok(P.pull(-0.99, 0, 2) && P.u() >= -0.98);
});

test('polygons stand on a side, and bracket the circle', () => {
  const area = d => d.reduce((all, _, k) => k % 2 || k + 3 >= d.length ? all : all + d[k] * d[k + 3] - d[k + 2] * d[k + 1], 0) / 2;
  for (const n of [3, 4, 48, 400]) {
    const [inside, outside] = [0, 1].map(out => touch.polygon(n, out));
    close(area(inside), n / 2 * Math.sin(2 * Math.PI / n), 1e-9);
    close(area(outside), n * Math.tan(Math.PI / n), 1e-9);
    close(inside[1], inside[3], 1e-12);
    close(outside[1], -1, 1e-12);
  }
});

test('a box does not cover what it tells of', () => {
  const within = [0, 0, 1000, 1000];
  for (const point of [[500, 500], [10, 10], [990, 990], [10, 990], [990, 10]]) {
    const [x, y] = touch.beside(point, [200, 100], 20, [], within, within);
    assert.ok(Math.abs(x - point[0]) > 100 || Math.abs(y - point[1]) > 50, `${point}`);
    assert.ok(x >= 99 && x <= 901 && y >= 49 && y <= 951, `${x}, ${y}`);
  }
});

test('places are rounded to what a pixel can show', () => {
  const one = panel([square()]);
  assert.strictEqual(touch.rounded(one, 1.234567), 1.235);
});

test('a tape runs forward and back', () => {
  // C = (m·x + b − 1.37)²
  const rules = [['', [0.9]], ['', [7]], ['', [0.1]], ['·', 0, 1], ['+', 3, 2], ['−', 4, [1.37]], ['^', 5, [2]]];
  const { values, gradients } = touch.taped(rules, [0.9, 7, 0.1]), off = 0.9 * 7 + 0.1 - 1.37;
  close(values[6], off * off, 1e-12);
  [2 * off * 7, 2 * off * 0.9, 2 * off].forEach((wanted, k) => close(gradients[k], wanted, 1e-12));
  // A value that is used twice gets both parts.
  close(touch.taped([['', [5]], ['·', 0, 0]], [5]).gradients[0], 10, 1e-12);
});

test('every operation has the derivative of its value', () => {
  for (const name of ['negative', '√', 'exp', 'ln', 'sin', 'cos', 'tan', 'abs', '+', '−', '·', '/', '^', 'max', 'min']) {
    const run = (a, b) => touch.taped([['', [a]], ['', [b]], [name, 0, 1]], [a, b]), h = 1e-6;
    const { gradients } = run(1.3, 0.7);
    close(gradients[0], (run(1.3 + h, 0.7).values[2] - run(1.3 - h, 0.7).values[2]) / 2 / h, 1e-6);
    if (gradients[1]) close(gradients[1], (run(1.3, 0.7 + h).values[2] - run(1.3, 0.7 - h).values[2]) / 2 / h, 1e-6);
  }
});

test('a descent ends at the minimum from everywhere', () => {
  // The points lie on y = 2x + 1.
  const walk = { w: { x: [0, 1, 2], y: [1, 3, 5], r: 0.1, a: 0, n: 2000 } };
  for (const start of [[0, 0], [5, -3], [-4, 4]]) {
    const path = touch.walked(panel([square()]), walk, start);
    assert.strictEqual(path.length, 2 * 2001);
    close(path.at(-2), 2, 1e-6);
    close(path.at(-1), 1, 1e-6);
  }
});

test('a descent on a curve goes by its slope', () => {
  const one = panel([square(), { k: 'path', d: [1.5, 2.25], w: { c: 0, r: 0.2, n: 3, f: [[1, -1]] }, e: [0, 0] }]), [start] = one.ends;
  start.pull(-1, 0);
  [-1, 1, -0.6, 0.36, -0.36, 0.1296, -0.216, 0.046656].forEach((wanted, k) => close(one.m[1].d[k], wanted, 1e-9));
  assert.strictEqual(start.told().rows[0], 'after 3 steps');
});

test('what the notebooks store is the script, and less than 25 KB', () => {
  assert.ok(pack.packed().length < 25_000, `${pack.packed().length} bytes`);
  assert.strictEqual(pack.unpacked(), pack.source(), 'run node tests/touch/pack.js');
});
