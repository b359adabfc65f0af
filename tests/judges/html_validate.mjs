// Prints what html-validate has against the HTML files named on standard input: a line for each finding.
import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const checker = new HtmlValidate(new StaticConfigLoader({ 
    extends: ["html-validate:recommended"],
    // A matter of taste about the author's words, not of HTML.
    // An id may begin with a digit (HTML, section 3.2.6).
    rules: { "tel-non-breaking": "off", "valid-id": ["error", { relaxed: true }] },
  }));
for (const file of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const report = await checker.validateFile(file);
  for (const { messages } of report.results) {
    for (const each of messages) console.log(`${file}:${each.line}:${each.column}: ${each.ruleId}: ${each.message}`);
  }
}
