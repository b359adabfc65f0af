// Opens the playground in a real browser and tells what it shows, as one object of JSON:
//
//     node tests/judges/playground.mjs CHROMIUM ADDRESS [FOLDER FOR PICTURES] < texts.json
//
// texts.json is a list of [text, format]. Told of each: its status, the rows of each view, each output; of the page: the
// milliseconds until it was loaded, what it asked for, what its console and axe say.
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [executablePath, address, pictures] = process.argv.slice(2);
const texts = JSON.parse(fs.readFileSync(0, "utf8"));
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const requests = [];
const told = [];
context.on("request", (request) => requests.push(request.url()));
page.on("console", (message) => told.push(message.text()));
page.on("pageerror", (error) => told.push(String(error)));

async function settled() {
  await page.waitForFunction(() => /ms\.$/.test(document.getElementById("status").textContent), null, { timeout: 120_000 });
  return page.textContent("#status");
}

async function seen() {
  const outputs = {};
  for (const name of await page.$$eval("#to option", (options) => options.map((option) => option.value))) {
    await page.evaluate((value) => {
      document.getElementById("to").value = value;
      document.getElementById("to").dispatchEvent(new Event("change"));
    }, name);
    outputs[name] = await page.textContent("#output pre");
  }
  const rows = (view) => page.$$eval(`#${view} li`, (items) => items.map((item) => item.textContent));
  return {
    structure: await page.$$eval("#structure li", (items) => items.map((item) => [...item.querySelectorAll("span")].map((part) => part.textContent)).filter((parts) => parts.length)),
    findings: await rows("findings"),
    explained: await rows("why"),
    outputs,
  };
}

const begun = performance.now();
await page.goto(address);
let status = await settled();
const loaded = performance.now() - begun;
await page.evaluate(() => (document.getElementById("status").textContent = ""));
await page.click("#tab-why");
const shown = [{ status: await settled(), ...(await seen()) }];
for (const [text, format] of texts) {
  await page.evaluate((from) => {
    document.getElementById("status").textContent = "";
    document.getElementById("from").value = from;
  }, format);
  await page.fill("#text", `${text} `); // so that a text that stands there already is asked for, too
  await page.fill("#text", text);
  status = await settled();
  shown.push({ status, ...(await seen()) });
}
await page.selectOption("#from", "markdown");
// A click on a row brings its line into view; one on a link of the page leads nowhere but within it.
await page.fill("#text", `# Fares fall\n\n${"It fell.\n\n".repeat(300)}**Last:** It did.[^1] [Out](https://news.example/?x=1) [Up](../leak)\n\n[^1]: By half.\n`);
await page.waitForFunction(() => document.querySelectorAll("#structure li").length > 300, null, { timeout: 120_000 });
await page.click("#tab-structure");
await page.click("#structure li:nth-last-child(2) button");
const selected = await page.$eval("#text", (text) => [text.value.slice(text.selectionStart, text.selectionEnd), text.scrollTop > 1000]);
await page.click("#tab-page");
const frame = await (await page.$("#page iframe")).contentFrame();
await frame.click("a[href*='#fn']");
await frame.click("text=Out");
await frame.click("text=Up");
const page_now = { url: frame.url(), headline: await frame.textContent("h1"), links: await frame.$$eval("a[href]", (links) => links.map((link) => link.getAttribute("href"))) };
await page.click("#tab-structure");
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
const session = await context.newCDPSession(page);
await session.send("Runtime.evaluate", { expression: axe });
const { result } = await session.send("Runtime.evaluate", {
  expression: "axe.run(document).then((found) => JSON.stringify(found.violations.map((each) => [each.id, each.nodes.map((node) => node.html)])))",
  awaitPromise: true,
});
if (pictures) {
  fs.mkdirSync(pictures, { recursive: true });
  for (const width of [390, 820, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${pictures}/playground-${width}.png` });
  }
}
console.log(JSON.stringify({ loaded, selected, page: page_now, requests, told, shown, title: await page.title(), violations: JSON.parse(result.value) }));
await browser.close();
