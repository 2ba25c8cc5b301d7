// A picture that answers: what it is made of, and how it now is. It is told of, zoomed and drawn anew by the files before this one.
function answer(image, { p: panels, v: reach }) {
  const picture = stage(image, 'A picture that can be touched: arrow keys follow a curve, plus and minus zoom, Escape brings the first view back');
  const { source, sheet, scene, drawn, elements } = picture, id = `calculus-touch-${++count}`, size = source.viewBox.baseVal.width;
  for (const name of ['extra', 'handles', 'hint']) picture[name] = make('g', { class: name }, sheet);
  panels.forEach((panel, k) => {
    prepare(panel);
    const { e, f: [x, y, width, height] } = panel;
    make('rect', { x, y, width, height }, make('clipPath', { id: `${id}-${k}` }, scene));
    elements[e[0]]?.before(panel.group = make('g', { 'clip-path': `url(#${id}-${k})` }, scene));
    panel.group.append(...elements.slice(e[0], e[2]));
    panel.titles = range(panel.b, e[0]).filter(k => panel.t?.includes(drawn[k].textContent));
    panel.name = range(e[4], panels[k + 1]?.b ?? drawn.length).find(k => drawn[k].hasAttribute('transform'));
    panel.fresh = [];
  });
  Object.assign(picture, { image, panels, size, curves: panels.flatMap(panel => panel.curves.map(curve => ({ panel, curve }))), ends: panels.flatMap(panel => panel.ends) });
  // On a narrow page letters are larger, measured by the picture.
  picture.larger = () => bound(size / UNIT / (sheet.getBoundingClientRect().width || 1), 1, 1.6);
  pointed(picture);
  keyboard(picture);
  if (reach) reaching(picture, reach); else render(picture);
}

// The whole picture as it now is; the image, while nothing has changed.
function render(picture) {
  const { image, host, scene, extra, elements, panels, ends, live } = picture, changed = live || panels.some(zoomed);
  hide(picture);
  shown(scene, changed);
  image.style.visibility = changed ? 'hidden' : '';
  host.dataset.state = live ? 'pulled' : changed ? 'zoomed' : '';
  extra.replaceChildren();
  if (changed) for (const panel of panels) redraw(picture, panel);
  for (const end of ends) {
    const { panel: { f, x }, knob, range } = end, where = end.where();
    shown(knob, where && inside(f, where));
    if (where) set(knob, { transform: `translate(${where})` });
    valued(knob, ...[...range, end.u()].map(u => exactly(x, u)), `${end.said()}; ${end.told().rows.join(', ')}`);
  }
  if (live?.titles) live.titles.forEach((text, k) => { elements[panels[k].titles[0]].textContent = text; });
  else if (live) header(picture, live);
}
