import type { Category, Severity } from '../../api/events'
import type { components } from '../../api/generated/dispatch-service'
import type { components as ReportComponents } from '../../api/generated/report-service'
import type { Picked } from './where'

export type AlertRequest = components['schemas']['AlertRequest']
export type TriageAlert = ReportComponents['schemas']['TriageAlert']

/** In the order of the keys 1 to 8. */
export const CATEGORIES = [
  'THEFT',
  'BRAWL',
  'FRAUD_WARNING',
  'MISSING_PERSON',
  'FIRE_HAZARD',
  'DROWNING',
  'CROWD',
  'OTHER',
] as const satisfies readonly Category[]

export const SEVERITIES = ['EXTREME', 'SEVERE', 'MODERATE', 'MINOR'] as const satisfies readonly Severity[]

/** What an incident of the kind mostly is; whoever issues the alert knows better. */
const USUAL_SEVERITY: Readonly<Record<Category, Severity>> = {
  THEFT: 'MINOR',
  BRAWL: 'MODERATE',
  FRAUD_WARNING: 'MINOR',
  MISSING_PERSON: 'MODERATE',
  FIRE_HAZARD: 'SEVERE',
  DROWNING: 'EXTREME',
  CROWD: 'SEVERE',
  OTHER: 'MINOR',
}

export const LONGEST_HEADLINE = 200
export const LONGEST_ADDRESS = 300
export const LONGEST_DESCRIPTION = 4000

/** Who was on the phone, and when: for the command center alone, so that it is no part of what teams are told. */
export interface Caller {
  readonly number: string
  /** ISO 8601 */
  readonly at: string
}

/** An alert as far as somebody has said it. */
export interface IssueDraft {
  place: Picked | null
  /** A GB/T 2260 code; empty where it is not known yet. */
  jurisdiction: string
  jurisdictionName: string
  /** The spoken address. */
  address: string
  category: Category | null
  /** Null as long as the usual one is meant. */
  severity: Severity | null
  /** Null as long as the proposed one is meant. */
  headline: string | null
  description: string
  need: 'policy' | 'teams' | 'people'
  needed: number
  exercise: boolean
  /** The place is meant, though it is far from the jurisdiction. */
  outside: boolean
  /** The report that it is made of. */
  report: string
  caller: Caller | null
  /** What was sent last and under which number, so that after a reload the same is not issued twice. */
  sent: { readonly key: string; readonly body: string } | null
}

export function emptyDraft(): IssueDraft {
  return {
    place: null,
    jurisdiction: '',
    jurisdictionName: '',
    address: '',
    category: null,
    severity: null,
    headline: null,
    description: '',
    need: 'policy',
    needed: 2,
    exercise: false,
    outside: false,
    report: '',
    caller: null,
    sent: null,
  }
}

export function severityOf(draft: Pick<IssueDraft, 'severity' | 'category'>): Severity {
  return draft.severity ?? (draft.category === null ? 'MINOR' : USUAL_SEVERITY[draft.category])
}

/** Where it is, in the words that are there: as it was said, else what the place or its jurisdiction is called. */
export function placeName(draft: Pick<IssueDraft, 'address' | 'place' | 'jurisdictionName'>): string {
  return draft.address.trim() || draft.place?.name || draft.jurisdictionName
}

/** @param join what and where in one line, as the page's language has it; `where` may be empty */
export function headlineOf(draft: IssueDraft, join: (category: Category, where: string) => string): string {
  if (draft.headline !== null) {
    return draft.headline.trim()
  }
  return draft.category === null ? '' : cut(join(draft.category, placeName(draft)), LONGEST_HEADLINE)
}

/** Never through the middle of a sign. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) {
    return text
  }
  const whole = text.slice(0, longest - 1)
  return `${/[\uD800-\uDBFF]$/.test(whole) ? whole.slice(0, -1) : whole}\u2026`
}

/** What is still to be said before it can be sent. */
export type Missing = 'where' | 'what' | 'headline'

export function missingOf(draft: IssueDraft, headline: string): readonly Missing[] {
  const missing: Missing[] = []
  if (draft.place === null || draft.jurisdiction === '') {
    missing.push('where')
  }
  if (draft.category === null) {
    missing.push('what')
  } else if (headline === '') {
    missing.push('headline')
  }
  return missing
}

/** @returns null as long as something is missing */
export function alertRequest(draft: IssueDraft, headline: string): AlertRequest | null {
  const { place, category } = draft
  if (missingOf(draft, headline).length > 0 || place === null || category === null) {
    return null
  }
  return {
    category,
    severity: severityOf(draft),
    headline,
    description: draft.description.trim(),
    location: locationOf(place),
    address: draft.address.trim(),
    jurisdiction: draft.jurisdiction,
    ...needOf(draft),
    ...(draft.outside ? { outside: true } : {}),
    ...(draft.exercise ? { exercise: true } : {}),
  }
}

/** As the triage of a report has it. */
export function triageRequest(draft: IssueDraft, headline: string): TriageAlert | null {
  // A report never becomes an exercise.
  const request = alertRequest({ ...draft, exercise: false }, headline)
  if (request === null) {
    return null
  }
  const { description, address, ...rest } = request
  return {
    decision: 'ALERT',
    ...rest,
    // Left empty, what the reporter has written is taken.
    ...(description === undefined || description === '' ? {} : { description }),
    ...(address === undefined || address === '' ? {} : { address }),
  }
}

/** What decides whom it would call; texts do not. Null as long as it cannot be known. */
export function previewRequest(draft: IssueDraft): AlertRequest | null {
  const { place, category } = draft
  if (place === null || category === null || draft.jurisdiction === '') {
    return null
  }
  return {
    category,
    severity: severityOf(draft),
    headline: category,
    location: locationOf(place),
    jurisdiction: draft.jurisdiction,
    ...needOf(draft),
    ...(draft.outside ? { outside: true } : {}),
  }
}

/** The same number for the same alert, another one for another. */
export function keyFor(
  draft: Pick<IssueDraft, 'sent'>,
  request: object,
): { readonly key: string; readonly body: string } {
  const body = JSON.stringify(request)
  return draft.sent?.body === body ? draft.sent : { key: crypto.randomUUID(), body }
}

function locationOf({ latitude, longitude, datum }: Picked): AlertRequest['location'] {
  return { latitude, longitude, crs: datum }
}

function needOf({ need, needed }: IssueDraft): Pick<AlertRequest, 'teamsNeeded' | 'peopleNeeded'> {
  switch (need) {
    case 'teams':
      return { teamsNeeded: needed }
    case 'people':
      return { peopleNeeded: needed }
    case 'policy':
      return {}
  }
}
