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
    slopes.forEach((slope, edge) => { elements[l[edge]].textContent = `×${slope < 0 ? `(${number(slope, 4)})` : number(slope, 4)}`; });
    if (inputs.every((input, k) => input === began[k])) elements.forEach((element, k) => { element.textContent = drawn[k].textContent; });
    // A longer derivative ends where the first did, before its operation.
    for (const k of l) {
      const [now, before] = [elements, drawn].map(all => widthOf(all[k].textContent, +own(drawn[k], 'font-size')));
      set(elements[k], { x: +own(drawn[k], 'x') - (now - before) / 2 });
    }
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
