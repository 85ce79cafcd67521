import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * @typedef {{ file: string, imports?: string[], css?: string[] }} Chunk as Vite's manifest has it
 */

/**
 * What a browser loads before it shows anything, with gzip, which is what the least of them understand.
 *
 * @param {string} folder
 * @param {Record<string, Chunk>} manifest
 * @param {string[]} names entries of the manifest, such as `index.html`; `worker:NAME` is a worker's own file
 * @returns {Record<string, number>} bytes
 */
export function sizesOf(folder, manifest, names) {
  return Object.fromEntries(
    names.map((name) => [
      name,
      [...(name.startsWith('worker:') ? workerFiles(folder, name.slice(7)) : filesOf(manifest, name))]
        .map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length)
        .reduce((one, other) => one + other, 0),
    ]),
  )
}

/**
 * @param {Record<string, Chunk>} manifest
 * @param {string} name
 * @param {Set<string>} [seen]
 * @returns {Set<string>}
 */
function filesOf(manifest, name, seen = new Set()) {
  const chunk = manifest[name]
  if (chunk === undefined) {
    throw new Error(`There is no ${name} in the build`)
  }
  if (!seen.has(chunk.file)) {
    seen.add(chunk.file)
    for (const style of chunk.css ?? []) {
      seen.add(style)
    }
    for (const other of chunk.imports ?? []) {
      filesOf(manifest, other, seen)
    }
  }
  return seen
}

/**
 * @param {string} folder
 * @param {string} name
 */
function workerFiles(folder, name) {
  const found = readdirSync(join(folder, 'assets')).filter(
    (file) => file.startsWith(`${name}-`) && file.endsWith('.js'),
  )
  if (found.length === 0) {
    throw new Error(`There is no worker ${name} in the build`)
  }
  return found.map((file) => join('assets', file))
}

/**
 * @param {Record<string, number>} sizes
 * @param {Record<string, number>} budgets
 * @returns {string[]} a sentence for each that is too large
 */
export function overBudget(sizes, budgets) {
  return Object.entries(sizes)
    .filter(([name, bytes]) => bytes > (budgets[name] ?? 0))
    .map(
      ([name, bytes]) => `${name} is too large: ${bytes} bytes compressed, ${budgets[name] ?? 0} are allowed`,
    )
}
