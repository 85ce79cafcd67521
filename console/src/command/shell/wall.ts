import type { AlertRow } from '../../stream/alerts'
import type { Alarm } from '../alarm/alarms'

const PRIORITIES = ['HIGH', 'MEDIUM', 'LOW'] as const

export interface WallRow {
  readonly alert: AlertRow
  readonly alarm: Alarm | undefined
}

/** What needs somebody first, then the one that has run for longest. */
export function wallRows(
  alerts: readonly AlertRow[],
  ofAlert: (id: string) => Alarm | undefined,
): readonly WallRow[] {
  return alerts
    .map((alert) => ({ alert, alarm: ofAlert(alert.id) }))
    .sort(
      (one, other) =>
        rankOf(one.alarm) - rankOf(other.alarm) || one.alert.issuedAt.localeCompare(other.alert.issuedAt),
    )
}

/** Of each priority how many stand, the highest first. */
export function alarmCounts(alarms: readonly Alarm[]): readonly (readonly [Alarm['priority'], number])[] {
  return PRIORITIES.map((priority) => [
    priority,
    alarms.filter((alarm) => alarm.priority === priority && alarm.goneAt === null).length,
  ])
}

function rankOf(alarm: Alarm | undefined): number {
  return alarm === undefined ? PRIORITIES.length : PRIORITIES.indexOf(alarm.priority)
}
