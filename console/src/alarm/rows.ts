import { CONDITIONS, type AlarmCondition, type AlarmPriority, type AlarmView } from '../api/alarms'
import type { StreamEvent } from '../api/events'
import type { MirrorRules, Versioned } from '../stream/mirror'
import type { Alarm, By, Priority } from './alarm'

export const ALARMS_TOPIC = 'dispatch.alarms'

const PRIORITIES: Readonly<Record<AlarmPriority, Priority>> = { HIGH: 1, MEDIUM: 2, LOW: 3 }

/** @returns null of one that a newer service knows and this page does not */
export function alarmOf(view: AlarmView): Versioned<Alarm> | null {
  if (!isCondition(view.condition)) {
    return null
  }
  const { acknowledgement, shelving } = view
  return {
    version: view.version,
    row: {
      id: view.id,
      condition: view.condition,
      priority: PRIORITIES[view.priority],
      subject: view.subject,
      alertId: view.alertId ?? null,
      number: view.number ?? null,
      reportId: view.reportId ?? null,
      jurisdiction: view.jurisdiction ?? '',
      since: Date.parse(view.raisedAt),
      level: view.level,
      acknowledged:
        acknowledgement === undefined
          ? null
          : { name: acknowledgement.name, at: Date.parse(acknowledgement.at) },
      shelved:
        shelving === undefined
          ? null
          : {
              name: shelving.name,
              at: Date.parse(shelving.at),
              until: Date.parse(shelving.until),
              reason: shelving.reason,
            },
      goneAt: view.goneAt === undefined ? null : Date.parse(view.goneAt),
      cameBack: 0,
      isOwn: false,
    },
  }
}

/** The service's alarms as its events change them. */
export const alarmRules: MirrorRules<Alarm, StreamEvent> = {
  keyOf: (event) => (event.topic === ALARMS_TOPIC ? (event.key ?? null) : null),
  versionOf: (event) => event.version ?? 0,
  begin: ({ type, event }) => (type === 'alarm.raised.v1' ? raised(event) : null),
  apply,
}

type Fields = Readonly<Record<string, unknown>>

function raised(event: Fields): Alarm | null {
  const condition = text(event, 'condition')
  const priority = text(event, 'priority') as AlarmPriority
  if (!isCondition(condition) || !Object.hasOwn(PRIORITIES, priority)) {
    return null
  }
  return {
    id: text(event, 'alarmId'),
    condition,
    priority: PRIORITIES[priority],
    subject: text(event, 'subject'),
    alertId: textOrNull(event, 'alertId'),
    number: typeof event['number'] === 'number' ? event['number'] : null,
    reportId: textOrNull(event, 'reportId'),
    jurisdiction: text(event, 'jurisdiction'),
    since: time(event, 'raisedAt'),
    level: 0,
    acknowledged: null,
    shelved: null,
    goneAt: null,
    cameBack: 0,
    isOwn: false,
  }
}

/** What is over and was seen stays for a moment: it may come back as the same alarm, in the same hands. */
function apply(alarm: Alarm, { type, event }: StreamEvent): Alarm {
  switch (type) {
    case 'alarm.raised.v1':
      // Gone for moments only: whoever has it in hand has it still.
      return { ...alarm, goneAt: null }
    case 'alarm.acknowledged.v1':
      return { ...alarm, acknowledged: by(event) }
    case 'alarm.shelved.v1':
      return {
        ...alarm,
        shelved: { ...by(event), until: time(event, 'until'), reason: text(event, 'reason') },
      }
    case 'alarm.shelving-ended.v1':
      return { ...alarm, shelved: null }
    case 'alarm.sounded-again.v1':
      // Whoever had it in hand has done nothing, or has left.
      return { ...alarm, level: Number(event['level'] ?? alarm.level + 1), acknowledged: null }
    case 'alarm.gone.v1':
      return { ...alarm, goneAt: time(event, 'at') }
    default:
      return alarm
  }
}

function by(event: Fields): By {
  return { name: text(event, 'name') || text(event, 'by'), at: time(event, 'at') }
}

function isCondition(condition: string): condition is AlarmCondition {
  return (CONDITIONS as readonly string[]).includes(condition)
}

function text(event: Fields, field: string): string {
  return textOrNull(event, field) ?? ''
}

function textOrNull(event: Fields, field: string): string | null {
  const value = event[field]
  return typeof value === 'string' ? value : null
}

function time(event: Fields, field: string): number {
  return Date.parse(text(event, field))
}
