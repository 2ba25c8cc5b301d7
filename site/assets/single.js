// The course in one file: its formulas, which are MathML so that the file stays small, are set as on the other pages when they come
// near; and its pictures get their script.
"use strict";
(() => {
  const { script } = window.calculus;
  script("touch.js").catch(() => {});
  const set = element => {
    if (element.dataset.set) return;
    element.dataset.set = "";
    const latex = element.querySelector("annotation").textContent;
    const place = document.createElement("span");
    window.katex.render(latex, place, { displayMode: Boolean(element.closest(".formula")), throwOnError: true });
    element.replaceWith(...place.childNodes);
  };
  script("katex.js").then(() => {
    const formulas = document.querySelectorAll("main .katex");
    const near = new IntersectionObserver(seen => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) { near.unobserve(target); set(target); }
    }, { rootMargin: "1000px" });
    for (const formula of formulas) near.observe(formula);
    addEventListener("beforeprint", () => formulas.forEach(formula => { if (formula.isConnected) set(formula); }));
  }, () => {});
})();
