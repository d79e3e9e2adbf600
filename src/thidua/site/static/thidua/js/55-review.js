// The review of a plan: doubtful places by the keys, the place of a fact shown beside it, and saving while one types.
// Without scripts the same page is saved by its button.
(() => {
  const form = document.querySelector("form[data-review]");
  if (!form) return;
  const words = form.dataset;
  const pane = form.querySelector("[data-source-pane]");
  const viewer = form.querySelector("[data-source-viewer]");
  const counter = form.querySelector("[data-left]");
  const note = form.querySelector("[data-saved]");
  const facts = [...form.querySelectorAll("li[data-fact]")];

  // --- what is still to be looked at -----------------------------------------------------------------------------

  function isOpen(fact) {
    const unseen = [...fact.querySelectorAll("input[name=confirmed]")].some((box) => !box.checked);
    const blank = fact.querySelector("[data-blank]");
    const field = fact.querySelector("input:not([type=hidden]):not([type=checkbox]), textarea, select");
    return unseen || Boolean(blank && field && !field.value.trim());
  }

  function refresh(fact) {
    const open = isOpen(fact);
    fact.toggleAttribute("data-open", open);
    fact.classList.toggle("fact-warning", open);
    fact.classList.toggle("is-settled", !open && Boolean(fact.querySelector(".fact-doubt")));
    for (const box of fact.querySelectorAll("input[name=confirmed]")) box.closest(".fact-doubt").classList.toggle("is-done", box.checked);
  }

  function count() {
    let left = form.querySelectorAll("input[name=confirmed]:not(:checked)").length;
    for (const blank of form.querySelectorAll("[data-blank]")) if (blank.closest("li").hasAttribute("data-open")) left += 1;
    counter.dataset.left = left;
    const text = left ? words.textLeft.replace("#", left) : words.textNone;
    if (counter.textContent !== text) counter.textContent = text;
  }

  // --- going through ---------------------------------------------------------------------------------------------

  let current = null;

  function show(fact) {
    if (current === fact) return;
    current = fact;
    for (const mark of form.querySelectorAll(".is-current")) mark.classList.remove("is-current");
    const marks = [...form.querySelectorAll("[data-facts]")].filter((mark) => mark.dataset.facts.split(" ").includes(fact.dataset.fact));
    for (const mark of marks) mark.classList.add("is-current");
    if (!marks.length || !pane) return;
    const mark = marks[0].getBoundingClientRect();
    pane.scrollTop += mark.top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  }

  function go(step) {
    const open = facts.filter((fact) => fact.hasAttribute("data-open"));
    if (!open.length) return;
    const here = current ? facts.indexOf(current) : -1;
    const next = step > 0 ? open.find((fact) => facts.indexOf(fact) > here) || open[0] : open.filter((fact) => facts.indexOf(fact) < here).pop() || open[open.length - 1];
    const place = viewer.getBoundingClientRect();
    if (place.top > 120 || place.bottom < 300) viewer.scrollIntoView({ block: "start" });
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    show(next);
  }

  function settle(fact) {
    const boxes = [...fact.querySelectorAll("input[name=confirmed]")];
    for (const box of boxes) box.checked = true;
    if (boxes.length) boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
    go(1);
  }

  const writes = (field) => field.matches("textarea, select, input:not([type=checkbox]):not([type=button])");

  form.addEventListener("keydown", (event) => {
    const target = event.target;
    const fact = target.closest("li[data-fact]");
    if (!fact || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") {
      fact.focus({ preventScroll: true });
      return;
    }
    if (writes(target)) return;
    const onFact = target === fact;
    const does = {
      n: () => go(1),
      p: () => go(-1),
      e: () => fact.querySelector("input:not([type=hidden]):not([type=checkbox]), textarea, select")?.focus(),
      ArrowDown: onFact && (() => go(1)),
      ArrowUp: onFact && (() => go(-1)),
      Enter: (onFact || target.name === "confirmed") && (() => settle(fact)),
    }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  });
  form.addEventListener("focusin", (event) => {
    const fact = event.target.closest("li[data-fact]");
    if (fact) show(fact);
  });
  form.querySelector("[data-next-open]")?.addEventListener("click", (event) => {
    event.preventDefault();
    go(1);
  });

  // --- saving while one types ------------------------------------------------------------------------------------

  const PAUSE = 900;
  let timer = null;
  let sending = null;
  let changed = false;
  let stopped = false;

  function tell(text, wrong) {
    note.textContent = text;
    note.classList.toggle("is-wrong", Boolean(wrong));
  }

  async function send() {
    changed = false;
    try {
      const answer = await fetch(words.save, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual" });
      const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
      if (told?.refused) {
        stopped = answer.status === 409;
        tell(told.refused, true);
      } else if (answer.ok && told) {
        form.elements.version.value = told.version;
        tell(told.unkept.length ? `${told.saved} ${words.textUnkept} ${told.unkept.join("; ")}` : told.saved, told.unkept.length);
      } else {
        tell(words.textAway, true);
      }
    } catch {
      tell(words.textAway, true);
    }
  }

  function save() {
    clearTimeout(timer);
    timer = null;
    if (sending || stopped) return sending;
    sending = send().finally(() => {
      sending = null;
      if (changed && !stopped) soon();
    });
    return sending;
  }

  function soon() {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  function typed(event) {
    if (event.target.name?.startsWith("cut-")) return;
    const fact = event.target.closest("li[data-fact]");
    if (fact) refresh(fact);
    count();
    soon();
  }
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);

  // A saving under way has its answer first: it brings the version that the button's own saving starts from.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    timer = null;
    changed = false;
    if (!sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const pressed = event.submitter;
    sending.then(() => form.requestSubmit(pressed));
  }, true);
})();
