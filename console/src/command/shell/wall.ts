import type { Alarm } from '../../alarm/alarm'
import type { AlertRow } from '../../stream/alerts'

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
        (one.alarm?.priority ?? 4) - (other.alarm?.priority ?? 4) ||
        one.alert.issuedAt.localeCompare(other.alert.issuedAt),
    )
}

/** Of each priority how many stand, the highest first. */
export function alarmCounts(alarms: readonly Alarm[]): readonly (readonly [1 | 2 | 3, number])[] {
  return ([1, 2, 3] as const).map((priority) => [
    priority,
    alarms.filter((alarm) => alarm.priority === priority && alarm.goneAt === null).length,
  ])
}
