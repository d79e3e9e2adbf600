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
