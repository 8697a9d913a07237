/* mkdocs-resource-cards, MIT licence: previews, and the index.
   Material's instant navigation runs it again. */
(() => {
if (window.rcStart) return rcStart();
window.rcStart = start;
const OPEN = 350, SWITCH = 120, CLOSE = 250, GAP = 6, EDGE = 8; // ms, px
const root = document.documentElement;
const on = (name, listener) => document.addEventListener(name, listener);
const within = (node, selector) => node.closest?.(selector);

let pop, anchor, how, dismissed, timer, waiting, instant; // `how`: pointer, focus or button; dismissed: by Esc

const isOpen = () => pop?.isConnected && pop.matches(":popover-open");
const isOff = () => root.dataset.rcPreviews === "off";
const openerOf = (ref, by) => ref.querySelector(by === "button" ? by : "a, .rc-ref__link");
const previewOf = (ref) => document.getElementById(`rc-pop-${ref.dataset.rcId}`);

function wait(milliseconds, what, action) {
  if (waiting === "close" && what === "close") return;
  clearTimeout(timer);
  waiting = what;
  if (what) timer = setTimeout(() => { waiting = ""; action(); }, milliseconds);
}

/* Material may have previews for the site's pages. */
function referenceOf(node) {
  const ref = within(node, ".rc-ref");
  if (!ref || ref === dismissed || isOff() || within(node, "button") || !previewOf(ref)?.showPopover) return null;
  return instant && openerOf(ref).origin === location.origin ? null : ref;
}

/* Below or above the line at height `y`, text under text. */
function place(y = openerOf(anchor, how).getBoundingClientRect().bottom - 12) {
  const lines = [...anchor.children].flatMap((part) => [...part.getClientRects()]);
  const line = lines.find((one) => y >= one.top - 1 && y <= one.bottom + 1) || lines[0];
  const { offsetWidth: width, offsetHeight: height, clientLeft } = pop;
  const inset = parseFloat(getComputedStyle(pop).paddingLeft) + clientLeft;
  const left = getComputedStyle(anchor).direction === "rtl" ? line.right - width + inset : line.left - inset;
  const below = line.bottom + GAP, above = line.top - GAP - height;
  const top = below + height > innerHeight - EDGE && above >= EDGE ? above : below;
  const x = Math.max(EDGE, Math.min(left, root.clientWidth - width - EDGE));
  pop.style = `position: absolute; inset: auto; margin: 0; left: ${x + scrollX}px; top: ${top + scrollY}px`;
}

function open(ref, by, y) {
  pop?.hidePopover();
  [pop, anchor, how] = [previewOf(ref), ref, by];
  pop.showPopover({ source: openerOf(ref, by) });
  place(y);
  const button = pop.querySelector(".rc-pop__switch");
  if (!button) return;
  button.hidden = !matchMedia("(hover: hover)").matches;
  button.title = button.ariaLabel = button.dataset[isOff() ? "on" : "off"];
}

addEventListener("resize", () => isOpen() && place());

function leave() {
  if (how !== "button" && isOpen()) wait(CLOSE, "close", () => {
    if (!pop.matches(":hover, :focus-within") && !(how === "focus" && anchor.matches(":focus-within"))) pop.hidePopover();
  });
}

on("pointerover", ({ target, pointerType, clientY }) => {
  if (pointerType === "touch") return;
  if (!dismissed?.contains(target)) dismissed = null;
  const ref = referenceOf(target), shown = isOpen();
  if (shown && (ref === anchor || pop.contains(target))) wait();
  else if (ref) wait(shown ? SWITCH : OPEN, "open", () => open(ref, "pointer", clientY));
  else if (shown) leave();
  else if (waiting === "open") wait();
});
root.addEventListener("pointerleave", leave);

on("focusin", ({ target }) => {
  const ref = referenceOf(target);
  if (ref && target.matches(":focus-visible")) wait(OPEN, "focus", () => open(ref, "focus"));
  else if (isOpen() && pop.contains(target)) wait();
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
  pop.hidePopover();
});

on("click", (event) => {
  const peek = within(event.target, ".rc-ref__peek"), ref = peek?.parentElement;
  if (ref && previewOf(ref)?.showPopover) {
    event.preventDefault();
    if (isOpen() && ref === anchor) pop.hidePopover();
    else open(ref, "button");
  } else if (within(event.target, ".rc-pop__switch")) {
    root.dataset.rcPreviews = isOff() ? "on" : "off";
    try { localStorage.rcPreviews = root.dataset.rcPreviews; } catch {}
    pop.hidePopover();
  }
});

const fold = (text) => text.normalize("NFKD").replace(/[\p{M}\p{Pi}\p{Pf}'"]/gu, "").replace(/\p{Pd}/gu, "-").toLowerCase();

/* Its state is in the address: `?q=&type=&sort=&tag=`. */
function index(bar) {
  const [table, status, chip] = ["tbody", "[role=status]", "button"].map((one) => bar.parentElement.querySelector(one));
  const rows = [...table.rows].map((row) => ({ ...row.dataset, row, text: fold(Object.values(row.dataset) + row.textContent) }));
  const all = status.textContent, fields = [...bar.querySelectorAll("[name]")];
  let order = "title", state;

  function apply() {
    const [q, type, sort] = fields.map(({ value }) => value);
    const tag = state.get("tag"), words = fold(q).split(/\s+/);
    let shown = 0;
    for (const one of rows) {
      const fits = (!type || one.type === type) && (!tag || one.tags?.split("|").includes(tag));
      one.row.hidden = !(fits && words.every((word) => one.text.includes(word)));
      shown += !one.row.hidden;
    }
    const compare = (a, b) => (b[sort] || "").localeCompare(a[sort] || "", "en", { numeric: true });
    if (sort !== order) table.append(...[...rows].sort(compare).map(({ row }) => row));
    order = sort;
    const { found, none } = status.dataset;
    status.textContent = shown === rows.length ? all : shown ? found.replace("{shown}", shown) : none;
    chip.hidden = !tag;
    chip.textContent = tag ? `${tag} ×` : "";
    chip.title = chip.dataset.label.replace("{tag}", () => tag);
  }

  function address(search) {
    try { history.replaceState(history.state, "", (search || location.pathname) + location.hash); } catch {} // Safari
  }

  function write() {
    for (const { name, value } of fields) value && value !== "title" ? state.set(name, value) : state.delete(name);
    apply();
    if (bar.isConnected) address(state.size && `?${state}`);
  }

  function read() {
    state = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = state.get(field.name) || "";
      if (!field.value) field.selectedIndex = 0;
    }
    apply();
  }

  bar.oninput = write;
  bar.onsubmit = () => false;
  chip.onclick = () => {
    state.delete("tag");
    fields[0].focus();
    write();
  };
  bar.hidden = false;
  read();
  window.location$?.subscribe(() => bar.isConnected && read()); // For itself Material loads nothing.
  /* Searches answer to `?q=`, too: MkDocs's will, Material's did. */
  if (!state.get("q")) return;
  address();
  const search = document.querySelector("[data-md-toggle=search]:checked");
  if (search) {
    document.querySelector("[data-md-component=search-query]").value = "";
    search.click();
  }
  document.readyState === "complete" ? setTimeout(write) : addEventListener("load", write);
}

function start() {
  wait();
  try { root.dataset.rcPreviews = localStorage.rcPreviews || "on"; } catch {}
  instant = document.getElementById("__config")?.textContent.includes("instant.preview");
  const bar = document.querySelector(".rc-index__bar[hidden]");
  if (bar) index(bar);
}

if (window.document$) document$.subscribe(start);
else if (document.readyState === "loading") on("DOMContentLoaded", start);
else start();
})();
