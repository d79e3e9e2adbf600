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
