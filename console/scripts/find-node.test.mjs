// @vitest-environment node
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../find-node', import.meta.url))
const tools = 'bash dirname uname sed awk tail tr cat mkdir rm mv chmod curl openssl tar gzip'.split(' ')

/** @type {string} a folder of programs in which there is no node */
let bin
/** @type {string} */
let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-node-'))
  bin = join(folder, 'bin')
  mkdirSync(bin)
  for (const tool of tools) {
    symlinkSync(
      execFileSync('bash', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim(),
      join(bin, tool),
    )
  }
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/**
 * @param {string} name of a folder that is made
 * @param {string} version that its node says
 */
function nodeOf(name, version) {
  const made = join(folder, name)
  mkdirSync(made)
  for (const program of ['node', 'npm']) {
    writeFileSync(join(made, program), `#!/bin/sh\necho ${version}\n`)
    chmodSync(join(made, program), 0o755)
  }
  return made
}

/**
 * @param {string[]} path
 * @param {string[]} [more] arguments
 * @param {Record<string, string>} [environment]
 * @param {string} [which] another copy of the script
 * @returns {Promise<{ code: number, out: string, said: string }>}
 */
function find(path, more = [], environment = {}, which = script) {
  return new Promise((resolve) => {
    execFile(
      join(bin, 'bash'),
      [which, ...more],
      {
        env: { PATH: path.join(':'), HOME: folder, MUSTER_NODE_FOLDER: join(folder, 'kept'), ...environment },
      },
      (error, out, said) => {
        resolve({ code: error === null ? 0 : Number(error.code), out: out.trim(), said: said.trim() })
      },
    )
  })
}

it('takes the first Node that is new enough', async () => {
  const old = nodeOf('old', 'v20.18.9')
  const good = nodeOf('good', 'v20.19.0')
  expect(await find([bin, old, good])).toEqual({ code: 0, out: good, said: '' })
  expect((await find([bin, old, nodeOf('newest', 'v24.1.0')])).out).toBe(join(folder, 'newest'))
  expect((await find([bin, nodeOf('ancient', 'v9.99.0'), good])).out).toBe(good)
})

it('takes the one that was fetched before, where the machine has none', async () => {
  mkdirSync(join(folder, 'kept'))
  nodeOf('kept/bin', 'v24.21.0')
  expect(await find([bin])).toEqual({ code: 0, out: join(folder, 'kept', 'bin'), said: '' })
})

it('says in one line, in either language, that there is none', async () => {
  const english = await find([bin, nodeOf('old', 'v18.20.0')])
  expect(english.code).toBe(1)
  expect(english.out).toBe('')
  expect(english.said).toMatch(
    /^No Node 20\.19 or newer: the pages are not built\.[^\n]*npm_config_registry[^\n]*$/,
  )
  const chinese = await find([bin], [], { LANG: 'zh_CN.UTF-8' })
  expect(chinese.said).toMatch(/^没有 Node 20\.19 或更高版本[^\n]*$/)
  // Nobody has said where one could be fetched from.
  expect((await find([bin], ['--fetch'])).code).toBe(1)
})

/**
 * A package as npm's registry has it.
 *
 * @param {string} name
 * @param {string} file the one that is in it
 * @param {string} content
 */
function packed(name, file, content) {
  const made = join(folder, 'packages', name)
  mkdirSync(join(made, 'package', 'bin'), { recursive: true })
  writeFileSync(join(made, 'package', file), content)
  chmodSync(join(made, 'package', file), 0o755)
  execFileSync('tar', ['-czf', `${made}.tgz`, '-C', made, 'package'])
  const bytes = readFileSync(`${made}.tgz`)
  return { bytes, sum: createHash('sha512').update(bytes).digest('base64') }
}

it.skipIf(process.platform !== 'linux')(
  'fetches what is pinned where the machine has none, and once',
  async () => {
    const node = packed('node', 'bin/node', '#!/bin/sh\necho v24.21.0\n')
    const npm = packed('npm', 'bin/npm-cli.js', '')
    // The same script, but that it pins these two.
    const copy = join(folder, 'find-node')
    writeFileSync(
      copy,
      readFileSync(script, 'utf8')
        .replace(/'(node[\w-]* [\d.]+) [A-Za-z0-9+/]+=*'/g, `'$1 ${node.sum}'`)
        .replace(/'(npm [\d.]+) [A-Za-z0-9+/]+=*'/g, `'$1 ${npm.sum}'`),
    )
    /** @type {string[]} */
    const asked = []
    const registry = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end((request.url ?? '').startsWith('/npm/') ? npm.bytes : node.bytes)
    })
    await new Promise((resolve) =>
      registry.listen(0, '127.0.0.1', () => {
        resolve(undefined)
      }),
    )
    const { port } = /** @type {import('node:net').AddressInfo} */ (registry.address())
    const kept = join(folder, 'kept')
    const first = await find([bin], ['--fetch'], { npm_config_registry: `http://127.0.0.1:${port}` }, copy)
    expect(first.said).toMatch(/^Fetching Node 24\.21\.0 for the pages[^\n]*$/)
    expect(first).toMatchObject({ code: 0, out: join(kept, 'bin') })
    expect(existsSync(join(kept, 'npm', 'bin', 'npm-cli.js'))).toBe(true)
    expect(existsSync(`${kept}.new`)).toBe(false)
    registry.close()

    // There is no registry any more, and none is needed.
    expect(await find([bin], ['--fetch'], {}, copy)).toEqual({ code: 0, out: join(kept, 'bin'), said: '' })
    expect(asked).toHaveLength(2)
  },
)

it('uses nothing that is not what it should be', async () => {
  /** @type {string[]} */
  const asked = []
  const registry = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('something else')
  })
  await new Promise((resolve) =>
    registry.listen(0, '127.0.0.1', () => {
      resolve(undefined)
    }),
  )
  const { port } = /** @type {import('node:net').AddressInfo} */ (registry.address())
  const found = await find([bin], ['--fetch'], { npm_config_registry: `http://127.0.0.1:${port}/` })
  registry.close()
  expect(found.code).toBe(1)
  expect(asked).toEqual([expect.stringMatching(/^\/node-[\w-]+\/-\/node-[\w-]+-\d+\.\d+\.\d+\.tgz$/)])
  expect(found.said).toContain('is not what it should be')
  expect(existsSync(join(folder, 'kept'))).toBe(false)
  expect(existsSync(join(folder, 'kept.new'))).toBe(false)
})
