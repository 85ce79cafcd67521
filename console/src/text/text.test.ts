// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { eventNames } from '../api/generated/event-names'
import { catalogue } from './catalogues'
import { ZONE, count, isElsewhere, timeOfDay } from './formats'

function flat(families: ReturnType<typeof catalogue>): Map<string, string> {
  return new Map(
    Object.entries(families).flatMap(([family, texts]) =>
      Object.entries(texts).map(([name, text]) => [`${family}.${name}`, text] as const),
    ),
  )
}

const english = flat(catalogue('en'))
const chinese = flat(catalogue('zh-CN'))
const sources = import.meta.glob<string>(
  ['../**/*.vue', '../**/*.ts', '!../**/*.test.ts', '!../api/generated/**'],
  {
    eager: true,
    import: 'default',
    query: '?raw',
  },
)

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '').sort()
}

describe('the catalogues', () => {
  it('have the same texts, with the same figures in them', () => {
    expect([...chinese.keys()]).toEqual([...english.keys()])
    for (const [key, text] of english) {
      expect(placeholders(chinese.get(key) ?? ''), key).toEqual(placeholders(text))
    }
  })

  it('have no text that is empty, nor one in the other language', () => {
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe('')
      expect(chinese.get(key)?.trim(), key).not.toBe('')
      if (key !== 'page.language') {
        expect(text, key).not.toMatch(/\p{Script=Han}/u)
        expect(chinese.get(key), key).toMatch(/\p{Script=Han}/u)
      }
    }
  })

  it('have nothing that vue-i18n takes for syntax', () => {
    for (const text of [...english.values(), ...chinese.values()]) {
      expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[@|{}]/)
    }
  })

  it('have words for every event, and for what only the stream knows', () => {
    const wanted = [...eventNames, 'alert.snapshot.v1'].map((name) => `event.${name.replace(/[.-]/g, '_')}`)
    expect([...english.keys()].filter((key) => key.startsWith('event.')).sort()).toEqual(wanted.sort())
  })

  it('have what the pages ask for, and nothing else', () => {
    const all = Object.values(sources).join('\n')
    const asked = new Set([...all.matchAll(/'([a-z]\w*\.\w+)'/g)].map((found) => found[1] ?? ''))
    const families = new Set([...all.matchAll(/`([a-z]+)\.\$\{/g)].map((found) => found[1] ?? ''))
    expect(asked.size).toBeGreaterThan(30)
    for (const key of english.keys()) {
      const family = key.split('.')[0] ?? ''
      expect(asked.has(key) || families.has(family), key).toBe(true)
    }
    for (const key of [...all.matchAll(/\bt\(\s*'([\w.]+)'/g)].map((found) => found[1] ?? '')) {
      expect(english.has(key), key).toBe(true)
    }
  })
})

it('no page has a text of its own', () => {
  for (const [path, source] of Object.entries(sources)) {
    const withoutComments = source.replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    if (!path.includes('/stream/world.ts')) {
      expect(withoutComments, path).not.toMatch(/\p{Script=Han}/u)
    }
  }
})

describe('formats', () => {
  const noon = Date.parse('2022-03-12T04:05:06Z')

  it('tell the time of the jurisdiction, and the day only where it is another', () => {
    expect(timeOfDay(noon, noon)).toBe('12:05:06')
    expect(timeOfDay(noon - 13 * 3_600_000, noon)).toBe('03-11 23:05')
    expect(timeOfDay(Date.parse('2022-03-11T16:00:00Z'), noon)).toBe('00:00:00')
  })

  it('group figures', () => {
    expect(count(12_480, 'en')).toBe('12,480')
    expect(count(12_480, 'zh-CN')).toBe('12,480')
  })

  it('see a machine that is elsewhere, though its zone may have another name', () => {
    expect(isElsewhere(noon, ZONE)).toBe(false)
    expect(isElsewhere(noon, 'Asia/Taipei')).toBe(false)
    expect(isElsewhere(noon, 'UTC')).toBe(true)
    expect(isElsewhere(noon, 'Asia/Tokyo')).toBe(true)
  })
})
