// A learner's page.
import { by, drawBars, drawClock, keepClock, listen, setHtml, soundButton } from "./common.js";
import { insist, make, post } from "./send.js";

let room = null, own = null;
// Who this browser is, from the moment when the code is right: what is sent twice, since no answer came, is one person.
const person = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
const answers = new Map();
const key = poll => `${poll.id} ${poll.open ?? poll.answers.length}`;

// A code in the address was read from a picture; it need not stand there any longer.
const given = location.search.slice(1).replace(/^code=/, "");
if (given) { by("code").value = decodeURIComponent(given); history.replaceState(null, "", "/"); }

async function enter(what) {
  own = await insist("/join", what);
  by("door").hidden = true;
  by("inside").hidden = false;
  by("course").hidden = !own.course;
  listen("/events", { view: next => { room = next; draw(); }, me, refused: outside });
}
function outside() {
  by("inside").hidden = true;
  by("door").hidden = false;
  by("lost").hidden = true;
}
function me(next) {
  if (!next) return;
  own = next;
  answers.clear();
  for (const [poll, round, answer] of own.answers) answers.set(`${poll} ${round}`, answer);
  by("called").value = own.name ?? "";
  drawMoods();
  drawn = null;
  if (room) draw();
}
enter({}).catch(error => {
  if (error.status === 403) outside();
  else { outside(); by("refused").textContent = error.message; }
});
by("join").addEventListener("submit", event => {
  event.preventDefault();
  by("refused").textContent = "";
  enter({ code: by("code").value, name: by("name").value, person }).catch(error => { by("refused").textContent = error.message; });
});

// The poll. Its form is made once for each round, so that nobody loses what they are typing.
let drawn = null;
function draw() {
  const { poll } = room;
  by("poll").hidden = !poll;
  by("quiet").hidden = Boolean(poll);
  if (poll) {
    const what = JSON.stringify([key(poll), poll.open, poll.question, poll.choices]);
    if (drawn !== what) { drawn = what; drawPoll(poll); }
    drawBars(by("bars"), poll);
  } else drawn = null;
  drawQuestions();
}
function drawPoll(poll) {
  setHtml(by("question"), poll.question);
  by("said").textContent = "";
  const form = by("answer"), mine = answers.get(key(poll));
  form.replaceChildren();
  if (!poll.open) {
    by("said").textContent = "This poll is closed.";
    return;
  }
  const said = (text, html) => { by("said").textContent = text; if (html) { const read = make("span"); setHtml(read, html); by("said").append(read); } };
  const send = async answer => {
    said("…");
    try {
      const { html } = await insist("/vote", { poll: poll.id, round: poll.open, answer });
      answers.set(key(poll), answer);
      said(html ? "Sent, read as " : "Sent. You can change it until the poll closes.", html);
    } catch (error) { said(error.message); }
  };
  if (poll.kind === "one" || poll.kind === "several") {
    const one = poll.kind === "one";
    poll.choices.forEach((choice, place) => {
      const checked = one ? mine === place : (mine ?? []).includes(place);
      const label = make("span");
      setHtml(label, choice);
      const input = make("input", { type: one ? "radio" : "checkbox", name: "choice", value: place });
      input.checked = checked;
      if (one) input.addEventListener("change", () => send(place));
      form.append(make("label", { class: "choice" }, input, label));
    });
    if (!one) form.append(make("button", { class: "main" }, "Send"));
  } else {
    const words = { number: "A number", word: "A word", formula: "A formula in x, such as 2x sin x" }[poll.kind];
    const input = make("input", { id: "typed", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: poll.kind === "formula" ? 200 : 60, inputmode: poll.kind === "number" ? "decimal" : "text" });
    input.value = mine ?? "";
    form.append(make("label", { for: "typed" }, words), input);
    if (poll.kind === "formula") {
      const keys = [["x²", "^2"], ["√", "sqrt("], ["π", "pi"], ["sin", "sin "], ["cos", "cos "], ["eˣ", "e^"], ["ln", "ln "], ["( )", "("]];
      const put = text => { input.setRangeText(text, input.selectionStart, input.selectionEnd, "end"); input.focus(); preview(); };
      form.append(make("div", { class: "keys" }, ...keys.map(([name, text]) => make("button", { type: "button", onclick: () => put(text) }, name))));
      let timer;
      const preview = () => {
        clearTimeout(timer);
        timer = setTimeout(async () => {
          if (!input.value.trim()) return said("");
          try { said("Read as ", (await post("/read", { text: input.value })).html); } catch (error) { said(error.message); }
        }, 500);
      };
      input.addEventListener("input", preview);
    }
    form.append(make("button", { class: "main" }, "Send"));
  }
  form.onsubmit = event => {
    event.preventDefault();
    if (poll.kind === "several") send([...form.querySelectorAll("input:checked")].map(input => Number(input.value)));
    else if (poll.kind !== "one") send(form.querySelector("#typed").value);
  };
  if (mine !== undefined) said("You have answered. You can change it until the poll closes.");
}

function drawMoods() {
  for (const button of by("moods").children) button.setAttribute("aria-pressed", own.mood === button.dataset.mood);
}
by("moods").addEventListener("click", event => {
  const mood = event.target.dataset?.mood;
  if (!mood) return;
  own.mood = own.mood === mood ? null : mood;
  drawMoods();
  insist("/mood", { mood: own.mood }).catch(error => { by("asked").textContent = error.message; });
});

by("ask").addEventListener("submit", async event => {
  event.preventDefault();
  const text = by("text").value, once = crypto.getRandomValues(new Uint32Array(4)).join("-");
  by("asked").textContent = "…";
  try {
    await insist("/ask", { text, once });
    by("text").value = "";
    by("asked").textContent = "Your question waits for the break.";
  } catch (error) { by("asked").textContent = error.message; }
});
function drawQuestions() {
  const list = by("questions"), focused = document.activeElement?.dataset?.up;
  list.replaceChildren(...room.questions.map(question => {
    const wanted = own.up.includes(question.id);
    const vote = async () => {
      own.up = wanted ? own.up.filter(id => id !== question.id) : [...own.up, question.id];
      drawQuestions();
      await insist("/up", { question: question.id, up: !wanted }).catch(() => {});
    };
    const button = make("button", { type: "button", "data-up": question.id, "aria-pressed": wanted, onclick: vote, "aria-label": `${question.up} want to know this too: ${question.text}` }, `▲ ${question.up}`);
    return make("li", {}, button, make("span", {}, question.text));
  }));
  if (focused) list.querySelector(`[data-up="${focused}"]`)?.focus();
}

by("rename").addEventListener("submit", event => {
  event.preventDefault();
  insist("/name", { name: by("called").value }).catch(error => { by("asked").textContent = error.message; });
});
by("leave").addEventListener("click", async () => {
  await insist("/leave", {}).catch(() => {});
  location.reload();
});
soundButton(by("sound"));
keepClock(() => room?.clock, parts => drawClock(by("clock"), parts));
