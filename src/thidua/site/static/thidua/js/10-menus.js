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
