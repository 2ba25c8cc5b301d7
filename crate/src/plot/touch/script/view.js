// The window of a panel: zoomed, panned, and the first one again.

// A picture is zoomed no deeper than this.
const DEEPEST = 200;

// Shows these parts of the axes, as far as the first view goes. Panels under each other that show the same x keep together.
function show(picture, panel, x, y) {
  const same = (a, b) => abs(a.from - b.from) + abs(a.to - b.to) < 1e-9 * span(b);
  const kept = (axis, wanted) => {
    const half = min(span(axis), span(wanted)) / 2, middle = bound((wanted.from + wanted.to) / 2, axis.from, axis.to), now = { ...axis, from: middle - half, to: middle + half };
    return same(now, axis) ? axis : now;
  };
  [panel.x, panel.y] = [kept(panel.first.x, x), kept(panel.first.y, y)];
  for (const other of picture.panels) {
    if (other.f[0] === panel.f[0] && same(other.first.x, panel.first.x)) other.x = panel.x === panel.first.x ? other.first.x : panel.x;
    other.crowd = undefined;
  }
  render(picture);
}

function zoom(picture, panel, factor, [left, top]) {
  const about = (axis, place) => ({ from: place + (axis.from - place) * factor, to: place + (axis.to - place) * factor });
  const x = about(panel.x, toU(panel, left)), part = span(x) / span(panel.first.x);
  // Back at its size, it is back at its place.
  if (part > 0.999) show(picture, panel, panel.first.x, panel.first.y);
  else if (part > 1 / DEEPEST) show(picture, panel, x, about(panel.y, toV(panel, top)));
}

function pan(picture, panel, across, down) {
  const by = (axis, part) => ({ from: axis.from + part * span(axis), to: axis.to + part * span(axis) });
  show(picture, panel, by(panel.x, -across / panel.f[2]), by(panel.y, down / panel.f[3]));
}

function reset(picture) {
  picture.live = undefined;
  for (const panel of picture.panels) {
    Object.assign(panel, panel.first, { crowd: undefined });
    for (const mark of panel.m) Object.assign(mark, { d: mark.still, says: undefined });
  }
  for (const end of picture.ends) end.reset();
  picture.elements.forEach((element, k) => {
    if (!isText(element)) return;
    element.textContent = picture.drawn[k].textContent;
    element.style.fontSize = '';
  });
  if (picture.move) picture.move(0); else render(picture);
  picture.say('The first view.');
}
