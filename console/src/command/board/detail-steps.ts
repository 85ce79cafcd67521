import { alertAfter, counted, issued, timesAfter } from './alert-steps'
import { knownEntry, type AlertDetail, type TimelineEntry } from './entries'
import { tasksAfter } from './task-steps'

/** @returns what the first event of a history makes by itself; null of any other one */
export function begin(entry: TimelineEntry): AlertDetail | null {
  const known = knownEntry(entry)
  return known?.type === 'alert.issued.v1'
    ? { alert: issued(known.event, entry.version), tasks: [], timeline: [entry] }
    : null
}

/** Changes nothing that it is given. An event that this page does not know stands in the timeline, and does no more. */
export function follow(detail: AlertDetail, entry: TimelineEntry): AlertDetail {
  const timeline = [...detail.timeline, entry]
  const known = knownEntry(entry)
  if (known === null) {
    return { ...detail, alert: { ...detail.alert, version: entry.version }, timeline }
  }
  const tasks = tasksAfter(detail, known, entry.version)
  const alert = counted(alertAfter(detail.alert, known), tasks)
  const times = timesAfter(alert.times ?? {}, known)
  return { alert: { ...alert, times, version: entry.version }, tasks, timeline }
}

/**
 * The alert as it was at a time, by its own history.
 *
 * @param until milliseconds; everything without it
 * @returns null before it was issued, and of a history that does not begin with that: a guest's
 */
export function replay(timeline: readonly TimelineEntry[], until = Infinity): AlertDetail | null {
  const [first, ...rest] = timeline
  const begun = first === undefined || Date.parse(first.at) > until ? null : begin(first)
  if (begun === null) {
    return null
  }
  const happened = rest.filter((entry) => Date.parse(entry.at) <= until)
  return happened.reduce(follow, begun)
}
