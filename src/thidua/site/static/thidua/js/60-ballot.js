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
