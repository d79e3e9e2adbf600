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
