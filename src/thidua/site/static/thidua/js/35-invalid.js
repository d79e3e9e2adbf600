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
