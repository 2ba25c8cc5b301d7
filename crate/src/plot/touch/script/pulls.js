// What a hand moves: P and Q on their curve, the start of a descent, the sides of a polygon.

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
    panel, of: pull, name, mark: spot.mark, range: [curve.c[0][0], curve.c.at(-1)[1]], u: () => spot.u, where: () => place(spot), home: () => other && place(other),
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
      const { P, Q, slope, m, b } = measured(panel, pull), wide = real(panel.x, to) - real(panel.x, from);
      if (pull.P.mark) pull.P.mark.d = [P.x, P.y];
      if (pull.Q?.mark) pull.Q.mark.d = [Q.x, Q.y];
      if (slope !== undefined) line.d = [P.x, P.y, P.x + wide, P.y + slope * wide];
      if (slope !== undefined && meets) Object.assign(meets, { d: [0, P.y - slope * P.x], says: `b = ${b}` });
      // A label that tells the slope tells the one that is now so; any other number in it was the old place's.
      for (const mark of [pull.P.mark, pull.Q?.mark]) if (/\d/.test(mark?.l)) mark.says = mark.l.startsWith('slope ') && m ? `slope ${m}` : '';
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
  return touches ? { ...here, m, b, name: `tangent, slope ${m}`, rows: [Q ? 'Δx → 0: the tangent' : `tangent at x = ${number(P.x)}`, ...rows] }
    : { ...here, m, b, name: `secant, slope ${m}`, rows: [`Δx = ${number(Q.x - P.x)}`, `Δy = ${told(Q.y - P.y, 1e-7 * tall)}`, ...rows] };
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
