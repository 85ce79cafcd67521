import { currentLanguage, texts } from '.'
import { ZONE } from './formats'

/** 0:47, 12:05, 1 h 02 min; less than nothing is nothing. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < 3600) {
    return `${Math.floor(whole / 60)}:${twoDigits(whole % 60)}`
  }
  return texts.global.t('ui.hours', {
    hours: Math.floor(whole / 3600),
    minutes: twoDigits(Math.floor((whole % 3600) / 60)),
  })
}

/**
 * When somebody will be there: 3 min (22:17). Never 0 min before they are.
 *
 * @param now by the jurisdiction's clock, in milliseconds
 */
export function arrival(seconds: number, now: number): string {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return texts.global.t('ui.arrival', {
    minutes: Math.max(1, Math.ceil(seconds / 60)).toLocaleString(currentLanguage()),
    time: clock.format(now + seconds * 1000),
  })
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
