const VERSION = 3;
// The road: pictures that were there before this script have put themselves into a list.

const known = new WeakSet();
let count = 0, lastScroll = -Infinity;

function push(image) {
  if (known.has(image) || !image.dataset.touch) return;
  known.add(image);
  try {
    const data = JSON.parse(image.dataset.touch);
    (data.t ? play : data.g ? recalculate : answer)(image, data);
  } catch (error) {
    // The picture is what it was.
    console.error(error);
  }
}

if (typeof module === 'object') module.exports = { taped, walked, number, told, ticks, sum, at, values, prepare, lines, measured, rounded, beside, polygon };
else if (!(window.calculusTouch?.version >= VERSION)) {
  const waiting = window.calculusTouch;
  window.calculusTouch = { version: VERSION, push };
  addEventListener('wheel', event => { if (!event.defaultPrevented) lastScroll = event.timeStamp; }, { passive: true });
  if (Array.isArray(waiting)) waiting.forEach(push);
}
