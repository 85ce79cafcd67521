// @vitest-environment node
import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const original = fileURLToPath(new URL('../keep-screenshots', import.meta.url))
const stories = fileURLToPath(new URL('../stories/', import.meta.url))
const chosen = [...readFileSync(original, 'utf8').matchAll(/^(\S+\.png) (\S+\.png)$/gm)].map((found) => ({
  taken: found[1] ?? '',
  kept: found[2] ?? '',
}))

/** @type {string} a project with the script and nothing else */
let root
/** @type {string} */
let script

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'muster-screenshots-'))
  mkdirSync(join(root, 'console'))
  mkdirSync(join(root, 'browser-stories/target/screenshots'), { recursive: true })
  script = join(root, 'console/keep-screenshots')
  copyFileSync(original, script)
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

/** @param {string} name */
function take(name) {
  writeFileSync(join(root, 'browser-stories/target/screenshots', name), `picture ${name}`)
}

it('copies those that the documents show, by their names there, and no others', () => {
  for (const { taken } of chosen) {
    take(taken)
  }
  take('another.png')
  execFileSync('bash', [script])
  const images = join(root, 'docs/images')
  expect(readdirSync(images).sort()).toEqual(chosen.map(({ kept }) => kept).sort())
  for (const { taken, kept } of chosen) {
    expect(readFileSync(join(images, kept), 'utf8')).toBe(`picture ${taken}`)
  }
})

it('says which one is missing, and what takes it', () => {
  const ran = spawnSync('bash', [script], { encoding: 'utf8' })
  expect(ran.status).toBe(1)
  const first = chosen[0]?.taken ?? ''
  expect(first).not.toBe('')
  expect(ran.stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(new RegExp(`/${first} is missing: \\./muster test --only `)),
  ])
})

it('chooses pictures that the stories take', () => {
  const all = readdirSync(stories)
    .map((file) => readFileSync(join(stories, file), 'utf8'))
    .join('\n')
  const taken = [...all.matchAll(/picture\(page, [`'](.+)[`']\)/g)].map(
    (found) => new RegExp(`^${(found[1] ?? '').replaceAll(/\$\{[^}]*\}/g, '[\\w-]+')}\\.png$`),
  )
  expect(chosen.length).toBeGreaterThanOrEqual(3)
  for (const one of chosen) {
    expect(
      taken.some((name) => name.test(one.taken)),
      one.taken,
    ).toBe(true)
  }
})
