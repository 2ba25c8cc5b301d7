// What all kinds of pictures have in common: a stage over an image, sliders, a bar, keys.

const STYLE = `.calculus-touch{position:relative;display:inline-block;max-width:100%;line-height:0}
.calculus-touch>img{max-width:100%;height:auto}
.calculus-touch>svg{overflow:visible;position:absolute;inset:0;width:100%;touch-action:pan-y;cursor:crosshair;user-select:none;-webkit-user-select:none;font-family:sans-serif}
.calculus-touch text{white-space:pre}.calculus-touch [role=slider]{outline:none}.calculus-touch .pull{cursor:grab}.calculus-touch .pull:active{cursor:grabbing}
.calculus-touch .dot,.calculus-touch .extra,.calculus-touch .hint{pointer-events:none}
.calculus-touch .ring{opacity:0}.calculus-touch:hover .pull .ring{opacity:.6}.calculus-touch :focus-visible .ring{opacity:1}
.calculus-touch>[role=status]{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.calculus-touch.small .scene text:not([font-size='76'],[text-anchor=start],[fill='#B84A00']){font-size:80px}
.calculus-touch .hand{display:flex;gap:6px;align-items:center;line-height:1.2;font:14px sans-serif;margin:2px 8px}.calculus-touch .hand input{flex:1;min-width:60px}
.calculus-touch .hand button{min-width:34px;min-height:28px;font-size:13px;cursor:pointer}
@media print{.calculus-touch>:not(img){display:none!important}.calculus-touch>img{visibility:visible!important;display:inline!important}}`;

const html = (name, properties, parent) => { const made = Object.assign(document.createElement(name), properties); parent?.append(made); return made; };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

// What lies over an image: a sheet in the SVG's own units, with a copy of its elements, and a voice.
function stage(image, label) {
  if (!document.getElementById('calculus-touch')) html('style', { id: 'calculus-touch', textContent: STYLE }, document.head);
  const host = html('div', { className: 'calculus-touch' });
  host.dataset.lmSuppressShortcuts = 'true';
  image.before(host);
  host.append(image);
  const source = new DOMParser().parseFromString(decodeURIComponent(image.src.replace(/^[^,]*,/, '')), 'image/svg+xml').documentElement;
  if (!label) return { host, source };
  // Letters that are larger in a small image are so in its copy.
  const wide = source.viewBox.baseVal.width / UNIT;
  if (source.querySelector('style')) new ResizeObserver(() => host.classList.toggle('small', host.clientWidth <= 0.65 * wide)).observe(host);
  const sheet = make('svg', { viewBox: source.getAttribute('viewBox'), role: 'group', fill: 'none', 'text-anchor': 'middle', 'aria-label': label }, host);
  const scene = make('g', { class: 'scene' }, sheet), drawn = [...source.children].filter(({ localName }) => !/title|desc|style/.test(localName)), elements = drawn.map(element => scene.appendChild(element.cloneNode(true)));
  const status = set(html('span', {}, host), { role: 'status', 'aria-live': 'polite' });
  let saying;
  const say = text => { clearTimeout(saying); saying = setTimeout(() => { status.textContent = text; }, 100); };
  return { host, source, sheet, scene, drawn, elements, say };
}

// What is pulled, and moved by keys, and heard: keys are functions by their names.
function slider(parent, label, kind, keys) {
  const knob = make('g', { role: 'slider', tabindex: 0, class: kind, 'data-lm-suppress-shortcuts': 'true', 'aria-label': label }, parent);
  keyed(knob, keys);
  return knob;
}
function keyed(element, keys) {
  element.addEventListener('keydown', event => {
    const react = !event.ctrlKey && !event.metaKey && !event.altKey && keys(event)[event.key];
    if (!react) return;
    event.preventDefault();
    event.stopPropagation();
    react();
  });
}
const valued = (slider, from, to, now, text) => set(slider, { 'aria-valuemin': from, 'aria-valuemax': to, 'aria-valuenow': now, 'aria-valuetext': text });
const arrows = react => Object.fromEntries(Object.entries(ARROWS).map(([key, [across, up]]) => [key, () => react(across, up)]));

// A bar under a picture. The keys go a step.
function bar(host, label, most, move, step, before = '', after = '') {
  const hand = html('div', { className: 'hand', innerHTML: `${before}<input type="range" min="0" max="${most}" step="any" value="0" aria-label="${label}" data-lm-suppress-shortcuts="true">${after}` }, host);
  const input = hand.querySelector('input');
  input.oninput = () => move(+input.value);
  keyed(input, () => arrows((across, up) => step(across + up)));
  return { hand, input };
}
