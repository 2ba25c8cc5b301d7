// What all pages of the room share: being told, the clock, bars.
import { make } from "./send.js";

export const by = id => document.getElementById(id);

// HTML that the room has written. A page may hold no styles, so the script puts those of formulas in place.
export function setHtml(element, html) {
  element.innerHTML = html;
  for (const styled of element.querySelectorAll("[data-style]")) styled.style.cssText = styled.dataset.style;
}

// The room's time. A screen's own clock may be wrong, and may have slept: it is set by the room's, with half of the way there
// and back taken off; the measurement with the shortest way is kept.
let base = { room: Date.now(), local: Date.now(), speed: 1, way: Infinity };
export const now = () => base.room + (Date.now() - base.local) * base.speed;
// Until the room has told its time once, a clock would go by this screen's own, and may say that all is over.
const isSet = () => base.way < Infinity;
export async function setClock(tries = 3) {
  let best = { way: Infinity };
  for (let at = 0; at < tries; at++) {
    const sent = Date.now();
    try {
      const { now, speed } = await (await fetch("/time", { cache: "no-store" })).json();
      const came = Date.now(), way = came - sent;
      if (way < best.way) best = { room: now + way / 2 * speed, local: came, speed, way };
    } catch { /* the next try, or the next time */ }
  }
  if (best.way < Infinity) base = best;
  else if (!isSet()) setTimeout(setClock, 1000);
}
// After a sleep, after a jump of this machine's own clock, and now and then.
let last = { wall: Date.now(), steady: performance.now() };
setInterval(() => {
  const wall = Date.now(), steady = performance.now();
  if (Math.abs((wall - last.wall) - (steady - last.steady)) > 400 || wall - last.wall > 5000) setClock();
  last = { wall, steady };
}, 1000);
setInterval(setClock, 60000);
for (const event of ["focus", "online", "pageshow"]) addEventListener(event, () => setClock());
document.addEventListener("visibilitychange", () => { if (!document.hidden) setClock(); });

/** How many milliseconds a timer has left; null where none is set. */
export function left(timer) {
  if (!timer || timer.run === "idle") return null;
  return Math.max(0, timer.run.left ?? timer.run["ends-at"] - now());
}
export const stands = timer => timer.run?.left !== undefined;
export function minutes(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000), two = number => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return (hours ? `${hours}:${two(Math.floor(seconds / 60) % 60)}` : Math.floor(seconds / 60)) + ":" + two(seconds % 60);
}

/** What the clock says: that of an exercise before that of the round. */
export function reading(clock) {
  const { exercise, rounds } = clock;
  const ofExercise = left(exercise), ofRound = left(rounds.timer);
  const part = (name, time, timer) => ({ name, time, text: minutes(time), over: time === 0, stands: stands(timer) });
  const parts = [];
  if (ofExercise !== null) parts.push(part("Exercise", ofExercise, exercise));
  if (ofRound !== null && rounds.step) {
    const round = rounds.step.is_break ? "Break" : `Round ${Math.floor(rounds.at / 2) + 1} of ${Math.ceil(rounds.count / 2)}`;
    parts.push({ ...part(round, ofRound, rounds.timer), label: rounds.step.label, isBreak: rounds.step.is_break });
  }
  return parts;
}

// A clock that is drawn four times a second, and a sound when something of it is over.
export function keepClock(clockOf, draw) {
  let before = null;
  setInterval(() => {
    const clock = clockOf();
    if (!clock || !isSet()) return;
    const parts = reading(clock);
    draw(parts);
    const over = JSON.stringify([parts[0]?.over ?? false, clock.rounds.step ? clock.rounds.at : -1]);
    if (before !== null && over !== before && over !== JSON.stringify([false, -1])) sound();
    before = over;
  }, 250);
}
export function drawClock(element, parts) {
  const text = parts.map(part => `${part.name} ${part.over ? "over" : part.text}${part.stands ? " (paused)" : ""}`).join(" · ");
  if (element.textContent !== text) element.textContent = text;
  element.classList.toggle("over", parts.some(part => part.over));
}

// The sound: two quiet tones. A browser plays nothing before the page was touched, which the button is for.
let audio = null;
export function soundButton(button) {
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", on);
    if (on) { audio ??= new AudioContext(); audio.resume(); sound(); } else { audio?.close(); audio = null; }
  });
}
function sound() {
  if (!audio) return;
  for (const [at, pitch] of [[0, 523], [0.35, 392]]) {
    const tone = audio.createOscillator(), loudness = audio.createGain(), from = audio.currentTime + at;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, from);
    loudness.gain.exponentialRampToValueAtTime(0.08, from + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.6);
    tone.connect(loudness).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.7);
  }
}

export function themeButton(button, changed = () => {}) {
  const root = document.documentElement;
  try { if (localStorage.getItem("calculus-theme")) root.dataset.theme = localStorage.getItem("calculus-theme"); } catch { /* none is kept */ }
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("calculus-theme", root.dataset.theme); } catch { /* it holds for this page */ }
    changed();
  });
}

/** Is told of every view, for as long as the page is open. `refused` is called when the room does not know us. */
export function listen(path, { view, me = () => {}, refused = () => {} }) {
  const lost = by("lost");
  let source, gone;
  const open = () => {
    source?.close();
    source = new EventSource(path);
    source.onopen = () => { clearTimeout(gone); gone = undefined; lost.hidden = true; setClock(); };
    source.onmessage = event => view(JSON.parse(event.data));
    source.addEventListener("me", event => me(JSON.parse(event.data)));
    source.onerror = async () => {
      gone ??= setTimeout(() => { lost.hidden = false; }, 1500);
      if (source.readyState !== EventSource.CLOSED) return;
      // It was answered, but not with events: either we are not known, or there is no room for one more screen.
      const closing = new AbortController();
      const status = await fetch(path, { signal: closing.signal }).then(response => response.status, () => 0);
      closing.abort();
      if (status === 403) { source = undefined; refused(); } else setTimeout(open, 1500);
    };
  };
  open();
}

export const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;

/** The bars of a poll; of one that was asked twice, both rounds beside each other. */
export function drawBars(element, poll) {
  if (!poll.bars) {
    element.replaceChildren(...(poll.few ? [make("p", {}, `${many(poll.answers.at(-1), "answer", "answers")} so far. The bars are shown when there are five, so that nobody's can be told.`)] : []));
    return;
  }
  // Of more than two rounds, the last two.
  const from = Math.max(0, poll.answers.length - 2), rounds = poll.answers.slice(from);
  const rows = poll.bars.map(bar => {
    const label = make("span", { class: "label" });
    if (bar.choice !== undefined) setHtml(label, poll.choices[bar.choice]);
    else if (bar.html !== undefined) setHtml(label, bar.html);
    else label.textContent = bar.text;
    if (bar.right === true) label.append(" ✓");
    if (bar.mistake) label.append(make("small", {}, bar.mistake));
    const lines = rounds.map((answers, round) => {
      const count = bar.counts[from + round], share = answers ? count / answers : 0;
      const fill = make("span", { class: `fill round-${round}${bar.right === true ? " right" : ""}` });
      fill.style.width = `${100 * share}%`;
      const words = `${count} (${Math.round(100 * share)} %)`;
      return make("span", { class: "line" }, make("span", { class: "track" }, fill), make("span", { class: "count" }, words));
    });
    return make("div", { class: "bar" }, label, ...lines);
  });
  const legend = rounds.length > 1 ? [make("p", { class: "legend" }, make("span", { class: "key round-0" }), ` first, ${many(rounds[0], "answer", "answers")} `, make("span", { class: "key round-1" }), ` again, ${many(rounds[1], "answer", "answers")}`)] : [];
  element.replaceChildren(...legend, ...rows);
}
