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
