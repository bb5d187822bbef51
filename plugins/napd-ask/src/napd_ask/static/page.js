// The page: one question at a time. Answers live in this variable only, and are gone with the page
let answers = {}, day = new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
const page = document.getElementById("page");

function show(...parts) {
  page.replaceChildren(element("h1", {}, words.title), ...parts.filter(Boolean));
  const heading = page.querySelector("[data-first]");
  if (heading) { heading.tabIndex = -1; heading.focus(); }
  window.scrollTo(0, 0);
}

function buttons(...made) { return element("div", { className: "buttons" }, made); }
function button(key, on, className = "") { return element("button", { type: "button", on, className }, said(key)); }

function begin() {
  answers = {};
  const field = element("input", { type: "date", id: "day", value: day, required: true, autocomplete: "off" });
  const form = element("form", { noValidate: true },
    data.day ? element("p", {}, element("label", { htmlFor: "day" }, said(`question.${data.day}.text`)), element("br"), field) : null,
    wrong(), buttons(element("button", { type: "submit", className: "first" }, said("page.start"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (data.day && !isDay(field.value)) return tell(form, said("page.wrong_date"));
    day = field.value || day;
    next();
  });
  show(element("h2", { "data-first": "" }, said("page.before")), notice("before"), element("p", { className: "quiet" }, said("page.private")), form);
}

// Not in a year of which somebody typed half
function isDay(text) { return text >= "1900-01-01" && text <= "2099-12-31"; }

function wrong() { return element("p", { className: "wrong", role: "alert", id: "wrong" }); }

function tell(form, text) {
  form.querySelector("#wrong").textContent = text;
  const field = form.querySelector("input");
  field.setAttribute("aria-describedby", "wrong");
  field.focus();
}

function next() {
  const question = missingQuestions(answers, day)[0];
  if (question) ask(question); else finish();
}

function field(question) {
  const key = `question.${question.id}`;
  if (question.kind === "one" || question.kind === "several") {
    const type = question.kind === "one" ? "radio" : "checkbox";
    const isYesNo = question.options.length === 2 && question.options.includes("ja") && question.options.includes("nee");
    const options = isYesNo ? ["ja", "nee"] : question.options;
    return options.map((option) => element("label", { className: "choice" },
      element("input", { type, name: "answer", value: option, autocomplete: "off" }), element("span", {}, said(`${key}.${option}`))));
  }
  const ofDays = question.kind === "day", unit = words[`${key}.unit`];
  // Not of type number: a browser in another language leaves out the comma of 700,75 without a word, and makes it 70075
  const input = element("input", { type: ofDays ? "date" : "text", name: "answer", id: "answer", inputMode: question.whole ? "numeric" : "decimal", autocomplete: "off", "aria-labelledby": "question" });
  return [element("p", {}, input, unit ? ` ${unit}` : "")];
}

function ask(question) {
  const heading = element("legend", { "data-first": "", id: "question" },
    element("span", { className: "quiet" }, `${said("page.progress", [...Object.keys(answers), question.id].indexOf(question.id) + 1)}. `), said(`question.${question.id}.text`));
  const help = said(`question.${question.id}.help`);
  const form = element("form", { noValidate: true }, element("fieldset", {}, heading, field(question), wrong()),
    buttons(element("button", { type: "submit", className: "first" }, said("page.next")),
      button("page.unknown", () => keep(question, null))),
    help ? element("details", {}, element("summary", {}, said("page.why")), element("p", {}, help)) : null,
    buttons(button("page.back", question.id in answers ? next : back), button("page.stop", finish)));
  form.addEventListener("submit", (event) => { event.preventDefault(); take(form, question); });
  show(notice("notice"), form, answersList());
}

function keep(question, value) { answers[question.id] = value; next(); }

function back() {
  const names = Object.keys(answers);
  if (!names.length) return begin();
  delete answers[names.at(-1)];
  next();
}

function take(form, question) {
  const inputs = [...form.querySelectorAll("input")];
  if (question.kind === "one" || question.kind === "several") {
    const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
    if (question.kind === "several") return keep(question, chosen);
    return chosen.length ? keep(question, chosen[0]) : tell(form, said("page.choose"));
  }
  const [input] = inputs, text = input.value.trim();
  if (question.kind === "day")
    return isDay(text) ? keep(question, text) : tell(form, said("page.wrong_date"));
  const number = /^-?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : NaN;
  if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) {
    const thousands = text.replace(/[.,]/, "");
    return tell(form, said("page.two_ways", thousands, text, thousands, `${text}0`));
  }
  const low = question.low ?? -Infinity, high = question.high ?? Infinity;
  if (Number.isNaN(number) || number < low || number > high)
    return tell(form, said("page.wrong_number", question.low ?? "…", question.high ?? "…"));
  if (question.whole && number % 1) return tell(form, said("page.whole"));
  return keep(question, number);
}

function answersList() {
  const names = Object.keys(answers);
  if (!names.length) return null;
  return element("section", {}, element("h2", {}, said("page.answers")), element("ol", {}, names.map((name) => {
    const question = data.questions.find(({ id }) => id === name), text = said(`question.${name}.text`);
    return element("li", {}, element("div", { className: "answer" },
      element("span", {}, `${text} `, element("strong", {}, answerInWords(question, answers[name]))),
      element("button", { type: "button", "aria-label": `${said("page.change")}: ${text}`, on: () => ask(question) }, said("page.change"))));
  })));
}

function finish() {
  const asked = data.questions.filter(({ id }) => id in answers);
  show(element("h2", { "data-first": "" }, said("page.result")), notice("before"), ...result(answers, day, asked),
    buttons(button("page.print", () => window.print(), "first"), button("page.back", back), button("page.restart", begin)),
    answersList(), element("p", { className: "quiet" }, said("page.copyright")));
}

begin();
