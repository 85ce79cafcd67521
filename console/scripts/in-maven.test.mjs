// @vitest-environment node
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../in-maven', import.meta.url))

/** @type {string} what would be the folder of the pages */
let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-in-maven-'))
  copyFileSync(script, join(folder, 'in-maven'))
  program('find-node', `echo '${folder}/node'`)
  mkdirSync(join(folder, 'node'))
  // It writes down what it is asked, and makes what the real one would.
  program(
    'node/npm',
    `echo "$*" >> '${folder}/asked'\n[ "$1" != ci ] || mkdir -p node_modules\nexit $(cat '${folder}/exit')`,
  )
  writeFileSync(join(folder, 'asked'), '')
  writeFileSync(join(folder, 'exit'), '0')
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    writeFileSync(join(folder, file), '{}')
  }
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/**
 * @param {string} name
 * @param {string} commands
 */
function program(name, commands) {
  writeFileSync(join(folder, name), `#!/bin/sh\n${commands}\n`)
  chmodSync(join(folder, name), 0o755)
}

/**
 * @param {string[]} steps
 * @returns {string} what it prints
 */
function run(...steps) {
  return execFileSync('bash', [join(folder, 'in-maven'), ...steps], { encoding: 'utf8', stdio: 'pipe' })
}

/** How often everything was installed. */
function installed() {
  return readFileSync(join(folder, 'asked'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('ci ')).length
}

it('installs once, and again when the lock has changed', () => {
  run('types')
  run('types')
  expect(installed()).toBe(1)
  writeFileSync(join(folder, 'package-lock.json'), '{"changed":true}')
  run('types')
  expect(installed()).toBe(2)
  run('types')
  expect(installed()).toBe(2)
  run('build')
  expect(readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n').at(-1)).toBe('run --silent build')
})

it('installs again after an installation that failed', () => {
  writeFileSync(join(folder, 'exit'), '1')
  expect(() => run('types')).toThrow()
  writeFileSync(join(folder, 'exit'), '0')
  run('types')
  expect(installed()).toBe(2)
})

it('leaves out what needs a Node where there is none, and says so once', () => {
  program('find-node', 'echo "No Node 20.19 or newer: the pages are not built." >&2\nexit 1')
  expect(run('types')).toBe('[WARNING] No Node 20.19 or newer: the pages are not built.\n')
  expect(run('test')).toBe('')
  expect(run('build')).toBe('')
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('')
})
