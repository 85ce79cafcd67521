import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const COMPRESSIBLE = /\.(html|js|mjs|css|svg|json|webmanifest|txt)$/

/** Below it a compressed file is no smaller on the wire. */
const LEAST_BYTES = 512

/**
 * Lays each file's compressed forms beside it, for a server that would else do it with each request.
 *
 * @param {string} folder
 * @returns {number} how many files there were to compress
 */
export function compressAll(folder) {
  let files = 0
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) {
      files += compressAll(path)
    } else if (COMPRESSIBLE.test(name) && statSync(path).size >= LEAST_BYTES) {
      const content = readFileSync(path)
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
      writeFileSync(
        `${path}.br`,
        brotliCompressSync(content, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          },
        }),
      )
      files++
    }
  }
  return files
}
