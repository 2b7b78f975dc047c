// Suggestions under the search box: a combobox with a list of choices, after the ARIA Authoring Practices.
"use strict";

(() => {
  const box = document.querySelector("input[data-suggest]");
  if (!box) return;
  const WAIT = 180; // milliseconds without a key before the server is asked
  const SHORTEST = 2; // letters; the server answers nothing to fewer
  const said = box.dataset;

  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", said.label);
  list.hidden = true;
  const told = document.createElement("p");
  told.className = "out";
  told.setAttribute("role", "status");
  box.parentElement.append(list, told);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  let typed = box.value; // what the reader wrote, as against what a choice has put into the box
  let asked = 0;
  let timer;
  const choices = () => [...list.children];
  const chosen = () => list.querySelector('[aria-selected="true"]');

  const close = () => {
    clearTimeout(timer);
    asked += 1; // an answer that is still on its way comes too late
    list.hidden = true;
    list.replaceChildren();
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  // What is searched for a suggestion: a number or an issuer in its field, a title by its words.
  const queryOf = ({ text, field }) => {
    if (field === "number") return said.numberPrefix + (/\s/.test(text) ? `"${text}"` : text);
    if (field === "issuer") return `${said.issuerPrefix}"${text.replaceAll('"', " ")}"`;
    return text;
  };

  const choose = (choice) => {
    for (const one of choices()) one.setAttribute("aria-selected", String(one === choice));
    box.value = choice ? choice.dataset.query : typed;
    if (!choice) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", choice.id);
    choice.scrollIntoView({ block: "nearest" });
  };

  const search = (choice) => {
    box.value = choice.dataset.query;
    if (choice.dataset.field === "title" && !box.form.elements.namedItem("level")) {
      const level = document.createElement("input"); // the title may be a file's
      Object.assign(level, { type: "hidden", name: "level", value: "any" });
      box.form.append(level);
    }
    close();
    box.form.requestSubmit();
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map((one, place) => {
        const choice = document.createElement("li");
        choice.id = `suggestion-${place}`;
        choice.setAttribute("role", "option");
        choice.setAttribute("aria-selected", "false");
        choice.dataset.query = queryOf(one);
        choice.dataset.field = one.field;
        const text = document.createElement("span");
        text.textContent = one.text;
        const kind = document.createElement("span");
        kind.className = "quiet";
        kind.textContent = said[one.field] ?? "";
        choice.append(text, " ", kind);
        choice.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
        choice.addEventListener("click", () => search(choice));
        return choice;
      }),
    );
    list.hidden = !suggestions.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    box.removeAttribute("aria-activedescendant");
    told.textContent = suggestions.length ? `${suggestions.length} ${said.told}` : said.none;
  };

  const ask = async () => {
    const mine = (asked += 1);
    try {
      const answer = await fetch(`${said.suggest}?${new URLSearchParams({ q: typed })}`);
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (mine === asked && document.activeElement === box) show(suggestions);
    } catch {
      if (mine === asked) close(); // a search works without suggestions
    }
  };

  box.addEventListener("input", (event) => {
    if (event.isComposing) return; // marks are still being put on the letters
    typed = box.value;
    clearTimeout(timer);
    if (typed.trim().length < SHORTEST) return close();
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("compositionend", () => box.dispatchEvent(new Event("input")));
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      box.value = typed;
      return close();
    }
    if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      return search(chosen());
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (list.hidden) {
      if (event.key === "ArrowDown" && box.value.trim().length >= SHORTEST) {
        event.preventDefault();
        typed = box.value;
        ask();
      }
      return;
    }
    event.preventDefault();
    // The box itself is one of the stops, so that what was typed is never lost.
    const stops = [null, ...choices()];
    const by = event.key === "ArrowDown" ? 1 : -1;
    choose(stops[(stops.indexOf(chosen()) + by + stops.length) % stops.length]);
  });
})();
