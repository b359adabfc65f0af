// Runs artfmt beside the page: a message {text, from, why} is answered by {shown}, or by {failed, fatal}.
import { loadPyodide } from "./runtime/pyodide.mjs";

const runtime = new URL("./runtime/", import.meta.url);
const PACKAGES = "/lib/artfmt-packages";

async function had(name) {
  const answer = await fetch(new URL(name, runtime));
  if (!answer.ok) {
    throw new Error(`${name} could not be had (${answer.status})`);
  }
  return answer;
}

async function start() {
  const { compiled, core } = await (await had("contents.json")).json();
  const archive = had("packages.zip").then((answer) => answer.arrayBuffer());
  // Pyodide waits for ever for a part of its own that is not there.
  await Promise.all(core.map((name) => fetch(new URL(name, runtime), { method: "HEAD" }).then(({ ok }) => ok || Promise.reject(new Error(`${name} could not be had`)))));
  const python = await loadPyodide({ indexURL: runtime.href, packages: compiled, checkIntegrity: true });
  python.unpackArchive(await archive, "zip", { extractDir: PACKAGES });
  const shown = python.runPython(`
    import json, sys
    sys.path.insert(0, ${JSON.stringify(PACKAGES)})
    import lxml.etree, rpds, yaml
    from artfmt.editor.playground import shown
    lambda text, from_format, why: json.dumps(shown(text, from_format, why))
  `);
  // All is here: from now on nothing in this worker can ask anybody for anything.
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "importScripts"]) {
    globalThis[name] = undefined;
  }
  return shown;
}

const started = start();
started.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error) }),
);
addEventListener("message", async ({ data: { text, from, why } }) => {
  try {
    postMessage({ shown: JSON.parse((await started)(text, from, why)) });
  } catch (error) {
    postMessage({ failed: String(error), fatal: error.constructor?.name !== "PythonError" });
  }
});
