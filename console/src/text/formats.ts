import type { Language } from '.'

/** Of all jurisdictions: China has one. */
export const ZONE = 'Asia/Shanghai'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

function split(time: number): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(time).map((part) => [part.type, part.value]))
}

/**
 * 22:14:07; of another day than `now` 11-24 22:14. The same in both languages.
 *
 * @param time milliseconds
 */
export function timeOfDay(time: number, now: number): string {
  const at = split(time)
  const today = split(now)
  const isToday = (['year', 'month', 'day'] as const).every((part) => at[part] === today[part])
  return isToday
    ? `${at['hour']}:${at['minute']}:${at['second']}`
    : `${at['month']}-${at['day']} ${at['hour']}:${at['minute']}`
}

/** A, B and C. */
export function listed(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language).format(items)
}

/** 12,480 */
export function count(number: number, language: Language): string {
  return new Intl.NumberFormat(language).format(number)
}

/** Whether this machine shows other hours than the jurisdiction has. */
export function isElsewhere(time: number, zone = Intl.DateTimeFormat().resolvedOptions().timeZone): boolean {
  const here = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    day: '2-digit',
    hourCycle: 'h23',
  })
  const there = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    day: '2-digit',
    hourCycle: 'h23',
  })
  return here.format(time) !== there.format(time)
}
