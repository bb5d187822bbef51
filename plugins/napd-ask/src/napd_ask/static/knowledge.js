"use strict";
// What is known of a case, as the classes that each variable of the diagram can be in. As in knowledge.py and
// napd.model.findings; a test holds the page to them.
const { data, words } = JSON.parse(document.getElementById("data").textContent);
const isKnown = (value) => value !== undefined && value !== null;

function wholeMonths(first, last) {
  const days = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 0)).getUTCDate();
  const ends = Math.min(first.getUTCDate(), days);
  const months = 12 * (last.getUTCFullYear() - first.getUTCFullYear()) + last.getUTCMonth() - first.getUTCMonth();
  return months - (ends > last.getUTCDate() ? 1 : 0);
}

function monthsAfter(text, months) {
  const day = new Date(text);
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day.getUTCDate(), days));
  return first.toISOString().slice(0, 10);
}

function amountOf(parameter, day) {
  return data.amounts[parameter].find(([, since, until]) => since <= day && day <= until);
}

// Whether a condition on plain answers holds; null where that is not known
function holds(condition, known) {
  if (condition === null) return true;
  if (condition.not) { const found = holds(condition.not, known); return found === null ? null : !found; }
  const parts = condition.all || condition.any;
  if (parts) {
    const ends = Boolean(condition.any), found = parts.map((part) => holds(part, known));
    return found.includes(ends) ? ends : found.includes(null) ? null : !ends;
  }
  const answer = known[condition.question], value = condition.value;
  if (!isKnown(answer)) return null;
  switch (condition.operator) {
    case "<": return answer < value;
    case "<=": return answer <= value;
    case ">": return answer > value;
    case ">=": return answer >= value;
    case "!=": return answer !== value;
    case "in": return value.includes(answer);
    default: return answer === value;
  }
}

// A percentage without the error of floats: answers and amounts have at most four decimals
function share(part, whole) {
  if (!whole) return Infinity;
  if (whole === Infinity) return Number.MIN_VALUE;
  return Number(((100 * Math.round(part * 1e4)) / Math.round(whole * 1e4)).toPrecision(15));
}

function wholes(finding, known, day) {
  if (finding.whole) {
    const whole = known[finding.whole];
    return [isKnown(whole) ? [whole, whole] : finding.within.map((end) => end ?? Infinity)];
  }
  const found = [];
  for (const [parameter, when] of finding.norms) {
    const meant = holds(when, known);
    if (meant !== false) {
      const amount = amountOf(parameter, day);
      found.push(amount ? [amount[0], amount[0]] : [0, Infinity]);
    }
    if (meant) return found;
  }
  return [...found, [0, Infinity]];
}

function between(finding, known, day) {
  if (finding.kind === "months") {
    const first = known[finding.since], last = finding.until ? known[finding.until] : day;
    if (!isKnown(first) || !isKnown(last) || first > last) return [0, Infinity];
    const end = new Date(Date.parse(last) + finding.shift * 864e5);
    const months = Math.max(0, wholeMonths(new Date(first), end));
    return [months, months];
  }
  if (finding.kind !== "part" || !isKnown(known[finding.part])) return [0, Infinity];
  if (known[finding.part] === 0) return [0, 0];
  const ends = wholes(finding, known, day).flat().map((whole) => share(known[finding.part], whole));
  return [Math.min(...ends), Math.max(...ends)];
}

// Whether something follows from an answer: from any that is known, or from the one that is named
function follows(given, answer) { return isKnown(given) && (!answer || given === answer); }

// The answers with what follows from them, and the range of each number; what others contradict is not known
function knowledge(answers, day) {
  const known = {};
  for (const [name, value] of Object.entries(answers)) {
    if (isKnown(value)) known[name] = value;
    else if (name in data.defaults) known[name] = data.defaults[name];
  }
  for (const [question, value, given, answer] of data.implied) {
    if (!follows(answers[given], answer)) continue;
    if (isKnown(answers[question]) && answers[question] !== value) delete known[question];
    else if (!isKnown(known[question])) known[question] = value;
  }
  if (data.day) known[data.day] = day;
  const numbers = {};
  for (const finding of data.findings) numbers[finding.id] = between(finding, known, day);
  const exceeded = [];
  for (const [question, by, plus] of data.limits) {
    for (const name of [question, by])
      if (!(name in numbers)) numbers[name] = isKnown(known[name]) ? [known[name], known[name]] : [0, Infinity];
    const [low, high] = numbers[question], [least, most] = numbers[by];
    if (low > most + plus) {
      exceeded.push([question, by]);
      numbers[by] = [0, Infinity];
    } else {
      numbers[question] = [low, Math.min(high, most + plus)];
      numbers[by] = [Math.max(least, low - plus), most];
    }
  }
  return { known, numbers, exceeded, day };
}

function dayNumber(text) { return Math.round(Date.parse(text) / 864e5) + 719163; }

function classOf(variable, number) {
  return variable.cuts.filter(([at, after]) => (after ? number > at : number >= at)).length;
}

function classes(diagram, { known, numbers }, about) {
  const given = { ...known };
  if (data.about) { if (about) given[data.about] = about; else delete given[data.about]; }
  return diagram.variables.map((variable) => {
    const value = given[variable.id], all = [...Array(variable.size).keys()];
    if (!isKnown(value)) {
      if (!(variable.id in numbers) || !variable.cuts) return all;
      const [low, high] = numbers[variable.id].map((number) => classOf(variable, number));
      return all.slice(low, high + 1);
    }
    if (variable.group) {
      const chosen = variable.group.filter((option) => value.includes(option)).length;
      return [variable.counts.filter((count) => count <= chosen).length - 1];
    }
    if (variable.classes) return [variable.classes[value]];
    return [classOf(variable, typeof value === "string" ? dayNumber(value) : value)];
  });
}
