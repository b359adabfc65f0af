// Runs artfmt beside the page: a message {id, text, from} is answered by {id, shown}, or {id, failed}.
import { loadPyodide } from "./runtime/pyodide.mjs";

const runtime = new URL("./runtime/", import.meta.url);
const PACKAGES = "/lib/artfmt-packages";

async function start() {
  const { compiled } = await (await fetch(new URL("contents.json", runtime))).json();
  const archive = fetch(new URL("packages.zip", runtime)).then((answer) => answer.arrayBuffer());
  const python = await loadPyodide({ indexURL: runtime.href, packages: compiled, checkIntegrity: true });
  python.unpackArchive(await archive, "zip", { extractDir: PACKAGES });
  return python.runPython(`
    import json, sys
    sys.path.insert(0, ${JSON.stringify(PACKAGES)})
    from artfmt.editor.playground import shown
    lambda text, from_format: json.dumps(shown(text, from_format))
  `);
}

const started = start();
started.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error) }),
);
addEventListener("message", async ({ data: { id, text, from } }) => {
  try {
    postMessage({ id, shown: JSON.parse((await started)(text, from)) });
  } catch (error) {
    postMessage({ id, failed: String(error) });
  }
});
