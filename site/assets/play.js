// The blackboard: what is typed goes to the library, and its answers are shown. The form is the state, and the address its copy,
// so that a link opens the board as it was.
"use strict";
(() => {
  const form = document.getElementById("board"), of = id => document.getElementById(id);
  if (!window.calculus?.able) return;
  of("unable").remove();
  form.hidden = false;
  const { ask, show, stop, made, fault } = window.calculus;

  /** Longer states are in no address. */
  const LONGEST_ADDRESS = 8000;
  /** After so many seconds a calculation is ended by itself. */
  const PATIENCE = 30;
  /** Where all of the course is in one file, the address is its too: there the board's state begins with its name. */
  const single = "single" in document.documentElement.dataset, BEGIN = single ? "#play?" : "#";

  const fields = form.elements, formula = fields.f, answer = of("answer"), panel = of("panel");
  const tabs = [...form.querySelectorAll("[role=tab]")], asked = [...form.querySelectorAll(".asked")];
  const began = Object.fromEntries([...fields].filter(field => field.name).map(field => [field.name, field.value]));
  let tab = "picture", variables = [], values = new Map();

  // The parts of an answer.

  const heading = text => made("h3", {}, text);
  const sentence = (text, className = "") => made("p", { className }, text);
  /** A value of the library in its richest form; wide ones can be pushed along, by the keyboard too. */
  const told = async value => {
    const element = made("div", { className: "told" });
    await show(element, value);
    return element;
  };
  const typeset = async ({ text, latex }, before = "") => told(latex ? { latex: `$$${before}${latex}$$` } : { text });
  const digits = value => typeof value !== "number" ? String(value ?? "none")
    : (Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(+value.toPrecision(10))).replace("-", "−");
  const table = (head, rows) => made("table", {},
    made("thead", {}, made("tr", {}, ...head.map(text => made("th", { scope: "col" }, text)))),
    made("tbody", {}, ...rows.map(row => made("tr", {}, ...row.map(text => made("td", {}, text))))));

  // What each tab asks, and how it shows the answer: elements, and a sentence for who does not see them.

  const given = name => fields[name].value.trim() || undefined;
  const valuesNow = () => Object.fromEntries(variables.map(name => [name, values.get(name) ?? "1"]));
  const others = () => fields.g.value.split(";").map(text => text.trim()).filter(Boolean);
  const primes = order => ["f", "f′", "f″", "f‴"][order] ?? `f⁽${[...String(order)].map(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("")}⁾`;
  const TABS = {
    picture: {
      question: () => ({ ask: "draw", from: given("from") ?? "-10", to: given("to") ?? "10", low: given("low"), high: given("high"), others: others(), slope: fields.slope.checked }),
      show: async ({ picture }) => [[await told(picture)], picture.text],
    },
    limit: {
      question: () => ({ ask: "limit", at: given("at") ?? "0", side: fields.side.value }),
      show: async ({ how, steps, table, picture, remark, result, value }) => [[
        sentence({ exact: "Exact, by algebra:", estimate: "No algebra decides it here, so it is estimated from values:", undetermined: "Neither algebra nor values decide it:" }[how], "how"),
        await told(steps), ...remark ? [sentence(remark, "how")] : [],
        ...table ? [heading("On the way there"), await told(table)] : [],
        await told(picture),
      ], `Limit, ${how}: ${value === null ? steps.text.split("\n").at(how === "exact" ? -1 : 0) : result?.text ?? digits(value)}`],
    },
    derivative: {
      question: () => ({ ask: "derivative", by: fields.by.value, order: +fields.order.value, way: fields.way.value }),
      show: async ({ before, result, steps }) => [[
        ...before.length ? [heading("Before it")] : [],
        ...await Promise.all(before.map((one, k) => typeset(one, `${["", "f'", "f''", "f'''"][k + 1] ?? `f^{(${k + 1})}`} = `))),
        heading(`${primes(before.length + 1)}, step by step`), await told(steps),
      ], `Derivative: ${result.text}`],
    },
    tangent: {
      question: () => ({ ask: "tangent", at: given("p") ?? "1", q: fields.line.value === "secant" ? given("q") ?? "3" : undefined, from: given("from"), to: given("to") }),
      show: async told_ => [[await told(told_.picture), made("div", { id: "numbers" }, ...await numbers(told_))], told_.problem ?? told_.equation],
    },
    graph: {
      question: () => ({ ask: "graph", values: valuesNow(), flow: fields.flow.checked }),
      show: async ({ value, gradients, problem, picture, table: tape }) => [[
        ...problem ? [sentence(problem, "problem")] : [],
        await told(picture),
        ...gradients ? [heading("The gradient"), table(["by", "derivative"], variables.map((name, k) => [name, digits(gradients[k])]))] : [],
        heading("What the tape has recorded"), await told(tape),
      ], problem ?? `Value ${digits(value)}; ${variables.map((name, k) => `derivative by ${name} ${digits(gradients[k])}`).join(", ")}`],
    },
    several: {
      question: () => ({ ask: "several", values: valuesNow() }),
      show: async ({ value, gradient, hessian, picture }) => [[
        heading("The gradient"), await told(gradient.steps),
        table(["at this point", ""], [["f", digits(value)], ...variables.map((name, k) => [`∂f/∂${name}`, digits(gradient.parts[k].at)])]),
        heading("The Hessian"), await told(hessian.steps),
        table(["at this point", ...variables], hessian.rows.map((row, k) => [variables[k], ...row.map(({ at }) => digits(at))])),
        ...picture ? [heading("The landscape around the point"), await told(picture)] : [],
      ], `f is ${digits(value)}; gradient ${gradient.parts.map(({ at }) => digits(at)).join(", ")}`],
    },
    data: {
      question: () => ({ ask: "fit", data: fields.d.value, m: given("m"), b: given("b"), rate: given("rate"), epochs: given("epochs"), view: fields.view.value }),
      show: async ({ points, line, working, descent, problem, picture }) => [[
        ...problem ? [sentence(problem, "problem")] : [],
        await told(picture),
        heading("In closed form"), sentence(`${points} points; ${line.text}, with a mean squared error of ${digits(+line.cost.toPrecision(4))}.`), await told({ latex: `$$${working}$$` }),
        ...descent ? [heading("By descent"),
          ...descent.remark ? [sentence(descent.remark, "how")] : [], await told(descent.table)] : [],
      ], problem ?? `${line.text} in closed form; ${descent.text} by descent`],
    },
  };

  async function numbers({ kind, equation, problem, slope, tangent, steps, derivative }) {
    if (problem) return [sentence(problem)];
    return [
      sentence(`${kind === "secant" ? "Secant" : "Tangent"}: ${equation}`),
      ...kind === "secant" ? [sentence(`Its slope is ${digits(slope)}; that of the tangent at P is ${digits(tangent)}.`)] : [],
      await told(steps), await typeset(derivative, "f' = "),
    ];
  }

  // Faults, below the field that they are in.

  const pieces = { formula: [formula, of("fault")], data: [fields.d, of("fault-data")] };
  function mark(name, error) {
    const [field, place] = pieces[name];
    field.setAttribute("aria-invalid", Boolean(error));
    if (error) place.replaceChildren(...fault(field.value, error));
    else if (place.firstChild) place.replaceChildren();
  }

  // The state: the form's fields that differ from how it began, in the address.

  function address() {
    const state = new URLSearchParams();
    for (const field of fields) {
      if (!field.name) continue;
      if (field.type === "checkbox" ? field.checked : field.value !== began[field.name] || field === formula) state.set(field.name, field.value);
    }
    if (tab !== "picture") state.set("tab", tab);
    for (const name of variables) if (["graph", "several"].includes(tab) && values.has(name)) state.set(`v.${name}`, values.get(name));
    return `${BEGIN}${state}`;
  }
  let written;
  function write() {
    const now = address();
    of("said").dataset.long = now.length > LONGEST_ADDRESS;
    if (now.length > LONGEST_ADDRESS || now === location.hash || single && !form.contains(document.activeElement)) return;
    written = now;
    // A browser may refuse, where it is asked too often.
    try { history.replaceState(null, "", now); } catch { /* the next one will do */ }
  }
  function open() {
    const here = location.hash.startsWith(BEGIN);
    if (single && here) form.scrollIntoView();
    const state = new URLSearchParams(here ? location.hash.slice(BEGIN.length) : "");
    for (const field of fields) {
      if (!field.name) continue;
      if (field.type === "checkbox") { field.checked = state.has(field.name); continue; }
      const value = state.get(field.name) ?? began[field.name];
      if (field.name === "by") field.replaceChildren(new Option(value.slice(0, 20)));
      field.value = value;
      if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = began[field.name];
    }
    values = new Map([...state].filter(([name]) => name.startsWith("v.")).map(([name, value]) => [name.slice(2), value]));
    variables = [];
    choose(TABS[state.get("tab")] && Object.hasOwn(TABS, state.get("tab")) ? state.get("tab") : "picture");
  }

  function choose(name) {
    tab = name;
    for (const one of tabs) {
      const chosen = one.dataset.tab === name;
      one.setAttribute("aria-selected", chosen);
      one.tabIndex = chosen ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `tab-${name}`);
    for (const one of asked) one.hidden = !one.dataset.for.split(" ").includes(name);
    answer.replaceChildren();
    refresh();
  }

  /** A field for each variable, and the choice of one to differentiate by. */
  function offer(names) {
    if (names.join() !== variables.join() || names.length !== of("values").children.length) {
      variables = names;
      of("values").replaceChildren(...names.map(name => {
        const field = made("input", { className: "short", value: values.get(name) ?? "1", spellcheck: false });
        field.setAttribute("autocapitalize", "none");
        field.addEventListener("input", () => values.set(name, field.value));
        return made("label", {}, `${name} = `, field);
      }));
      const by = fields.by.value;
      fields.by.replaceChildren(...(names.length ? names : ["x"]).map(name => new Option(name)));
      fields.by.value = names.includes(by) ? by : names.includes("x") || !names.length ? "x" : names[0];
    }
    for (const letter of form.querySelectorAll(".letter")) letter.textContent = names.length === 1 ? names[0] : "x";
    for (const one of form.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== tab && one.dataset.when !== fields.line.value;
  }

  // Asking.

  let turn = 0, waits, ends;
  const later = () => { ++turn; panel.ariaBusy = "true"; stop("board"); clearTimeout(waits); waits = setTimeout(refresh, 120); };
  async function refresh() {
    clearTimeout(waits);
    clearTimeout(ends);
    const mine = ++turn, isData = tab === "data", text = formula.value;
    answer.classList.add("old");
    panel.ariaBusy = "true";
    const busy = setTimeout(() => { of("busy").hidden = false; }, 300);
    ends = setTimeout(() => { stop("board"); complain(`This was stopped after ${PATIENCE} seconds. It may be too large for this page.`); }, PATIENCE * 1000);
    const complain = message => {
      of("problem").textContent = message;
      of("problem").hidden = !message;
    };
    try {
      if (!isData && !text.trim()) {
        of("preview").replaceChildren();
        mark("formula");
        complain("");
        write();
        answer.replaceChildren(sentence("Type a formula, such as x^2 sin x.", "how"));
        return;
      }
      if (text.trim()) {
        try {
          const read = await ask({ ask: "read", formula: text }, "read");
          if (mine !== turn) return;
          mark("formula");
          offer(read.variables);
          of("preview").replaceChildren(await typeset(read));
        } catch (error) {
          if (error.stopped || mine !== turn) return;
          write();
          mark("formula", error.field ? error : undefined);
          if (!isData) throw error;
        }
      }
      write();
      const said = await ask({ formula: text, ...TABS[tab].question() }, "board");
      const [parts, words] = await TABS[tab].show(said);
      if (mine !== turn) return;
      mark("data");
      complain("");
      answer.replaceChildren(...parts);
      answer.classList.remove("old");
      // A formula that is a little too wide is set a little smaller; one that is much too wide can be pushed along.
      for (const wide of answer.querySelectorAll(".formula")) {
        const part = wide.clientWidth / wide.scrollWidth;
        if (part < 1) wide.style.fontSize = `${Math.max(0.7, 0.98 * part)}em`;
      }
      for (const wide of answer.querySelectorAll(".told")) if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
      of("linked").textContent = "";
      of("said").textContent = words.length > 400 ? `${words.slice(0, 400)}…` : words;
    } catch (error) {
      if (mine !== turn) return;
      if (error.stopped) { complain(of("problem").hidden || !of("problem").textContent ? "Stopped. Change something to try again." : of("problem").textContent); return; }
      const inText = error.field === "formula" && error.at !== undefined;
      mark("data", error.field === "data" ? error : undefined);
      complain(inText || error.field === "data" ? "" : error.message);
      for (const field of fields) if (field.name && field !== formula && field !== fields.d) field.removeAttribute("aria-invalid");
      const wrong = fields[{ at: tab === "tangent" ? "p" : "at", others: "g" }[error.field?.split(" ")[0]] ?? error.field];
      if (wrong instanceof Element && wrong !== formula) wrong.setAttribute("aria-invalid", true);
    } finally {
      clearTimeout(busy);
      if (mine === turn) { clearTimeout(ends); of("busy").hidden = true; panel.ariaBusy = "false"; }
    }
  }

  // P and Q are where a hand has pulled them: the fields and the numbers follow, and the picture stays.
  new MutationObserver(async changes => {
    if (tab !== "tangent") return;
    const pulled = changes.some(({ target, oldValue }) => oldValue !== null && target.getAttribute("aria-valuenow") !== oldValue);
    if (!pulled) return;
    for (const knob of answer.querySelectorAll("[role=slider].pull")) fields[knob.getAttribute("aria-label")[0].toLowerCase()].value = knob.getAttribute("aria-valuenow");
    write();
    try {
      const said = await ask({ formula: formula.value, ...TABS.tangent.question(), picture: false }, "board");
      const parts = await numbers(said);
      of("numbers")?.replaceChildren(...parts);
    } catch { /* the next pull will ask again */ }
  }).observe(answer, { subtree: true, attributeFilter: ["aria-valuenow"], attributeOldValue: true });

  // The hand on the form.

  form.addEventListener("submit", event => { event.preventDefault(); refresh(); });
  form.addEventListener("input", ({ target }) => { target.type === "checkbox" || target.tagName === "SELECT" ? refresh() : later(); });
  of("stop").addEventListener("click", () => { stop("board"); stop("read"); formula.focus(); });
  for (const button of form.querySelectorAll("[data-put]"))
    button.addEventListener("click", () => { fields[button.dataset.put].value = button.dataset.value; refresh(); });
  let last = formula;
  for (const field of [formula, fields.g]) field.addEventListener("focus", () => { last = field; });
  for (const key of form.querySelectorAll("[data-insert]")) {
    key.addEventListener("pointerdown", event => event.preventDefault());
    key.addEventListener("click", () => {
      const field = last.closest("[hidden]") ? formula : last;
      const [before, after] = key.dataset.insert.split("•"), { selectionStart: from, selectionEnd: to } = field;
      const chosen = field.value.slice(from, to);
      // A power comes after what was chosen, and a bracket around it.
      const text = after === undefined ? before : before === "" ? chosen + after : before + chosen + after;
      field.setRangeText(text, from, to, "end");
      const inside = after?.startsWith(")") && !chosen ? field.selectionEnd - after.length : field.selectionEnd;
      field.focus();
      field.setSelectionRange(inside, inside);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  for (const one of tabs) one.addEventListener("click", () => choose(one.dataset.tab));
  form.querySelector("[role=tablist]").addEventListener("keydown", event => {
    const at = tabs.findIndex(one => one.dataset.tab === tab);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const one = tabs[(next + tabs.length) % tabs.length];
    choose(one.dataset.tab);
    one.focus();
  });
  of("link").addEventListener("click", async () => {
    write();
    if (of("said").dataset.long === "true") { of("linked").textContent = "This is too long for a link."; return; }
    try {
      await navigator.clipboard.writeText(location.href);
      of("linked").textContent = "The link is copied.";
    } catch { of("linked").textContent = "The address of this page is the link."; }
  });
  addEventListener("hashchange", () => { if (location.hash !== written && (!single || location.hash.startsWith(BEGIN))) open(); });
  open();
})();
