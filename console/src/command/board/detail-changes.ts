import type { components } from '../../api/generated/dispatch-service'
import { lastOf, type AlertView, type TimelineEntry } from './entries'

/** What of an alert can be changed. */
export interface Changeable {
  readonly severity: AlertView['severity']
  readonly category: AlertView['category']
  readonly headline: string
  readonly description: string
  readonly address: string
  /** Teams, or people where people are needed. */
  readonly needed: number
}

export type Field = keyof Changeable
export const FIELDS = ['category', 'severity', 'headline', 'address', 'description', 'needed'] as const

export function changeableOf(alert: AlertView): Changeable {
  return {
    severity: alert.severity,
    category: alert.category,
    headline: alert.headline,
    description: alert.description,
    address: alert.address,
    needed: alert.peopleNeeded ?? alert.teamsNeeded ?? 1,
  }
}

/** Which fields are not the same. */
export function differences(one: Changeable, other: Changeable): readonly Field[] {
  return FIELDS.filter((field) => one[field] !== other[field])
}

/** What somebody changed, and no more: what others have changed meanwhile stays as they wanted it. */
export function patchOf(
  seen: Changeable,
  typed: Changeable,
  ofPeople: boolean,
): components['schemas']['AlertPatch'] {
  const changed = new Set(differences(seen, typed))
  return {
    ...(changed.has('severity') ? { severity: typed.severity } : {}),
    ...(changed.has('category') ? { category: typed.category } : {}),
    ...(changed.has('headline') ? { headline: typed.headline.trim() } : {}),
    ...(changed.has('description') ? { description: typed.description.trim() } : {}),
    ...(changed.has('address') ? { address: typed.address.trim() } : {}),
    ...(changed.has('needed')
      ? ofPeople
        ? { peopleNeeded: typed.needed }
        : { teamsNeeded: typed.needed }
      : {}),
  }
}

/** Who changed the details or the terms last, and when. */
export function lastChange(timeline: readonly TimelineEntry[]): { by: string; at: number } | null {
  const entry = lastOf(timeline, ({ type }) => type === 'alert.updated.v1' || type === 'alert.changed.v1')
  return entry === undefined ? null : { by: String(entry.event['by']), at: Date.parse(entry.at) }
}
