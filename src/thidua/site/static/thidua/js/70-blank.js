// The drawing of a pre-printed blank: places are dragged or moved by the arrow keys; the measures in the table follow, and the other
// way round. Without this the table alone does everything.
(() => {
  for (const editor of document.querySelectorAll("[data-blank-editor]")) {
    const sheet = editor.querySelector(".blank-sheet");
    const half = (value) => Math.round(value * 2) / 2;
    const input = (key, name) => editor.elements[`${key}-${name}`];
    const number = (key, name) => Number.parseFloat(input(key, name).value) || 0;
    const LINE = 1.25 * 25.4 / 72;
    const POINT = 25.4 / 72;

    const draw = (place) => {
      const key = place.dataset.place;
      const [x, y, width, size] = ["x", "y", "width", "size"].map((name) => number(key, name));
      const [rect, line, text] = place.children;
      const below = key === "qr" ? 0 : 0.216 * size * POINT + (number(key, "lines") - 1) * (number(key, "step") || size * LINE);
      const above = key === "qr" ? width : 0.891 * size * POINT;
      const set = (element, values) => Object.entries(values).forEach(([name, value]) => element.setAttribute(name, value));
      set(rect, { x, y: y - above, width, height: above + below });
      set(line, { x1: x, x2: x + width, y1: y, y2: y });
      set(text, { x, y });
      place.classList.toggle("is-unused", !input(key, "used").checked);
    };
    const move = (place, x, y) => {
      const key = place.dataset.place;
      const [left, top, wide, high] = sheet.viewBox.baseVal ? [0, 0, sheet.viewBox.baseVal.width, sheet.viewBox.baseVal.height] : [0, 0, 0, 0];
      input(key, "x").value = half(Math.min(Math.max(left, x), wide - number(key, "width")));
      input(key, "y").value = half(Math.min(Math.max(top, y), high));
      draw(place);
      input(key, "x").dispatchEvent(new Event("change", { bubbles: true }));
    };
    const millimetres = (event) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
      return [point.x, point.y];
    };

    let held = null;
    sheet.addEventListener("pointerdown", (event) => {
      const place = event.target.closest("[data-place]");
      if (!place) return;
      const [x, y] = millimetres(event);
      held = { place, dx: x - number(place.dataset.place, "x"), dy: y - number(place.dataset.place, "y") };
      place.focus();
      sheet.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    sheet.addEventListener("pointermove", (event) => {
      if (!held) return;
      const [x, y] = millimetres(event);
      move(held.place, x - held.dx, y - held.dy);
    });
    for (const type of ["pointerup", "pointercancel"]) sheet.addEventListener(type, () => { held = null; });

    sheet.addEventListener("keydown", (event) => {
      const place = event.target.closest("[data-place]");
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!place || !way) return;
      const step = event.shiftKey ? 5 : 0.5;
      move(place, number(place.dataset.place, "x") + way[0] * step, number(place.dataset.place, "y") + way[1] * step);
      event.preventDefault();
    });

    for (const place of sheet.querySelectorAll("[data-place]")) {
      const row = editor.querySelector(`[data-place-row="${place.dataset.place}"]`);
      place.addEventListener("focus", () => row.classList.add("is-aimed"));
      place.addEventListener("blur", () => row.classList.remove("is-aimed"));
      row.addEventListener("focusin", () => place.classList.add("is-aimed"));
      row.addEventListener("focusout", () => place.classList.remove("is-aimed"));
      row.addEventListener("input", () => draw(place));
    }
  }
})();
