// Drawing: elements, texts, and what lies beside what.

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
    let cost = inside(box, [x, y], clear / 2) ? 1e6 : apart([left, top], [x, y]) / clear;
    for (const corner of [box, [box[0] + width, box[1] + height]]) cost += !inside(sheet, corner) ? 1e5 : inside(frame, corner) ? 0 : 40;
    for (const point of crowd) if (inside(box, point, 2 * UNIT)) cost += point[2] ?? 1;
    return cost;
  });
}

// A line without ends, point by point: a logarithmic axis bends it.
function endless(panel, [px, py, qx, qy]) {
  const { x, y } = panel, from = real(x, x.from), part = (real(x, x.to) - from) / 200;
  if (px === qx) return [y.from, y.to].map(v => pixel(panel, [px, real(y, v)]));
  return range(0, 201).map(k => from + k * part)
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
