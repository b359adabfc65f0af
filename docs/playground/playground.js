// The page: what is typed goes to the worker, the newest of it only; what comes back is shown as text, never as markup.
const at = (id) => document.getElementById(id);
const made = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });
const WAIT = 250; // milliseconds after the last key
const answer = await fetch("runtime/contents.json");
if (!answer.ok) {
  tell("This page lies here without what it loads: python benchmarks/playground.py FOLDER builds it.");
  throw new Error("runtime/contents.json is missing");
}
const contents = await answer.json();
const worker = new Worker("worker.js", { type: "module" });
let ready = false;
let asked = 0;
let begun = 0;
let busy = false;
let stale = false;
let timer = 0;
let shown = { outputs: {} };

function ask() {
  if (!ready || busy) {
    stale = true;
    return;
  }
  busy = true;
  stale = false;
  asked += 1;
  begun = performance.now();
  worker.postMessage({ id: asked, text: at("text").value, from: at("from").value });
}

function tell(message) {
  at("status").textContent = message;
}

worker.addEventListener("message", ({ data }) => {
  if (data.ready) {
    ready = true;
    ask();
    return;
  }
  busy = false;
  if (data.failed) {
    console.error(data.failed);
    tell(ready ? "This text could not be shown; the console has the reason." : "artfmt could not be loaded; the console has the reason.");
  } else {
    shown = data.shown;
    show(performance.now() - begun);
  }
  if (stale) {
    ask();
  }
});
worker.addEventListener("error", () => tell("artfmt could not be loaded in this browser."));

function show(milliseconds) {
  const number = shown.findings.length;
  const findings = `${number} finding${number === 1 ? "" : "s"}`;
  tell(`${shown.format ? `Read as ${shown.format}` : "No article yet"}, ${findings}, ${Math.round(milliseconds)} ms.`);
  at("tab-findings").textContent = `Findings (${number})`;
  at("structure").firstElementChild.replaceChildren(...shown.structure.map(partRow));
  at("findings").firstElementChild.replaceChildren(...shown.findings.map(findingRow));
  at("why").firstElementChild.replaceChildren(...shown.explained.map((line) => made("li", "", line)));
  const to = at("to");
  const chosen = to.value || "jats";
  to.replaceChildren(...Object.keys(shown.outputs).map((name) => new Option(name, name, false, name === chosen)));
  showOutput();
  at("page").firstElementChild.srcdoc = shown.outputs.html ?? "";
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

function select(line) {
  if (!line) {
    return;
  }
  const text = at("text");
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0);
  text.blur();
  text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  text.focus();
}

function open(tab) {
  for (const other of document.querySelectorAll("[role=tab]")) {
    const isOpen = other === tab;
    other.setAttribute("aria-selected", String(isOpen));
    other.tabIndex = isOpen ? 0 : -1;
    at(other.getAttribute("aria-controls")).hidden = !isOpen;
  }
}

for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => open(tab));
  tab.addEventListener("keydown", ({ key }) => {
    const next = { ArrowRight: tab.nextElementSibling, ArrowLeft: tab.previousElementSibling }[key];
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
    at("text").setRangeText(markup, at("text").selectionStart, at("text").selectionEnd, "end");
    ask();
  }
});
at("from").addEventListener("change", ask);
at("to").addEventListener("change", showOutput);
at("copy").addEventListener("click", () => navigator.clipboard.writeText(shown.outputs[at("to").value] ?? ""));

at("text").value ||= contents.example;
at("sizes").replaceChildren(
  ...contents.sizes.map(([name, bytes]) => {
    const line = made("tr", "", "");
    line.append(made("td", "", name), made("td", "", `${(bytes / 1e6).toFixed(2)} MB`));
    return line;
  }),
);
