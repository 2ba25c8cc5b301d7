// What the reader has solved: kept in this browser, shown in the contents, saved to a file and brought back. Nothing leaves the
// browser by itself. The file is the one that the notebooks write and read too.
"use strict";
(() => {
  const KEY = "calculus-progress", LARGEST = 1e6, NAME = /^[A-Z]+(_[0-9]+)+$/, empty = () => ({ version: 1, exercises: {} });

  // What is written there may be anybody's: what is not of this form is left out.
  const read = text => {
    const found = JSON.parse(text);
    if (found?.version !== 1 || typeof found.exercises !== "object" || !found.exercises) throw new Error("not of version 1");
    const all = empty();
    for (const [name, work] of Object.entries(found.exercises)) {
      if (!NAME.test(name) || typeof work !== "object" || !work) continue;
      const tries = Number.isInteger(work.tries) && work.tries >= 0 ? work.tries : 0;
      all.exercises[name] = typeof work.solved === "string" && work.solved ? { solved: work.solved.slice(0, 40), tries } : { tries };
    }
    return all;
  };

  // The state, whether the browser keeps it, and whether the reader was told if not.
  let state = empty(), kept = true, told = false;
  const load = () => {
    try { state = read(localStorage.getItem(KEY) ?? JSON.stringify(empty())); } catch (error) { if (error.name === "SecurityError") kept = false; }
  };
  const store = () => {
    try { localStorage.setItem(KEY, JSON.stringify(state)); } catch {
      if (!told) notice("This browser keeps nothing of this page: what you solve is forgotten when you leave it. The contents page can save it to a file.");
      [kept, told] = [false, true];
    }
    mark();
  };

  // A sentence that stays until it is closed.
  const notice = words => {
    const box = document.createElement("div"), close = document.createElement("button");
    box.className = "notice";
    box.setAttribute("role", "status");
    Object.assign(close, { type: "button", textContent: "Close" });
    close.addEventListener("click", () => box.remove());
    box.append(words, " ", close);
    document.body.append(box);
  };

  // The marks: at each section with exercises, and how many there are in all.
  const named = element => element.dataset.exercises.split(" ");
  const isSolved = name => Boolean(state.exercises[name]?.solved);
  function mark() {
    for (const place of document.querySelectorAll("[data-exercises]")) {
      const names = named(place), solved = names.filter(isSolved).length;
      place.textContent = solved === names.length ? "✓" : solved ? `${solved} of ${names.length}` : "";
      place.title = solved ? `${solved} of ${names.length} exercises solved` : "";
      place.setAttribute("aria-label", place.title);
      place.hidden = !solved;
    }
    for (const cell of document.querySelectorAll("[data-exercise]")) cell.classList.toggle("solved", isSolved(cell.dataset.exercise));
    if (count) {
      const all = new Set([...document.querySelectorAll("main [data-exercises]")].flatMap(named));
      count.textContent = `${[...all].filter(isSolved).length} of ${all.size} exercises are solved in this browser.`;
    }
  }

  // On the page of contents: a file, and back.
  const place = document.getElementById("progress"), count = place?.querySelector("p");
  if (place) {
    place.hidden = false;
    const [save, bring, clear] = place.querySelectorAll("button"), file = place.querySelector("input"), said = place.querySelector("[role=status]");
    save.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([JSON.stringify(state, null, 2) + "\n"], { type: "application/json" }));
      link.download = "calculus-progress.json";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      said.textContent = "Saved as calculus-progress.json.";
    });
    bring.addEventListener("click", () => file.click());
    file.addEventListener("change", async () => {
      const [chosen] = file.files;
      file.value = "";
      if (!chosen) return;
      try {
        if (chosen.size > LARGEST) throw new Error("too large");
        const other = read(await chosen.text());
        for (const [name, work] of Object.entries(other.exercises)) join(name, work);
        store();
        said.textContent = `${Object.values(other.exercises).filter(work => work.solved).length} solved exercises were in ${chosen.name}.`;
      } catch {
        said.textContent = `${chosen.name} is no file of progress. It was saved here or by a notebook, and its name ends in .json.`;
      }
    });
    let sure;
    clear.addEventListener("click", () => {
      if (!sure) {
        clear.textContent = "Forget all of it?";
        sure = setTimeout(() => { sure = undefined; clear.textContent = "Clear"; }, 5000);
        return;
      }
      clearTimeout(sure);
      sure = undefined;
      clear.textContent = "Clear";
      state = empty();
      store();
      said.textContent = "Nothing is solved any more.";
    });
  }

  // Two accounts of one exercise become one by the larger number of tries and the earlier moment, as in the notebooks.
  function join(name, { tries, solved }) {
    const mine = state.exercises[name] ?? { tries: 0 }, [first] = [mine.solved, solved].filter(Boolean).sort();
    state.exercises[name] = { ...first ? { solved: first } : {}, tries: Math.max(mine.tries, tries) };
  }

  // Another page in this browser may have gone on.
  addEventListener("storage", event => { if (event.key === KEY) { load(); mark(); } });
  // One more answer to an exercise. What comes after the first right one is not counted.
  const answered = (name, right) => {
    if (kept) load();
    const work = state.exercises[name] ??= { tries: 0 };
    if (!work.solved) {
      work.tries += 1;
      if (right) work.solved = new Date().toISOString();
    }
    store();
  };
  load();
  mark();
  window.calculusProgress = { answered, isSolved };
})();
