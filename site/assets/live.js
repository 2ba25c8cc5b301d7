// The library in the browser: a question goes in, its answer comes out, and the page never waits. `calculus.ask` loads what
// it needs when it is first asked; all is calculated in a worker of its own, which `calculus.stop` ends.
"use strict";
(() => {
  const folder = document.currentScript.src.replace(/[^/]*$/, "");

  // A script beside this one, or in the page itself where all is in one file: a file from a disk may load scripts, and no data.
  const once = {};
  const script = name => once[name] ??= new Promise((resolve, reject) => {
    const inside = document.getElementById(`packed-${name}`);
    const element = document.createElement("script");
    element.onload = resolve;
    element.onerror = () => { delete once[name]; reject(new Error(`${name} could not be loaded.`)); };
    element.src = inside
      ? URL.createObjectURL(new Blob([window.calculusUnpack(inside.textContent)], { type: "text/javascript" }))
      : folder + name;
    document.head.append(element);
  });

  // The library, packed, to be unpacked and compiled by the first worker; those after it have it from there. It may be in two
  // parts, of which the second has what is seldom needed: it is loaded when an answer is found to need it.
  const FIRST = { script: "module.js", inside: "packed-module", global: "calculusModule" };
  const SELDOM = { script: "seldom.js", global: "calculusSeldom" };
  const compiled = {};
  const packed = async part => {
    const inside = part.inside && document.getElementById(part.inside);
    if (!inside) await script(part.script);
    return inside ? inside.textContent : window[part.global];
  };

  // What the worker does. It is handed over as text, since a page from a disk may not load a worker's file.
  const work = () => `"use strict";
    const unpack = ${window.calculusUnpack};
    let made, lacks = false;
    const compile = async ({ name, module, packed }) => {
      if (module) return module;
      const compiled = await WebAssembly.compile(unpack(packed));
      postMessage({ name, compiled });
      return compiled;
    };
    // In the place of what is in the second part. What calls it breaks off, and is asked again where both parts are.
    const lacking = () => { lacks = true; throw new Error("This is in the second part."); };
    const places = module => Object.fromEntries(WebAssembly.Module.imports(module).map(({ name }) => [name, lacking]));
    const make = async ([first, second]) => {
      const module = await compile(first);
      const { exports } = await WebAssembly.instantiate(module, { placeholder: places(module) });
      if (second) await WebAssembly.instantiate(await compile(second), { primary: exports });
      return exports;
    };
    onmessage = async ({ data: { parts, question } }) => {
      if (parts) { made = make(parts); return; }
      try {
        const live = await made;
        const bytes = new TextEncoder().encode(question), at = live.reserve(bytes.length);
        new Uint8Array(live.memory.buffer, at, bytes.length).set(bytes);
        const told = live.answer(at, bytes.length), length = live.length();
        const answer = new TextDecoder().decode(new Uint8Array(live.memory.buffer, told, length));
        live.release();
        postMessage({ answer, full: live.memory.buffer.byteLength > 2 ** 28 });
      } catch (error) { postMessage({ failed: String(error), lacks }); }
    };`;

  let worker, waiting = [], running;
  const end = () => { worker?.terminate(); worker = undefined; };
  const start = async ({ lacked }) => {
    if (worker) return;
    const wanted = lacked || compiled[SELDOM.script] ? [FIRST, SELDOM] : [FIRST];
    const parts = await Promise.all(wanted.map(async part =>
      compiled[part.script] ? { module: compiled[part.script] } : { name: part.script, packed: await packed(part) }));
    if (worker) return;
    worker = new Worker(URL.createObjectURL(new Blob([work()], { type: "text/javascript" })));
    worker.onmessage = ({ data }) => {
      if (data.compiled) { compiled[data.name] = data.compiled; return; }
      if (!running) return;
      const asked = running, { resolve, reject } = asked;
      running = undefined;
      // What broke off leaves the module in no state to go on from; and one that has grown too large begins anew.
      if (data.failed || data.full) end();
      if (data.lacks && !asked.lacked) waiting.unshift({ ...asked, lacked: true });
      else if (data.failed) reject(new Error("The calculation broke off. It may be too large for this page."));
      else {
        const answer = JSON.parse(data.answer);
        if (answer.error) reject(Object.assign(new Error(answer.error), answer)); else resolve(answer);
      }
      next();
    };
    worker.onerror = event => { event.preventDefault(); worker?.onmessage({ data: { failed: true } }); };
    worker.postMessage({ parts });
  };
  const next = async () => {
    if (running || !waiting.length) return;
    running = waiting.shift();
    const mine = running;
    try {
      await start(mine);
      if (running === mine) worker.postMessage({ question: JSON.stringify(mine.question) });
    } catch (error) {
      if (running === mine) { running = undefined; mine.reject(error); next(); }
    }
  };

  // Gives the answer to a question, an object with `ask`. A fault is an Error whose message is a sentence for the reader, with all
  // else that was answered beside it. A later question of the same `topic` takes the place of an earlier one.
  const ask = (question, topic) => new Promise((resolve, reject) => {
    if (topic !== undefined) stop(topic);
    waiting.push({ question, topic, resolve, reject });
    next();
  });

  // Ends what is being calculated, about a topic or about anything: its promises are rejected with `stopped`.
  const stop = topic => {
    const ours = one => topic === undefined || one.topic === topic;
    const ended = waiting.filter(ours);
    waiting = waiting.filter(one => !ours(one));
    if (running && ours(running)) { ended.push(running); running = undefined; end(); }
    for (const { reject } of ended) reject(Object.assign(new Error("Stopped."), { stopped: true }));
    next();
  };

  // Formulas, as LaTeX between dollar signs, within what is shown.
  const parts = /\$\$([^$]+)\$\$|\$([^$]+)\$/g;
  const formulas = async element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.includes("$") && !walker.currentNode.parentElement.closest("pre,code,svg")) texts.push(walker.currentNode);
    if (!texts.length) return;
    await script("katex.js");
    for (const text of texts) {
      const pieces = [];
      let from = 0;
      for (const found of text.data.matchAll(parts)) {
        const place = document.createElement(found[1] ? "div" : "span");
        if (found[1]) { place.className = "formula"; place.tabIndex = 0; }
        window.katex.render(found[1] ?? found[2], place, { displayMode: Boolean(found[1]), throwOnError: false });
        pieces.push(text.data.slice(from, found.index), place);
        from = found.index + found[0].length;
      }
      text.replaceWith(...pieces, text.data.slice(from));
    }
  };

  // An element with what is in it.
  const made = (name, attributes, ...inside) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...inside);
    return element;
  };

  // What to show of a fault in a typed text: the line that it is in, with a mark below the place, if it has one; and the sentence.
  const fault = (typed, { at, message }) => {
    const signs = Array.from(typed), sentence = message[0].toUpperCase() + message.slice(1) + (/[.!?]$/.test(message) ? "" : ".");
    if (at === undefined) return [sentence];
    const from = signs.slice(0, at).lastIndexOf("\n") + 1, end = signs.indexOf("\n", at), to = end < 0 ? signs.length : end;
    // Of a long line a part.
    const start = Math.max(from, at - 30), line = signs.slice(start, Math.min(to, start + 60)).join("").replace(/\s/g, " ");
    if (!line.trim()) return [sentence];
    const before = start > from ? "…" : "";
    return [made("pre", { ariaHidden: "true" }, `${before}${line}\n${" ".repeat(at - start + before.length)}^`), sentence];
  };

  // Shows a value's richest form, with its formulas: `html`, `latex` or `text`, as the library gives them.
  const show = async (element, { html, latex, text }) => {
    if (html !== undefined) element.innerHTML = html;
    else if (latex !== undefined) element.textContent = latex;
    else {
      const lines = document.createElement("pre");
      lines.textContent = text ?? "";
      element.replaceChildren(lines);
    }
    if (html !== undefined || latex !== undefined) await formulas(element);
  };

  // Waits for an answer. Where that takes long, the place says so, with a button that stops it; and it says what went wrong. With
  // `throws` a fault is for who has asked. Gives nothing if there is no answer.
  const wait = async (answer, place, throws) => {
    const slow = setTimeout(() => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Stop" });
      // Also what this one may wait for.
      button.addEventListener("click", () => stop());
      place.replaceChildren("Calculating… ", button);
    }, 400);
    try {
      return await answer;
    } catch (error) {
      if (error.stopped) { if (place.querySelector("button")) place.replaceChildren(error.message); }
      else if (throws) throw error;
      else place.replaceChildren(error.message);
    } finally { clearTimeout(slow); }
  };

  // Whether this browser can calculate at all.
  const able = typeof WebAssembly === "object" && typeof Worker === "function";
  window.calculus = { able, ask, stop, show, wait, script, made, fault };
})();
