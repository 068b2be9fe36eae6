// embed.mjs DIST OUT: writes each file of DIST in three codings, an assembler file that takes them in, and the
// table of them in C++ (clients/web/assets.h).
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [dist, out] = process.argv.slice(2);
const blobs = join(out, "blobs");
const mimes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".png": "image/png",
};

rmSync(blobs, { recursive: true, force: true });
mkdirSync(blobs, { recursive: true });

const assembler = ["  .section .rodata"];
const declared = [];
const rows = [];

const names = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dist.length).replace(/^\/*/, "/"))
  .sort();

for (const [i, path] of names.entries()) {
  const raw = readFileSync(join(dist, path));
  const mime = mimes[extname(path)];
  if (!mime) throw new Error(`${path}: which MIME type?`);
  const hash = createHash("sha256").update(raw).digest("base64url").slice(0, 27);
  const codings = { raw, gzip: gzipSync(raw, { level: 9 }), brotli: brotli(raw) };
  const views = Object.entries(codings).map(([coding, bytes]) =>
    coding !== "raw" && bytes.length >= raw.length ? "{}" : blob(`plenum_web_${i}_${coding}`, bytes));
  const immutable = /-[A-Za-z0-9_-]{8}\.\w+$/.test(path);
  rows.push(`    {"${path}", "${mime}", "\\"${hash}\\"", ${views.join(", ")}, ${immutable}},`);
}

function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

function blob(name, bytes) {
  const file = join(blobs, name);
  writeFileSync(file, bytes);
  assembler.push("  .balign 16", `  .global ${name}`, `  .hidden ${name}`, `${name}:`, `  .incbin "${file}"`);
  declared.push(`extern const char ${name}[];`);
  return `{${name}, ${bytes.length}}`;
}

writeFileSync(join(out, "assets.S"), [...assembler, '  .section .note.GNU-stack,"",@progbits', ""].join("\n"));
writeFileSync(join(out, "assets.cpp"), `// Written by clients/web/scripts/embed.mjs.
#include "clients/web/assets.h"

extern "C" {
${declared.join("\n")}
}

namespace plenum::web {
namespace {
const Asset all[] = {
${rows.join("\n")}
};
}  // namespace

std::span<const Asset> assets() { return all; }

}  // namespace plenum::web
`);
