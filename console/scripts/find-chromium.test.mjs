// @vitest-environment node
import { execFile, execFileSync } from 'node:child_process'
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
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../find-chromium', import.meta.url))
const tools = 'bash tr head cat touch chmod env'.split(' ')

/** @type {string} */
let folder
/** @type {string} a machine's programs: no browser, and a font list that knows none for Chinese */
let bin

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-chromium-'))
  bin = join(folder, 'bin')
  mkdirSync(bin)
  for (const tool of tools) {
    symlinkSync(
      execFileSync('bash', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim(),
      join(bin, tool),
    )
  }
  program('fc-list', '')
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/**
 * @param {string} name
 * @param {string} does
 * @returns {string} where it is
 */
function program(name, does) {
  const path = join(bin, name)
  writeFileSync(path, `#!${join(bin, 'bash')}\n${does}\n`)
  chmodSync(path, 0o755)
  return path
}

function fontForChinese() {
  program('fc-list', 'echo "/usr/share/fonts/NotoSansCJK.ttc: Noto Sans CJK SC"')
}

/**
 * Notes what it is called with, and brings what it is asked for.
 *
 * @param {number} user whose machine it is; 0 may do everything
 */
function debian(user) {
  program('id', `echo ${user}`)
  program(
    'apt-get',
    `echo "$*" >> ${join(folder, 'asked')}
    case "$*" in
      *install*chromium*) printf '#!${join(bin, 'bash')}\\n' > ${bin}/chromium; chmod +x ${bin}/chromium ;;
    esac
    case "$*" in
      *install*fonts-noto-cjk*) printf '#!${join(bin, 'bash')}\\necho a font\\n' > ${bin}/fc-list; chmod +x ${bin}/fc-list ;;
    esac
    echo "what a package manager says"`,
  )
}

function asked() {
  const file = join(folder, 'asked')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

/**
 * @param {string[]} [more] arguments
 * @param {Record<string, string>} [environment]
 * @returns {Promise<{ code: number, out: string, said: string }>}
 */
function find(more = [], environment = {}) {
  return new Promise((resolve) => {
    execFile(
      join(bin, 'bash'),
      [script, ...more],
      { env: { PATH: bin, HOME: folder, ...environment } },
      (error, out, said) => {
        resolve({ code: error === null ? 0 : Number(error.code), out: out.trim(), said: said.trim() })
      },
    )
  })
}

it('takes the Chromium that is there, and installs nothing', async () => {
  debian(0)
  fontForChinese()
  const chromium = program('chromium', '')
  expect(await find(['--install'])).toEqual({ code: 0, out: chromium, said: '' })
  expect(asked()).toEqual([])
})

it('takes the one that it is told of before any other', async () => {
  fontForChinese()
  program('chromium', '')
  const mine = program('my-browser', '')
  expect((await find([], { MUSTER_CHROMIUM: mine })).out).toBe(mine)
})

it('installs what is missing where this user may, and prints one line alone for programs', async () => {
  debian(0)
  const found = await find(['--install'])
  expect(found).toMatchObject({ code: 0, out: join(bin, 'chromium') })
  expect(found.said).toContain('what a package manager says')
  expect(asked()[0]).toBe('-qq update')
  expect(asked()[1]).toMatch(/ install -y --no-install-recommends chromium fonts-noto-cjk$/)
})

it('installs the font alone where only that is missing, by sudo if it asks nothing', async () => {
  debian(1000)
  const chromium = program('chromium', '')
  program('sudo', '[ "$1" = -n ] && shift && "$@"')
  expect((await find(['--install'])).out).toBe(chromium)
  expect(asked()[1]).toMatch(/ install -y --no-install-recommends fonts-noto-cjk$/)
})

it('wants what lists the fonts where nobody knows which there are', async () => {
  program('chromium', '')
  rmSync(join(bin, 'fc-list'))
  expect((await find()).said).toContain('need: fontconfig fonts-noto-cjk.')
})

it('says in one line, in either language, which packages are missing', async () => {
  expect(await find()).toEqual({
    code: 1,
    out: '',
    said: 'The browser tests need: chromium fonts-noto-cjk. On Debian: apt-get install chromium fonts-noto-cjk',
  })
  fontForChinese()
  const chinese = await find([], { LANG: 'zh_CN.UTF-8' })
  expect(chinese.code).toBe(1)
  expect(chinese.said).toMatch(/^浏览器测试缺少：chromium。[^\n]*apt-get install chromium$/)
})

it('says it last where it may not install, or there is nothing to install with', async () => {
  expect((await find(['--install'])).said).toMatch(/need: chromium fonts-noto-cjk\.[^\n]*$/)
  debian(1000)
  program('sudo', 'echo "sudo: a password is required" >&2; exit 1')
  const refused = await find(['--install'])
  expect(refused.code).toBe(1)
  expect(refused.out).toBe('')
  expect(refused.said.split('\n').at(-1)).toMatch(/^The browser tests need: chromium fonts-noto-cjk\./)
  expect(asked()).toEqual([])
})
