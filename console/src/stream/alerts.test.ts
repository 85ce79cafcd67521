// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { eventNames } from '../api/generated/event-names'
import { isKnown, readEvent, type StreamEvent } from '../api/events'
import { alertRowOf, alertRules, type AlertRow } from './alerts'
import { golden, goldenEvent } from './golden'
import { emptyMirror, step } from './mirror'

const ALERT = '017f7bb1-772e-7003-8015-daa66d2c7de1'
const OF_DISPATCH = [...golden.keys()].filter((type) => /^(alert|task|wave|member)\./.test(type))

/** The alert after these events, each the next one. */
function rowAfter(...types: string[]): AlertRow | undefined {
  const events = types.map((type, at) => goldenEvent(type, at + 1, { key: ALERT }))
  const filled = step(
    emptyMirror<AlertRow, StreamEvent>(),
    { kind: 'snapshot', rows: new Map() },
    alertRules,
  ).mirror
  const { mirror, holes } = step(filled, { kind: 'events', events }, alertRules)
  expect(holes).toEqual([])
  return mirror.rows.get(ALERT)?.row
}

describe('the golden files', () => {
  it('are one of each event that the pages know', () => {
    expect([...golden.keys()].sort()).toEqual([...eventNames].sort())
    expect(OF_DISPATCH.length).toBeGreaterThan(40)
  })

  it('are read as frames of the stream', () => {
    for (const type of golden.keys()) {
      const read = readEvent(JSON.stringify(goldenEvent(type, 1, { key: 'key' })))
      expect(read, type).not.toBeNull()
      expect(read !== null && isKnown(read), type).toBe(true)
    }
  })
})

describe('a running alert', () => {
  it('is issued', () => {
    expect(rowAfter('alert.issued.v1')).toEqual({
      id: ALERT,
      number: null,
      isExercise: false,
      category: 'THEFT',
      severity: 'MINOR',
      headline: '电动自行车被盗，请各巡逻点留意',
      address: '西朱村村口便利店门前',
      location: { latitude: 34.29247, longitude: 117.33915 },
      jurisdiction: '320371003209',
      status: 'CALLING',
      isEscalated: false,
      wave: 0,
      issuedAt: '2022-03-12T01:15:02.318Z',
      lead: null,
    })
  })

  it.each([
    ['COVERED', ['alert.covered.v1']],
    ['CALLING', ['alert.covered.v1', 'alert.uncovered.v1']],
    ['ESCALATED', ['alert.escalated.v1']],
    ['COVERED', ['alert.escalated.v1', 'alert.covered.v1']],
    ['ESCALATED', ['alert.escalated.v1', 'alert.covered.v1', 'alert.uncovered.v1']],
  ])('is %s after %j', (status, types) => {
    expect(rowAfter('alert.issued.v1', ...types)?.status).toBe(status)
  })

  it('has a lead from when somebody takes it until that one leaves it', () => {
    const led = (...events: [string, string][]) =>
      events.reduce<AlertRow | null | undefined>(
        (row, [type, by], at) =>
          row == null
            ? row
            : alertRules.apply(row, {
                ...goldenEvent('alert.note-added.v1', at + 2),
                type,
                event: { by, name: by.toUpperCase(), at: '2022-03-12T01:16:00Z' },
              }),
        rowAfter('alert.issued.v1'),
      )?.lead
    expect(led(['alert.lead-taken.v1', 'zhang'])).toEqual({
      account: 'zhang',
      name: 'ZHANG',
      since: '2022-03-12T01:16:00Z',
    })
    expect(led(['alert.lead-taken.v1', 'zhang'], ['alert.lead-left.v1', 'zhang'])).toBeNull()
    // Somebody else had taken it meanwhile.
    expect(
      led(['alert.lead-taken.v1', 'zhang'], ['alert.lead-taken.v1', 'li'], ['alert.lead-left.v1', 'zhang']),
    ).toMatchObject({ account: 'li' })
  })

  it('has the wave that was opened last, by either version of the event', () => {
    for (const type of ['wave.opened.v1', 'wave.opened.v2']) {
      expect(rowAfter('alert.issued.v1', type)?.wave).toBe(golden.get(type)?.['wave'])
    }
  })

  it('has the details and the category of its last change', () => {
    const updated = rowAfter('alert.issued.v1', 'alert.updated.v1')
    const details = golden.get('alert.updated.v1')?.['details'] as Record<string, unknown>
    expect(updated).toMatchObject({ headline: details['headline'], severity: details['severity'] })
    expect(rowAfter('alert.issued.v1', 'alert.changed.v1')?.category).toBe(
      golden.get('alert.changed.v1')?.['category'],
    )
  })

  it.each(['alert.resolved.v1', 'alert.cancelled.v1', 'alert.expired.v1', 'alert.merged.v1'])(
    'is none any more after %s, and is one again when it is opened again',
    (end) => {
      expect(rowAfter('alert.issued.v1', end)).toBeUndefined()
      expect(rowAfter('alert.issued.v1', end, 'alert.reopened.v1')?.status).toBe('CALLING')
    },
  )

  it('takes every event of dispatch-service, whatever it is', () => {
    for (const type of OF_DISPATCH.filter((name) => name !== 'alert.issued.v1')) {
      expect(() => rowAfter('alert.issued.v1', type), type).not.toThrow()
    }
  })

  it('goes on past an event that this page does not know', () => {
    const unknown = goldenEvent('alert.issued.v1', 2, { type: 'alert.painted.v9', key: ALERT })
    const { row } = alertRowOf({ ...viewOf('CALLING'), version: 1 }) ?? {}
    expect(row === undefined ? undefined : alertRules.apply(row, unknown)).toBe(row)
  })

  it('is of the own jurisdiction: of others some events are missing by right', () => {
    expect(alertRules.keyOf(goldenEvent('alert.issued.v1', 1))).toBe(ALERT)
    expect(alertRules.keyOf(goldenEvent('alert.issued.v1', 1, { guest: true }))).toBeNull()
    expect(alertRules.keyOf(goldenEvent('report.submitted.v1', 1, { topic: 'report.events' }))).toBeNull()
  })
})

type View = Parameters<typeof alertRowOf>[0]

function viewOf(status: View['status']): View {
  return {
    id: ALERT,
    status,
    category: 'THEFT',
    severity: 'MINOR',
    headline: 'Stolen',
    description: '',
    address: 'shop',
    location: { latitude: 34.29247, longitude: 117.33915, crs: 'WGS84' },
    jurisdiction: '320371003209',
    issuedAt: '2022-03-12T01:15:02.318Z',
    wave: 1,
    version: 7,
  } as View
}

describe('an alert as the API has it', () => {
  it('is the row that its events make', () => {
    expect(alertRowOf(viewOf('COVERED'))).toMatchObject({
      version: 7,
      row: {
        status: 'COVERED',
        wave: 1,
        number: null,
        lead: null,
        location: { latitude: 34.29247, longitude: 117.33915 },
      },
    })
  })

  it('is none when it is over', () => {
    for (const status of ['RESOLVED', 'CANCELLED', 'EXPIRED', 'MERGED'] as const) {
      expect(alertRowOf(viewOf(status))).toBeNull()
    }
  })
})
