// What a cell has asked of a formula, asked of another one: the picture, the limit, the derivative in its place are made anew while
// the reader types.
"use strict";
(() => {
  const { able, ask, show, wait, made, fault } = window.calculus;
  if (!able) return;

  // The fields of each kind of question: their names, and the words before them.
  const FIELDS = {
    draw: [["formula", "y ="], ["others", "y ="], ["from", "x from"], ["to", "to"]],
    tangent: [["formula", "y ="], ["at", "P at x ="], ["q", "Q at x ="], ["from", "x from"], ["to", "to"]],
    limit: [["formula", "lim of"], ["at", "as x goes to"]],
    derivative: [["formula", "d/dx of"]],
  };
  // What is shown of each kind of answer.
  const SHOWN = {
    draw: ({ picture }) => [picture],
    tangent: ({ picture, steps, problem }) => [picture, problem ? { text: problem } : steps],
    limit: ({ how, steps, remark }) => [how === "exact" ? { text: "Exact, by algebra:" } : undefined, steps, remark && { text: remark }],
    derivative: ({ steps, remarks }) => [steps, ...(remarks ?? []).map(text => ({ text }))],
  };
  const LINK = {
    draw: question => ({ g: question.others.join("; "), from: question.from, to: question.to }),
    tangent: ({ at, q, from, to }) => ({ tab: "tangent", p: at, ...q ? { line: "secant", q } : {}, ...from ? { from, to } : {} }),
    limit: ({ at, side }) => ({ tab: "limit", at, ...side ? { side } : {} }),
    derivative: () => ({ tab: "derivative" }),
  };

  const single = "single" in document.documentElement.dataset;
  let count = 0;
  for (const cell of document.querySelectorAll("[data-question]")) {
    const asked = JSON.parse(cell.dataset.question), topic = `change-${count += 1}`, inputs = [];
    const field = (name, words, value, set) => {
      const input = made("input", { type: "text", value, autocomplete: "off", spellcheck: false, className: /formula|others/.test(name) ? "sign" : "short" });
      input.autocapitalize = "none";
      input.dataset.field = name;
      input.addEventListener("input", () => { set(input.value); later(); });
      inputs.push([input, value, set]);
      return made("label", {}, words, " ", input);
    };
    const labels = FIELDS[asked.ask].flatMap(([name, words]) => {
      if (name === "others") return asked.others.map((other, k) => field(`others ${k}`, words, other, text => { asked.others[k] = text; }));
      return asked[name] === undefined ? [] : [field(name, words, asked[name], text => { asked[name] = text; })];
    });
    const back = made("button", { type: "button", textContent: "Back to the cell’s own", hidden: true });
    const board = made("a", { textContent: "On the blackboard" });
    const complaint = made("div", { className: "fault", ariaLive: "polite" });
    const form = made("form", { className: "change" }, ...labels, back, board, complaint);
    const summary = made("summary", { textContent: "Change it" });
    const details = made("details", { className: "change" }, summary, form);
    const originals = [...cell.querySelectorAll(".output")];
    const answer = made("div", { className: "output told", hidden: true });
    answer.setAttribute("aria-live", "polite");
    cell.append(answer, details);

    const link = () => {
      const state = new URLSearchParams({ f: asked.formula, ...LINK[asked.ask](asked) });
      board.href = `${single ? "#play?" : "play.html#"}${state}`;
    };
    link();
    let timer;
    const later = () => { clearTimeout(timer); timer = setTimeout(refresh, 150); };
    async function refresh() {
      clearTimeout(timer);
      link();
      try {
        const said = await wait(ask(asked, topic), complaint, true);
        if (!said) return;
        const parts = SHOWN[asked.ask](said).filter(Boolean).map(value => [made("div"), value]);
        await Promise.all(parts.map(([place, value]) => show(place, value)));
        complaint.replaceChildren();
        inputs.forEach(([input]) => input.removeAttribute("aria-invalid"));
        answer.replaceChildren(...parts.map(([place]) => place));
        answer.hidden = false;
        originals.forEach(output => { output.hidden = true; });
        back.hidden = false;
        cell.dataset.changed = Number(cell.dataset.changed ?? 0) + 1;
      } catch (error) {
        const wrong = inputs.find(([input]) => input.dataset.field === error.field)?.[0];
        inputs.forEach(([input]) => input.setAttribute("aria-invalid", input === wrong));
        complaint.replaceChildren(...fault(wrong?.value ?? "", error));
      }
    }
    form.addEventListener("submit", event => { event.preventDefault(); refresh(); });
    back.addEventListener("click", () => {
      window.calculus.stop(topic);
      for (const [input, value, set] of inputs) { input.value = value; set(value); input.removeAttribute("aria-invalid"); }
      originals.forEach(output => { output.hidden = false; });
      answer.hidden = back.hidden = true;
      complaint.replaceChildren();
      link();
      inputs[0][0].focus();
    });
  }
})();
