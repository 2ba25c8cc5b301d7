// A picture with a reach has a bar: how wide it shows the place that it is about, or how many sides its polygons have. The
// bar goes by equal factors.
function reaching(picture, { n: name, from, to, about }) {
  const valueAt = part => from * (to / from) ** part, partOf = value => Math.log(value / from) / Math.log(to / from);
  // A key goes on by a fiftieth of the bar, or by one side.
  const next = way => about ? +input.value + way / 50 : partOf(round(valueAt(input.value)) + way);
  const { hand, input } = bar(picture.host, name, 1, part => picture.move(part), way => picture.move(bound(next(way), 0, 1)), '<span></span>');
  const label = hand.querySelector('span');
  picture.move = part => {
    const value = valueAt(part), sides = round(value), half = Math.PI / sides;
    input.value = part;
    set(input, { 'aria-valuetext': label.textContent = `${name} = ${about ? number(value, 3) : sides}` });
    if (about) return show(picture, picture.panels[0], ...about.map(place => ({ from: place - value, to: place + value })));
    for (const mark of picture.panels.flatMap(panel => panel.m)) if (mark.g !== undefined) mark.d = part ? polygon(sides, mark.g) : mark.still;
    picture.live = part && { titles: [`${sides} sides, inside and outside`, `Area: ${(sides / 2 * Math.sin(2 * half)).toFixed(4)} to ${(sides * Math.tan(half)).toFixed(4)}`] };
    render(picture);
    if (part) picture.say(picture.live.titles.join('. '));
  };
  picture.move(0);
}
