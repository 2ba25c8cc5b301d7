// On the course's pages, where a room serves them. Who has joined the room tells it of each check which exercise it was, right or
// not, which of the known mistakes, and the number of the last hint; never the answer. The page says so, before and after, and stops
// when it is told to.
import { again, insist, make } from "./send.js";

const KEY = "calculus-room-told";
const get = path => again(async () => {
  const response = await fetch(path, { cache: "no-store" });
  if (!response.ok) throw Object.assign(new Error(response.statusText), { status: response.status });
  return response.json();
});

// Whether the room may be told, as the person wants it on all pages of this room.
let may = true;
try { may = localStorage.getItem(KEY) !== "no"; } catch { /* it holds for this page */ }
function allow(wanted) {
  may = wanted;
  try { localStorage.setItem(KEY, wanted ? "yes" : "no"); } catch { /* it holds for this page */ }
  draw();
}
addEventListener("storage", event => { if (event.key === KEY) { may = event.newValue !== "no"; draw(); } });

let me = null;
const known = get("/me").then(found => { me = found; draw(); });

// A line above everything: what this page tells, and to whom.
const line = make("p", { class: "how", role: "status", "data-room": "" });
const button = (text, wanted) => make("button", { type: "button", onclick: () => allow(wanted) }, text);
const called = () => me.name === null ? "without a name" : `as ${me.name}`;
function draw() {
  if (!me) return;
  const door = text => make("a", { href: "/" }, text);
  const parts = !me.here ? [door("Join the room"), " to let it know which exercises you have. Until then it is told nothing."]
    : may ? [`You are in the room ${me.code}, ${called()}. It is told of each check here: which exercise, right or not, which of the usual mistakes, and the number of the last hint. Never your answer. `, button("Stop telling", false), " ", door("To the room")]
    : [`You are in the room ${me.code}, ${called()}. It is told nothing of your checks here. `, button("Tell the room", true), " ", door("To the room")];
  line.replaceChildren(...parts);
  line.dataset.room = !me.here ? "outside" : may ? "told" : "stopped";
}
document.getElementById("main").prepend(line);

// A line below the exercise: what the room was told of it.
function below(cell) {
  const found = cell.querySelector("[data-told]");
  if (found) return found;
  const made = make("p", { class: "how", role: "status", "data-told": "" });
  cell.append(made);
  return made;
}

async function checked(cell, check) {
  const place = below(cell);
  await known;
  if (!me.here || !may) { place.replaceChildren(); return; }
  const judged = check.right ? "right" : check.mistake ? `not right yet (“${check.mistake}”)` : "not right yet";
  const hint = check.hint ? `, after hint ${check.hint}` : "";
  const words = `the room ${me.code}, ${called()}: ${check.exercise} ${judged}${hint}. Your answer is not told.`;
  place.dataset.told = "waiting";
  place.replaceChildren(`To be told to ${words} `, button("Stop telling", false));
  try {
    await insist("/check", check, () => may);
    place.dataset.told = "told";
    place.replaceChildren(`Told to ${words} `, button("Stop telling", false));
  } catch (error) {
    if (error.status === 403) { me = { ...me, here: false }; draw(); }
    place.dataset.told = "not";
    place.replaceChildren(may ? `Not told to the room: ${error.message}.` : "The room was not told of this.");
  }
}

// Why a solution has to wait, if it has to: the leader releases them, one by one.
async function waits(exercise) {
  await known;
  if (!me.locked) return null;
  const released = await get("/released");
  return released.includes(exercise) ? null : "The solution waits for the leader of the room. A hint can be had before.";
}

window.calculusRoom = { checked, waits };
