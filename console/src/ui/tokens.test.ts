// @vitest-environment node
import {
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  wcagContrast,
  type Rgb,
} from 'culori'
import { describe, expect, it } from 'vitest'
import css from './tokens.css?raw'

function tokens(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((found) => [found[1] ?? '', found[2] ?? '']),
  )
}

const [darkCss = '', lightCss = ''] = css.split('@media (prefers-color-scheme: light)')
const [preferredCss = '', chosenCss = ''] = lightCss.split(":root[data-theme='light']")
const themes = [
  ['dark', tokens(darkCss)],
  ['light', tokens(preferredCss)],
] as const

function colour(theme: ReadonlyMap<string, string>, name: string): string {
  const found = theme.get(name)
  if (found === undefined) {
    throw new Error(`There is no --${name}`)
  }
  return found
}

const light = converter('lrgb')

function bounded(part: number): number {
  return Math.min(1, Math.max(0, part))
}

/** By Machado 2009, who reckons with light; the library takes what it is given for what screens are sent. */
function seenBy(filter: (seen: Rgb) => Rgb): (colour: string) => Rgb {
  return (name) => {
    const { r, g, b } = filter({ ...light(name), mode: 'rgb' })
    return { mode: 'lrgb', r: bounded(r), g: bounded(g), b: bounded(b) }
  }
}

it('light is the same whether the machine prefers it or the desk has chosen it', () => {
  expect([...tokens(chosenCss)]).toEqual([...themes[1][1]])
})

describe.each(themes)('in the %s theme', (_, theme) => {
  it('there are the same tokens as in the other', () => {
    expect([...theme.keys()].sort()).toEqual([...themes[0][1].keys()].sort())
    expect(theme.size).toBe(18)
  })

  it.each(['ink', 'ink2', 'ink3', 'go', 'there', 'warn', 'alarm'])(
    '%s can be read on every ground',
    (name) => {
      for (const ground of ['ground', 'pane', 'raised']) {
        expect(wcagContrast(colour(theme, name), colour(theme, ground)), ground).toBeGreaterThanOrEqual(4.5)
      }
    },
  )

  it('the edge of a field can be seen', () => {
    for (const ground of ['ground', 'pane', 'raised']) {
      expect(wcagContrast(colour(theme, 'edge'), colour(theme, ground)), ground).toBeGreaterThanOrEqual(3)
    }
  })

  it.each(['alarm', 'warn', 'go'])('text on the fill %s can be read', (name) => {
    expect(wcagContrast(colour(theme, `on-${name}`), colour(theme, `fill-${name}`))).toBeGreaterThanOrEqual(
      4.5,
    )
  })

  it.each([
    ['all', light],
    ['who see no red', seenBy(filterDeficiencyProt(1))],
    ['who see no green', seenBy(filterDeficiencyDeuter(1))],
    ['who see no blue', seenBy(filterDeficiencyTrit(1))],
  ] as const)('the colours of states are told apart by %s', (_who, sight) => {
    const difference = differenceCiede2000()
    const states = ['go', 'there', 'warn', 'alarm', 'ink2'].map((name) => sight(colour(theme, name)))
    for (const [at, one] of states.entries()) {
      for (const other of states.slice(at + 1)) {
        expect(difference(one, other)).toBeGreaterThanOrEqual(14)
      }
    }
  })
})
