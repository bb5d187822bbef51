// The outcome as people read it: the same parts in the same order as the letter
function said(key, ...places) {
  let text = words[key] ?? "", n = 0;
  if (typeof text === "string") text = text.replace(/\{(\w*)\}/g, () => String(places[n++] ?? ""));
  return text;
}

function element(name, settings = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(settings))
    if (key === "on") made.addEventListener("click", value);
    else if (key in made && key !== "list" && key !== "form") made[key] = value;
    else made.setAttribute(key, value);
  made.append(...children.flat().filter((child) => child !== null && child !== ""));
  return made;
}

function dayInWords(text) {
  const [year, month, day] = text.split("-").map(Number);
  return `${day} ${words.months[month - 1]} ${year}`;
}

function numberInWords(number) {
  return String(Math.round(number * 100) / 100).replace(".", words.decimal);
}

function answerInWords(question, value) {
  const key = `question.${question.id}`;
  if (value === null && typeof data.defaults[question.id] === "number")
    return `${said("page.unknown")} (${numberInWords(data.defaults[question.id])})`;
  if (value === null) return said("page.unknown");
  if (question.kind === "several") return value.map((one) => said(`${key}.${one}`)).join(", ") || "–";
  if (question.kind === "one") return said(`${key}.${value}`);
  if (question.kind === "day") return dayInWords(value);
  return `${numberInWords(value)} ${words[`${key}.unit`] ?? ""}`.trim();
}

function sentence(text) {
  return text && text[0].toUpperCase() + text.slice(1) + (/[.?]$/.test(text) ? "" : ".");
}

function notice(key) {
  return words[key].length ? element("div", { className: "notice" }, words[key].map((line) => element("p", {}, line))) : null;
}

function listOf(key, lines) {
  const found = [...new Set(lines.filter(Boolean))];
  if (!found.length) return null;
  return element("section", {}, element("h2", {}, said(`letter.${key}`)),
    element("ul", {}, found.map((line) => element("li", {}, line))));
}

function outcomeLines(found) {
  const symbols = Object.fromEntries(data.levels);
  const shown = (level) => `${symbols[level] ?? ""} ${said(`level.${level}`)}`.trim();
  return element("ul", { className: "outcomes" }, found.verdicts.map((verdict) => {
    const about = verdict.about ? `${said(`about.${verdict.about}`)}: ` : "";
    const outcome = verdict.outcome ? shown(verdict.outcome) : said("letter.nothing");
    const several = verdict.possible.length > 1;
    const more = verdict.status === "missing"
      ? `${said("letter.missing_status")} ${several ? said("letter.possible", verdict.possible.map(shown).join("; ")) : ""}`
      : verdict.status === "weighed" ? said("letter.weighed") : "";
    return element("li", {}, element("strong", {}, `${about}${outcome}.`), more ? ` ${more}` : "");
  }));
}

// The grounds that hold, are to be weighed, or are those of a rule that can decide
function touched(found) {
  const named = new Set(found.verdicts.flatMap((verdict) => verdict.grounds));
  for (const { ground, possible } of found.standings)
    if (possible.size && !possible.has("nee") && (possible.has("weging") || possible.has("ja"))) named.add(ground);
  return Object.keys(data.grounds).filter((id) => named.has(id));
}

function termLines(found, day) {
  const lines = [], { known, numbers } = found.state;
  for (const finding of data.findings) {
    const variable = data.diagram.variables.find(({ id }) => id === finding.id);
    if (!variable || !isKnown(known[inputsOf(finding)[0]])) continue;
    const title = said(`number.${finding.id}`);
    if (finding.kind === "months" && !finding.until)
      for (const [at] of variable.cuts)
        lines.push(said("letter.term", title, at, dayInWords(monthsAfter(known[finding.since], at))));
    if (finding.kind !== "part") continue;
    const [low, high] = numbers[finding.id];
    if (low === high)
      lines.push(said("letter.part", title, numberInWords(low), numberInWords(variable.cuts.at(-1)[0])));
    for (const [parameter, when] of finding.norms) {
      const amount = amountOf(parameter, day);
      if (amount && holds(when, known) !== false)
        lines.push(said("letter.amount", said(`parameter.${parameter}`), numberInWords(amount[0]),
          said(`parameter.${parameter}.unit`), dayInWords(amount[1]), dayInWords(amount[2]), amount[3]));
    }
  }
  return lines;
}

function reasonLines(found) {
  return found.verdicts.filter(({ possible }) => possible.length === 1).flatMap((verdict) => {
    const about = verdict.about ? `${said(`about.${verdict.about}`)}: ` : "";
    const rules = verdict.status === "decided" ? verdict.rules.slice(0, 1) : verdict.rules;
    return rules.map((end) => about + said(`rule.${end - 1}`));
  });
}

function groundLines(found) {
  const holding = found.standings.filter(({ ground, possible }) =>
    possible.size === 1 && possible.has("ja") && data.decidedBy.includes(ground));
  return holding.map(({ ground, rules }) => {
    const because = said(`stage.${ground.toLowerCase()}.${rules[0] - 1}`);
    const articles = said("letter.articles", words[`ground.${ground}.articles`].join("; "));
    return `${said(`ground.${ground}.title`)} (${ground}). ${because} ${articles}`;
  });
}

function result(answers, day, asked) {
  const found = assess(answers, day), grounds = touched(found);
  const leftToPeople = (isMissing) => found.verdicts.filter(({ status }) => status !== "decided")
    .flatMap((verdict) => verdict.grounds)
    .filter((id) => words[`ground.${id}.weighed_by`] && data.grounds[id].isMissing === isMissing)
    .map((id) => said("letter.weigh_by", said(`ground.${id}.title`), id, sentence(words[`ground.${id}.weighed_by`])));
  const doubts = new Set(["1", ...grounds.flatMap((id) => data.grounds[id].doubts)]);
  const lines = Object.keys(words).filter((key) => key.startsWith("doubt.") && (!grounds.length || doubts.has(key.slice(6))));
  const beside = found.beside.map(({ id, levels }) => said("letter.beside_line", said(`beside.${id}.title`),
    levels.map((level) => said(`beside.${id}.${level}`)).join(" / ")) + ` ${said(`beside.${id}.description`)}`);
  const late = found.outOfDate.map((id) => {
    const open = found.verdicts.filter(({ amounts }) => amounts.includes(id))
      .map(({ about }) => said(about ? `about.${about}` : "letter.the_outcome")).join("; ");
    const amount = said("letter.out_of_date", dayInWords(day), said(`parameter.${id}`));
    return open ? `${amount} ${said("letter.stays_open", open)}` : amount;
  });
  return [
    data.day ? element("p", {}, said("letter.day", dayInWords(day))) : null,
    outcomeLines(found),
    listOf("because", reasonLines(found)),
    listOf("contradictions", found.contradicting.map((pair) =>
      said("letter.contradiction", ...pair.map((id) => said(`question.${id}.text`))))),
    listOf("grounds", groundLines(found)),
    listOf("missing", [...found.missing.map((id) => said(`question.${id}.text`)), ...leftToPeople(true), ...late]),
    listOf("weigh", leftToPeople(false)),
    listOf("papers", grounds.flatMap((id) => words[`ground.${id}.papers`])),
    listOf("facts", asked.map((question) => `${said(`question.${question.id}.text`)} ${answerInWords(question, answers[question.id])}`)),
    listOf("terms", termLines(found, day)),
    listOf("beside", beside),
    listOf("doubts", lines.map((key) => words[key])),
    listOf("not", words.after),
  ];
}
