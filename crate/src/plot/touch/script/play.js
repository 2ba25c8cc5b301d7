// A moving picture with a hand in it. It plays once when it comes into sight, unless the reader wants less motion.
function play(image, { s: seconds, t: starts }) {
  const { host, source } = stage(image), area = html('div', {}, host), svg = document.importNode(source, true), last = starts.length - 1, end = seconds - 0.002;
  // In a tree of its own, so that its styles stay its own. What moves here moves by a hand.
  area.attachShadow({ mode: 'open' }).append(svg, html('style', { textContent: 'svg{width:100%;height:auto;display:block}.still{display:none!important}.moving{display:inline!important}' }));
  area.style.cssText = `width:${image.width || 700}px;max-width:100%`;
  svg.pauseAnimations();
  image.style.display = 'none';
  let time = 0, before, plays = false;
  const timeOf = step => { const k = min(last - 1, floor(step)); return seconds * (starts[k] + (starts[k + 1] - starts[k]) * (step - k)); };
  const stepAt = time => {
    const part = time / seconds, k = max(0, starts.findLastIndex(start => start <= part + 1e-6));
    return k === last ? last : max(0, k + (part - starts[k]) / (starts[k + 1] - starts[k]));
  };
  const step = way => { turn(false); show(timeOf(bound(way > 0 ? floor(stepAt(time) + 1.001) : ceil(stepAt(time) - 1.001), 0, last))); };
  const button = (label, sign) => `<button aria-label="${label}">${sign}</button>`;
  const { hand, input } = bar(host, 'Step', last, step => { turn(false); show(timeOf(step)); }, step, button('Play', '▶') + button('One step back', '◁') + button('One step on', '▷'),
    '<select aria-label="Speed"><option value="0.25">¼ ×<option value="0.5">½ ×<option value="1" selected>1 ×<option value="2">2 ×</select>');
  const [playing, back, on] = hand.querySelectorAll('button'), speed = hand.querySelector('select');
  function show(now) {
    time = bound(now, 0, seconds - 0.001);
    svg.setCurrentTime(time);
    input.value = stepAt(time);
    set(input, { 'aria-valuetext': `step ${round(stepAt(time)) + 1} of ${last + 1}` });
    host.dataset.step = stepAt(time).toFixed(2);
  }
  function run(now) {
    if (!plays) return;
    if (before !== undefined) show(time + (now - before) / 1000 * speed.value);
    before = now;
    if (time >= end) turn(false); else requestAnimationFrame(run);
  }
  function turn(on) {
    if (on && time >= end) show(0);
    [plays, before] = [on, undefined];
    set(playing, { 'aria-label': on ? 'Pause' : 'Play' }).textContent = on ? '❚❚' : '▶';
    host.dataset.state = on ? 'plays' : 'paused';
    if (on) requestAnimationFrame(run);
  }
  playing.onclick = () => turn(!plays);
  back.onclick = () => step(-1);
  on.onclick = () => step(1);
  show(0);
  turn(false);
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  new IntersectionObserver(([{ isIntersecting }], watch) => { if (isIntersecting) { watch.disconnect(); turn(true); } }, { threshold: 0.6 }).observe(area);
}
