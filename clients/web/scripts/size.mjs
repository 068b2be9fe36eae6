// What a first visit fetches before it shows a thread: index.html and what it names, and what those import
// without being asked. Fails when that is more than the budget.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const budget = 150_000;
const dist = new URL("../dist/", import.meta.url).pathname;
const html = readFileSync(join(dist, "index.html"), "utf8");
const named = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((found) => found[1]);
const files = ["index.html", ...new Set(named)];
let code = 0;
for (const file of files) {
  const bytes = readFileSync(join(dist, file));
  const size = file.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  if (!file.endsWith(".woff2")) code += size;
  console.log(`${String(size).padStart(8)}  ${file}`);
}
console.log(`${String(code).padStart(8)}  gzipped without the font; budget ${budget}`);
process.exit(code > budget ? 1 : 0);
