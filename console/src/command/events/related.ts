import type { StreamEvent } from '../../api/events'
import type { KeptEvent } from './kept-events'

/** What the machine has noticed of the others: an event may lead to an alarm, and an alarm only to its own end. */
const ALARMS_TOPIC = 'dispatch.alarms'

/** More of what followed is told by the alert itself. */
const FOLLOWED = 20

/**
 * What an event is a step of, the narrowest first. Events name no cause; they name the task, the report and the alert
 * that they are of, and what came just before in the same one is what led to them.
 */
const STEPS = ['taskId', 'reportId', 'alertId'] as const

export interface Related {
  /** Null where none is kept. */
  readonly cause: KeptEvent | null
  readonly followed: readonly KeptEvent[]
}

export function relatedTo(row: KeptEvent, rows: readonly KeptEvent[]): Related {
  const at = rows.findIndex(({ event }) => event.eventId === row.event.eventId)
  const before = at < 0 ? rows.filter(({ seq }) => seq < row.seq) : rows.slice(0, at)
  const after = at < 0 ? rows.filter(({ seq }) => seq > row.seq) : rows.slice(at + 1)
  return {
    cause: causeOf(row.event, before),
    followed: after.filter(({ event }) => isOneThing(row.event, event)).slice(0, FOLLOWED),
  }
}

function causeOf(event: StreamEvent, before: readonly KeptEvent[]): KeptEvent | null {
  const replaces = event.event['replaces']
  const origin = event.event['origin']
  const tests: ((other: StreamEvent) => boolean)[] = []
  if (typeof replaces === 'string') {
    tests.push((other) => other.event['taskId'] === replaces)
  }
  if (typeof origin === 'object' && origin !== null && 'reportId' in origin) {
    tests.push((other) => other.event['reportId'] === origin.reportId)
  }
  for (const step of STEPS) {
    const id = idOf(event, step)
    if (id !== undefined) {
      tests.push((other) => idOf(other, step) === id)
    }
  }
  if (event.key !== undefined) {
    tests.push((other) => other.topic === event.topic && other.key === event.key)
  }
  if (event.topic === ALARMS_TOPIC) {
    // One's own alarm is nearer than anything else of its alert.
    tests.unshift((other) => isOfAlarm(event, other))
  }
  const backwards = before
    .filter(({ event: other }) => other.topic !== ALARMS_TOPIC || isOfAlarm(event, other))
    .reverse()
  for (const test of tests) {
    const found = backwards.find((other) => test(other.event))
    if (found !== undefined) {
      return found
    }
  }
  return null
}

/** Of the same task, where the one is of a task; else of the same report, alert, team or volunteer. */
function isOneThing(one: StreamEvent, other: StreamEvent): boolean {
  for (const step of STEPS) {
    const id = idOf(one, step)
    if (id !== undefined) {
      return idOf(other, step) === id || other.event['replaces'] === id
    }
  }
  return one.key !== undefined && one.topic === other.topic && one.key === other.key
}

function isOfAlarm(one: StreamEvent, other: StreamEvent): boolean {
  return one.topic === ALARMS_TOPIC && other.topic === ALARMS_TOPIC && one.key === other.key
}

function idOf(event: StreamEvent, step: (typeof STEPS)[number]): string | undefined {
  const id = step === 'alertId' ? (event.alertId ?? event.event['alertId']) : event.event[step]
  return typeof id === 'string' ? id : undefined
}
