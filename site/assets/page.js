// What a page does where scripts run: its theme, copying code, searching. Without it a page can be read all the same.
"use strict";
(() => {
  const root = document.documentElement;
  // The reader's choice; a browser that keeps nothing has none.
  const kept = {
    get: name => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* it holds for this page */ } },
  };

  // The theme: the system's, until the reader says otherwise.
  const button = document.getElementById("theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const name = () => { button.textContent = dark() ? "Light" : "Dark"; };
  if (kept.get("calculus-theme")) root.dataset.theme = kept.get("calculus-theme");
  name();
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    kept.set("calculus-theme", root.dataset.theme);
    name();
  });

  // On a narrow screen the contents would push the text away.
  if (matchMedia("(max-width: 64rem)").matches) document.querySelector(".contents details").open = false;

  // A browser brings what has the focus into sight, but not a part of a drawing.
  addEventListener("focusin", ({ target }) => { if (target.closest("svg") && target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest" }); });

  // Copying a cell's code.
  for (const code of document.querySelectorAll("pre.code")) {
    const frame = document.createElement("div");
    frame.className = "copied";
    code.replaceWith(frame);
    const copy = document.createElement("button");
    copy.type = "button";
    copy.className = "copy";
    copy.textContent = "Copy";
    // What comes next is said once, below the code.
    const told = () => {
      if (frame.nextElementSibling?.className === "how") return;
      const how = document.createElement("p");
      how.className = "how";
      how.setAttribute("role", "status");
      how.textContent = "To run it, paste it into a cell: cargo run in the course’s folder opens the notebook.";
      frame.after(how);
    };
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        copy.textContent = "Copied";
        told();
      } catch {
        getSelection().selectAllChildren(code);
        copy.textContent = "Selected";
        told();
      }
      setTimeout(() => { copy.textContent = "Copy"; }, 2000);
    });
    frame.append(code, copy);
  }

  // Searching: the index is loaded when it is first wanted.
  const field = document.getElementById("search");
  const found = document.getElementById("found");
  field.hidden = false;
  let index;
  const single = "single" in root.dataset;
  // Where all is in one file, it is its own index.
  const sections = () => [...document.querySelectorAll("main article section")].map(section => {
    const chapter = section.closest("article").querySelector("h1").textContent, title = section.querySelector("h2")?.textContent ?? chapter;
    const words = [...section.querySelectorAll("p, li, h3, summary")].filter(part => !part.closest(".output")).map(part => part.textContent);
    return [title, chapter, `#${section.id || section.querySelector(".cell")?.id}`, words.join(" ")];
  });
  const load = () => index ??= single ? Promise.resolve(sections()) : new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "sections.js";
    script.onload = () => resolve(window.calculusSections);
    script.onerror = reject;
    document.head.append(script);
  });
  // A section is as good as the places where the words are: in its title, or how often in its text.
  const worth = ([title, , , words], wanted) => {
    let sum = 0;
    for (const word of wanted) {
      const inTitle = title.toLowerCase().includes(word), inText = words.toLowerCase().split(word).length - 1;
      if (!inTitle && !inText) return 0;
      sum += (inTitle ? 20 : 0) + Math.min(inText, 10);
    }
    return sum;
  };
  const around = (words, word) => {
    const at = words.toLowerCase().indexOf(word);
    if (at < 0) return words.slice(0, 140);
    const from = Math.max(0, words.lastIndexOf(" ", Math.max(0, at - 60)));
    return (from ? "…" : "") + words.slice(from, at + 100).trim() + "…";
  };
  const search = async () => {
    const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.hidden = wanted.length === 0;
    if (found.hidden) return;
    let sections;
    try { sections = await load(); } catch { found.textContent = "The index could not be loaded."; return; }
    const hits = sections.map(section => [worth(section, wanted), section]).filter(([value]) => value > 0)
      .sort((one, other) => other[0] - one[0]).slice(0, 12);
    const list = document.createElement("ol");
    for (const [, [title, chapter, address, words]] of hits) {
      const line = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
      link.href = address;
      link.textContent = title === chapter ? title : `${title} · ${chapter}`;
      link.addEventListener("click", () => { found.hidden = true; });
      text.textContent = around(words, wanted[0]);
      line.append(link, text);
      list.append(line);
    }
    found.replaceChildren(hits.length ? list : `Nothing has “${field.value}” in it.`);
  };
  field.addEventListener("input", search);
  addEventListener("keydown", event => {
    if (event.key === "Escape") { found.hidden = true; }
    if (event.key === "/" && !/INPUT|TEXTAREA|SELECT/.test(document.activeElement.tagName)) { event.preventDefault(); field.focus(); }
  });
})();
