import type { ReportRow } from './reports'

/** Within this time a report is decided: so its reporter is told. */
export const TARGET_MS = 5 * 60_000

/** The last fifth of it is a warning. */
const LAST_FIFTH = 0.8

export interface ReportClock {
  /** Since the report came, in milliseconds; never less than nothing. */
  readonly waited: number
  /** 0 to 1 */
  readonly share: number
  readonly level: 'calm' | 'soon' | 'over'
}

export function reportClock(submittedAt: string, now: number, target = TARGET_MS): ReportClock {
  const waited = Math.max(0, now - Date.parse(submittedAt))
  const share = Math.min(1, waited / target)
  return { waited, share, level: waited >= target ? 'over' : share >= LAST_FIFTH ? 'soon' : 'calm' }
}

/** Whoever waits longest first: no kind of report may push another back for ever. */
export function inOrder(reports: readonly ReportRow[]): readonly ReportRow[] {
  return [...reports].sort(
    (one, other) =>
      Date.parse(one.submittedAt) - Date.parse(other.submittedAt) || one.id.localeCompare(other.id),
  )
}

/** The report that is next in the list, from one that may have gone from it; the first one after the last. */
export function nextAfter(reports: readonly ReportRow[], id: string): ReportRow | null {
  const at = reports.findIndex((report) => report.id === id)
  return reports.filter((report) => report.id !== id)[at < 0 || at >= reports.length - 1 ? 0 : at] ?? null
}
