// Numbers, as the pictures write them, and ticks.

const { abs, sign, min, max, round, floor, ceil, hypot, log10 } = Math;

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
      if (place >= from - 1e-9 && place <= to + 1e-9) all.push([place, last - first < 3 ? number(+`${digit}e${power}`) : `10${raised(power)}`]);
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
