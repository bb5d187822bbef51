// What the tests ask of a page. Each function gives the faults it finds, in words; none changes what is shown.
"use strict";

const CLIPS = ["hidden", "clip"];
const SCROLLS = ["auto", "scroll"];
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";

function named(element) {
  const id = element.id ? `#${element.id}` : "";
  const classes = [...element.classList].map((name) => `.${name}`).join("");
  const words = (element.textContent || element.value || "").trim().replace(/\s+/g, " ").slice(0, 40);
  return `${element.localName}${id}${classes} "${words}"`;
}

function* upwards(element) {
  for (let at = element; at; at = at.parentElement) yield at;
}

// For a screen reader alone: in a box of a pixel
function unseen(element) {
  for (const at of upwards(element)) {
    const { width, height } = at.getBoundingClientRect();
    if ((width <= 1 || height <= 1) && CLIPS.includes(getComputedStyle(at).overflowX)) return true;
    if (at.matches("input") && getComputedStyle(at).opacity === "0") return true;
  }
  return false;
}

function shown(element) {
  return element.checkVisibility({ visibilityProperty: true }) && !unseen(element);
}

function texts() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.matches("script, style, noscript, title, option")) continue;
    if (!shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.right > 0 && box.bottom > -window.scrollY);
    if (boxes.length) found.push({ element, boxes, text: walker.currentNode.data });
  }
  return found;
}

function scroller(element) {
  for (const at of upwards(element)) {
    if (SCROLLS.includes(getComputedStyle(at).overflowX) && at !== document.body) return at;
  }
  return null;
}

// WCAG 1.4.10: nobody has to scroll in two directions, but in a table's own region
function reflow() {
  const page = document.documentElement;
  const faults = [];
  if (page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth} px wide, the window ${page.clientWidth}`);
  for (const element of document.body.querySelectorAll("*")) {
    const { left, right, width } = element.getBoundingClientRect();
    const beyond = right > page.clientWidth + 1 || (left < -1 && right > 0);
    if (width && beyond && !scroller(element) && shown(element)) faults.push(`beyond the window: ${named(element)}`);
  }
  return faults;
}

// A region that scrolls can be reached with the keyboard, and says what it is
function regions() {
  const faults = [];
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const sideways = SCROLLS.includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const downwards = SCROLLS.includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (!(sideways || downwards) || !shown(element)) continue;
    if (element.tabIndex < 0) faults.push(`scrolls, but not by keyboard: ${named(element)}`);
    const says = element.getAttribute("aria-label") || element.getAttribute("aria-labelledby");
    if (!(says && /^(region|group)$/.test(element.getAttribute("role")))) faults.push(`scrolls without a role and a name: ${named(element)}`);
  }
  return faults;
}

// Text that a box with hidden overflow cuts off
function cut() {
  const faults = new Set();
  for (const { element, boxes } of texts()) {
    for (const at of upwards(element)) {
      const style = getComputedStyle(at);
      const clip = at.getBoundingClientRect();
      for (const box of boxes) {
        const slack = box.height / 4;
        const aside = CLIPS.includes(style.overflowX) && (box.left < clip.left - 2 || box.right > clip.right + 2);
        const below = CLIPS.includes(style.overflowY) && (box.top < clip.top - slack || box.bottom > clip.bottom + slack);
        if (aside || below) faults.add(`cut off by ${at.localName}.${at.classList}: ${named(element)}`);
      }
      if (SCROLLS.includes(style.overflowX) || SCROLLS.includes(style.overflowY)) break;
    }
  }
  return [...faults];
}

// Text that runs out of its own box, over what stands beside or below it
function spills() {
  const faults = new Set();
  for (const { element, boxes } of texts()) {
    const block = element.closest("svg") ?? [...upwards(element)].find((at) => !/^(inline|contents)$/.test(getComputedStyle(at).display));
    const own = block.getBoundingClientRect();
    for (const box of boxes) {
      const slack = box.height / 4;
      const aside = box.left < own.left - 2 || box.right > own.right + 2;
      if (aside || box.top < own.top - slack || box.bottom > own.bottom + slack) faults.add(`runs out of its box: ${named(element)}`);
    }
  }
  return [...faults];
}

// The part of a box that no region around it has scrolled or cut away
function inSight(element, box) {
  let { left, top, right, bottom } = box;
  for (const at of upwards(element)) {
    const style = getComputedStyle(at);
    if (at === document.body || style.overflowX === "visible") continue;
    const clip = at.getBoundingClientRect();
    [left, top] = [Math.max(left, clip.left), Math.max(top, clip.top)];
    [right, bottom] = [Math.min(right, clip.right), Math.min(bottom, clip.bottom)];
  }
  return { left, top, right, bottom };
}

// Text that stands on other text
function overlaps() {
  const seen = texts().flatMap(({ element, boxes }) => boxes.map((box) => ({ element, ...inSight(element, box) })));
  const boxes = seen.filter((box) => box.right > box.left && box.bottom > box.top).sort((one, other) => one.top - other.top);
  const faults = new Set();
  boxes.forEach((one, place) => {
    for (let next = place + 1; next < boxes.length && boxes[next].top < one.bottom; next += 1) {
      const other = boxes[next];
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - other.top;
      const least = Math.min(one.bottom - one.top, other.bottom - other.top);
      if (wide > 2 && high > 0.35 * least) faults.add(`on one another: ${named(one.element)} and ${named(other.element)}`);
    }
  });
  return [...faults];
}

// What a finger or pointer can hit: an input together with its labels
function targetBox(element) {
  const labels = [...(element.labels ?? [])].filter(shown);
  const boxes = [...(unseen(element) ? [] : [element]), ...labels].map((at) => at.getBoundingClientRect());
  if (!boxes.length) return element.getBoundingClientRect();
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
  return new DOMRect(left, top, right - left, bottom - top);
}

function inSentence(element) {
  if (getComputedStyle(element).display !== "inline") return false;
  const block = [...upwards(element)].find((at) => !/^(inline|contents)$/.test(getComputedStyle(at).display));
  return block.textContent.trim() !== element.textContent.trim();
}

function focusable() {
  return [...document.querySelectorAll(FOCUSABLE)].filter(
    (element) => !element.disabled && element.type !== "hidden" && element.checkVisibility({ visibilityProperty: true }),
  );
}

// WCAG 2.5.8: 24 by 24 px, but for a link in a sentence
function targets() {
  return focusable().flatMap((element) => {
    const { width, height } = targetBox(element);
    if (inSentence(element) || (unseen(element) && !element.labels?.length)) return [];
    const small = width < 23.5 || height < 23.5;
    return small ? [`a target of ${Math.round(width)} by ${Math.round(height)} px: ${named(element)}`] : [];
  });
}

// WCAG 2.3.3, for who asked for less motion
function motion() {
  return [...document.querySelectorAll("*")].flatMap((element) => {
    const style = getComputedStyle(element);
    const lasts = (durations) => durations.split(",").some((duration) => parseFloat(duration) > 0.01);
    const moves = (style.animationName !== "none" && lasts(style.animationDuration)) || lasts(style.transitionDuration);
    return moves || style.scrollBehavior === "smooth" ? [`moves: ${named(element)}`] : [];
  });
}

// A level is told by a symbol and a word, whatever becomes of its colour
function levels() {
  return [...document.querySelectorAll(".chip, .tile .says")].flatMap((element) => {
    const text = element.textContent.trim();
    const told = /\p{L}{3}/u.test(text) && /[^\p{L}\p{N}\s]/u.test(text);
    return told ? [] : [`a level without a word and a symbol: ${named(element)}`];
  });
}

// The element that has the keyboard, null once it has left the page
function stop(backwards) {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  window.stops ??= [];
  const again = window.stops.includes(element);
  const last = window.stops.at(-1);
  const order = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const follows = !last || Boolean(last.compareDocumentPosition(element) & order);
  if (!again) window.stops.push(element);
  const place = element.closest("section, nav, header, footer, aside, main, form") ?? document.body;
  const kind = [element.localName, element.type, ...element.classList, "in", place.localName, place.id].join(" ");
  return { name: named(element), first: element === window.stops[0], again, follows, kind, covered: covered(element), box: targetBox(element).toJSON() };
}

// WCAG 2.4.11: what has the focus does not lie under something else, or out of sight
function covered(element) {
  const whole = unseen(element) ? targetBox(element) : (element.getClientRects()[0] ?? targetBox(element));
  const [left, top] = [Math.max(whole.left, 0), Math.max(whole.top, 0)];
  const [right, bottom] = [Math.min(whole.right, innerWidth), Math.min(whole.bottom, innerHeight)];
  if (right - left < 2 || bottom - top < 2) return "out of sight";
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const own = [element, ...(element.labels ?? [])];
  return own.some((at) => at.contains(hit) || hit?.contains(at)) ? "" : `under ${hit && named(hit)}`;
}

// What a keyboard should have come by, and did not; of a group of radio buttons, one will do
function unreached() {
  const been = new Set(window.stops ?? []);
  const groups = new Set([...been].filter((element) => element.type === "radio").map((element) => element.name));
  return focusable()
    .filter((element) => !been.has(element) && !(element.type === "radio" && groups.has(element.name)))
    .map((element) => `never reached: ${named(element)}`);
}

// Styles that a policy of the page does not see, as a reader's own browser would set them
function restyle(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}

// All that can be read
function words() {
  return texts().map(({ text }) => text.trim().replace(/\s+/g, " "));
}

function links() {
  return [...document.querySelectorAll("a[href]")].map((element) => `${named(element)} ${element.getAttribute("href")}`);
}

// Open what is folded, so that it is looked at too
function unfold() {
  document.querySelectorAll("details").forEach((element) => { element.open = true; });
}
