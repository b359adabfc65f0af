// The page: what is typed goes to the worker, the newest of it only; what comes back is shown as text, never as markup.
const WAIT = 250; // milliseconds after the last key
const MOST = 1_000_000; // characters
const MOST_ROWS = 2_000;
const PATIENCE = 15_000; // milliseconds for a text that is no longer asked for
const at = (id) => document.getElementById(id);
const made = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });
const NOTHING = { format: null, structure: [], findings: [], outputs: {}, explained: [] };
let worker = null;
let ready = false;
let asked = null; // the question that the worker has: {text, from, why, begun}
let timer = 0;
let chosen = "jats";
let shown = NOTHING;

function tell(message) {
  at("status").textContent = message;
}

function begin() {
  worker?.terminate();
  ready = false;
  asked = null;
  try {
    worker = new Worker("worker.js", { type: "module" });
  } catch {
    tell("This browser cannot run artfmt: it has no workers that are modules.");
    return;
  }
  worker.addEventListener("message", ({ data }) => answered(data));
  worker.addEventListener("error", (event) => answered({ failed: event.message || "the worker could not be loaded", fatal: true }));
}

function ask() {
  clearTimeout(timer);
  const text = at("text").value.toWellFormed?.() ?? at("text").value;
  if (text.length > MOST) {
    show(NOTHING, `Too long: ${text.length.toLocaleString("en")} characters; this page takes ${MOST.toLocaleString("en")}. artfmt itself has no such limit.`);
    return;
  }
  if (!ready) {
    return;
  }
  at("views").setAttribute("aria-busy", "true");
  tell("Reading…");
  if (asked) {
    const left = PATIENCE - (performance.now() - asked.begun);
    timer = setTimeout(() => (asked ? begin() : ask()), Math.max(left, 0));
    return;
  }
  asked = { text, from: at("from").value, why: !at("why").hidden, begun: performance.now() };
  worker.postMessage(asked);
}

function answered(data) {
  if (data.ready) {
    ready = true;
    ask();
    return;
  }
  const question = asked;
  asked = null;
  const lacksReasons = question && !question.why && !at("why").hidden;
  const isStale = question && (question.text !== at("text").value || question.from !== at("from").value || lacksReasons);
  clearTimeout(timer); // what it waited for is here; a text that was typed meanwhile is asked for below
  if (data.failed) {
    console.error(data.failed);
    const reason = data.failed.trim().split("\n").at(-1);
    show(NOTHING, ready ? `This text could not be shown: ${reason}` : `artfmt could not be loaded: ${reason}`);
    if (ready && data.fatal) {
      begin();
    }
  } else if (!isStale) {
    const count = data.shown.findings.length;
    const took = Math.round(performance.now() - question.begun);
    const kind = data.shown.format ? `Read as ${data.shown.format}` : "No article yet";
    show(data.shown, `${kind}, ${count} finding${count === 1 ? "" : "s"}, ${took} ms.`);
  }
  if (isStale) {
    ask();
  }
}

function show(told, status) {
  shown = told;
  at("tab-findings").textContent = `Findings (${shown.findings.length})`;
  fill("structure", shown.format ? shown.structure.map(partRow) : shown.findings.map(findingRow));
  fill("findings", shown.findings.map(findingRow));
  fill("why", shown.explained.map((line) => made("li", "", line)));
  at("to").replaceChildren(...Object.keys(shown.outputs).map((name) => new Option(name, name, false, name === chosen)));
  showOutput();
  at("page").firstElementChild.srcdoc = still(shown.outputs.html ?? "");
  at("views").setAttribute("aria-busy", "false");
  tell(status);
}

function fill(view, rows) {
  const more = rows.length > MOST_ROWS ? [made("li", "", `… and ${rows.length - MOST_ROWS} more`)] : [];
  at(view).firstElementChild.replaceChildren(...rows.slice(0, MOST_ROWS), ...more);
}

// A page whose links lead nowhere but within it: a click must neither replace the page nor tell anybody what was pasted.
function still(page) {
  const parsed = new DOMParser().parseFromString(page, "text/html");
  for (const link of parsed.querySelectorAll("[href]")) {
    const target = link.getAttribute("href");
    if (target.startsWith("#")) {
      link.setAttribute("href", `about:srcdoc${target}`);
    } else {
      link.title = target;
      link.removeAttribute("href");
    }
  }
  return `<!DOCTYPE html>${parsed.documentElement.outerHTML}`;
}

function showOutput() {
  at("output").querySelector("pre").textContent = shown.outputs[at("to").value] ?? "";
}

function row(line, className, ...content) {
  const item = made("li", className, "");
  const button = made("button", "", "");
  button.type = "button";
  button.append(...content);
  button.addEventListener("click", () => select(line));
  item.append(button);
  return item;
}

function partRow(part) {
  const item = row(part.line, "", made("span", "name", part.name), made("span", part.name.startsWith("label") ? "label" : "", part.text));
  item.style.paddingLeft = `${part.depth * 1.25}rem`;
  return item;
}

function findingRow(finding) {
  const line = finding.line ? `line ${finding.line}: ` : "";
  return row(finding.line, finding.severity, line, made("b", "", finding.severity), ` ${finding.message} `, made("code", "", finding.rule));
}

// The place is brought into view by giving the focus to a cursor that stands there; only then the line is selected.
function select(line) {
  if (!line || asked) {
    return;
  }
  const text = at("text");
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0);
  text.setSelectionRange(start, start);
  text.blur();
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
}

function open(tab) {
  for (const other of document.querySelectorAll("[role=tab]")) {
    const isOpen = other === tab;
    other.setAttribute("aria-selected", String(isOpen));
    other.tabIndex = isOpen ? 0 : -1;
    at(other.getAttribute("aria-controls")).hidden = !isOpen;
  }
  // Why a text was read so takes longer than to read it: it is asked for where it is looked at.
  if (tab.id === "tab-why" && shown.format && !shown.explained.length) {
    ask();
  }
}

async function copy() {
  try {
    await navigator.clipboard.writeText(shown.outputs[at("to").value] ?? "");
    tell("Copied.");
  } catch {
    tell("The browser does not let this page copy: select the text, and copy it.");
  }
}

for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => open(tab));
  tab.addEventListener("keydown", ({ key }) => {
    const { previousElementSibling: before, nextElementSibling: after, parentElement: all } = tab;
    const next = { ArrowRight: after, ArrowLeft: before, Home: all.firstElementChild, End: all.lastElementChild }[key];
    if (next) {
      open(next);
      next.focus();
    }
  });
}
at("text").addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
});
at("text").addEventListener("paste", (event) => {
  const markup = at("formatted").checked && event.clipboardData.getData("text/html");
  if (markup) {
    event.preventDefault();
    document.execCommand("insertText", false, markup); // the one way that can be undone
  }
});
at("from").addEventListener("change", ask);
at("to").addEventListener("change", () => {
  chosen = at("to").value;
  showOutput();
});
at("copy").addEventListener("click", copy);

async function load() {
  tell("Loading…");
  const slow = setTimeout(() => ready || tell("Still loading: 16 MB. If this stays, a part of the page could not be had; the console says which."), 30_000);
  try {
    const answer = await fetch("runtime/contents.json");
    const contents = answer.ok ? await answer.json() : null;
    if (!contents) {
      throw new Error("it lies here without what it loads: python benchmarks/playground.py FOLDER builds that");
    }
    at("text").value ||= contents.example;
    at("sizes").replaceChildren(
      ...contents.sizes.map(([name, bytes]) => {
        const line = made("tr", "", "");
        line.append(made("td", "", name), made("td", "", `${(bytes / 1e6).toFixed(2)} MB`));
        return line;
      }),
    );
    begin();
  } catch (error) {
    clearTimeout(slow);
    tell(`This page could not be loaded: ${error.message}`);
  }
}
await load();
