import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { StreamEvent } from '../../api/events'
import type { Desk } from '../desk'
import { HOUR_MS } from './history'

/** A desk that is more than this behind has too many to act on: one in ten minutes is the aim. */
export const AIM_PER_HOUR = 6

/** Counted are the most frequent; who raises more kinds in an hour has another trouble. */
const SHOWN = 8

export interface Frequency {
  readonly condition: string
  readonly count: number
}

interface Raised {
  readonly at: number
  readonly condition: string
}

/** Which conditions raised alarms in the last hour, the most frequent first. */
export function frequencies(raised: readonly Raised[], now: number): readonly Frequency[] {
  const counts = new Map<string, number>()
  for (const { at, condition } of raised) {
    if (now - at <= HOUR_MS) {
      counts.set(condition, (counts.get(condition) ?? 0) + 1)
    }
  }
  return [...counts]
    .map(([condition, count]) => ({ condition, count }))
    .sort((one, other) => other.count - one.count || one.condition.localeCompare(other.condition))
    .slice(0, SHOWN)
}

export interface RaisedAlarms {
  readonly raised: ShallowRef<readonly Raised[]>
  /** Since when they are counted. */
  readonly since: number
}

/** For `desk.share`: alarms as the stream tells them. */
export function makeRaisedAlarms(desk: Desk): RaisedAlarms {
  const raised = shallowRef<readonly Raised[]>([])

  function add(events: readonly StreamEvent[]): void {
    const added = events.filter(({ type }) => type.startsWith('alarm.raised.')).flatMap(raisedOf)
    if (added.length > 0) {
      raised.value = [...raised.value, ...added].filter(({ at }) => desk.now.value - at <= HOUR_MS)
    }
  }

  add(desk.events.value)
  desk.follow({
    events: add,
    clear: () => {
      raised.value = []
    },
  })
  const since = Math.min(desk.now.value, ...desk.events.value.map(({ at }) => Date.parse(at)))
  onScopeDispose(() => {
    raised.value = []
  })
  return { raised, since }
}

function raisedOf({ at, event }: StreamEvent): Raised[] {
  const condition = event['condition']
  return typeof condition === 'string' ? [{ at: Date.parse(at), condition }] : []
}
