// Everything works without this. It finds regions while one types, shows the two that a reader chose, and before
// printing opens what belongs on paper.
(() => {
  "use strict";
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const filled = (text, ...places) => places.reduce((found, place) => found.replace("{}", place), text);

  // From any page to the list of regions
  for (const form of all("form[data-go]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${form.dataset.go}#zoek=${encodeURIComponent(form.elements.q.value)}`;
    });
  }

  // In a list: of each region all rows, in one table or in several
  const rows = (list) => all(`#${list} tbody tr[data-code], [data-list-of="${list}"] tbody tr[data-code]`);
  const show = (list, wanted) => rows(list).forEach((row) => { row.hidden = !wanted(row.dataset.code); });
  const lists = new Map();
  for (const form of all("form[data-list]")) {
    const said = form.querySelector("output");
    const regions = new Map(all("tr[data-of]").filter((row) => rows(form.dataset.list).includes(row)).map((row) => [
      row.dataset.code,
      { head: row.querySelector("th"), name: plain(row.querySelector("th").textContent), members: row.dataset.of.split("|") },
    ]));
    const find = () => {
      const wanted = plain(form.elements.q.value);
      const found = new Set();
      for (const [code, one] of regions) {
        one.head.querySelector(".found-by")?.remove();
        const member = one.members.find((name) => wanted && plain(name).includes(wanted));
        if (!one.name.includes(wanted) && member) {
          const why = document.createElement("span");
          why.className = "found-by";
          why.textContent = ` ${filled(form.dataset.because, member)}`;
          one.head.append(why);
        }
        if (one.name.includes(wanted) || member) { found.add(code); }
      }
      show(form.dataset.list, (code) => found.has(code));
      const text = found.size ? filled(form.dataset.found, found.size, regions.size) : form.dataset.none;
      said.textContent = wanted ? text : "";
    };
    form.hidden = false;
    form.addEventListener("input", find);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      rows(form.dataset.list).find((row) => !row.hidden)?.querySelector("a").focus();
    });
    lists.set(form.dataset.list, { form, find });
  }

  // Two regions, chosen by the reader
  for (const form of all("form[data-pair]")) {
    const list = form.dataset.pair;
    const choose = () => {
      const codes = all("select", form).map((each) => each.value).filter(Boolean);
      show(list, (code) => !codes.length || codes.includes(code));
    };
    form.closest("[hidden]").hidden = false;
    form.addEventListener("change", choose);
    form.addEventListener("reset", () => { show(list, () => true); });
  }
  for (const link of all("a[data-with]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.href = `${link.getAttribute("href")}=${encodeURIComponent(link.dataset.with)}`;
    });
  }

  // What the address asks for
  const asked = () => {
    const [what, text] = decodeURIComponent(location.hash.slice(1)).split("=");
    const list = lists.get("regios");
    const pair = document.querySelector("form[data-pair]");
    if (what === "zoek" && text && list) {
      list.form.elements.q.value = text;
      list.find();
      list.form.elements.q.focus();
    }
    if (what === "samen" && text && pair) {
      pair.elements.een.value = text;
      pair.dispatchEvent(new Event("change"));
      pair.elements.ander.focus();
    }
  };
  window.addEventListener("hashchange", asked);
  asked();

  const folded = [];
  window.addEventListener("beforeprint", () => {
    all("details.printed:not([open])").forEach((each) => { each.open = true; folded.push(each); });
  });
  window.addEventListener("afterprint", () => { folded.splice(0).forEach((each) => { each.open = false; }); });
})();
