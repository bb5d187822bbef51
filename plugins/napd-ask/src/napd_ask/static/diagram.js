// Walking the decision diagram: the ends that can still be reached, and the questions that can still change them
function ends(diagram, root, known) {
  const seen = new Set(), found = new Set(), waiting = [root];
  while (waiting.length) {
    const node = waiting.pop();
    if (seen.has(node)) continue;
    seen.add(node);
    if (node < 0) found.add(-1 - node);
    else for (const k of known[diagram.asks[node]]) waiting.push(diagram.children[node][k]);
  }
  return [...found].sort((a, b) => a - b);
}

// The ids of the questions of which two answers, all others alike, can lead to different results
function openQuestions(diagram, known) {
  const results = new Map(), same = new Set(), open = new Set();
  const level = (node) => (node < 0 ? Infinity : diagram.asks[node]);
  const resultsOf = (node) => {
    if (node < 0) return 1 << (-1 - node);
    if (!results.has(node)) {
      let bits = 0;
      for (const k of known[diagram.asks[node]]) bits |= resultsOf(diagram.children[node][k]);
      results.set(node, bits);
    }
    return results.get(node);
  };
  const differ = (one, other) => {
    const waiting = [[one, other]], seen = new Set();
    while (waiting.length) {
      const [a, b] = waiting.pop(), pair = `${a},${b}`;
      if (a === b || seen.has(pair) || same.has(pair)) continue;
      if (resultsOf(a) !== resultsOf(b)) return true;
      seen.add(pair);
      if ((resultsOf(a) & (resultsOf(a) - 1)) === 0) continue;
      const first = Math.min(level(a), level(b));
      for (const k of known[first])
        waiting.push([level(a) === first ? diagram.children[a][k] : a, level(b) === first ? diagram.children[b][k] : b]);
    }
    for (const pair of seen) same.add(pair);
    return false;
  };
  const met = new Set(), waiting = [diagram.result];
  while (waiting.length) {
    const node = waiting.pop();
    if (node < 0 || met.has(node)) continue;
    met.add(node);
    const children = known[diagram.asks[node]].map((k) => diagram.children[node][k]);
    const name = diagram.variables[diagram.asks[node]].id;
    if (!open.has(name) && children.slice(1).some((child) => differ(children[0], child))) open.add(name);
    waiting.push(...children);
  }
  open.delete(data.about);
  return open;
}

function inputsOf(finding) {
  return finding.kind === "months" ? [finding.since, ...(finding.until ? [finding.until] : [])] : finding.inputs;
}

// The questions that can still change an outcome and were not asked yet, in order
function missingQuestions(answers, day) {
  const state = knowledge(answers, day), wanted = new Set();
  for (const about of data.options)
    for (const name of openQuestions(data.diagram, classes(data.diagram, state, about))) {
      if (!(name in answers)) wanted.add(name);
      for (const finding of data.findings)
        if (finding.id === name && !(inputsOf(finding)[0] in answers && answers[inputsOf(finding)[0]] === null))
          inputsOf(finding).filter((input) => !(input in answers)).forEach((input) => wanted.add(input));
    }
  return data.questions.filter((question) => wanted.has(question.id));
}

function verdictOf(about, state) {
  const known = classes(data.diagram, state, about);
  let found = ends(data.diagram, data.diagram.root, known);
  const possible = data.levels.map(([id]) => id).filter((id) => found.some((end) => data.rules[end - 1] === id));
  const isOne = possible.length === 1, outcome = isOne ? possible[0] : data.undecided;
  const groundsOf = (rules) => {
    const named = new Set(rules.map((end) => data.decidedBy[end - 1]));
    return Object.keys(data.grounds).filter((id) => named.has(id));
  };
  const isWeighed = isOne && outcome === data.undecided;
  const unknown = groundsOf(found).map((id) => data.grounds[id].isMissing);
  const isMissing = !isOne || (isWeighed && unknown.length > 0 && unknown.every(Boolean));
  const status = isMissing ? "missing" : isWeighed ? "weighed" : "decided";
  if (status === "decided") {
    const sure = found.filter((end) => ends(data.diagram, data.conditions[end - 1], known).join() === "1");
    found = sure.length ? sure : found;
  }
  const grounds = groundsOf(found);
  const open = isOne ? new Set() : openQuestions(data.diagram, known);
  return { about, outcome, possible, status, rules: found, grounds, open, amounts: amountsOf(open, state) };
}

// The amounts that are not known on the day, of the findings of which all else is known
function amountsOf(open, { known, day }) {
  const found = data.findings.filter((one) =>
    one.kind === "part" && open.has(one.id) && inputsOf(one).every((name) => isKnown(known[name])));
  const meant = found.map((one) => one.norms.find(([, when]) => holds(when, known))?.[0]);
  return meant.filter((id) => id && !amountOf(id, day));
}

// Pairs of questions whose answers cannot both be right
function contradictions(answers, day, exceeded) {
  const found = [];
  for (const [question, value, given, answer] of data.implied)
    if (follows(answers[given], answer) && isKnown(answers[question]) && answers[question] !== value) found.push([given, question]);
  for (const [question, by] of exceeded) {
    const finding = data.findings.find(({ id }) => id === by);
    found.push([question, finding ? inputsOf(finding)[0] : by]);
  }
  for (const { kind, since, until } of data.findings) {
    const last = until ? answers[until] : day;
    if (kind === "months" && isKnown(answers[since]) && isKnown(last) && answers[since] > last)
      found.push([since, until || data.day]);
  }
  return [...new Map(found.map((pair) => [pair.join(), pair])).values()];
}

function assess(answers, day) {
  const state = knowledge(answers, day), known = classes(data.diagram, state, "");
  const verdicts = data.options.map((about) => verdictOf(about, state));
  const standings = Object.keys(data.grounds).filter((id) => id.toLowerCase() in data.stages).map((id) => {
    const stage = data.stages[id.toLowerCase()];
    const found = ends(data.diagram, stage.root, known);
    return { ground: id, possible: new Set(found.map((end) => stage.levels[end - 1])), rules: found };
  });
  const open = new Set(verdicts.flatMap((verdict) => [...verdict.open])), wanted = new Set();
  for (const name of open) if (!isKnown(answers[name])) wanted.add(name);
  for (const finding of data.findings)
    if (open.has(finding.id)) inputsOf(finding).filter((input) => !isKnown(answers[input])).forEach((one) => wanted.add(one));
  for (const [name, value] of Object.entries(data.defaults))
    if (typeof value === "string" && answers[name] === null) wanted.add(name);
    else if (typeof value !== "string") wanted.delete(name);
  const outOfDate = Object.keys(data.amounts).filter((id) => !amountOf(id, day));
  const beside = data.beside.map(({ id, rules, diagram }) => {
    const found = ends(diagram, diagram.root, classes(diagram, state, ""));
    return { id, levels: [...new Set(found.map((end) => rules[end - 1]))] };
  });
  const missing = data.questions.map((question) => question.id).filter((id) => wanted.has(id));
  const contradicting = contradictions(answers, day, state.exceeded);
  return { verdicts, standings, missing, outOfDate, beside, state, contradicting };
}
