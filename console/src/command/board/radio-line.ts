import { isOver } from './alert-steps'
import type { AlertView } from './entries'

/** As many characters of a line that was read are kept. */
export const LONGEST_LINE = 500

/** How a language says it: its texts by their keys, and what stands between digits and between sentences. */
export interface Speech {
  readonly say: (key: string, values?: Record<string, unknown>) => string
  readonly betweenDigits: string
  readonly betweenParts: string
}

export const SPEECH_MARKS = {
  en: { betweenDigits: ' ', betweenParts: '. ' },
  'zh-CN': { betweenDigits: '', betweenParts: '\uff0c' },
} as const

/**
 * An alert's number as it is spoken on the radio, digit by digit: several Chinese digits are easily taken for one
 * another, so they have names of their own there.
 */
export function radioDigits(number: number, { say, betweenDigits }: Speech): string {
  return Array.from(String(number))
    .map((digit) => {
      const name = `digit${digit}`
      return say(`radio.${name}`)
    })
    .join(betweenDigits)
}

/** The sentence to read out: what it is, where, what is needed, and who comes. */
export function radioLine(alert: AlertView, coming: readonly string[], speech: Speech): string {
  const { say } = speech
  const number = alert.number === undefined ? '' : radioDigits(alert.number, speech)
  const parts = [
    ...(alert.exercise === true ? [say('radio.exercise')] : []),
    say('radio.alert', { number }).trim(),
    say(`category.${alert.category}`),
    alert.address === '' ? alert.headline : alert.address,
    isOver(alert) ? say('radio.over') : needed(alert, speech),
    ...(isOver(alert) || coming.length === 0 ? [] : [say('radio.comes', { teams: coming.join(' + ') })]),
    say('radio.end'),
  ]
  // Half a sign at the end would be none.
  return parts
    .join(speech.betweenParts)
    .slice(0, LONGEST_LINE)
    .replace(/[\ud800-\udbff]$/, '')
}

function needed(alert: AlertView, { say }: Speech): string {
  const people = alert.peopleNeeded
  const missing =
    people === undefined ? (alert.teamsNeeded ?? 0) - alert.teamsComing : people - alert.peopleComing
  if (missing <= 0) {
    return say('radio.enough')
  }
  return say(people === undefined ? 'radio.needsTeams' : 'radio.needsPeople', { count: missing })
}
