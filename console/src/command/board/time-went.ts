import { isOver } from './alert-steps'
import type { AlertDetail } from './entries'
import { beganAt, secondsOf } from './response-clock'
import { termsOf } from './terms'

export const STEPS = ['decide', 'toDevice', 'toYes', 'onTheWay'] as const

/** One part of the time from report to scene. */
export interface TimeStep {
  readonly step: (typeof STEPS)[number]
  readonly seconds: number
  /** What it usually takes. */
  readonly usual: number
  /** It goes on. */
  readonly isRunning: boolean
}

export interface TimeWent {
  readonly steps: readonly TimeStep[]
  /** The one that is furthest above its usual time; null while none is above it. */
  readonly slowest: TimeStep | null
}

/** A report is decided within the first of the response standards of 1, 3 and 5 minutes (domain.md, P8). */
const USUAL_DECISION_S = 60
/** The reach deadline where an alert does not say its own. */
const USUAL_DELIVERY_S = 5
const USUAL_ANSWER_S = 60
/** Median of 956 m in 6.2 min (domain.md, "What peers do"). */
const USUAL_TRAVEL_S = 372
/** Median speed of who comes on foot or by bicycle (domain.md, "What peers do"). */
const METRES_PER_SECOND = 2.3

/**
 * Where the time from report to scene went: to decide, to a device, to a yes, on the way. Steps that have not begun
 * are not among them.
 *
 * @param now by the jurisdiction's clock, in milliseconds
 */
export function timeWent(detail: AlertDetail, now: number): TimeWent {
  const { alert } = detail
  const { origin, times = {} } = alert
  const terms = termsOf(detail.timeline)
  const began = beganAt(alert)
  const until = isOver(alert) ? Date.parse(alert.endedAt ?? alert.issuedAt) : now
  const reported =
    alert.reopenedAt === undefined && origin.reportedAt !== undefined
      ? Date.parse(origin.reportedAt)
      : undefined

  const marks: readonly {
    step: TimeStep['step']
    usual: number
    from: number | undefined
    to: number | undefined
  }[] = [
    { step: 'decide', usual: USUAL_DECISION_S, from: reported, to: began },
    {
      step: 'toDevice',
      usual: orUsual(terms?.reachDeadline, USUAL_DELIVERY_S),
      from: began,
      to: moment(times.reachedAt),
    },
    {
      step: 'toYes',
      usual: orUsual(terms?.acknowledgementDeadline, USUAL_ANSWER_S),
      from: moment(times.reachedAt),
      to: moment(times.acknowledgedAt),
    },
    {
      step: 'onTheWay',
      usual: usualTravel(detail),
      from: moment(times.acknowledgedAt),
      to: moment(times.onSceneAt),
    },
  ]

  const steps = marks.flatMap(({ step, usual, from, to }) => {
    if (from === undefined) {
      return []
    }
    const isRunning = to === undefined && !isOver(alert)
    return [{ step, usual, seconds: Math.max(0, ((to ?? until) - from) / 1000), isRunning }]
  })
  return { steps, slowest: slowestOf(steps) }
}

function slowestOf(steps: readonly TimeStep[]): TimeStep | null {
  const above = steps.filter(({ seconds, usual }) => seconds > usual)
  return above.sort((one, other) => other.seconds / other.usual - one.seconds / one.usual)[0] ?? null
}

/** By the distance of the team that said yes first. */
function usualTravel({ tasks, timeline }: AlertDetail): number {
  const yes = timeline.find(({ type }) => type === 'task.acknowledged.v1')
  const metres = tasks.find((task) => task.id === yes?.event['taskId'])?.reason.distanceMeters
  return metres === undefined ? USUAL_TRAVEL_S : Math.max(60, metres / METRES_PER_SECOND)
}

function moment(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time)
}

function orUsual(duration: string | undefined, usual: number): number {
  return duration === undefined ? usual : secondsOf(duration)
}
