import type { EventOf } from '../../api/events'
import type { AlertDetail, TaskView } from './entries'
import { comes } from './task-states'
import { termsOf } from './terms'

/** What has become of the teams that one wave has called. */
export interface Wave {
  readonly wave: number
  /** Milliseconds. */
  readonly openedAt: number
  readonly answerBy: number
  readonly radiusMeters: number
  readonly trigger: EventOf<'wave.opened.v2'>['trigger']
  readonly shortfalls: EventOf<'wave.opened.v2'>['shortfalls']
  readonly called: number
  readonly reached: number
  readonly comes: number
  readonly declined: number
}

const NO: ReadonlySet<TaskView['state']> = new Set<TaskView['state']>(['DECLINED', 'WITHDRAWN'])

/** Oldest first. A team that was called again counts in the wave that called it last. */
export function wavesOf({ timeline, tasks }: AlertDetail): readonly Wave[] {
  return timeline.flatMap((entry) => {
    if (entry.type !== 'wave.opened.v1' && entry.type !== 'wave.opened.v2') {
      return []
    }
    const opened = entry.event as unknown as EventOf<'wave.opened.v2'>
    const called = tasks.filter((task) => task.wave === opened.wave)
    return [
      {
        wave: opened.wave,
        openedAt: Date.parse(opened.at),
        answerBy: Date.parse(opened.answerBy),
        radiusMeters: opened.radiusMeters,
        trigger: opened.trigger,
        shortfalls: opened.shortfalls,
        called: called.length,
        reached: called.filter((task) => task.reached).length,
        comes: called.filter((task) => comes(task.state)).length,
        declined: called.filter((task) => NO.has(task.state)).length,
      },
    ]
  })
}

/** How far the next wave would look, in metres; null where that is not known. */
export function nextRadius(detail: AlertDetail): number | null {
  const terms = termsOf(detail.timeline)
  if (terms === null) {
    return null
  }
  const widest = Math.max(0, ...wavesOf(detail).map((wave) => wave.radiusMeters))
  return widest === 0 ? terms.radiusMeters : widest * terms.radiusGrowth
}
