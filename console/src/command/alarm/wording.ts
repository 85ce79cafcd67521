import { remediesOf, type Alarm, type Remedy } from '../../alarm/alarm'
import type { Line } from '../../alarm/lines'
import { texts } from '../../text'
import { duration } from '../../text/durations'

const { t } = texts.global

/** "415 nobody reached": the number and the matter, and nothing about a person. */
export function matterOf(alarm: Alarm): string {
  const condition = t(`condition.${alarm.condition}`)
  return alarm.number === null ? condition : t('alarm.matter', { number: String(alarm.number), condition })
}

/** "first of 3", "14 alerts", or nothing where it is alone. */
export function othersOf(line: Line): string {
  const count = line.alarms.filter((alarm) => alarm.goneAt === null).length
  if (line.alerts > 1 && line.first.number === null) {
    return t('alarm.alerts', { count: line.alerts })
  }
  return count > 1 ? t('alarm.firstOf', { count }) : ''
}

/**
 * One sentence for readers of the screen and for the desktop, of what asks for somebody: the first of a line may be in
 * hand, or less urgent than what has joined it.
 */
export function sentenceOf(line: Line, now: number): string {
  const asking = line.alarms.find(
    (alarm) => alarm.priority === line.priority && alarm.goneAt === null && alarm.acknowledged === null,
  )
  const named = line.first.priority === line.priority ? line.first : (asking ?? line.first)
  const others = named === line.first ? othersOf(line) : ''
  const said = {
    priority: line.priority,
    matter: matterOf(named),
    since: duration((now - named.since) / 1000),
  }
  return others === '' ? t('alarm.said', said) : t('alarm.saidWithOthers', { ...said, others })
}

/** What can be done about a line, of what there is something to open. */
export function remediesFor(line: Line): readonly Remedy[] {
  const alert = alertOf(line)
  const report = reportOf(line)
  return remediesOf(line.first.condition).filter((remedy) => {
    switch (remedy) {
      case 'report':
        return report !== null
      case 'system':
      case 'retry':
        return true
      default:
        return alert !== null
    }
  })
}

export function alertOf(line: Line): string | null {
  return line.first.alertId ?? line.alarms.find((alarm) => alarm.alertId !== null)?.alertId ?? null
}

export function reportOf(line: Line): string | null {
  return line.first.reportId ?? line.alarms.find((alarm) => alarm.reportId !== null)?.reportId ?? null
}
