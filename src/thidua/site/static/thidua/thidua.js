// Says that scripts run; style sheets show `.js-only` parts only then.
document.documentElement.classList.add("js");

// Menus made of <details data-menu> close on Escape and on a press elsewhere; error summaries take the focus.
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
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches("[data-autosubmit]")) field.form.requestSubmit();
    if (field.matches("[data-select-all]")) {
      for (const box of document.getElementsByName(field.dataset.selectAll)) {
        if (box.type === "checkbox" && !box.disabled) box.checked = field.checked;
      }
    }
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

// Drafts: what is typed into a form with `data-draft="key"` is kept in this browser until the server has taken it.
//
// A draft belongs to the person who is signed in (`data-user` of the body), so nobody else on the same machine is offered
// it. When a form was sent, the next page decides: an ordinary page of the same person without a refusal and without the
// same form's errors means that the server has it, and the draft goes; a sign-in page, an error page, or no page at all
// means that it does not, and the draft stays and is offered again. Signing out by the button clears all drafts.
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
    if (!refused && !unsent) store.removeItem(key);
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
