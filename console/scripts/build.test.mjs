// @vitest-environment node
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { overBudget, sizesOf } from './budgets.mjs'
import { compressAll } from './compress.mjs'
import { keepPrevious } from './previous.mjs'

/** @type {string} */
let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-console-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

/**
 * @param {string} name
 * @param {string[]} assets
 */
function version(name, ...assets) {
  const made = join(folder, name)
  mkdirSync(join(made, 'assets'), { recursive: true })
  for (const asset of assets) {
    writeFileSync(join(made, 'assets', asset), asset)
  }
  return made
}

/** @param {string} made */
function assets(made) {
  return readdirSync(join(made, 'assets'))
    .filter((name) => name !== 'versions.json')
    .sort()
}

describe('the chunks of the version before', () => {
  it('stay for one version', () => {
    const first = version('first', 'page-1.js', 'shared-1.js')
    expect(keepPrevious(null, first)).toBe(0)
    const second = version('second', 'page-2.js', 'shared-1.js')
    expect(keepPrevious(first, second)).toBe(1)
    expect(assets(second)).toEqual(['page-1.js', 'page-2.js', 'shared-1.js'])
    const third = version('third', 'page-3.js', 'shared-1.js')
    expect(keepPrevious(second, third)).toBe(1)
    expect(assets(third)).toEqual(['page-2.js', 'page-3.js', 'shared-1.js'])
  })

  it('stay when the same is built again', () => {
    const first = version('first', 'page-1.js')
    keepPrevious(null, first)
    const second = version('second', 'page-2.js')
    keepPrevious(first, second)
    const again = version('again', 'page-2.js')
    expect(keepPrevious(second, again)).toBe(1)
    expect(assets(again)).toEqual(['page-1.js', 'page-2.js'])
  })

  it('are all that it has where it does not say it, without compressed forms, and may have gone', () => {
    const first = version('first', 'page-1.js', 'page-1.js.br', 'page-1.js.gz')
    const second = version('second', 'page-2.js')
    expect(keepPrevious(first, second)).toBe(1)
    rmSync(join(second, 'assets', 'page-2.js'))
    const third = version('third', 'page-3.js')
    expect(keepPrevious(second, third)).toBe(0)
    expect(keepPrevious(join(folder, 'never-was'), version('fourth', 'page-4.js'))).toBe(0)
  })
})

describe('compressed forms', () => {
  it('lie beside what is worth it, and say the same', () => {
    const made = version('made', 'small.js', 'picture.png')
    const text = 'muster '.repeat(500)
    writeFileSync(join(made, 'index.html'), text)
    writeFileSync(join(made, 'assets', 'large.js'), text)
    writeFileSync(join(made, 'assets', 'picture.png'), text)
    expect(compressAll(made)).toBe(2)
    expect(gunzipSync(readFileSync(join(made, 'index.html.gz'))).toString()).toBe(text)
    expect(brotliDecompressSync(readFileSync(join(made, 'assets', 'large.js.br'))).toString()).toBe(text)
    expect(existsSync(join(made, 'assets', 'small.js.gz'))).toBe(false)
    expect(existsSync(join(made, 'assets', 'picture.png.gz'))).toBe(false)
  })
})

describe('a budget', () => {
  const manifest = {
    'index.html': { file: 'assets/index.js', css: ['assets/index.css'], imports: ['shared.js'] },
    'shared.js': { file: 'assets/shared.js', imports: ['index.html'] },
    'map.js': { file: 'assets/map.js' },
  }

  it('counts what a page loads at once, each file once, and a worker by itself', () => {
    const made = version('made', 'index.js', 'index.css', 'shared.js', 'map.js', 'stream-abc.js')
    const sizes = sizesOf(made, manifest, ['index.html', 'map.js', 'worker:stream'])
    expect(Object.keys(sizes)).toEqual(['index.html', 'map.js', 'worker:stream'])
    expect(sizes['index.html']).toBeGreaterThan(2 * (sizes['map.js'] ?? 0))
    expect(sizes['worker:stream']).toBeGreaterThan(0)
  })

  it('names what is too large, and what is not there', () => {
    expect(overBudget({ a: 10, b: 11 }, { a: 10, b: 10 })).toEqual([
      'b is too large: 11 bytes compressed, 10 are allowed',
    ])
    expect(overBudget({ c: 1 }, {})).toHaveLength(1)
    const made = version('made', 'index.js')
    expect(() => sizesOf(made, manifest, ['other.html'])).toThrow('other.html')
    expect(() => sizesOf(made, manifest, ['worker:stream'])).toThrow('stream')
  })
})
