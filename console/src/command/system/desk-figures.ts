import { computed, shallowRef, type ComputedRef } from 'vue'
import { deskOf, listDesks, type DeskView } from '../../api/desks'
import type { StreamEvent } from '../../api/events'
import type { Desk } from '../desk'
import { AIM_PER_HOUR } from './alarm-figures'

/** Raised at one desk within the last hour. */
export interface AlarmCounts {
  readonly high: number
  readonly medium: number
  readonly low: number
}

export interface DeskFigures extends DeskView {
  readonly alarms: AlarmCounts
}

export interface DeskRow extends DeskFigures {
  readonly total: number
  /** More than somebody can act on. */
  readonly isTooMany: boolean
}

const NONE: AlarmCounts = { high: 0, medium: 0, low: 0 }

export function countsOf(value: unknown): AlarmCounts {
  const read = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const number = (name: string) => (typeof read[name] === 'number' ? read[name] : 0)
  return { high: number('high'), medium: number('medium'), low: number('low') }
}

/** The desk with the most alarms first. */
export function rowsOf(desks: Iterable<DeskFigures>): readonly DeskRow[] {
  return [...desks]
    .map((desk) => {
      const total = desk.alarms.high + desk.alarms.medium + desk.alarms.low
      return { ...desk, total, isTooMany: total > AIM_PER_HOUR }
    })
    .sort((one, other) => other.total - one.total || one.name.localeCompare(other.name))
}

/** With what an event says of a desk; the same where it says nothing of one. */
export function applied(
  desks: ReadonlyMap<string, DeskFigures>,
  event: StreamEvent,
): ReadonlyMap<string, DeskFigures> {
  const said = deskOf(event)
  if (said === null) {
    return desks
  }
  const next = new Map(desks)
  if (said.desk === 'gone') {
    next.delete(said.deskId)
  } else {
    next.set(said.deskId, { ...said.desk, alarms: countsOf(event.event['alarms']) })
  }
  return next
}

export interface DesksNow {
  /** Null until they have been read. */
  readonly rows: ComputedRef<readonly DeskRow[] | null>
  readonly hasFailed: ComputedRef<boolean>
  readonly reload: () => Promise<void>
}

/** For `desk.share`: a snapshot, and then what the stream says of each. */
export function makeDesksNow(desk: Desk): DesksNow {
  const desks = shallowRef<ReadonlyMap<string, DeskFigures> | null>(null)
  const hasFailed = shallowRef(false)
  /** What comes while the snapshot is on its way is newer than it. */
  let meanwhile: StreamEvent[] = []

  async function reload(): Promise<void> {
    meanwhile = []
    const list = await listDesks(desk.api)
    hasFailed.value = list === null
    if (list !== null) {
      const read = new Map<string, DeskFigures>(
        list.map((one) => [one.deskId, { ...one, alarms: 'alarms' in one ? countsOf(one.alarms) : NONE }]),
      )
      desks.value = meanwhile.reduce<ReadonlyMap<string, DeskFigures>>(applied, read)
    }
  }

  desk.follow({
    events: (events) => {
      meanwhile.push(...events.filter((event) => deskOf(event) !== null))
      if (desks.value !== null) {
        desks.value = events.reduce(applied, desks.value)
      }
    },
    restart: () => void reload(),
    clear: () => {
      desks.value = null
    },
  })
  return {
    rows: computed(() => (desks.value === null ? null : rowsOf(desks.value.values()))),
    hasFailed: computed(() => hasFailed.value),
    reload,
  }
}
