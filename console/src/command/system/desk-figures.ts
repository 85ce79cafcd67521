import type { DeskView } from '../../api/desks'
import { AIM_PER_HOUR } from './alarm-figures'

export interface DeskRow extends DeskView {
  /** Alarms raised within the last hour. */
  readonly total: number
  /** More than somebody can act on. */
  readonly isTooMany: boolean
}

/** The desk with the most alarms first. */
export function rowsOf(desks: Iterable<DeskView>): readonly DeskRow[] {
  return [...desks]
    .map((desk) => {
      const total = desk.alarms.high + desk.alarms.medium + desk.alarms.low
      return { ...desk, total, isTooMany: total > AIM_PER_HOUR }
    })
    .sort((one, other) => other.total - one.total || one.name.localeCompare(other.name))
}
