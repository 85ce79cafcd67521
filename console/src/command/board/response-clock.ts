import { isOver } from './alert-steps'
import type { AlertView } from './entries'

/** How an alert's first arrival stands against its response target. */
export interface ResponseClock {
  /** Since the alert was issued, or opened again; of one that stands still, until then. */
  readonly seconds: number
  readonly target: number
  /** Of the bar, from 0 to 1. */
  readonly share: number
  /** `late`: the last fifth; `past`: the target has passed, and nobody is there. */
  readonly phase: 'runs' | 'late' | 'past' | 'met' | 'missed' | 'over'
}

const LAST_FIFTH = 0.8

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** Of an ISO 8601 duration, such as PT10M; 0 of what is none. */
export function secondsOf(duration: string): number {
  const [, days, hours, minutes, seconds] = DURATION.exec(duration) ?? []
  return (
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  )
}

/** When the time that is measured began. */
export function beganAt(alert: AlertView): number {
  return Date.parse(alert.reopenedAt ?? alert.issuedAt)
}

/** @param now by the jurisdiction's clock, in milliseconds */
export function responseClock(alert: AlertView, now: number): ResponseClock {
  const began = beganAt(alert)
  const target = secondsOf(alert.responseTarget)
  const thereAt = alert.times?.onSceneAt
  const stoppedAt = thereAt ?? alert.endedAt
  const seconds = Math.max(0, ((stoppedAt === undefined ? now : Date.parse(stoppedAt)) - began) / 1000)
  const share = target === 0 ? 1 : Math.min(1, seconds / target)
  return { seconds, target, share, phase: phaseOf() }

  function phaseOf(): ResponseClock['phase'] {
    if (thereAt !== undefined) {
      return seconds <= target ? 'met' : 'missed'
    }
    if (isOver(alert)) {
      return 'over'
    }
    return seconds >= target ? 'past' : share >= LAST_FIFTH ? 'late' : 'runs'
  }
}
