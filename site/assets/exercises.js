// The exercises of a chapter: a field, a check, hints one by one, and the solution, in the place of the cells that a notebook has
// for them. Without WebAssembly the cells stay as they are. A page that a room serves has `calculusRoom`, which is told how an answer
// was judged, and may keep a solution back; on all other pages there is none.
"use strict";
(() => {
  const { able, ask, show, wait } = window.calculus;
  if (!able) return;

  const button = (text, type = "button") => Object.assign(document.createElement("button"), { type, textContent: text });

  for (const cell of document.querySelectorAll("[data-exercise]")) {
    const name = cell.dataset.exercise, help = document.querySelector(`[data-help="${name}"]`);
    const form = document.createElement("form"), label = document.createElement("label"), field = document.createElement("input");
    Object.assign(field, { type: "text", autocomplete: "off", spellcheck: false, placeholder: "Your answer" });
    field.autocapitalize = "none";
    field.setAttribute("aria-label", `Your answer to ${name}`);
    const check = button("Check", "submit"), hint = button("Hint"), solution = button("Solution");
    const part = live => Object.assign(document.createElement("div"), { className: "told", ariaLive: live });
    const verdict = part("polite"), hints = part("polite"), steps = part("polite");
    form.className = "exercise";
    label.append(field);
    form.append(label, check, hint, solution, verdict, hints, steps);
    let given = 0, of = Infinity;

    form.addEventListener("submit", async event => {
      event.preventDefault();
      const said = await wait(ask({ ask: "check", name, answer: field.value }, name), verdict);
      if (!said) return;
      await show(verdict, said);
      field.setAttribute("aria-invalid", said.verdict === "wrong" || said.verdict === "not understood");
      form.dataset.verdict = said.verdict;
      form.dataset.checks = Number(form.dataset.checks ?? 0) + 1;
      if (!["right", "close", "wrong"].includes(said.verdict)) return;
      const right = said.verdict === "right";
      window.calculusProgress.answered(name, right);
      window.calculusRoom?.checked(cell, { exercise: name, right, mistake: said.mistake ?? null, hint: given || null });
    });
    hint.addEventListener("click", async () => {
      const place = document.createElement("div");
      hints.append(place);
      hint.disabled = true;
      const said = await wait(ask({ ask: "hint", name, number: given + 1 }), place);
      hint.disabled = false;
      if (!said) return;
      [given, of] = [given + 1, said.of];
      await show(place, said);
      hint.textContent = "Next hint";
      hint.disabled = given >= of;
    });
    solution.addEventListener("click", async () => {
      const waits = await window.calculusRoom?.waits(name);
      if (waits) { steps.replaceChildren(waits); return; }
      const said = await wait(ask({ ask: "solution", name }), steps);
      if (!said) return;
      await show(steps, said);
      solution.disabled = true;
    });
    // The first answer should not have to wait for the library.
    field.addEventListener("focus", () => { ask({ ask: "exercises" }).catch(() => {}); }, { once: true });

    for (const part of cell.querySelectorAll("pre.code, .copied, .output")) part.hidden = true;
    if (help) help.hidden = true;
    // What the text above says is for the notebook; it is told once in a section what takes its place.
    const section = cell.closest("section");
    if (!section.querySelector("form.exercise")) cell.append(Object.assign(document.createElement("p"), {
      className: "how",
      textContent: "On this page a field takes the place of these cells: type your answer, without quotation marks, and press Check. Hint gives one hint after another.",
    }));
    cell.append(form);
  }
})();
