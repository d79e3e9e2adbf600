// Says that scripts run; style sheets show `.js-only` parts only then.
document.documentElement.classList.add("js");

// Menus made of <details data-menu> close on Escape and on a press elsewhere; error summaries take the focus; a row of
// sections that is wider than the screen shows the open one; "all" is ticked when all are.
(() => {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.querySelector("[data-error-summary]")?.focus();
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.closest("[data-refused]")) event.preventDefault();
  });
  for (const open of document.querySelectorAll(".subnav [aria-current]")) {
    const row = open.closest("ul");
    if (row.scrollWidth > row.clientWidth) row.scrollLeft = open.offsetLeft - row.offsetLeft - 16;
  }
  const boxesOf = (all) => [...document.getElementsByName(all.dataset.selectAll)].filter((box) => box.type === "checkbox" && !box.disabled);
  const count = (all) => {
    const boxes = boxesOf(all);
    all.checked = boxes.length > 0 && boxes.every((box) => box.checked);
    all.indeterminate = !all.checked && boxes.some((box) => box.checked);
  };
  const alls = [...document.querySelectorAll("[data-select-all]")];
  alls.forEach(count);
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches("[data-autosubmit]")) field.form.requestSubmit();
    if (field.matches("[data-select-all]")) {
      for (const box of boxesOf(field)) box.checked = field.checked;
    }
    for (const all of alls) if (all.dataset.selectAll === field.name) count(all);
  });
})();

// A submit button with `data-confirm` asks its question in a dialog first. Without scripts the server's own second step
// stands in, so nothing depends on this.
(() => {
  const words = document.body.dataset;

  function ask(question, yes) {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "confirm-title");
    const title = document.createElement("h2");
    title.id = "confirm-title";
    title.textContent = words.textQuestion;
    const text = document.createElement("p");
    text.textContent = question;
    const bar = document.createElement("div");
    bar.className = "action-bar";
    const agree = button(yes || words.textYes, "btn btn-primary");
    const refuse = button(words.textNo, "btn btn-secondary");
    bar.append(agree, refuse);
    dialog.append(title, text, bar);
    document.body.append(dialog);
    return new Promise((answer) => {
      agree.addEventListener("click", () => dialog.close("yes"));
      refuse.addEventListener("click", () => dialog.close(""));
      dialog.addEventListener("close", () => {
        answer(dialog.returnValue === "yes");
        dialog.remove();
      });
      dialog.showModal();
      refuse.focus();
    });
  }

  function button(label, name) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.textContent = label;
    return made;
  }

  document.addEventListener("submit", async (event) => {
    const pressed = event.submitter;
    if (!pressed?.dataset.confirm || pressed.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await ask(pressed.dataset.confirm, pressed.textContent.trim())) {
      pressed.dataset.confirmed = "yes";
      event.target.requestSubmit(pressed);
      delete pressed.dataset.confirmed;
    }
  }, true);
})();

// Without a network a form is not sent: the browser's own error page would take its place. A machine that says it has no
// network may still reach a server on itself, so a small file is asked for before anything is refused.
(() => {
  const words = document.body.dataset;
  const SECONDS = 4;

  async function reachable() {
    try {
      const file = document.querySelector("link[rel='icon']").href;
      await fetch(file, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(SECONDS * 1000) });
      return true;
    } catch {
      return false;
    }
  }

  function say(form, pressed) {
    form.querySelector(".offline-note")?.remove();
    const note = document.createElement("p");
    note.className = "notice notice-bad offline-note";
    note.setAttribute("role", "alert");
    note.textContent = words.textOffline;
    const bar = pressed?.closest(".action-bar, .form-buttons, p") || pressed;
    if (bar && form.contains(bar) && bar !== form) bar.before(note);
    else form.append(note);
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (navigator.onLine || form.method !== "post" || form.hasAttribute("hx-post") || form.dataset.reached) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const pressed = event.submitter;
    if (await reachable()) {
      form.dataset.reached = "yes";
      if (pressed?.dataset.confirm) pressed.dataset.confirmed = "yes";
      form.requestSubmit(pressed);
      delete form.dataset.reached;
    } else say(form, pressed);
  }, true);
})();

// A form is sent once: further presses do nothing until the answer is there. The server has its own guard too.
(() => {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "noGuard" in form.dataset || form.hasAttribute("hx-post")) return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    const pressed = event.submitter;
    // After this turn, so that the pressed button's own value is still sent.
    setTimeout(() => mark(pressed), 0);
  });

  function mark(pressed) {
    if (!pressed || pressed.tagName !== "BUTTON") return;
    pressed.dataset.label = pressed.innerHTML;
    pressed.setAttribute("aria-disabled", "true");
    pressed.setAttribute("aria-busy", "true");
    if (pressed.classList.contains("btn")) pressed.textContent = document.body.dataset.textSending;
  }

  // Coming back with the browser's arrow shows the page as it was left: free the buttons again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
    for (const button of document.querySelectorAll("button[aria-busy]")) {
      button.removeAttribute("aria-busy");
      button.removeAttribute("aria-disabled");
      if (button.dataset.label) button.innerHTML = button.dataset.label;
    }
  });
})();

// What the browser itself says of a field that is empty or out of range, in the language of the page: office computers are
// often set to English. The rules are the browser's, and the server asks everything again.
(() => {
  const words = document.body.dataset;

  function sentence(field) {
    const state = field.validity;
    if (state.valueMissing && field.matches("select, [type='radio'], [type='file']")) return words.textChoose;
    if (state.valueMissing) return field.type === "checkbox" ? words.textTick : words.textMissing;
    if (state.rangeUnderflow) return words.textLeast?.replace("{0}", field.min);
    if (state.rangeOverflow) return words.textMost?.replace("{0}", field.max);
    return words.textWrong;
  }

  // Capturing, since this event does not rise.
  document.addEventListener("invalid", (event) => event.target.setCustomValidity(sentence(event.target) || ""), true);
  const allow = (event) => event.target.setCustomValidity?.("");
  document.addEventListener("input", allow);
  document.addEventListener("change", allow);
})();

// Drafts: what is typed into a form with `data-draft="key"` is kept in this browser until the server has taken it.
//
// A draft belongs to the person who is signed in (`data-user` of the body), so nobody else on the same machine is offered
// it. When a form was sent, the next page decides: an ordinary page of the same person without a refusal and without the
// same form's errors means that the server has it, and the draft goes; a sign-in page, an error page, or no answer at all
// (the cookie that comes with every answer to a form is still the old one) means that it does not, and the draft stays and
// is offered again. Signing out by the button clears all drafts.
(() => {
  const PREFIX = "thidua-draft:";
  const SENT = "thidua-sent";
  const DAYS_KEPT = 14;
  const body = document.body;
  const user = body.dataset.user;

  let store;
  try {
    store = window.localStorage;
    store.getItem(PREFIX);
  } catch {
    return; // storage is forbidden here: the forms work without drafts
  }

  function read(key) {
    try {
      return JSON.parse(store.getItem(key));
    } catch {
      return null;
    }
  }

  function write(key, value) {
    try {
      store.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false; // full: typing goes on, only without a net
    }
  }

  function keys() {
    return Object.keys(store).filter((key) => key.startsWith(PREFIX));
  }

  function dropOld() {
    const oldest = Date.now() - DAYS_KEPT * 86400000;
    for (const key of keys()) if (!(read(key)?.at > oldest)) store.removeItem(key);
  }

  // --- what a form holds -----------------------------------------------------------------------------------------

  function kept(field) {
    return field.name && field.name !== "csrfmiddlewaretoken" && !["file", "password", "hidden", "submit", "button"].includes(field.type) && !field.closest("[data-no-draft]");
  }

  function values(form) {
    const found = {};
    for (const field of form.elements) {
      if (!kept(field)) continue;
      const list = (found[field.name] ||= []);
      if (["checkbox", "radio"].includes(field.type)) {
        if (field.checked) list.push(field.value);
      } else if (field.multiple) {
        list.push(...[...field.selectedOptions].map((option) => option.value));
      } else {
        list.push(field.value);
      }
    }
    return found;
  }

  function fill(form, found) {
    const used = {};
    for (const field of form.elements) {
      if (!kept(field) || !(field.name in found)) continue;
      const list = found[field.name];
      if (["checkbox", "radio"].includes(field.type)) field.checked = list.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = list.includes(option.value);
      else {
        const place = (used[field.name] = (used[field.name] ?? -1) + 1);
        if (place < list.length) field.value = list[place];
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  const answered = () => document.cookie.match(/(?:^|; )thidua_answered=([^;]*)/)?.[1] || "";
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const clock = (at) => new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const day = (at) => new Date(at).toLocaleDateString("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric" });

  // --- one form --------------------------------------------------------------------------------------------------

  function watch(form) {
    const key = `${PREFIX}${user}:${form.dataset.draft}`;
    const note = noteOf(form);
    const draft = read(key);
    const fresh = values(form);
    // A form that the server sent back with errors already holds what was typed.
    const sentBack = form.querySelector("[aria-invalid='true'], .field-wrong") || document.querySelector("[data-error-summary]");
    if (draft && !sentBack && !same(draft.values, fresh)) offer(form, key, draft, note);

    let timer;
    const keep = () => {
      clearTimeout(timer);
      timer = null;
      if (same(values(form), fresh)) return;
      const at = Date.now();
      if (write(key, { at, values: values(form) })) note.textContent = `${body.dataset.textSaved} ${clock(at)}`;
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 500);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    window.addEventListener("pagehide", () => timer && keep());
    form.addEventListener("submit", () => {
      write(key, { at: Date.now(), values: values(form) });
      sessionStorage.setItem(SENT, key);
      sessionStorage.setItem(`${SENT}-after`, answered());
    });
  }

  function noteOf(form) {
    const note = document.createElement("p");
    note.className = "saved-note";
    note.setAttribute("role", "status");
    const bar = form.querySelector(":scope > .action-bar, :scope > button[type='submit']");
    if (bar) bar.before(note);
    else form.append(note);
    return note;
  }

  function offer(form, key, draft, note) {
    const box = document.createElement("div");
    box.className = "draft-offer";
    box.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = `${body.dataset.textFound} ${clock(draft.at)}, ${day(draft.at)}.`;
    const restore = button(body.dataset.textRestore, "btn btn-primary btn-sm");
    const discard = button(body.dataset.textDiscard, "btn btn-quiet btn-sm");
    box.append(text, restore, discard);
    form.before(box);
    restore.addEventListener("click", () => {
      fill(form, draft.values);
      note.textContent = `${body.dataset.textSaved} ${clock(draft.at)}`;
      box.remove();
      [...form.elements].find(kept)?.focus();
    });
    discard.addEventListener("click", () => {
      store.removeItem(key);
      box.remove();
      [...form.elements].find(kept)?.focus();
    });
  }

  function button(label, name) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.textContent = label;
    return made;
  }

  // --- did the server take what was sent? ------------------------------------------------------------------------

  function settle() {
    const key = sessionStorage.getItem(SENT);
    if (!key) return;
    if (body.dataset.pageState !== "ok" || !key.startsWith(`${PREFIX}${user}:`)) return; // not yet: sign-in or error page
    sessionStorage.removeItem(SENT);
    const name = key.slice(`${PREFIX}${user}:`.length);
    const form = [...document.querySelectorAll("form[data-draft]")].find((one) => one.dataset.draft === name);
    const refused = document.querySelector("[data-refusal]") || (form && document.querySelector("[data-error-summary], .field-wrong"));
    const unsent = sessionStorage.getItem(`${SENT}-interrupted`) === key;
    sessionStorage.removeItem(`${SENT}-interrupted`);
    const lost = sessionStorage.getItem(`${SENT}-after`) === answered();
    if (!refused && !unsent && !lost) store.removeItem(key);
  }

  // The sign-in page or an error page stood between: what was sent did not arrive, even if an ordinary page follows.
  if (body.dataset.pageState !== "ok" && sessionStorage.getItem(SENT)) {
    sessionStorage.setItem(`${SENT}-interrupted`, sessionStorage.getItem(SENT));
  }

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-clear-drafts]")) for (const key of keys()) store.removeItem(key);
  });
  dropOld();
  if (user) {
    settle();
    for (const form of document.querySelectorAll("form[data-draft]")) watch(form);
  }
})();

// In the source viewer, pointing at a fact lights up its place in the text, and the other way round.
(() => {
  for (const viewer of document.querySelectorAll("[data-source-viewer]")) {
    const light = (event, on) => {
      const fact = event.target.closest?.("[data-fact]")?.dataset.fact;
      const names = fact ? [fact] : event.target.closest?.("[data-facts]")?.dataset.facts.split(" ");
      for (const name of names ?? []) {
        viewer.querySelector(`[data-fact="${CSS.escape(name)}"]`)?.classList.toggle("is-aimed", on);
        for (const mark of viewer.querySelectorAll("[data-facts]")) {
          if (mark.dataset.facts.split(" ").includes(name)) mark.classList.toggle("is-aimed", on);
        }
      }
    };
    for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
      viewer.addEventListener(type, (event) => light(event, on));
    }
  }
})();

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

// The ballot of many questions: how many are answered, and on to the next that is not. Nothing is kept or sent.
(() => {
  const form = document.querySelector("form[data-ballot]");
  if (!form) return;
  const questions = [...form.querySelectorAll("fieldset.vote")];
  const counter = form.querySelector("[data-ballot-progress] strong");
  const next = form.querySelector("[data-ballot-next]");

  const open = () => questions.filter((question) => !question.querySelector("input:checked"));

  function show() {
    const left = open().length;
    counter.textContent = questions.length - left;
    next.hidden = left === 0;
  }

  next.addEventListener("click", () => {
    const [first] = open();
    if (!first) return;
    (first.closest(".panel") || first).scrollIntoView({ block: "start" });
    first.querySelector("input").focus({ preventScroll: true });
  });
  form.addEventListener("change", show);
  show();
})();

// The drawing of a pre-printed blank: places are dragged or moved by the arrow keys; the measures in the table follow, and the other
// way round. Without this the table alone does everything.
(() => {
  for (const editor of document.querySelectorAll("[data-blank-editor]")) {
    const sheet = editor.querySelector(".blank-sheet");
    const half = (value) => Math.round(value * 2) / 2;
    const input = (key, name) => editor.elements[`${key}-${name}`];
    const number = (key, name) => Number.parseFloat(input(key, name).value) || 0;
    const LINE = 1.25 * 25.4 / 72;
    const POINT = 25.4 / 72;

    const draw = (place) => {
      const key = place.dataset.place;
      const [x, y, width, size] = ["x", "y", "width", "size"].map((name) => number(key, name));
      const [rect, line, text] = place.children;
      const below = key === "qr" ? 0 : 0.216 * size * POINT + (number(key, "lines") - 1) * (number(key, "step") || size * LINE);
      const above = key === "qr" ? width : 0.891 * size * POINT;
      const set = (element, values) => Object.entries(values).forEach(([name, value]) => element.setAttribute(name, value));
      set(rect, { x, y: y - above, width, height: above + below });
      set(line, { x1: x, x2: x + width, y1: y, y2: y });
      set(text, { x, y });
      place.classList.toggle("is-unused", !input(key, "used").checked);
    };
    const move = (place, x, y) => {
      const key = place.dataset.place;
      const [left, top, wide, high] = sheet.viewBox.baseVal ? [0, 0, sheet.viewBox.baseVal.width, sheet.viewBox.baseVal.height] : [0, 0, 0, 0];
      input(key, "x").value = half(Math.min(Math.max(left, x), wide - number(key, "width")));
      input(key, "y").value = half(Math.min(Math.max(top, y), high));
      draw(place);
      input(key, "x").dispatchEvent(new Event("change", { bubbles: true }));
    };
    const millimetres = (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
      return [point.x, point.y];
    };

    let held = null;
    sheet.addEventListener("pointerdown", (event) => {
      const place = event.target.closest("[data-place]");
      if (!place) return;
      const [x, y] = millimetres(event);
      held = { place, dx: x - number(place.dataset.place, "x"), dy: y - number(place.dataset.place, "y") };
      place.focus();
      sheet.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!held) return;
      const [x, y] = millimetres(event);
      move(held.place, x - held.dx, y - held.dy);
    });
    for (const type of ["pointerup", "pointercancel"]) sheet.addEventListener(type, () => { held = null; });

    sheet.addEventListener("keydown", (event) => {
      const place = event.target.closest("[data-place]");
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!place || !way) return;
      const step = event.shiftKey ? 5 : 0.5;
      move(place, number(place.dataset.place, "x") + way[0] * step, number(place.dataset.place, "y") + way[1] * step);
      event.preventDefault();
    });

    for (const place of sheet.querySelectorAll("[data-place]")) {
      const row = editor.querySelector(`[data-place-row="${place.dataset.place}"]`);
      place.addEventListener("focus", () => row.classList.add("is-aimed"));
      place.addEventListener("blur", () => row.classList.remove("is-aimed"));
      row.addEventListener("focusin", () => place.classList.add("is-aimed"));
      row.addEventListener("focusout", () => place.classList.remove("is-aimed"));
      row.addEventListener("input", () => draw(place));
    }
  }
})();

// Rows of a paper's form are added and removed without losing one's place: the same press, without a new page.
(() => {
  const form = document.querySelector("[data-rows-form]");
  if (!form) return;
  const change = async (button) => {
    const name = button.name === "add" ? button.value : button.value.replace(/-\d+$/, "");
    const data = new FormData(form);
    data.append(button.name, button.value);
    const answer = await fetch(location.href, { method: "POST", body: data, headers: { "X-CSRFToken": data.get("csrfmiddlewaretoken") } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const chosen = `[data-rows="${CSS.escape(name)}"]`;
    const fresh = page.querySelector(chosen);
    if (!fresh) throw new Error("no rows");
    document.querySelector(chosen).replaceWith(fresh);
    const fields = document.querySelector(chosen).querySelectorAll("[data-row]");
    const row = button.name === "add" ? fields[fields.length - 1] : fields[Math.max(0, Number(button.value.match(/\d+$/)[0]) - 1)];
    (row?.querySelector("input:not([type=hidden]), select, textarea") ?? document.querySelector(`${chosen} button`))?.focus();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=add], button[name=remove]");
    if (!button) return;
    event.preventDefault();
    button.disabled = true;
    // Where that fails, the plain way is left: the page with one row more or less.
    change(button).catch(() => { button.disabled = false; form.requestSubmit(button); });
  });
})();
