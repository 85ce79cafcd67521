import type { EventOf } from '../../api/events'
import type { TaskState, TimelineEntry } from './entries'

/**
 * Whether a team has said no, before its alert's end or after it, and nobody of it has thought otherwise: then it is
 * not called when the alert is opened again.
 */
export function lateNo(timeline: readonly TimelineEntry[], taskId: string, state: TaskState): boolean {
  const byMember = new Map<string, 'COMES' | 'CANNOT'>()
  let refused = false
  for (const late of sinceTheLastOpening(timeline, taskId)) {
    const teamsNo = late.answer === 'CANNOT' && late.othersLeft !== true
    if (teamsNo) {
      byMember.forEach((answer, member) => {
        if (answer === 'COMES') {
          byMember.delete(member)
        }
      })
    }
    if (late.volunteerId !== undefined && late.said === 'APP') {
      // The same member's, from when only the account was told.
      byMember.delete(late.by)
    }
    byMember.set(late.volunteerId ?? late.by, late.answer)
    refused = teamsNo || (refused && late.answer !== 'COMES')
  }
  const somebodyComes = [...byMember.values()].includes('COMES')
  return !somebodyComes && (refused || state === 'DECLINED')
}

function sinceTheLastOpening(
  timeline: readonly TimelineEntry[],
  taskId: string,
): readonly EventOf<'task.answered-late.v1'>[] {
  const opened = timeline.map(({ type }) => type).lastIndexOf('alert.reopened.v1')
  return timeline
    .slice(opened + 1)
    .filter((entry) => entry.type === 'task.answered-late.v1' && entry.event['taskId'] === taskId)
    .map((entry) => entry.event as unknown as EventOf<'task.answered-late.v1'>)
}
