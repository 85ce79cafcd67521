import { texts } from '../../text'
import { duration } from '../../text/durations'
import { timeOfDay } from '../../text/formats'
import type { Names } from '../names'
import type { ReportView } from './reports'

const HOUR_MS = 3_600_000

/** What has become of a report, by whom and when, in a sentence; empty as long as it waits. */
export function decidedSentence(
  report: ReportView,
  now: number,
  { ofAccount }: Pick<Names, 'ofAccount'>,
): string {
  const { t } = texts.global
  const by = report.triagedBy === undefined ? '' : ofAccount(report.triagedBy)
  const when = whenOf(report.triagedAt, now)
  const number = report.alert?.number
  const alert = number === undefined ? t('triage.anAlert') : t('triage.alertNumber', { number })
  switch (report.status) {
    case 'SUBMITTED':
      return ''
    case 'ANSWERED':
      return t('triage.decidedAnswered', { by, when, answer: report.answer ?? '' })
    case 'ALERT_REQUESTED':
      return t('triage.decidedRequested', { by, when })
    case 'ALERTED':
      return t('triage.decidedAlerted', { by, when, alert })
    case 'LINKED':
      return t('triage.decidedLinked', { by, when, alert })
    case 'CLUE':
      return t('triage.decidedClue', { alert })
    case 'WITHDRAWN':
      return t('triage.decidedWithdrawn', {
        when: whenOf(report.withdrawnAt, now),
        reason: report.withdrawalReason ?? '',
      })
  }
}

/** "8 s ago", in figures; of longer ago the time of day. */
function whenOf(at: string | undefined, now: number): string {
  if (at === undefined) {
    return ''
  }
  const time = Date.parse(at)
  return now - time < HOUR_MS
    ? texts.global.t('triage.ago', { time: duration((now - time) / 1000) })
    : timeOfDay(time, now)
}
