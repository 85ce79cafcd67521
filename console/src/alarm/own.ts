import type { Alarm } from './alarm'
import { awaySince, type Presence } from './presence'

/** So long a lead may be away from all desks while an alarm of the alert stands. */
export const LEAD_AWAY_MS = 120_000

/** So long a stream may be lost before it is an alarm. */
export const STREAM_LOST_MS = 10_000

/** A report waits for a decision so long at most. */
export const REPORT_CLOCK_MS = 300_000

export interface LedAlert {
  readonly id: string
  readonly number: number | null
  readonly jurisdiction: string
  readonly lead: { readonly account: string; readonly since: number } | null
}

export interface WaitingReport {
  readonly id: string
  readonly jurisdiction: string
  readonly submittedAt: number
}

export interface OwnFindings {
  readonly now: number
  /** This desk's. */
  readonly jurisdiction: string
  /** Since when the stream is lost; null while it is not. */
  readonly lostSince: number | null
  readonly alerts: readonly LedAlert[]
  readonly reports: readonly WaitingReport[]
  readonly presence: Presence
  /** What the services have raised. */
  readonly standing: Iterable<Alarm>
}

/**
 * What no service raises: it follows from what the page knows, the same at every desk. The service is told of one with
 * the first that is done about it.
 */
export function ownAlarms(found: OwnFindings): readonly Alarm[] {
  return [...streamLost(found), ...reportsOverdue(found), ...leadsGone(found)]
}

function streamLost({ lostSince, now, jurisdiction }: OwnFindings): Alarm[] {
  return lostSince !== null && now - lostSince >= STREAM_LOST_MS
    ? [{ ...BLANK, ...named('STREAM_LOST', 'stream'), priority: 1, jurisdiction, since: lostSince }]
    : []
}

function reportsOverdue({ reports, now }: OwnFindings): Alarm[] {
  return reports
    .filter(({ submittedAt }) => now - submittedAt > REPORT_CLOCK_MS)
    .map(({ id, jurisdiction, submittedAt }) => ({
      ...BLANK,
      ...named('REPORT_OVERDUE', id),
      priority: 2,
      reportId: id,
      jurisdiction,
      since: submittedAt + REPORT_CLOCK_MS,
    }))
}

function leadsGone({ alerts, presence, standing, now }: OwnFindings): Alarm[] {
  const inAlarm = new Set(
    [...standing]
      .filter((alarm) => alarm.goneAt === null && alarm.condition !== 'LEAD_GONE')
      .map((alarm) => alarm.alertId),
  )
  return alerts.flatMap(({ id, number, jurisdiction, lead }) => {
    const away = lead === null ? null : awaySince(presence, lead.account)
    if (lead === null || away === null || !inAlarm.has(id)) {
      return []
    }
    const since = Math.max(away, lead.since) + LEAD_AWAY_MS
    return now < since
      ? []
      : [{ ...BLANK, ...named('LEAD_GONE', id), priority: 2, alertId: id, number, jurisdiction, since }]
  })
}

const BLANK = {
  alertId: null,
  number: null,
  reportId: null,
  level: 0,
  acknowledged: null,
  shelved: null,
  goneAt: null,
  cameBack: 0,
  isOwn: true,
} as const

function named<Condition extends Alarm['condition']>(condition: Condition, subject: string) {
  return { id: `${condition}:${subject}:${subject}`, condition, subject }
}

/** The network to the service is what is lost. */
export function isOfWindow(alarm: Alarm): boolean {
  return alarm.condition === 'STREAM_LOST'
}

/** What the service is to call it: a name that is another one when the same comes back. */
export function nameForService({ condition, subject, since }: Alarm): string {
  return `${condition}:${subject}:${subject.slice(0, 24)}${since.toString(16).padStart(12, '0')}`
}
