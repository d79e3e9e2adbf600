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
