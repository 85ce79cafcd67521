// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { textOf, pages } from './sources.mjs'
import { wordsOutsideCatalogues } from './outside.mjs'

/** Data that the first page stands in for a service with: names, not texts. */
const STAND_INS = /\/stream\/world\.ts$/

it('no page has a text of its own', () => {
  const all = pages().filter(([path]) => !STAND_INS.test(path))
  expect(all.length).toBeGreaterThan(150)
  const found = all.flatMap(([path, source]) =>
    wordsOutsideCatalogues(path, source).map((words) => `${path}: ${words}`),
  )
  expect(found).toEqual([])
}, 60_000)

it('what stands there before any page does says both languages at once', () => {
  const shown = textOf('console/index.html')
    .replace(/<script[\s\S]*?<\/script>|<[^>]*>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  expect(shown).toEqual(['Muster', '此页面需要启用 JavaScript。', 'This page needs JavaScript.'])
})

describe('the search for such texts', () => {
  /** @param {string} template @param {string} [script] */
  function found(template, script = '') {
    return wordsOutsideCatalogues(
      'x.vue',
      `<script setup lang="ts">${script}</script><template>${template}</template>`,
    )
  }

  it('finds words between the marks, in what is read out, and in expressions', () => {
    expect(found('<p>Nobody <b>near</b></p>')).toEqual(['Nobody', 'near'])
    expect(found('<input placeholder="Where" aria-label="空" />')).toEqual(['Where', '空'])
    expect(found("<p :title=\"ok ? 'All is well' : t('a.b')\">{{ n + ' teams left.' }}</p>")).toEqual([
      'All is well',
      'teams left.',
    ])
    expect(found('<p v-if="a"><i v-else>Late</i></p>')).toEqual(['Late'])
  })

  it('finds sentences of programs, in any kind of quotes', () => {
    expect(found('<p />', "const a = 'Nobody comes'; const b = `Wave ${n} is over.`")).toEqual([
      'Nobody comes',
      'is over.',
    ])
    expect(wordsOutsideCatalogues('x.ts', "say('\\u65e0\\u4eba')")).toEqual(['无人'])
  })

  it('lets keys, names, figures, and what is thrown pass', () => {
    expect(found('<p class="wide quiet" data-x="Some Thing">{{ t(\'alarm.none\') }} · 5</p>')).toEqual([])
    expect(found('<b lang="en">Muster</b>', "throw new TypeError('There is no desk')")).toEqual([])
    expect(
      wordsOutsideCatalogues('x.ts', "fetch('/api/x', { headers: { 'Idempotency-Key': key } })"),
    ).toEqual([])
  })
})
