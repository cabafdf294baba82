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

// A filter of a list is a link to a page. Its body takes the place of this one, so that the focus stays where it is and
// nothing flashes; address, title, way back and language links are those of the page, as if the link had been followed.
const FILTER = ".plan-filters a";
const ABOUT = "title, meta[name=description], link[rel=canonical], link[rel=alternate], script[type='application/ld+json']";

if (document.querySelector(FILTER)) {
  const status = document.createElement("p");
  status.className = "plan-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  const pages = new Map();
  let shown = location.pathname;
  let wanted = shown;

  const fetched = (address) => {
    if (!pages.has(address)) {
      pages.set(address, fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      }));
    }
    return pages.get(address);
  };

  const swap = (page) => {
    const focus = document.activeElement.id;
    const opened = [...document.querySelectorAll(".plan-filters details[open]")].map((details) => details.id);
    document.head.querySelectorAll(ABOUT).forEach((old) => old.remove());
    document.head.append(...page.head.querySelectorAll(ABOUT));
    for (const old of [...document.body.children]) {
      if (old !== status) old.remove();
    }
    document.body.prepend(...page.body.children);
    opened.forEach((id) => (document.getElementById(id).open = true));
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
    status.textContent = document.querySelector(".plan-filters__count").textContent;
  };

  const show = async (address, push) => {
    const path = new URL(address).pathname;
    wanted = path;
    try {
      const page = new DOMParser().parseFromString(await fetched(address), "text/html");
      if (wanted !== path) return;
      if (!page.querySelector(FILTER)) throw new Error("not a list");
      if (push) history.pushState(null, "", address);
      shown = path;
      swap(page);
    } catch {
      location.assign(address);
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(FILTER);
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.pathname !== shown || wanted !== shown) show(link.href, true);
  });

  document.addEventListener("pointerover", (event) => {
    const link = event.target.closest(FILTER);
    if (link) fetched(link.href).catch(() => pages.delete(link.href));
  });

  // Following a link inside the page tells of itself here, too, but leaves the path as it is.
  addEventListener("popstate", () => {
    if (location.pathname !== wanted) show(location.href, false);
  });
}
