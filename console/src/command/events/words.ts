import { useI18n } from 'vue-i18n'
import type { StreamEvent } from '../../api/events'
import { count, timeOfDay } from '../../text/formats'
import { currentLanguage } from '../../text'
import type { Words } from '../wording'

/** The catalogue, as functions outside of components take it. */
export function useWords(): Words {
  const i18n = useI18n()
  return {
    t: (key, values) => i18n.t(key, values ?? {}),
    te: (key) => i18n.te(key),
  }
}

/** 22:14:02.113; of another day 11-24 22:14. */
export function preciseTime(at: number, now: number): string {
  const time = timeOfDay(at, now)
  return time.length === 8 ? `${time}.${String(at % 1000).padStart(3, '0')}` : time
}

export function figure(number: number): string {
  return count(number, currentLanguage())
}

/** Somebody must act on it. */
export function isAlarm(event: StreamEvent): boolean {
  return event.alarm === true || /^alarm\.(raised|sounded-again)\./.test(event.type)
}

/** The team that it is about. */
export function teamOf(event: StreamEvent, nameOf: (id: string) => string): string {
  const { teamName, teamId } = event.event
  if (typeof teamName === 'string') {
    return teamName
  }
  return typeof teamId === 'string' ? nameOf(teamId) : ''
}
