import type { AlertRow } from '../../stream/alerts'
import type { TaskView } from './entries'

export type Priority = 'HIGH' | 'MEDIUM' | 'LOW'

const URGENCY: Readonly<Record<Priority, number>> = { HIGH: 1, MEDIUM: 2, LOW: 3 }
const NO_ALARM = 4

/** Those with an alarm first, by its priority; then those that are short of teams; of each the newest first. */
export function alertsByUrgency(
  rows: readonly AlertRow[],
  priorityOf: (id: string) => Priority | undefined,
): readonly AlertRow[] {
  return [...rows].sort(
    (one, other) =>
      urgency(one) - urgency(other) ||
      Number(one.status === 'COVERED') - Number(other.status === 'COVERED') ||
      other.issuedAt.localeCompare(one.issuedAt),
  )

  function urgency(row: AlertRow): number {
    const priority = priorityOf(row.id)
    return priority === undefined ? NO_ALARM : URGENCY[priority]
  }
}

const STATES: readonly TaskView['state'][] = [
  'ON_SCENE',
  'EN_ROUTE',
  'ACKNOWLEDGED',
  'STANDBY',
  'OFFERED',
  'UNREACHED',
  'COMPLETED',
  'RELEASED',
  'PASSED_ON',
  'DECLINED',
  'WITHDRAWN',
  'STOOD_DOWN',
]

/** Who asks for help first, then by how far a team is; of each the nearest first, of standbys the first in line. */
export function teamsByState(tasks: readonly TaskView[]): readonly TaskView[] {
  return [...tasks].sort(
    (one, other) =>
      Number(other.openHelp.length > 0) - Number(one.openHelp.length > 0) ||
      STATES.indexOf(one.state) - STATES.indexOf(other.state) ||
      (one.rank ?? 0) - (other.rank ?? 0) ||
      Number(other.reached) - Number(one.reached) ||
      one.reason.distanceMeters - other.reason.distanceMeters,
  )
}
