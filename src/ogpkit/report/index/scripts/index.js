"use strict";
// Sorts and filters what the page already holds. Nothing is fetched, and nothing is kept.
(() => {
  const form = document.querySelector("form.filters");
  if (!form) return;
  const found = document.getElementById("found");
  const sorted = form.querySelector(".sorted");
  const none = document.querySelector("p.none");
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const clean = text => text.replace(/\u00ad/g, "").trim();

  // Each report with all the places where it stands: its row, its line in the comparison, its failure.
  const reports = new Map();
  for (const row of document.querySelectorAll("table.reports tbody tr")) {
    const cells = [...row.cells].slice(0, -1);
    const keys = new Set(row.dataset.f.split(" "));
    reports.set(row.dataset.i, { text: plain(cells.map(cell => cell.textContent).join(" ")), keys, places: [], shown: true });
  }
  for (const place of document.querySelectorAll("[data-i]")) {
    const report = reports.get(place.dataset.i);
    report.places.push(place);
    if (place.tagName === "LI") report.text += " " + plain(place.textContent);
  }
  const selects = [...form.querySelectorAll("select")];
  const country = form.elements.namedItem("country");
  const lands = [...document.querySelectorAll("tr[data-c]")];

  const apply = () => {
    const words = plain(form.elements.namedItem("q").value).split(/\s+/).filter(Boolean);
    const chosen = selects.map(select => select.value).filter(Boolean);
    let count = 0;
    for (const report of reports.values()) {
      const shown = chosen.every(key => report.keys.has(key)) && words.every(word => report.text.includes(word));
      count += shown;
      if (shown === report.shown) continue;
      report.shown = shown;
      for (const place of report.places) place.hidden = !shown;
    }
    for (const land of lands) land.hidden = Boolean(country && country.value && country.value !== land.dataset.c);
    const all = reports.size.toLocaleString("en");
    found.textContent = count === reports.size ? `All ${all} reports are shown` : `${count.toLocaleString("en")} of ${all} reports are shown`;
    none.hidden = count > 0;
  };

  const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const key = cell => (cell.dataset.s === undefined ? clean(cell.textContent) : cell.dataset.s === "" ? null : Number(cell.dataset.s));
  const compare = (a, b) => {
    if (a === null || b === null || a === "" || b === "") return 0;
    return typeof a === "number" && typeof b === "number" ? a - b : order.compare(a, b);
  };
  const empty = value => value === null || value === "";

  const sort = (table, head) => {
    const way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
    const body = table.querySelector("tbody:not(.sums)");
    const rows = [...body.rows].map(row => ({ row, value: key(row.cells[head.cellIndex]) }));
    // What is not known comes last, whichever way one sorts.
    rows.sort((a, b) => empty(a.value) - empty(b.value) || way * compare(a.value, b.value));
    body.append(...rows.map(one => one.row));
    sorted.textContent = `Sorted by ${clean(head.textContent)}, ${way === 1 ? "ascending" : "descending"}`;
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.plain !== undefined) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head));
    }
  }

  const clear = () => { form.reset(); form.elements.namedItem("q").focus(); };
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  none.querySelector("button").addEventListener("click", clear);
  addEventListener("pageshow", apply);
  // A link to a failure leads into a part that may be folded.
  const unfold = () => { const place = location.hash.startsWith("#failure-") && document.getElementById(location.hash.slice(1)); if (place) { place.closest("details").open = true; place.scrollIntoView(); } };
  addEventListener("hashchange", unfold);
  unfold();
  form.hidden = false;
})();
