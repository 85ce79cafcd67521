/** For tests: alarms as dispatch-service tells them. */
import type { AlarmView } from '../../api/alarms'
import type { StreamEvent } from '../../api/events'

export const NOW = Date.parse('2022-03-12T01:20:00Z')

export function alarmView(part: Partial<AlarmView> = {}): AlarmView {
  const alertId = part.alertId ?? 'a415'
  const condition = part.condition ?? 'NOBODY_REACHED'
  return {
    id: `${condition}:${alertId}:e1`,
    condition,
    priority: 'HIGH',
    subject: alertId,
    alertId,
    number: 415,
    jurisdiction: '320371',
    raisedAt: new Date(NOW - 35_000).toISOString(),
    level: 0,
    version: 1,
    ...part,
  }
}

/** What the stream tells of one. */
export function alarmEvent(
  type: string,
  version: number,
  of: AlarmView,
  now: number,
  event: object = {},
): StreamEvent {
  const at = new Date(now).toISOString()
  return {
    type: `alarm.${type}.v1`,
    at,
    eventId: `${of.id}/${version}`,
    topic: 'dispatch.alarms',
    key: of.id,
    version,
    event: { ...of, alarmId: of.id, at, by: 'li', name: 'Li', ...event },
  }
}
