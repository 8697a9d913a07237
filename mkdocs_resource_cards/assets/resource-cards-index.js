/* mkdocs-resource-cards, MIT licence: the index of resources.
   Rows behind the first hundred stand in a `noscript`; they are text until they are shown. Material's instant navigation runs
   this again, and has made elements of them. */
(() => {
const bar = document.querySelector(".rc-index__bar[hidden]");
if (!bar) return;
const STEP = 100, CHUNK = 300; // rows
const section = bar.parentElement, find = (selector) => section.querySelector(selector);
const table = find("tbody"), status = find("[role=status]"), clear = find(".rc-index__clear"), more = find(".rc-index__more");
const heads = [...section.querySelectorAll("th[data-sort]")], fields = [...bar.elements].filter(({ name }) => name);
const all = status.textContent, area = document.createElement("textarea");
const soon = window.requestIdleCallback || ((work) => setTimeout(work, 50));
const order = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });

const decode = (html) => {
  if (!html.includes("&")) return html;
  area.innerHTML = html;
  return area.value;
};

const plain = (text) => /^[\0-\x7f]*$/.test(text) ? text : text.normalize("NFKD").replace(/[\p{M}\p{Pi}\p{Pf}]/gu, "").replace(/\p{Pd}/gu, "-");
const fold = (text) => plain(text).replace(/['"]/g, "").toLowerCase();

/* Year, month and day as one number; `""` is not known. */
function dateKey(date = "") {
  const parts = /^(-?\d+)(?:-(\d\d))?(?:-(\d\d))?/.exec(date);
  return parts ? parts[1] * 1e4 + (parts[2] || 0) * 100 + +(parts[3] || 0) : "";
}

function rowOf(row, at) {
  const { published, publication, credibility = "", cited = "", type, tags } = row;
  return {
    ...row, at, publication, type, tags: tags ? tags.split("|") : [], year: /^-?\d+/.exec(published || "")?.[0],
    keys: { title: at, published: dateKey(published), credibility: credibility && +credibility, cited: cited && +cited },
  };
}

/* Our templates leave no `>` in an attribute. */
function parsed(html) {
  const row = { html: `<tr ${html.slice(0, html.indexOf("</tr>"))}</tr>` };
  for (const [, name, value] of html.slice(0, html.indexOf(">")).matchAll(/data-([a-z-]+)="([^"]*)"/g)) row[name] = decode(value);
  return row;
}

const ofElement = (element) => ({ ...element.dataset, html: element.outerHTML });

let seen, rows, listed, shown, isFirst = true, sort = "title", state;

/* Everything that is known of the rows, at the first need of it. */
function load() {
  if (rows) return;
  const rest = find("noscript"), elements = [...table.rows, ...(rest?.querySelectorAll("tbody tr") || [])];
  const texts = rest && !rest.firstElementChild ? rest.textContent.split("<tr ").slice(1) : [];
  rows = listed = [...elements.map(ofElement), ...texts.map(parsed)].map(rowOf);
  shown = table.rows.length;
  offer("tag", rows.flatMap(({ tags }) => tags));
  offer("publication", rows.map(({ publication }) => publication));
  offer("year", rows.map(({ year }) => year), -1);
}

function offer(name, values, sign = 1) {
  const select = bar.elements[name];
  const known = [...new Set(values)].filter(Boolean).sort((a, b) => sign * order.compare(a, b));
  select?.append(...known.map((value) => new Option(value, value)));
}

const textOf = (row) => row.text ??= fold(`${decode(row.html.replace(/<[^>]*>/g, " "))} ${Object.values(row).filter((one) => one !== row.html && typeof one === "string").join(" ")} ${row.tags.join(" ")}`);

/* What words are looked for in, while nothing else is to be done. */
function prepare(from = 0) {
  load();
  rows.slice(from, from + CHUNK).forEach(textOf);
  if (from + CHUNK < rows.length) soon(() => prepare(from + CHUNK));
}

const value = (name) => bar.elements[name]?.value || "";

function fits(row) {
  const [type, tag, publication, year] = ["type", "tag", "publication", "year"].map(value);
  return (!type || row.type === type) && (!tag || row.tags.includes(tag)) && (!publication || row.publication === publication)
    && (!year || row.year === year);
}

/* Dates, ratings and counts begin with the greatest. What is not known comes last either way. */
function compare(a, b) {
  const name = sort.replace("-", ""), [x, y] = [a.keys[name], b.keys[name]];
  if (x === "" || y === "") return (x === "") - (y === "") || a.at - b.at;
  return ((name === "title") === sort.startsWith("-") ? y - x : x - y) || a.at - b.at;
}

function apply() {
  const words = fold(value("q")).split(/\s+/).filter(Boolean), isFiltered = fields.some(({ value }) => value);
  const isAsWritten = !isFiltered && sort === "title";
  if (!(isFirst && isAsWritten)) {
    load();
    listed = rows.filter((row) => fits(row) && words.every((word) => textOf(row).includes(word)));
    if (sort !== "title") listed.sort(compare);
    table.innerHTML = listed.slice(0, STEP).map(({ html }) => html).join("");
    shown = Math.min(STEP, listed.length);
    status.textContent = !isFiltered ? all : shown ? status.dataset.found.replace("{shown}", listed.length) : status.dataset.none;
  }
  isFirst = false;
  if (more) more.hidden = listed ? shown >= listed.length : false;
  clear.hidden = !isFiltered;
  for (const head of heads) {
    const name = head.dataset.sort, isUp = (name === "title") !== sort.startsWith("-");
    name === sort.replace("-", "") ? head.ariaSort = isUp ? "ascending" : "descending" : head.removeAttribute("aria-sort");
  }
}

/* The state: `?q=&type=&tag=&publication=&year=&sort=`, `sort=-cited` for the other way round. */
function write() {
  const search = state;
  for (const { name, value } of [...fields, { name: "sort", value: sort === "title" ? "" : sort }]) value ? search.set(name, value) : search.delete(name);
  apply();
  if (bar.isConnected) address(search.size && `?${search}`);
  const hidden = fields[0].getBoundingClientRect().bottom - status.getBoundingClientRect().top;
  if (hidden > 0) scrollBy(0, -hidden); // What was found begins below a bar that sticks.
}

function address(search) {
  try { history.replaceState(history.state, "", (search || location.pathname) + location.hash); } catch {} // Safari
  seen = location.search;
}

function read() {
  seen = location.search;
  state = new URLSearchParams(seen);
  if (fields.some(({ name }) => state.get(name))) load();
  for (const field of fields) {
    field.value = state.get(field.name) || "";
    if (!field.value && field.options) field.selectedIndex = 0;
  }
  const wanted = state.get("sort") || "";
  sort = heads.some(({ dataset }) => dataset.sort === wanted.replace("-", "")) ? wanted : "title";
  apply();
}

function stick() {
  const head = document.querySelector(".md-header, .navbar.fixed-top");
  section.style.setProperty("--rc-top", `${head ? head.offsetHeight : 0}px`);
}

bar.oninput = write;
bar.onsubmit = () => false;
for (const event of ["pointerdown", "focusin"]) bar.addEventListener(event, load);
clear.onclick = () => {
  for (const field of fields) field.options ? field.selectedIndex = 0 : field.value = "";
  fields[0].focus();
  write();
};
/* By keyboard (`detail` is 0) one goes on at the first new row: the button is behind the last. */
if (more) more.onclick = ({ detail }) => {
  load();
  const next = table.rows.length;
  table.insertAdjacentHTML("beforeend", listed.slice(shown, shown * 2).map(({ html }) => html).join(""));
  shown = Math.min(shown * 2, listed.length);
  more.hidden = shown >= listed.length;
  if (more.hidden || !detail) table.rows[next].querySelector("a")?.focus({ preventScroll: detail > 0 });
};
for (const head of heads) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent });
  button.onclick = () => {
    const name = head.dataset.sort;
    sort = sort === name ? `-${name}` : name;
    write();
  };
  head.replaceChildren(button);
}
stick();
addEventListener("resize", stick);
bar.hidden = false;
read();
soon(() => prepare());
window.location$?.subscribe(() => bar.isConnected && location.search !== seen && read()); // For itself Material loads nothing.
/* Searches answer to `?q=`, too: MkDocs's will, Material's did. */
if (!state.get("q")) return;
address();
const search = document.querySelector("[data-md-toggle=search]:checked");
if (search) {
  document.querySelector("[data-md-component=search-query]").value = "";
  search.click();
}
document.readyState === "complete" ? setTimeout(write) : addEventListener("load", write);
})();
