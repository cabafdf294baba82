// Comfort only: every page works without this file.
"use strict";

// Escape closes the menu and gives the focus back to its button.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// The field above the municipalities leaves only those in sight that hold what is written in it, and tells how many.
const field = document.getElementById("plan-filter");
if (field) {
  const language = document.documentElement.lang;
  const plain = (text) => text.toLocaleLowerCase(language).replace(/\s+/g, " ").trim();
  const parts = [...document.querySelectorAll(".plan-filtered")].map((part) => ({
    part,
    items: [...part.querySelectorAll("li")].map((item) => ({ item, text: plain(item.textContent) })),
  }));
  const status = field.parentElement.querySelector("[role=status]");
  const show = () => {
    const wanted = plain(field.value);
    let count = 0;
    for (const { part, items } of parts) {
      for (const { item, text } of items) item.hidden = !text.includes(wanted);
      const left = items.filter(({ item }) => !item.hidden).length;
      part.hidden = left === 0;
      count += left;
    }
    status.textContent = wanted && (count === 1 ? field.dataset.one : field.dataset.many).replace("{number}", count);
  };
  field.addEventListener("input", show);
  show();
}
