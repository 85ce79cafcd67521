/** For tests: alarms as the rules have them. */
import type { Alarm } from './alarm'
import { priorityOf } from './alarm'

export const T = Date.parse('2022-03-12T01:20:00Z')

export function seconds(after: number): number {
  return T + after * 1000
}

export function anAlarm(part: Partial<Alarm> = {}): Alarm {
  const condition = part.condition ?? 'NOBODY_REACHED'
  const subject = part.subject ?? 'alert-415'
  return {
    id: `${condition}:${subject}:e1`,
    condition,
    priority: priorityOf(condition, true),
    subject,
    alertId: subject.startsWith('alert-') ? subject : null,
    number: 415,
    reportId: null,
    jurisdiction: '320371003209',
    since: T,
    level: 0,
    acknowledged: null,
    shelved: null,
    goneAt: null,
    cameBack: 0,
    isOwn: false,
    ...part,
  }
}
