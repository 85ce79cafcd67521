import { claimAfter, type Claim } from '../../api/claims'
import { isKnown, type Category, type StreamEvent } from '../../api/events'
import type { components } from '../../api/generated/report-service'
import type { MirrorRules, Versioned } from '../../stream/mirror'
import { toWgs84, type Coordinates } from '../../map/datum'

export type ReportView = components['schemas']['ReportJson']

/** A report that nobody has decided on yet, as much of it as a list and the map show. */
export interface ReportRow {
  readonly id: string
  readonly category: Category
  readonly jurisdiction: string
  readonly text: string
  readonly address: string
  /** WGS-84; null where the reporter has given none. */
  readonly location: Coordinates | null
  /** The reporter's account. */
  readonly by: string
  /** ISO 8601: from when on the reporter waits. */
  readonly submittedAt: string
  /** How often the reporter has told more. */
  readonly additions: number
  readonly claim: Claim | null
}

/** @returns null of a report that does not wait */
export function reportRowOf(view: ReportView): Versioned<ReportRow> | null {
  if (view.status !== 'SUBMITTED') {
    return null
  }
  return {
    version: view.version,
    row: {
      id: view.id,
      category: view.category,
      jurisdiction: view.jurisdiction,
      text: view.text,
      address: view.address,
      location: view.location === undefined ? null : toWgs84(view.location, view.location.crs),
      by: view.submittedBy,
      submittedAt: view.submittedAt,
      additions: view.additions.length,
      claim: view.claim ?? null,
    },
  }
}

/** Clues are reports that never wait, nor does one wait that has an alert: nothing of theirs is looked at. */
const OF_OTHERS = new Set(['report.clue-submitted.v1', 'report.alert-linked.v1'])

export const reportRules: MirrorRules<ReportRow, StreamEvent> = {
  keyOf: (event) => (isOfWaiting(event) ? (event.key ?? null) : null),
  versionOf: (event) => event.version ?? 0,
  begin,
  apply,
}

/** A claim without a version of its own is told to the row beside the order of events: `claimed`. */
function isOfWaiting(event: StreamEvent): boolean {
  return (
    event.topic === 'report.events' &&
    event.version !== undefined &&
    !OF_OTHERS.has(event.type) &&
    !(event.type !== 'report.linked.v1' && event.event['alertId'] !== undefined)
  )
}

function begin(event: StreamEvent): ReportRow | null {
  if (!isKnown(event) || event.type !== 'report.submitted.v1') {
    return null
  }
  const { reportId, category, jurisdiction, text, address, location, by, at } = event.event
  return {
    id: reportId,
    category,
    jurisdiction,
    text,
    address,
    location: placeOf(location),
    by,
    submittedAt: at,
    additions: 0,
    claim: null,
  }
}

function apply(row: ReportRow, event: StreamEvent): ReportRow | null {
  const claim = claimAfter(event)
  if (claim !== undefined) {
    return { ...row, claim }
  }
  switch (event.type) {
    case 'report.answered.v1':
    case 'report.alert-requested.v1':
    case 'report.linked.v1':
    case 'report.withdrawn.v1':
      return null
    case 'report.added-to.v1':
      return { ...row, additions: row.additions + 1 }
    default:
      return row
  }
}

function placeOf(location: Coordinates | null | undefined): Coordinates | null {
  return location ?? null
}
