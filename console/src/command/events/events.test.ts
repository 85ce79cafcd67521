import { describe, expect, it } from 'vitest'
import type { StreamEvent } from '../../api/events'
import { goldenEvent } from '../../stream/golden'
import { OPENING, caughtUp, frameOf, streamEvent } from '../../stream/world'
import { isEmpty, jurisdictionsOf, lets, nameOfChoice, searchTexts, typeChoices } from './filter'
import { EventRows, ROWS_KEPT, type KeptEvent } from './kept-events'
import { fieldOf, momentOf } from './moment'
import { hiddenInAMinute, rateOf, silenceOf, usualGap } from './pace'
import { relatedTo } from './related'
import { readPart } from './replay-source'
import { isAtEnd, rowsInSight } from './rows-in-sight'

const NOON = Date.parse('2022-03-12T04:00:00Z')
const NOTHING = { type: '', jurisdiction: '', alert: '', words: '' }
const words = { t: (key: string) => key, te: () => true }

function at(time: number, part: Partial<StreamEvent> = {}): StreamEvent {
  return streamEvent({ at: new Date(time).toISOString(), ...part })
}

function rowsOf(...events: StreamEvent[]): readonly KeptEvent[] {
  const kept = new EventRows()
  kept.add(events)
  return kept.rows.value
}

describe('the rows of a window', () => {
  it('are the last 5,000, oldest first, each with a number of its own', () => {
    const kept = new EventRows()
    kept.add(Array.from({ length: ROWS_KEPT }, () => streamEvent()))
    kept.add([streamEvent({ eventId: 'last' })])
    expect(kept.rows.value).toHaveLength(ROWS_KEPT)
    expect(kept.rows.value[0]?.seq).toBe(2)
    expect(kept.rows.value.at(-1)).toMatchObject({ seq: ROWS_KEPT + 1, event: { eventId: 'last' } })
  })

  it('are there at all only where they are in sight, and a little around', () => {
    expect(rowsInSight(5_000, 32, 0, 640)).toEqual({ first: 0, end: 44 })
    expect(rowsInSight(5_000, 32, 32_000, 640)).toEqual({ first: 988, end: 1032 })
    expect(rowsInSight(5_000, 32, 5_000 * 32, 640)).toEqual({ first: 4956, end: 5000 })
    expect(rowsInSight(3, 32, 0, 640)).toEqual({ first: 0, end: 3 })
  })

  it('are followed where the list is at its end', () => {
    expect(isAtEnd(360, 640, 1000, 32)).toBe(true)
    expect(isAtEnd(350, 640, 1000, 32)).toBe(true)
    expect(isAtEnd(300, 640, 1000, 32)).toBe(false)
  })
})

describe('a filter', () => {
  const issued = goldenEvent('alert.issued.v1', 1, {
    number: 40_317,
    jurisdiction: '320371003209',
    alertId: 'a-1',
  })
  const text = searchTexts(words)

  it('lets everything through that is empty', () => {
    expect(isEmpty({ ...NOTHING, words: '  ' })).toBe(true)
    expect(lets(NOTHING, text)(issued)).toBe(true)
  })

  it.each([
    [{ type: 'alert.' }, true],
    [{ type: 'alert.issued.' }, true],
    [{ type: 'task.' }, false],
    [{ jurisdiction: '3203' }, true],
    [{ jurisdiction: '3204' }, false],
    [{ alert: '40317' }, true],
    [{ alert: '#40317' }, true],
    [{ alert: 'a-1' }, true],
    [{ alert: '4031' }, false],
    [{ words: 'Officer-CHEN 电动' }, true],
    [{ words: '电动 汽车' }, false],
  ])('by %j: %s', (part, fits) => {
    expect(lets({ ...NOTHING, ...part }, text)(issued)).toBe(fits)
  })

  it('hides by a jurisdiction what has none', () => {
    expect(lets({ ...NOTHING, jurisdiction: '32' }, text)(streamEvent())).toBe(false)
  })

  it('can be by whole families and by each event, whatever its version', () => {
    const names = ['alert.issued.v1', 'task.withdrawn.v1', 'task.withdrawn.v2']
    expect([...typeChoices(names)]).toEqual([
      ['alert.', ['alert.issued.']],
      ['task.', ['task.withdrawn.']],
    ])
    expect(nameOfChoice('task.withdrawn.', names)).toBe('task.withdrawn.v2')
  })

  it('offers the jurisdictions that there are, and the chosen one', () => {
    expect(jurisdictionsOf([issued, issued, streamEvent()], '3204')).toEqual(['320371003209', '3204'])
  })
})

describe('the pace', () => {
  it('is of the last ten seconds', () => {
    const rows = rowsOf(at(NOON - 30_000), at(NOON - 9_000), at(NOON - 1_000), at(NOON))
    expect(rateOf(rows, NOON)).toBe(0.3)
  })

  it('says what a filter hides of the last minute', () => {
    const rows = rowsOf(at(NOON - 61_000), at(NOON - 2_000, { type: 'task.reached.v1' }), at(NOON))
    expect(hiddenInAMinute(rows, NOON, ({ event }) => event.type.startsWith('task.'))).toEqual({
      hidden: 1,
      all: 2,
    })
  })

  it('has nothing usual while there are few events', () => {
    expect(usualGap(rowsOf(...Array.from({ length: 9 }, () => at(NOON))))).toBeNull()
  })

  it('tells of a silence that is ten times what is usual, and never of one below 30 s', () => {
    const busy = rowsOf(...Array.from({ length: 20 }, (_, i) => at(NOON + i * 2_000)))
    const last = NOON + 19 * 2_000
    expect(silenceOf(busy, last + 29_000)).toBeNull()
    expect(silenceOf(busy, last + 40_000)).toEqual({ forMs: 40_000, usualMs: 2_000 })
    const quiet = rowsOf(...Array.from({ length: 20 }, (_, i) => at(NOON + i * 60_000)))
    expect(silenceOf(quiet, NOON + 19 * 60_000 + 300_000)).toBeNull()
  })
})

describe('what led to an event, and what followed', () => {
  const issued = at(NOON, {
    type: 'alert.issued.v1',
    alertId: 'a',
    event: { alertId: 'a', origin: { reportId: 'r' } },
  })
  const reported = at(NOON, { type: 'report.submitted.v1', key: 'r', event: { reportId: 'r' } })
  const wave = at(NOON, { type: 'wave.opened.v1', alertId: 'a', event: { alertId: 'a', wave: 1 } })
  const offered = at(NOON, { type: 'task.offered.v1', alertId: 'a', event: { alertId: 'a', taskId: 't' } })
  const other = at(NOON, { type: 'task.offered.v1', alertId: 'a', event: { alertId: 'a', taskId: 'u' } })
  const unreached = at(NOON, {
    type: 'task.unreached.v1',
    alertId: 'a',
    event: { alertId: 'a', taskId: 't' },
  })
  const instead = at(NOON, {
    type: 'task.offered.v1',
    alertId: 'a',
    event: { alertId: 'a', taskId: 'x', replaces: 't' },
  })
  const rows = rowsOf(reported, issued, wave, offered, other, unreached, instead)

  function causeOf(event: StreamEvent): string | undefined {
    const row = rows.find((one) => one.event === event)
    return row === undefined ? undefined : relatedTo(row, rows).cause?.event.eventId
  }

  it('is the report of an alert, the wave of an offer, the offer of an answer, the team that it replaces', () => {
    expect(causeOf(issued)).toBe(reported.eventId)
    expect(causeOf(offered)).toBe(wave.eventId)
    expect(causeOf(unreached)).toBe(offered.eventId)
    expect(causeOf(instead)).toBe(unreached.eventId)
    expect(causeOf(reported)).toBeUndefined()
  })

  it('is no alarm, but of what became of the same alarm', () => {
    const alarm = { topic: 'dispatch.alarms', alertId: 'a', event: {} }
    const raised = at(NOON, { ...alarm, type: 'alarm.raised.v1', key: 'first' })
    const second = at(NOON, { ...alarm, type: 'alarm.raised.v1', key: 'second' })
    const note = at(NOON, { type: 'alert.note-added.v1', alertId: 'a', event: { alertId: 'a' } })
    const seen = at(NOON, { ...alarm, type: 'alarm.acknowledged.v1', key: 'first' })
    const kept = rowsOf(issued, raised, second, note, seen)
    const causes = kept.map((row) => relatedTo(row, kept).cause?.event.eventId)
    expect(causes).toEqual([undefined, issued.eventId, issued.eventId, issued.eventId, raised.eventId])
  })

  it('follows the same task, and the one in its place', () => {
    const row = rows.find(({ event }) => event === offered)
    expect(row && relatedTo(row, rows).followed.map(({ event }) => event.eventId)).toEqual([
      unreached.eventId,
      instead.eventId,
    ])
  })

  it('is found as well of an event that is not kept any more', () => {
    const row = rows[3]
    expect(row && relatedTo(row, rows.slice(4)).followed).toHaveLength(2)
  })
})

describe('a moment', () => {
  it('is by the clock of the jurisdiction, whatever that of the machine', () => {
    expect(momentOf('2022-03-12T12:00:00')).toBe(NOON)
    expect(momentOf('2022-03-12T12:00')).toBe(NOON)
    expect(momentOf('yesterday')).toBeNull()
    expect(momentOf('2022-13-45T99:00')).toBeNull()
    expect(fieldOf(NOON)).toBe('2022-03-12T12:00:00')
  })
})

describe('the past', () => {
  const start = { from: NOON, until: NOON + 60_000 }

  function serve(...frames: string[]) {
    const asked: { address: string; after: string | null }[] = []
    const fetcher = (address: string, init: RequestInit) => {
      asked.push({ address, after: new Headers(init.headers).get('Last-Event-ID') })
      return Promise.resolve(new Response(OPENING + frames.join('')))
    }
    return { asked, fetcher }
  }

  it('is asked for from a time, in the order in which it happened, and no further than now', async () => {
    const { asked, fetcher } = serve(
      frameOf(at(NOON + 2_000, { eventId: 'second' }), 'p1'),
      frameOf(at(NOON + 1_000, { eventId: 'first' }), 'p2'),
      frameOf(at(NOON + 90_000, { eventId: 'later' }), 'p3'),
      frameOf(at(NOON - 1_000, { eventId: 'before' }), 'p4'),
      caughtUp('p5'),
      frameOf(at(NOON + 3_000, { eventId: 'live' }), 'p6'),
    )
    const answer = await readPart(start, null, fetcher)
    expect(asked).toEqual([{ address: '/api/stream/events?from=2022-03-12T04%3A00%3A00.000Z', after: null }])
    expect(answer.kind === 'part' && answer.part.events.map(({ eventId }) => eventId)).toEqual([
      'first',
      'second',
    ])
    expect(answer.kind === 'part' && answer.part.next).toBeNull()
  })

  it('goes on after the position of the part before', async () => {
    const many = Array.from({ length: 600 }, (_, i) => frameOf(at(NOON + i), `p${i}`))
    const first = await readPart(start, null, serve(...many).fetcher)
    const next = first.kind === 'part' ? first.part.next : null
    expect(next).toMatch(/^p\d+$/)
    const { asked, fetcher } = serve(caughtUp('p9'))
    await readPart(start, next, fetcher)
    expect(asked).toEqual([{ address: '/api/stream/events', after: next }])
  })

  it.each([
    [403, { kind: 'refused', status: 403 }],
    [503, { kind: 'again' }],
    [401, { kind: 'again' }],
  ])('answered with %i is %j', async (status, answer) => {
    expect(await readPart(start, null, () => Promise.resolve(new Response('', { status })))).toEqual(answer)
  })

  it('is asked for again where nothing answers', async () => {
    expect(await readPart(start, null, () => Promise.reject(new TypeError('no network')))).toEqual({
      kind: 'again',
    })
  })
})
