// Prints, for each file named on standard input, whether ajv finds it valid under the schema: a line of 0s and 1s.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const [, , schema] = process.argv;
const validate = new Ajv({ strict: false, logger: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
const files = readFileSync(0, "utf8").split("\n").filter(Boolean);
console.log(files.map((file) => Number(validate(JSON.parse(readFileSync(file, "utf8"))))).join(""));
