// The stage: what the projector shows.
import { by, drawBars, drawClock, keepClock, listen, many, setHtml, soundButton, themeButton } from "./common.js";
import { make, post } from "./send.js";
import { Frame, direction, turned } from "./frame.js";

let room = null;
const theme = () => document.documentElement.dataset.theme;
const frame = new Frame(by("frame"), { key: press });

function draw() {
  const { scene, poll } = room;
  const shown = { door: "door", slides: "slides", poll: "poll", questions: "questions", clock: "time" }[scene];
  for (const section of document.querySelectorAll(".scene")) section.hidden = section.id !== shown;
  document.body.dataset.scene = scene;
  by("address").textContent = room.address;
  by("code").textContent = room.code;
  by("joined").textContent = room.here ? many(room.here, "is here", "are here") : "Nobody is here yet";
  by("here").textContent = `${room.here} here`;
  by("where").textContent = scene === "door" ? "" : `${room.address.replace("http://", "")} · ${room.code}`;
  by("sum").textContent = room.have + room.trying ? `Exercises: ${room.have} solved, ${room.trying} being tried` : "";
  if (room.place.deck) frame.show(room.place, !room.outputsAfter, theme());
  if (poll) {
    setHtml(by("question"), poll.question);
    const answers = poll.answers.at(-1) ?? 0;
    by("answers").textContent = poll.open ? `${answers} of ${room.here} have answered${poll.answers.length > 1 ? ", for the second time" : ""}` : `Closed, ${many(answers, "answer", "answers")}`;
    if (poll.bars || poll.few || !poll.choices.length) drawBars(by("bars"), poll);
    else by("bars").replaceChildren(...poll.choices.map(choice => { const line = make("p", { class: "choice" }); setHtml(line, choice); return line; }));
  } else {
    by("question").textContent = "No poll yet";
    by("answers").textContent = "";
    by("bars").replaceChildren();
  }
  by("list").replaceChildren(...room.questions.map(question => make("li", {}, make("span", { class: "votes" }, `▲ ${question.up}`), make("span", {}, question.text))));
  if (!room.questions.length) by("list").replaceChildren(make("li", {}, "None is waiting."));
}

function press(key) {
  const by = direction(key);
  if (!by || !room?.place.deck || !frame.known) return;
  const place = turned(room.place, frame.known, !room.outputsAfter, by);
  if (!place) return;
  room.place = place;
  draw();
  post("/stage/slide", place).catch(() => {});
}
addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("button")) return;
  if (direction(event.key)) { press(event.key); event.preventDefault(); }
});

soundButton(by("sound"));
themeButton(by("theme"), () => room && draw());
keepClock(() => room?.clock, parts => {
  drawClock(by("clock"), parts);
  const [first] = parts;
  by("big").textContent = first ? (first.over ? "Time is up" : first.text) : "–:––";
  by("for").textContent = first ? (first.label || first.name) + (first.stands ? " (paused)" : "") : "No clock is running";
});
listen("/stage/events", { view: next => { room = next; draw(); }, refused: () => location.reload() });
