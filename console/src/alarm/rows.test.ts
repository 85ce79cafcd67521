// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { AlarmView } from '../api/alarms'
import type { StreamEvent } from '../api/events'
import { emptyMirror, step, type Mirror, type MirrorInput } from '../stream/mirror'
import type { Alarm } from './alarm'
import { alarmOf, alarmRules } from './rows'

const ID = 'NOBODY_REACHED:a1:e1'
const view: AlarmView = {
  id: ID,
  condition: 'NOBODY_REACHED',
  priority: 'HIGH',
  subject: 'a1',
  alertId: 'a1',
  number: 40317,
  jurisdiction: '320371003209',
  raisedAt: '2022-03-12T01:15:08Z',
  level: 0,
  version: 1,
}

function frame(type: string, version: number, event: Record<string, unknown> = {}): StreamEvent {
  const at = `2022-03-12T01:15:${String(8 + version)}Z`
  return {
    type: `alarm.${type}.v1`,
    at,
    eventId: `${type}/${version}`,
    topic: 'dispatch.alarms',
    key: ID,
    version,
    event: { alarmId: ID, at, by: 'zhang', name: 'Zhang', ...event },
  }
}

const raised = frame('raised', 1, {
  condition: 'NOBODY_REACHED',
  subject: 'a1',
  alertId: 'a1',
  jurisdiction: '320371003209',
  priority: 'HIGH',
  number: 40317,
  raisedAt: '2022-03-12T01:15:08Z',
})

function take(
  mirror: Mirror<Alarm, StreamEvent>,
  input: MirrorInput<Alarm, StreamEvent>,
): Mirror<Alarm, StreamEvent> {
  return step(mirror, input, alarmRules).mirror
}

function after(...events: StreamEvent[]): Alarm | undefined {
  const filled = take(emptyMirror<Alarm, StreamEvent>(), { kind: 'snapshot', rows: new Map() })
  return take(filled, { kind: 'events', events }).rows.get(ID)?.row
}

describe('an alarm by its events', () => {
  it('is what the service shows of it', () => {
    expect(after(raised)).toEqual(alarmOf(view)?.row)
  })

  it('is in hand, is gone for a moment, and is in the same hands', () => {
    const inHand = after(raised, frame('acknowledged', 2))
    expect(inHand?.acknowledged).toEqual({ name: 'Zhang', at: Date.parse('2022-03-12T01:15:10Z') })
    const gone = after(raised, frame('acknowledged', 2), frame('gone', 3))
    expect(gone?.goneAt).toBe(Date.parse('2022-03-12T01:15:11Z'))
    const back = after(raised, frame('acknowledged', 2), frame('gone', 3), frame('raised', 4, raised.event))
    expect(back).toEqual(inHand)
  })

  it('is shelved for a reason, and shelved no more', () => {
    const shelved = frame('shelved', 2, { until: '2022-03-12T01:20:00Z', reason: 'radio works' })
    expect(after(raised, shelved)?.shelved).toMatchObject({
      name: 'Zhang',
      until: Date.parse('2022-03-12T01:20:00Z'),
      reason: 'radio works',
    })
    expect(after(raised, shelved, frame('shelving-ended', 3))?.shelved).toBeNull()
  })

  it('sounds again one level up, and then nobody has it in hand', () => {
    expect(after(raised, frame('acknowledged', 2), frame('sounded-again', 3, { level: 1 }))).toMatchObject({
      level: 1,
      acknowledged: null,
    })
  })

  it('passes over what a newer service says', () => {
    expect(after(frame('raised', 1, { ...raised.event, condition: 'METEOR' }))).toBeUndefined()
    expect(alarmOf({ ...view, condition: 'METEOR' as 'CLUE' })).toBeNull()
    expect(after(raised, frame('painted', 2))).toEqual(after(raised))
  })
})

it('a snapshot says all that events would have said', () => {
  const row = alarmOf({
    ...view,
    priority: 'MEDIUM',
    acknowledgement: { account: 'li', name: 'Li', at: '2022-03-12T01:16:00Z' },
    shelving: {
      account: 'li',
      name: 'Li',
      at: '2022-03-12T01:16:00Z',
      until: '2022-03-12T01:21:00Z',
      reason: 'road closed',
    },
    goneAt: '2022-03-12T01:17:00Z',
    version: 5,
  })
  expect(row).toMatchObject({
    version: 5,
    row: {
      priority: 2,
      acknowledged: { name: 'Li' },
      shelved: { reason: 'road closed' },
      goneAt: Date.parse('2022-03-12T01:17:00Z'),
    },
  })
})
