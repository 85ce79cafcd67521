import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Which files of `assets/` a version has made itself, and which it has kept of the one before; not a page. */
const LIST = 'assets/versions.json'

/** @typedef {{ own: string[], kept: string[] }} Versions */

/**
 * Copies into a new version the assets of the one before, which are not its own: a page that was opened before an
 * upgrade loads its chunks for as long as it is open. Those of the version before that go.
 *
 * @param {string | null} previous folder of the version before
 * @param {string} next folder of the new one
 * @returns {number} how many were kept
 */
export function keepPrevious(previous, next) {
  const own = listAssets(next)
  /** @type {Versions} */
  const before = previous === null ? { own: [], kept: [] } : versionsOf(previous)
  // The same again, built twice, is no new version.
  const isSame = own.length === before.own.length && own.every((name) => before.own.includes(name))
  const kept = (isSame ? before.kept : before.own).filter((name) => !own.includes(name))
  mkdirSync(join(next, 'assets'), { recursive: true })
  for (const name of kept) {
    copyFileSync(join(/** @type {string} */ (previous), 'assets', name), join(next, 'assets', name))
  }
  writeFileSync(join(next, LIST), `${JSON.stringify({ own, kept }, null, 2)}\n`)
  return kept.length
}

/** @param {string} folder */
function listAssets(folder) {
  const assets = join(folder, 'assets')
  return existsSync(assets)
    ? readdirSync(assets)
        .filter((name) => !/\.(br|gz)$/.test(name) && name !== 'versions.json')
        .sort()
    : []
}

/**
 * @param {string} folder
 * @returns {Versions} of a folder that does not say it, all that it has
 */
function versionsOf(folder) {
  const there = listAssets(folder)
  const file = join(folder, LIST)
  if (!existsSync(file)) {
    return { own: there, kept: [] }
  }
  const told = /** @type {Versions} */ (JSON.parse(readFileSync(file, 'utf8')))
  // Whoever cleans up by hand is not to break the next build.
  return {
    own: told.own.filter((name) => there.includes(name)),
    kept: told.kept.filter((name) => there.includes(name)),
  }
}
