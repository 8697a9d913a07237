/* mkdocs-resource-cards, MIT licence: previews, citations to copy, notes on paper.
   Material's instant navigation runs it again. */
(() => {
if (window.rcStart) return rcStart();
window.rcStart = start;
const OPEN = 350, SWITCH = 120, CLOSE = 250, GAP = 6, EDGE = 8, LEAST = 96; // ms, px
const root = document.documentElement;
const on = (name, listener) => document.addEventListener(name, listener);
const within = (node, selector) => node.closest?.(selector);
const make = (name, values) => Object.assign(document.createElement(name), values);

let pop, anchor, how, dismissed, timer, waiting, instant; // `how`: pointer, focus or button; dismissed: by Esc
let wanted; // The reference whose preview shall open, and by what
let site; // The element that tells of previews: a template that holds them, or the script with the place of their files
let rests; // Where the pointer was seen last
let off = false; // Whether the reader has switched previews off

const isOpen = () => pop?.isConnected && pop.matches(":popover-open");
const openerOf = (ref, by) => ref.querySelector(by === "button" ? by : "a, .rc-ref__link");

function wait(milliseconds, what, action) {
  if (waiting === "close" && what === "close") return;
  clearTimeout(timer);
  waiting = what;
  wanted = null;
  if (what) timer = setTimeout(() => { waiting = ""; action(); }, milliseconds);
}

/* Of a site's previews each file holds those whose ids give its number. Scripts load from a disk, too, where `fetch` may not. */
const files = new Map();
function fileOf(id) {
  const [folder, count] = site.dataset.rcFiles.split(" ");
  const number = [...id].reduce((sum, one) => (sum * 31 + one.charCodeAt()) % 65521, 0) % count;
  const address = new URL(`${folder}${number}.js`, document.baseURI).href;
  if (!files.has(address)) files.set(address, new Promise((done) => {
    const script = make("script", { src: address, onload: read, onerror: read });
    function read({ type }) {
      script.remove();
      if (type === "error") files.delete(address);
      done({ address, previews: new Map(type === "load" ? window.rcPreviews : []) });
    }
    document.head.append(script);
  }));
  return files.get(address);
}

async function previewOf({ dataset: { rcId } }) {
  for (const { content } of document.querySelectorAll("template[data-rc-peek]")) {
    const own = content.getElementById(`rc-pop-${rcId}`);
    if (own) return document.importNode(own, true);
  }
  const { address, previews } = site?.dataset.rcFiles ? await fileOf(rcId) : {};
  const found = make("template", { innerHTML: previews?.get(rcId) || "" }).content.firstElementChild;
  for (const link of found?.querySelectorAll("[href]") || []) link.href = new URL(link.getAttribute("href"), address);
  for (const image of found?.querySelectorAll("[src]") || []) image.src = new URL(image.getAttribute("src"), address);
  return found;
}

/* Material may have previews for the site's pages. */
function referenceOf(node) {
  const ref = within(node, ".rc-ref[data-rc-id]:not(.rc-ref--missing, .rc-ref--bare)");
  if (!ref || ref === dismissed || off || within(node, "button") || !openerOf(ref)) return null;
  return instant && openerOf(ref).origin === location.origin ? null : ref;
}

/* Below or above the line at height `y`, where there is more room, text under text. */
function place(y = openerOf(anchor, how).getBoundingClientRect().bottom - 12) {
  const lines = [...anchor.children].flatMap((part) => [...part.getClientRects()]);
  const line = lines.find((one) => y >= one.top - 1 && y <= one.bottom + 1) || lines[0];
  pop.style = `position: absolute; inset: auto; margin: 0; max-width: ${root.clientWidth - 2 * EDGE}px`;
  const { offsetWidth: width, offsetHeight: height, clientLeft } = pop;
  const inset = parseFloat(getComputedStyle(pop).paddingLeft) + clientLeft;
  const left = getComputedStyle(anchor).direction === "rtl" ? line.right - width + inset : line.left - inset;
  const below = innerHeight - line.bottom - GAP - EDGE, above = line.top - GAP - EDGE;
  const room = Math.max(LEAST, height <= below ? below : Math.max(above, below)), shown = Math.min(height, room);
  const top = height > below && above > below ? line.top - GAP - shown : line.bottom + GAP;
  const inside = (value, size, whole) => Math.max(EDGE, Math.min(value, whole - size - EDGE));
  const x = inside(left, width, root.clientWidth), up = inside(top, shown, innerHeight);
  pop.style.cssText += `; max-height: ${room}px; left: ${x + scrollX}px; top: ${up + scrollY}px`;
}

function close() {
  if (isOpen()) pop.hidePopover();
  pop?.remove();
}

async function open(ref, by, y) {
  const turn = wanted = { ref, by };
  const found = await previewOf(ref);
  if (wanted !== turn || !found?.showPopover || !ref.isConnected) return;
  close();
  [pop, anchor, how, wanted] = [found, ref, by, null];
  const opener = openerOf(ref, by), here = pop;
  here.addEventListener("toggle", ({ newState }) => newState === "closed" && here.remove());
  within(ref, "article, main, .md-typeset, [role=main], body").append(pop);
  if (by === "button") opener.popoverTargetElement = pop;
  pop.showPopover({ source: opener });
  for (const button of pop.querySelectorAll("[hidden]")) button.hidden = false;
  if (matchMedia("(hover: hover)").matches) {
    const label = site?.dataset[off ? "rcOn" : "rcOff"] || "", last = pop.querySelector(".rc-pop__foot") || pop;
    last.append(make("button", { type: "button", className: "rc-pop__switch", ariaLabel: label, title: label }));
  }
  place(y);
}

addEventListener("resize", () => isOpen() && place());

function leave() {
  if (how !== "button" && isOpen()) wait(CLOSE, "close", () => {
    if (!pop.matches(":hover, :focus-within") && !(how === "focus" && anchor.matches(":focus-within"))) close();
  });
}

function pointer({ type, target, pointerType, clientX, clientY }) {
  if (pointerType === "touch") return;
  const at = `${clientX} ${clientY}`, moves = type === "pointermove" && at !== rests;
  if (moves) rests = at;
  if (!dismissed?.contains(target)) dismissed = null;
  const ref = referenceOf(target), shown = isOpen();
  if (shown && (ref === anchor || pop.contains(target))) wait();
  else if (ref) {
    // A page that scrolls brings links under a pointer that rests.
    if (!moves || wanted?.ref === ref) return;
    previewOf(ref);
    wait(shown ? SWITCH : OPEN, "open", () => open(ref, "pointer", clientY));
    wanted = { ref, by: "pointer" };
  } else if (shown) leave();
  else if (wanted?.by === "pointer") wait();
}
on("pointerover", pointer);
on("pointermove", pointer);
root.addEventListener("pointerleave", leave);

on("focusin", ({ target }) => {
  const ref = referenceOf(target);
  if (ref && target.matches(":focus-visible")) {
    previewOf(ref);
    wait(OPEN, "focus", () => open(ref, "focus"));
  } else if (isOpen() && pop.contains(target)) wait();
});
on("focusout", ({ target }) => {
  if (dismissed?.contains(target)) dismissed = null;
  if (waiting === "focus") wait();
  if (how === "focus") leave();
});

on("keydown", (event) => {
  if (event.key !== "Escape") return;
  wait();
  if (!isOpen()) return;
  event.preventDefault();
  dismissed = anchor;
  if (pop.matches(":focus-within")) openerOf(anchor, how).focus();
  close();
});

on("click", (event) => {
  const peek = within(event.target, ".rc-ref__peek"), copy = within(event.target, ".rc-copy");
  if (peek) {
    event.preventDefault();
    const ref = within(peek, ".rc-ref");
    if (isOpen() && ref === anchor) close();
    else open(ref, "button");
  } else if (within(event.target, ".rc-pop__switch")) {
    off = !off;
    try { localStorage.rcPreviews = off ? "off" : "on"; } catch {}
    close();
    peeks();
  } else if (copy) write(copy);
});

/* Puts what a button is for on the clipboard: a text, or the address of the resource's page. Says so to who sees and who hears. */
let said;
async function write(copy) {
  const { rcCopy, rcDone } = copy.dataset, page = within(copy, ".rc-pop__foot, tr")?.querySelector("a");
  const text = rcCopy || (page || location).href.replace(/[?#].*/, "");
  try { await navigator.clipboard.writeText(text); } catch { // There is none without https, or at a file.
    const area = make("textarea", { value: text });
    copy.after(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    copy.focus();
    if (!done) return;
  }
  const label = copy.dataset.rcLabel ||= copy.textContent;
  copy.textContent = rcDone;
  setTimeout(() => { copy.textContent = label; }, 2000);
  if (!said?.isConnected) document.body.append(said = make("p", { className: "rc-hidden", role: "status" }));
  said.textContent = "";
  setTimeout(() => { said.textContent = `${rcDone}: ${text.slice(0, 200)}`; }, 100);
}

/* A row of the index gets the buttons of its resource's preview when somebody comes to it. */
async function offer({ target }) {
  const row = within(target, ".rc-index tr[data-rc-id]");
  if (!row || row.querySelector(".rc-copies")) return;
  const copies = make("span", { className: "rc-copies" });
  row.cells[0].append(copies);
  copies.append(...(await previewOf(row))?.querySelectorAll(".rc-copy") || []);
  for (const copy of copies.children) copy.hidden = false;
}
on("pointerover", offer);
on("focusin", offer);

/* What a range of numbers leaves out, or a note holds, stands within the window when it shows. */
function fit({ target }) {
  const numbers = within(target, ".rc-range")?.querySelector(".rc-range__numbers");
  if (!numbers) return;
  numbers.style.translate = "";
  const { left, right } = numbers.getBoundingClientRect();
  numbers.style.translate = `${Math.max(EDGE - left, Math.min(0, root.clientWidth - EDGE - right))}px`;
}
on("pointerover", fit);
on("focusin", fit);

/* Buttons that open previews, for those who cannot hover, or have switched them off. */
function peeks() {
  if (!site || !("popover" in root)) return;
  if (!off && !matchMedia("(hover: none)").matches) {
    for (const ref of document.querySelectorAll(".rc-ref--peek")) ref.classList.remove("rc-ref--peek"), ref.lastChild.remove();
    return;
  }
  const refs = [...document.querySelectorAll(".rc-ref[data-rc-id]:not(.rc-ref--missing, .rc-ref--bare, .rc-ref--peek)")].filter((ref) => openerOf(ref));
  const spaces = refs.map(spacesOf); // All are measured before anything changes.
  for (const ref of refs) {
    const link = openerOf(ref), room = make("span", { className: "rc-ref__room" });
    const ariaLabel = site.dataset.rcPeek.replace("{title}", () => (link.ariaLabel || link.textContent).replace(/^\[\d+\] /, ""));
    ref.classList.add("rc-ref--peek");
    [ref.style.marginInlineStart, room.style.marginInlineStart, room.style.marginInlineEnd] = spaces.shift();
    room.append(make("button", { type: "button", className: "rc-ref__peek", ariaLabel }));
    ref.append(room);
  }
}

/* The room before a reference, before its button and behind. Text exempts the links in it from the size of targets (WCAG 2.2,
   2.5.8), but in a cell of a table, or in an item of a list of numbers, there may be none: there, short links keep the distance
   from buttons that a finger needs. */
function spacesOf(ref) {
  const block = within(ref, "td, li, dd");
  if (!block || (!block.matches("td") && /\p{L}/u.test(block.textContent))) return ["", "", ""];
  const own = openerOf(ref), next = beside(ref, "nextSibling");
  return [beside(ref, "previousSibling") && own, own, next?.matches("a") && next].map((link) => {
    const space = link ? 17 - link.getBoundingClientRect().width / 2 : 0; // A button reaches 5 px over what stands beside it.
    return space > 0 ? `${space}px` : "";
  });
}

/* A link with no words between. */
function beside(ref, way) {
  let other = ref[way];
  if (other?.nodeType === Node.TEXT_NODE && !/[\p{L}\p{N}]/u.test(other.data)) other = other[way];
  return other?.matches?.("a, .rc-ref, .rc-range") ? other : null;
}

/* Paper has no links: each reference gets a number, its address stands below the text unless the page lists it already.
   The list of a citation style has its own ways to be found. */
function notes() {
  const content = within(document.querySelector("a.rc-ref__link") || root, "article, main, [role=main], body");
  if (!content || document.querySelector(".rc-notes")) return;
  const numbers = new Map([...document.querySelectorAll(".rc-refs:not(.rc-refs--styled, .rc-footnotes) > .rc-refs__item")].map(({ id }, at) => [id, at + 1]));
  const list = make("ol", { className: "rc-notes", start: numbers.size + 1 });
  for (const link of content.querySelectorAll(".rc-ref:not(.rc-ref--styled) > a.rc-ref__link")) {
    const key = `rc-cite-${link.parentElement.dataset.rcId}`;
    if (!numbers.has(key)) {
      numbers.set(key, numbers.size + 1);
      list.append(make("li", { textContent: link.href }));
    }
    if (!document.querySelector(`.rc-refs--styled [id="${key}"]`)) link.dataset.rcNote = numbers.get(key);
  }
  if (list.firstChild) content.append(list);
}

function start() {
  wait();
  try { off = localStorage.rcPreviews === "off"; } catch {}
  instant = document.getElementById("__config")?.textContent.includes("instant.preview");
  site = document.querySelector("[data-rc-files]") || document.querySelector("[data-rc-peek]");
  peeks();
  for (const button of document.querySelectorAll(".rc-copy")) button.hidden = false;
}

addEventListener("beforeprint", notes);
matchMedia("print").addEventListener("change", ({ matches }) => matches && notes());

if (window.document$) document$.subscribe(start);
else if (document.readyState === "loading") on("DOMContentLoaded", start);
else start();
})();
