// Rows of a paper's form are added and removed without losing one's place: the same press, without a new page.
(() => {
  const form = document.querySelector("[data-rows-form]");
  if (!form) return;
  const change = async (button) => {
    const name = button.name === "add" ? button.value : button.value.replace(/-\d+$/, "");
    const data = new FormData(form);
    data.append(button.name, button.value);
    const answer = await fetch(location.href, { method: "POST", body: data, headers: { "X-CSRFToken": data.get("csrfmiddlewaretoken") } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const chosen = `[data-rows="${CSS.escape(name)}"]`;
    const fresh = page.querySelector(chosen);
    if (!fresh) throw new Error("no rows");
    document.querySelector(chosen).replaceWith(fresh);
    const fields = document.querySelector(chosen).querySelectorAll("[data-row]");
    const row = button.name === "add" ? fields[fields.length - 1] : fields[Math.max(0, Number(button.value.match(/\d+$/)[0]) - 1)];
    (row?.querySelector("input:not([type=hidden]), select, textarea") ?? document.querySelector(`${chosen} button`))?.focus();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=add], button[name=remove]");
    if (!button) return;
    event.preventDefault();
    button.disabled = true;
    // Where that fails, the plain way is left: the page with one row more or less.
    change(button).catch(() => { button.disabled = false; form.requestSubmit(button); });
  });
})();
