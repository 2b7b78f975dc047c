// Quicker reading: shortcuts, copy buttons, zoom. Every page works without this file.
"use strict";

(() => {
  const typing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  const follow = (selector) => {
    const link = document.querySelector(selector);
    if (link) link.click();
    return Boolean(link);
  };
  const stepThroughHits = (by) => {
    const links = [...document.querySelectorAll(".hit h3 a")];
    if (!links.length) return;
    const at = links.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
    links[next].focus();
  };
  const keys = {
    "/": () => document.getElementById("q")?.select(), // a new query replaces the old one
    n: () => follow('[data-key="n"]'),
    p: () => follow('[data-key="p"]'),
    N: () => follow('[data-key="N"]'),
    P: () => follow('[data-key="P"]'),
    j: () => (document.querySelector(".hits") ? stepThroughHits(1) : follow('[data-key="j"]')),
    k: () => (document.querySelector(".hits") ? stepThroughHits(-1) : follow('[data-key="k"]')),
    "?": () => document.getElementById("keys")?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]") || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  const copy = async (source) => {
    // The clipboard is only given to secure addresses; an archive's own network often has none.
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(source.textContent);
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    document.execCommand("copy");
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(document.getElementById(button.dataset.copy));
      button.textContent = button.dataset.copied;
      setTimeout(() => (button.textContent = label), 2000);
    });
  }

  // Documents like this one take the engine a moment, so they are asked for only where a reader comes to them.
  const similar = document.querySelector("[data-similar]");
  if (similar && "IntersectionObserver" in window) {
    const fill = async () => {
      try {
        const answer = await fetch(similar.dataset.similar);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const list = page.querySelector("#similar-list");
        if (answer.ok && list) similar.lastElementChild.replaceWith(list);
      } catch {
        // the link to the list stays
      }
    };
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        fill();
      },
      { rootMargin: "200px" },
    );
    seen.observe(similar);
  }

  const papers = [...document.querySelectorAll(".paper[data-zoom]")];
  for (const button of document.querySelectorAll("[data-zoom-by]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const paper of papers) {
        const wanted = Number(paper.dataset.zoom) + Number(button.dataset.zoomBy);
        paper.dataset.zoom = String(Math.min(3, Math.max(1, wanted)));
      }
    });
  }

  // Two papers side by side are moved together, each by the same share of its height and width.
  const together = papers.filter((paper) => "together" in paper.dataset);
  let leader = null;
  for (const paper of together) {
    const lead = () => (leader = paper);
    for (const event of ["pointerenter", "pointerdown", "focus", "wheel", "touchstart"]) {
      paper.addEventListener(event, lead, { passive: true });
    }
    paper.addEventListener("scroll", () => {
      if (leader !== paper) return;
      for (const other of together) {
        if (other === paper) continue;
        other.scrollTop = (paper.scrollTop / (paper.scrollHeight - paper.clientHeight || 1)) * (other.scrollHeight - other.clientHeight);
        other.scrollLeft = (paper.scrollLeft / (paper.scrollWidth - paper.clientWidth || 1)) * (other.scrollWidth - other.clientWidth);
      }
    });
  }

  // Decisions on the desk by one key each.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const button = document.querySelector(`[data-desk-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // A row of the description lights the place on the page image where its value was read.
  for (const row of document.querySelectorAll("[data-lights]")) {
    const place = document.getElementById(row.dataset.lights);
    const light = (on) => () => place.classList.toggle("lit", on);
    if (!place) continue; // read on another page: the link leads there
    row.addEventListener("pointerenter", light(true));
    row.addEventListener("pointerleave", light(false));
    row.addEventListener("focusin", light(true));
    row.addEventListener("focusout", light(false));
  }

  // On a phone the filters start folded, so that the results are seen first.
  if (!window.matchMedia("(min-width: 60rem)").matches) {
    for (const fold of document.querySelectorAll("details.fold")) fold.open = false;
  }
})();
