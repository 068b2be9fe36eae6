// pack.mjs DIST OUT: makes OUT/assets.S (the bytes, by .incbin) and OUT/assets.cpp (the table) from the built client.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const [dist, out] = process.argv.slice(2)
const mimes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort()

const blobs = join(out, 'blobs')
mkdirSync(blobs, { recursive: true })

const lines = ['.section .rodata']
const rows = []
const smaller = (packed, raw) => (packed.length < raw.length ? packed : Buffer.alloc(0))

files.forEach((file, index) => {
  const raw = readFileSync(file)
  const forms = {
    raw,
    gzip: smaller(gzipSync(raw, { level: 9 }), raw),
    brotli: smaller(brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }), raw),
  }
  const views = Object.entries(forms).map(([form, bytes]) => {
    if (bytes.length === 0) return '{}'
    const name = `plenum_web_${index}_${form}`
    const blob = join(blobs, `${index}.${form}`)
    writeFileSync(blob, bytes)
    lines.push(`.global ${name}`, '.balign 16', `${name}:`, `.incbin "${blob}"`)
    return `{${name}, ${bytes.length}}`
  })
  const path = '/' + relative(dist, file)
  const etag = createHash('sha256').update(raw).digest('hex').slice(0, 32)
  const mime = mimes[extname(file)] ?? 'application/octet-stream'
  rows.push(`  {${JSON.stringify(path)}, ${JSON.stringify(mime)}, "\\"${etag}\\"", ${views.join(', ')}, ${path.startsWith('/assets/')}},`)
})

lines.push('.section .note.GNU-stack,"",@progbits', '')
writeFileSync(join(out, 'assets.S'), lines.join('\n'))

const names = [...lines.join('\n').matchAll(/^\.global (\w+)$/gm)].map((match) => match[1])
writeFileSync(
  join(out, 'assets.cpp'),
  `#include <array>

#include "clients/web/assets.h"

extern "C" {
${names.map((name) => `extern const char ${name}[];`).join('\n')}
}

namespace plenum::web {

std::span<const Asset> assets() {
  static const std::array<Asset, ${rows.length}> all = {{
${rows.join('\n')}
  }};
  return all;
}

}  // namespace plenum::web
`,
)
