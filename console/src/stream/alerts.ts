import { isKnown, type Category, type Severity, type StreamEvent } from '../api/events'
import type { AlertView, Lead } from '../api/leads'
import type { MirrorRules, Versioned } from './mirror'

export type AlertStatus = AlertView['status']

/** A running alert, as much of it as a list shows. */
export interface AlertRow {
  readonly id: string
  /** What it is called on the radio; null of one that began before there were numbers. */
  readonly number: number | null
  readonly isExercise: boolean
  readonly category: Category
  readonly severity: Severity
  readonly headline: string
  readonly address: string
  /** In WGS-84. */
  readonly location: { readonly latitude: number; readonly longitude: number }
  readonly jurisdiction: string
  readonly status: AlertStatus
  /** Handed to the parent jurisdiction, which may be covered since. */
  readonly isEscalated: boolean
  readonly wave: number
  readonly issuedAt: string
  /** Who leads it; null where nobody has taken it. */
  readonly lead: Lead | null
}

const ENDED: ReadonlySet<AlertStatus> = new Set(['RESOLVED', 'CANCELLED', 'EXPIRED', 'MERGED'])

/** @returns null of an alert that is over */
export function alertRowOf(view: AlertView): Versioned<AlertRow> | null {
  if (ENDED.has(view.status)) {
    return null
  }
  return {
    version: view.version,
    row: {
      id: view.id,
      number: view.number ?? null,
      isExercise: view.exercise ?? false,
      category: view.category,
      severity: view.severity,
      headline: view.headline,
      address: view.address,
      location: { latitude: view.location.latitude, longitude: view.location.longitude },
      jurisdiction: view.jurisdiction,
      status: view.status,
      isEscalated: view.escalatedTo !== undefined,
      wave: view.wave,
      issuedAt: view.issuedAt,
      lead: view.lead ?? null,
    },
  }
}

/**
 * Running alerts of the own jurisdiction. Of those elsewhere that have called a team of it a guest gets some events
 * only, so that their versions have gaps by right: they are no rows here.
 */
export const alertRules: MirrorRules<AlertRow, StreamEvent> = {
  keyOf: (event) => (event.topic === 'dispatch.events' && event.guest !== true ? (event.key ?? null) : null),
  versionOf: (event) => event.version ?? 0,
  begin,
  apply,
}

function begin(event: StreamEvent): AlertRow | null {
  if (!isKnown(event)) {
    return null
  }
  switch (event.type) {
    case 'alert.issued.v1':
    case 'alert.reopened.v1':
      return {
        id: event.event.alertId,
        number: event.event.number ?? null,
        isExercise: event.event.exercise ?? false,
        category: event.event.category,
        severity: event.event.details.severity,
        headline: event.event.details.headline,
        address: event.event.details.address,
        location: event.event.details.location,
        jurisdiction: event.event.jurisdiction,
        status: 'CALLING',
        isEscalated: false,
        wave: 0,
        // Of one that is opened again it is when that was: the time that is measured.
        issuedAt: event.event.at,
        lead: null,
      }
    default:
      return null
  }
}

function apply(row: AlertRow, event: StreamEvent): AlertRow | null {
  const lead = leadAfter(row, event)
  if (lead !== undefined) {
    return { ...row, lead }
  }
  if (!isKnown(event)) {
    return row
  }
  switch (event.type) {
    case 'alert.updated.v1':
      return {
        ...row,
        severity: event.event.details.severity,
        headline: event.event.details.headline,
        address: event.event.details.address,
        location: event.event.details.location,
      }
    case 'alert.changed.v1':
      return { ...row, category: event.event.category }
    case 'wave.opened.v1':
    case 'wave.opened.v2':
      return { ...row, wave: event.event.wave }
    case 'alert.covered.v1':
      return { ...row, status: 'COVERED' }
    case 'alert.uncovered.v1':
      return { ...row, status: row.isEscalated ? 'ESCALATED' : 'CALLING' }
    case 'alert.escalated.v1':
      return { ...row, isEscalated: true, status: row.status === 'COVERED' ? 'COVERED' : 'ESCALATED' }
    case 'alert.resolved.v1':
    case 'alert.cancelled.v1':
    case 'alert.expired.v1':
    case 'alert.merged.v1':
      return null
    default:
      return row
  }
}

/** @returns undefined of an event that leaves it as it was */
function leadAfter({ lead }: AlertRow, { type, event }: StreamEvent): Lead | null | undefined {
  const [by, name, at] = [event['by'], event['name'], event['at']]
  if (type === 'alert.lead-taken.v1' && typeof by === 'string' && typeof at === 'string') {
    return { account: by, name: typeof name === 'string' ? name : by, since: at }
  }
  return type === 'alert.lead-left.v1' && lead?.account === by ? null : undefined
}
