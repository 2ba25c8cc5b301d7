// The leader's desk.
import { by, drawBars, drawClock, keepClock, listen, many, setHtml, soundButton, stands, themeButton } from "./common.js";
import { make, post } from "./send.js";
import { Frame, direction, turned } from "./frame.js";

let room = null, decks = [];
const theme = () => document.documentElement.dataset.theme;
const current = new Frame(by("now"), { key: press }), following = new Frame(by("then"), { key: press });

async function send(path, what) {
  try {
    await post(path, what);
    by("refused").hidden = true;
  } catch (error) {
    by("refused").textContent = error.message;
    by("refused").hidden = false;
  }
}
const act = what => send("/desk/do", what);

// What was drawn is drawn again only where it has changed: a button keeps the focus, a field what is typed in it.
const drawn = new Map();
function changed(name, what) {
  const text = JSON.stringify(what);
  if (drawn.get(name) === text) return false;
  drawn.set(name, text);
  return true;
}
function fill(element, children) {
  const focused = document.activeElement?.closest?.(`#${element.id}`) ? document.activeElement.dataset.key : null;
  element.replaceChildren(...children);
  if (focused) element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}
const button = (text, key, onclick, more = {}) => make("button", { type: "button", "data-key": key, onclick, ...more }, text);

// Slides.
const deckOf = name => decks.find(deck => deck.name === name);
const place = () => room.place.deck ? room.place : { deck: decks[0]?.name, slide: 0, step: 0, section: null };
const go = to => { if (!to) return; room.place = to; drawSlides(); send("/stage/slide", to); };
const move = by => { const at = place(); if (!room.place.deck) go(at); else go(turned(at, deckOf(at.deck).slides, !room.outputsAfter, by)); };
function press(key) { if (room && decks.length && direction(key)) move(direction(key)); }
addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input, textarea, select, summary")) return;
  const key = event.key, page = key.startsWith("Page");
  if (event.target.closest?.("button, a, [tabindex='0']") && !page) return;
  if (direction(key)) { press(key); event.preventDefault(); }
});
by("next").addEventListener("click", () => move(1));
by("back").addEventListener("click", () => move(-1));
const start = (deck, slide) => go({ deck, slide, step: 0, section: deckOf(deck).slides[slide].section });
by("deck").addEventListener("change", () => start(by("deck").value, 0));
by("slide").addEventListener("change", () => start(place().deck, Number(by("slide").value)));
by("after").addEventListener("change", () => act({ do: "outputs-after", after: by("after").checked }));
function drawSlides() {
  const at = place(), deck = deckOf(at.deck);
  if (!deck) return;
  const slide = deck.slides[at.slide], together = !room.outputsAfter;
  if (changed("deck", at.deck)) {
    by("deck").value = at.deck;
    by("slide").replaceChildren(...deck.slides.map((slide, at) => make("option", { value: at }, `${at + 1} ${slide.level > 2 ? "· " : ""}${slide.title}`)));
  }
  by("slide").value = at.slide;
  by("after").checked = room.outputsAfter;
  current.show(at, together, theme());
  const next = turned(at, deck.slides, together, 1);
  by("then").hidden = !next;
  if (next) following.show(next, together, theme());
  by("place").textContent = `${at.slide + 1} of ${deck.slides.length}, step ${at.step + 1} of ${(together ? slide.together : slide.steps) + 1}`;
  if (changed("notes", [at.deck, at.slide])) {
    if (slide.notes) setHtml(by("notes"), slide.notes); else by("notes").textContent = "No notes to this slide.";
    fill(by("here-polls"), slide.polls.map(poll => button("Ask the poll of this slide", poll, () => act({ do: "open", poll }))));
  }
}

// The stage.
by("scenes").addEventListener("click", event => { const { scene } = event.target.dataset ?? {}; if (scene) act({ do: "scene", scene }); });

// The clock. Of two leaders who press at once one is heard, by the turn that both have seen.
const clock = (timer, what) => act({ do: "clock", timer, turn: room.turn, act: what });
for (const element of document.querySelectorAll("[data-start]")) element.addEventListener("click", () => clock("exercise", { start: Number(element.dataset.start) }));
for (const element of document.querySelectorAll("[data-act]")) {
  element.addEventListener("click", () => {
    const { act, timer } = element.dataset;
    const of = timer === "exercise" ? room.clock.exercise : room.clock.rounds.timer;
    clock(timer, act === "more" ? { more: 1 } : act === "pause" && stands(of) ? "resume" : act);
  });
}
by("rounds").addEventListener("click", () => act({ do: "start-rounds", from: place().section ?? "", work: Number(by("work").value) || 25, pause: Number(by("pause").value) || 5 }));
by("next-round").addEventListener("click", () => act({ do: "go-to-round", step: room.clock.rounds.at + 1 }));

// Polls.
by("quick").addEventListener("submit", async event => {
  event.preventDefault();
  await act({ do: "ask", id: crypto.getRandomValues(new Uint32Array(2)).join("-"), text: by("quick-text").value });
  if (by("refused").hidden) by("quick-text").value = "";
});
function drawPolls() {
  if (!changed("polls", [room.polls, room.pollOnStage])) return;
  fill(by("polls"), room.polls.map(poll => {
    const question = make("h3");
    setHtml(question, poll.question);
    const answers = many(poll.answers.at(-1) ?? 0, "answer", "answers"), { id } = poll;
    const row = make("div", { class: "row" });
    if (poll.open) row.append(button("Close", `close ${id}`, () => act({ do: "close", poll: id }), { class: "main" }), answers);
    else row.append(button(poll.answers.length ? "Ask again" : "Ask", `open ${id}`, () => act({ do: "open", poll: id })), poll.answers.length ? answers : "");
    if (poll.answers.length) {
      row.append(button(poll.shown ? "Hide the bars" : "Show the bars", `show ${id}`, () => act({ do: "show", poll: id, shown: !poll.shown, although_few: false }), { "aria-pressed": poll.shown }));
      if (poll.shown && poll.few && !poll.althoughFew) row.append(button("although there are few", `few ${id}`, () => act({ do: "show", poll: id, shown: true, although_few: true })));
    }
    const bars = make("div", { class: "bars" });
    if (poll.answers.length) drawBars(bars, poll);
    return make("article", { class: `poll${room.pollOnStage === id ? " on-stage" : ""}` }, question, row, bars);
  }));
}

function drawQuestions() {
  if (!changed("questions", room.questions)) return;
  fill(by("questions"), room.questions.map(({ id, text, up, by, mark }) => {
    const set = (name, to) => button(name, `${to} ${id}`, () => act({ do: "mark", question: id, mark: to }));
    const buttons = mark === "waiting" ? [set("Answered", "answered"), set("Hide", "hidden")] : [set("Wait again", "waiting")];
    return make("li", { class: mark }, make("span", { class: "votes" }, `▲ ${up}`), make("span", {}, text, make("small", {}, ` ${by ?? ""}`)), ...buttons);
  }));
}

const MOODS = { done: "Done", stuck: "Stuck", fast: "Too fast" };
function drawPeople() {
  if (!changed("people", room.people)) return;
  const name = person => person.name ?? `no. ${person.number}`;
  fill(by("moods"), Object.entries(MOODS).map(([mood, words]) => {
    const felt = room.people.filter(person => person.mood === mood);
    const first = felt.toSorted((one, other) => one.since - other.since).slice(0, 8).map(name).join(", ");
    return make("p", { class: `mood ${mood}` }, make("strong", {}, `${words}: ${felt.length}`), felt.length ? ` ${first}${felt.length > 8 ? ", …" : ""}` : "");
  }));
  fill(by("people"), room.people.map(person => {
    const forget = () => { if (confirm(`Remove ${name(person)} and all that they did?`)) send("/desk/forget", { who: String(person.number) }); };
    const words = `${name(person)}${person.name ? `, no. ${person.number}` : ""}${person.from === "notebook" ? ", from a notebook" : ""}${person.left ? ", has left" : ""} `;
    return make("li", {}, words, button("Forget", person.number, forget, { "aria-label": `Forget ${name(person)}` }));
  }));
}

function drawExercises() {
  if (!changed("exercises", [room.exercises, room.released])) return;
  fill(by("exercises"), room.exercises.map(({ exercise, have, trying, mistake, hints }) => {
    const released = room.released.includes(exercise);
    const release = () => send("/desk/release", { exercise, released: !released });
    const cells = [have, trying, mistake ? `${mistake[1]} of ${have + trying}: ${mistake[0]}` : "", hints];
    return make("tr", {}, make("th", { scope: "row" }, exercise), ...cells.map(cell => make("td", {}, String(cell))), make("td", {}, button(released ? "Lock" : "Release", exercise, release, { "aria-label": `${released ? "Lock" : "Release"} the solution of ${exercise}` })));
  }));
  by("released").textContent = room.released.length ? `Released: ${room.released.join(", ")}` : "No solution is released.";
}
by("release").addEventListener("submit", event => {
  event.preventDefault();
  send("/desk/release", { exercise: by("exercise-name").value, released: true });
  by("exercise-name").value = "";
});

// The plan: changed here, and kept when the leader says so.
function drawPlan() {
  by("planned").textContent = `${room.planned} minutes of work in the sections that are shown.`;
  const { ahead } = room;
  by("ahead").textContent = ahead ? `By the plan the room is ${Math.abs(ahead)} minutes ${ahead > 0 ? "ahead" : "behind"}.` : "";
  for (const section of room.plan) {
    const took = document.querySelector(`[data-took="${CSS.escape(section.place)}"]`);
    if (took) took.textContent = section.took ? `${section.took} min` : "";
  }
  if (!changed("plan", room.plan.map(({ took, ...section }) => section))) return;
  fill(by("plan"), room.plan.map(section => {
    const chosen = make("input", { type: "checkbox", "data-key": `c ${section.place}`, "aria-label": `Show ${section.title}` });
    chosen.checked = section.chosen;
    const time = make("input", { type: "number", min: 0, max: 600, value: section.minutes, "data-key": `m ${section.place}`, "aria-label": `Minutes of ${section.title}` });
    return make("tr", { "data-place": section.place }, make("td", {}, chosen), make("td", {}, section.title, make("small", {}, ` ${section.place.split("#")[0]}`)), make("td", {}, time), make("td", { "data-took": section.place }, section.took ? `${section.took} min` : ""));
  }));
}
function sections() {
  return room.plan.map(({ took, ...section }) => {
    const row = by("plan").querySelector(`[data-place="${CSS.escape(section.place)}"]`);
    const [chosen, time] = row.querySelectorAll("input");
    return { ...section, chosen: chosen.checked, minutes: Number(time.value) || 0 };
  });
}
by("save-plan").addEventListener("click", () => act({ do: "plan", sections: sections() }));
by("as-taken").addEventListener("click", () => act({ do: "plan", sections: sections().map((section, at) => ({ ...section, minutes: room.plan[at].took || section.minutes })) }));
by("clear").addEventListener("click", () => act({ do: "clear-moods" }));

function draw() {
  by("trouble").hidden = !room.trouble;
  by("trouble").textContent = room.trouble ? `The disk does not take what happens: ${room.trouble}. The room goes on and tries again; make room on the disk, and do not close it.` : "";
  by("here").textContent = `${room.here} here`;
  by("code").textContent = room.code;
  for (const element of by("scenes").children) element.setAttribute("aria-pressed", element.dataset.scene === room.scene);
  if (decks.length) drawSlides();
  drawPolls();
  drawQuestions();
  drawPeople();
  drawExercises();
  drawPlan();
}

soundButton(by("sound"));
themeButton(by("theme"), () => room && draw());
keepClock(() => room?.clock, parts => {
  drawClock(by("clock"), parts);
  const find = name => parts.find(part => part.name === name);
  const exercise = find("Exercise"), round = parts.find(part => part.name !== "Exercise");
  const words = part => part ? `${part.over ? "over" : part.text}${part.stands ? " paused" : ""}` : "";
  by("exercise").textContent = words(exercise);
  by("round").textContent = round ? `${round.name}, ${words(round)}${round.label ? `: ${round.label}` : ""}` : "";
  for (const element of document.querySelectorAll("[data-act=pause]")) {
    const timer = element.dataset.timer === "exercise" ? room.clock.exercise : room.clock.rounds.timer;
    element.textContent = stands(timer) ? "Go on" : "Pause";
  }
});
const answer = await fetch("/desk/slides");
decks = answer.ok ? await answer.json() : [];
by("deck").replaceChildren(...decks.map(deck => { const option = make("option", { value: deck.name }); option.textContent = deck.name; return option; }));
listen("/desk/events", { view: next => { room = next; draw(); }, refused: () => location.reload() });
