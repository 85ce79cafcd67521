// Makes target/dist of what Vite has written to target/next: the chunks of the version before stay for one version,
// since pages that are open ask for them; everything is there compressed; and no page has become too large.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compressAll } from './compress.mjs'
import { overBudget, sizesOf } from './budgets.mjs'
import { keepPrevious } from './previous.mjs'

const target = new URL('../target/', import.meta.url)
const next = fileURLToPath(new URL('next/', target))
const dist = fileURLToPath(new URL('dist/', target))
// Of a release that was built elsewhere; else what was built here before.
const previous = process.env['MUSTER_PREVIOUS_CONSOLE'] ?? dist

const manifest = JSON.parse(readFileSync(`${next}/.vite/manifest.json`, 'utf8'))
const budgets = JSON.parse(readFileSync(new URL('../budgets.json', import.meta.url), 'utf8'))

const sizes = sizesOf(next, manifest, Object.keys(budgets))
for (const [name, bytes] of Object.entries(sizes)) {
  console.log(`${name}: ${(bytes / 1000).toFixed(1)} kB compressed, of ${(budgets[name] / 1000).toFixed(0)}`)
}
const over = overBudget(sizes, budgets)
if (over.length > 0) {
  console.error(over.join('\n'))
  process.exit(1)
}

// What Vite knows of its chunks is for the build alone.
mkdirSync(new URL('manifest/', target), { recursive: true })
cpSync(`${next}/.vite`, fileURLToPath(new URL('manifest/', target)), { recursive: true })
rmSync(`${next}/.vite`, { recursive: true })

const kept = keepPrevious(existsSync(previous) ? previous : null, next)
const compressed = compressAll(next)
rmSync(dist, { recursive: true, force: true })
renameSync(next, dist)
writeFileSync(fileURLToPath(new URL('built', target)), `${new Date().toISOString()}\n`)
console.log(`${dist}: ${compressed} files compressed, ${kept} of the version before kept`)
