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
