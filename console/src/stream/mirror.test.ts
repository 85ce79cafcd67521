// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { emptyMirror, step, type Mirror, type MirrorInput, type MirrorRules, type Versioned } from './mirror'

interface Change {
  readonly key: string
  readonly version: number
  /** `begin`, `end`, or a word that is added. */
  readonly what: string
}

const rules: MirrorRules<string, Change> = {
  keyOf: (change) => (change.key === '' ? null : change.key),
  versionOf: (change) => change.version,
  begin: (change) => (change.what === 'begin' ? 'new' : null),
  apply: (row, change) => (change.what === 'end' ? null : `${row} ${change.what}`),
}

function change(key: string, version: number, what: string): Change {
  return { key, version, what }
}

function rows(entries: Record<string, [number, string]>): ReadonlyMap<string, Versioned<string>> {
  return new Map(Object.entries(entries).map(([key, [version, row]]) => [key, { version, row }]))
}

class Story {
  mirror: Mirror<string, Change> = emptyMirror()
  holes: readonly string[] = []

  then(input: MirrorInput<string, Change>): this {
    const before = JSON.stringify(plain(this.mirror))
    const next = step(this.mirror, input, rules)
    expect(JSON.stringify(plain(this.mirror))).toBe(before)
    this.mirror = next.mirror
    this.holes = next.holes
    return this
  }

  events(...events: Change[]): this {
    return this.then({ kind: 'events', events })
  }

  snapshot(entries: Record<string, [number, string]>): this {
    return this.then({ kind: 'snapshot', rows: rows(entries) })
  }

  get line(): string {
    return [...this.mirror.rows].map(([key, { version, row }]) => `${key}@${version}: ${row}`).join(' | ')
  }
}

function plain(mirror: Mirror<string, Change>) {
  return {
    filled: mirror.isFilled,
    rows: [...mirror.rows],
    waiting: [...mirror.waiting],
    gone: [...mirror.gone],
  }
}

describe('a mirror', () => {
  it('lets events wait until the snapshot is there, and applies those that are newer', () => {
    const story = new Story().events(change('a', 3, 'three'), change('a', 4, 'four'), change('b', 1, 'begin'))
    expect(story.line).toBe('')
    expect(story.holes).toEqual([])
    story.snapshot({ a: [3, 'read'] })
    expect(story.line).toBe('a@4: read four | b@1: new')
    expect(story.holes).toEqual([])
  })

  it('takes each event once', () => {
    const story = new Story().snapshot({ a: [3, 'read'] })
    story.events(change('a', 4, 'four'), change('a', 4, 'four'), change('a', 2, 'two'))
    expect(story.line).toBe('a@4: read four')
  })

  it('asks for a row of which an event is missing, and goes on behind it', () => {
    const story = new Story().snapshot({ a: [3, 'read'] }).events(change('a', 5, 'five'))
    expect(story.holes).toEqual(['a'])
    expect(story.line).toBe('a@3: read')
    story.events(change('a', 6, 'six'))
    expect(story.holes).toEqual(['a'])
    story.then({ kind: 'row', key: 'a', row: { version: 5, row: 'read again' } })
    expect(story.line).toBe('a@6: read again six')
    expect(story.holes).toEqual([])
    expect(story.mirror.waiting.size).toBe(0)
  })

  it('closes a hole by the event itself, when it only came late', () => {
    const story = new Story().snapshot({ a: [3, 'read'] }).events(change('a', 5, 'five'))
    story.events(change('a', 4, 'four'))
    expect(story.line).toBe('a@5: read four five')
    expect(story.holes).toEqual([])
  })

  it('asks again when the row that was fetched is older than the hole', () => {
    const story = new Story().snapshot({ a: [3, 'read'] }).events(change('a', 9, 'nine'))
    story.then({ kind: 'row', key: 'a', row: { version: 4, row: 'too early' } })
    expect(story.holes).toEqual(['a'])
    expect(story.line).toBe('a@4: too early')
    story.then({ kind: 'row', key: 'a', row: { version: 2, row: 'older still' } })
    expect(story.line).toBe('a@4: too early')
  })

  it('asks for a row that it does not know, unless the event makes one', () => {
    const story = new Story().snapshot({}).events(change('a', 7, 'seven'))
    expect(story.holes).toEqual(['a'])
    story.then({ kind: 'row', key: 'a', row: null })
    expect(story.line).toBe('')
    // What it still gets of that is nothing that it has to ask for.
    story.events(change('a', 6, 'six'), change('a', 7, 'seven'), change('a', 8, 'eight'))
    expect(story.holes).toEqual([])
  })

  it('lets a row go with its end, which nothing old brings back, and something new does', () => {
    const story = new Story().snapshot({ a: [3, 'read'] }).events(change('a', 4, 'end'))
    expect(story.line).toBe('')
    story.events(change('a', 1, 'begin'), change('a', 4, 'end'), change('a', 5, 'said after the end'))
    expect(story.line).toBe('')
    expect(story.holes).toEqual([])
    story.events(change('a', 6, 'begin'))
    expect(story.line).toBe('a@6: new')
  })

  it('shows what it has while everything is fetched anew', () => {
    const story = new Story().snapshot({ a: [3, 'read'], b: [1, 'old'] }).then({ kind: 'restart' })
    story.events(change('a', 9, 'nine'))
    expect(story.line).toBe('a@3: read | b@1: old')
    story.snapshot({ a: [8, 'read again'] })
    expect(story.line).toBe('a@9: read again nine')
  })

  it('passes over events of other rows', () => {
    expect(new Story().snapshot({}).events(change('', 1, 'begin')).line).toBe('')
  })

  it('comes to the same rows whenever the snapshot was read, and in whatever order the events come', () => {
    const history = [
      change('a', 1, 'begin'),
      ...[2, 3, 4, 5].map((version) => change('a', version, `${version}`)),
    ]
    for (let read = 1; read <= 5; read++) {
      const row = ['new', '2', '3', '4', '5'].slice(0, read).join(' ')
      for (let first = 0; first < 5; first++) {
        const turned = [...history.slice(first), ...history.slice(0, first)]
        const story = new Story().events(...turned.slice(0, 2)).snapshot({ a: [read, row] })
        story.events(...turned.slice(2))
        expect(story.line, `read at ${read}, beginning with ${first}`).toBe('a@5: new 2 3 4 5')
        expect(story.mirror.waiting.size).toBe(0)
      }
    }
  })
})
