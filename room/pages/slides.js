// Slides: shows one, up to one of its steps. Within the room the page around it says which; alone, the keyboard does.
"use strict";
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const alone = parent === window;
  const root = document.documentElement;
  let here = { slide: 0, step: 0, together: false };
  const number = value => Number(value ?? 0);
  const stepsOf = (at, together) => number(together ? slides[at].dataset.stepsTogether : slides[at].dataset.steps);

  function show(wanted) {
    here = { ...here, ...wanted };
    here.slide = Math.min(Math.max(here.slide, 0), slides.length - 1);
    slides.forEach((slide, at) => { slide.hidden = at !== here.slide; });
    const slide = slides[here.slide];
    if (!slide) return;
    let newest = null;
    for (const part of slide.querySelectorAll("[data-step]")) {
      const from = number(here.together ? part.dataset.together : part.dataset.step);
      part.hidden = from > here.step;
      if (!part.hidden && from > 0) newest = part;
    }
    fit(slide.querySelector(".body"));
    if (newest && here.step > 0) newest.scrollIntoView({ block: "nearest" });
  }
  // What is too high becomes smaller: first pictures and formulas, then texts a little, so that they can be read from the last row.
  // What is higher than that can be pushed along.
  const SIZES = [[1, 1], [1, 0.9], [1, 0.82], [0.96, 0.82], [0.92, 0.82], [0.92, 0.6], [0.92, 0.45]];
  function fit(body) {
    body.scrollTop = 0;
    for (const image of body.querySelectorAll(".alone img")) {
      if (image.naturalHeight) image.style.setProperty("--shape", image.naturalWidth / image.naturalHeight);
    }
    for (const [zoom, figure] of SIZES) {
      body.style.setProperty("--zoom", zoom);
      body.style.setProperty("--figure", figure);
      if (body.scrollHeight <= body.clientHeight + 1) break;
    }
    body.tabIndex = body.scrollHeight > body.clientHeight + 1 ? 0 : -1;
  }
  addEventListener("resize", () => show({}));
  // Fonts and pictures change the height.
  document.fonts?.ready.then(() => show({}));
  addEventListener("load", () => show({}));

  function turn(by) {
    let { slide, step, together } = here;
    step = Math.min(step, stepsOf(slide, together)) + by;
    if (step > stepsOf(slide, together)) { if (slide + 1 >= slides.length) return; slide++; step = 0; }
    if (step < 0) { if (slide === 0) return; slide--; step = stepsOf(slide, together); }
    show({ slide, step });
    history.replaceState(null, "", `#${slide + 1}.${step}`);
  }
  const FORWARD = ["PageDown", "ArrowRight", "ArrowDown", " ", "Enter"], BACK = ["PageUp", "ArrowLeft", "ArrowUp"];
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // Arrows, space and Enter belong to what has the focus, if that takes them: a slider, a point that can be moved.
    const taken = event.target.closest?.("input, button, summary, a, select, [role=slider], svg [tabindex]");
    const { key } = event;
    if (taken && !key.startsWith("Page")) return;
    const pushed = event.target.closest?.("[tabindex='0']");
    if (pushed && (key.startsWith("Arrow")) && pushed.scrollHeight > pushed.clientHeight + 1 && /Up|Down/.test(key)) return;
    if (!alone) {
      parent.postMessage({ key }, "*");
      if (FORWARD.includes(key) || BACK.includes(key)) event.preventDefault();
      return;
    }
    const letter = key.toLowerCase();
    if (FORWARD.includes(key)) turn(1);
    else if (BACK.includes(key)) turn(-1);
    else if (key === "Home") show({ slide: 0, step: 0 });
    else if (key === "End") show({ slide: slides.length - 1, step: 0 });
    else if (letter === "o") show({ together: !here.together, step: 0 });
    else if (letter === "n") root.classList.toggle("with-notes");
    else if (letter === "d") {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
    } else if (letter === "f") root.requestFullscreen?.();
    else return;
    event.preventDefault();
  });
  if (alone) {
    const from = () => {
      const [slide, step] = location.hash.slice(1).split(".").map(Number);
      if (slide) show({ slide: slide - 1, step: step || 0 });
    };
    addEventListener("hashchange", from);
    // Without a keyboard: the right half goes on, the left one back.
    addEventListener("pointerup", event => {
      if (event.pointerType === "touch" && !event.target.closest("input, button, a, summary, svg, [role=slider]")) {
        turn(event.clientX > innerWidth / 2 ? 1 : -1);
      }
    });
    show({});
    from();
    return;
  }
  addEventListener("message", event => {
    if (event.source !== parent) return;
    const { theme, ...wanted } = event.data;
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    show(wanted);
  });
  const known = slides.map((slide, at) => ({ steps: stepsOf(at, false), together: stepsOf(at, true), section: slide.dataset.section }));
  show({});
  parent.postMessage({ slides: known }, "*");
})();
