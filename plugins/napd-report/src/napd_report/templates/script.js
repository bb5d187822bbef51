// Everything works without this. It finds rows while one types, and before printing opens what belongs on paper.
(() => {
  "use strict";
  const filter = document.getElementById("filter");
  const table = document.getElementById("regios");
  if (filter && table) {
    const rows = Array.from(table.tBodies[0].rows);
    const tables = Array.from(document.querySelectorAll("#tabel table"));
    const found = document.getElementById("gevonden");
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
    const words = rows.map((row) => plain(row.dataset.words));
    filter.closest("[hidden]").hidden = false;
    filter.addEventListener("input", () => {
      const wanted = plain(filter.value);
      rows.forEach((_, place) => {
        tables.forEach((each) => { each.tBodies[0].rows[place].hidden = !words[place].includes(wanted); });
      });
      const count = rows.filter((row) => !row.hidden).length;
      found.textContent = wanted ? `{found}` : "";
    });
  }
  const folded = [];
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details.printed:not([open])").forEach((each) => { each.open = true; folded.push(each); });
  });
  window.addEventListener("afterprint", () => { folded.splice(0).forEach((each) => { each.open = false; }); });
})();
