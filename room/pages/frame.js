// A frame with slides: they are pages of their own, shut off from this one, and are told what to show.

export class Frame {
  constructor(element, { key }) {
    Object.assign(this, { element, deck: null, known: null, wanted: null });
    addEventListener("message", event => {
      if (event.source !== element.contentWindow) return;
      if (event.data.slides) { this.known = event.data.slides; this.tell(); }
      if (event.data.key) key(event.data.key);
    });
  }
  show(place, together, theme) {
    if (this.deck !== place.deck) {
      this.known = null;
      this.deck = place.deck;
      this.element.src = `/slides/${encodeURIComponent(place.deck)}.html`;
    }
    this.wanted = { slide: place.slide, step: place.step, together, theme };
    this.tell();
  }
  tell() { if (this.known && this.wanted) this.element.contentWindow.postMessage(this.wanted, "*"); }
}

// The place after this one, or before it. `slides` has for each its steps, with the outputs after the code and with both together.
export function turned(place, slides, together, by) {
  const steps = at => slides[at]?.[together ? "together" : "steps"] ?? 0;
  let { slide, step } = place;
  step = Math.min(step, steps(slide)) + by;
  if (step > steps(slide)) { if (slide + 1 >= slides.length) return null; slide++; step = 0; }
  if (step < 0) { if (slide === 0) return null; slide--; step = steps(slide); }
  return { deck: place.deck, slide, step, section: slides[slide]?.section || null };
}

/** What a key or a clicker means: one on, one back, or nothing. */
export function direction(key) {
  if (["PageDown", "ArrowRight", "ArrowDown", " ", "Enter"].includes(key)) return 1;
  if (["PageUp", "ArrowLeft", "ArrowUp"].includes(key)) return -1;
  return 0;
}
