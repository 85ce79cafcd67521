/** For tests: alarms as the rules have them. */
import { priorityOf, type Alarm } from './alarm'
import { allOf, EMPTY_BOOK, enter, type Book } from './book'
import { floodOf } from './flood'
import { linesOf, type Line } from './lines'
import { nextSound, NOTHING_SOUNDED, type AlarmSound } from './sounding'

export const T = Date.parse('2022-03-12T01:20:00Z')

export function seconds(after: number): number {
  return T + after * 1000
}

export function anAlarm(part: Partial<Alarm> = {}): Alarm {
  const condition = part.condition ?? 'NOBODY_REACHED'
  const subject = part.subject ?? 'alert-415'
  return {
    id: `${condition}:${subject}:e1`,
    condition,
    priority: priorityOf(condition, true),
    subject,
    alertId: subject.startsWith('alert-') ? subject : null,
    number: 415,
    reportId: null,
    jurisdiction: '320371003209',
    since: T,
    level: 0,
    acknowledged: null,
    shelved: null,
    goneAt: null,
    cameBack: 0,
    isOwn: false,
    ...part,
  }
}

/** As many as are a flood. */
export const FLOODED = Array.from({ length: 12 }, (_, at) =>
  anAlarm({ condition: 'CLUE', subject: `alert-flood-${at}`, id: `CLUE:flood-${at}:e`, since: T - 60_000 }),
)

export const BY = { name: 'Zhang', at: T }

/** As they come, one by one. */
export function bookOf(alarms: readonly Alarm[]): Book {
  const inOrder = [...alarms].sort((one, other) => one.since - other.since)
  return inOrder.reduce(
    (book, alarm) => enter(book, { kind: 'known', alarms: [...book.known.values(), alarm] }, alarm.since),
    EMPTY_BOOK,
  )
}

export function linesIn(book: Book, now: number): readonly Line[] {
  return linesOf(allOf(book), now)
}

/** What a desk hears in some seconds, once a second. */
export function listen(
  book: (second: number) => Book,
  from: number,
  to: number,
  isHeard: (alarm: Alarm) => boolean = () => true,
): { at: number; sound: AlarmSound }[] {
  let sounded = NOTHING_SOUNDED
  const heard: { at: number; sound: AlarmSound }[] = []
  for (let second = from; second <= to; second++) {
    const now = seconds(second)
    const entered = book(second)
    const lines = linesIn(entered, now)
    const { isFlood } = floodOf(entered.raised, lines, now)
    const next = nextSound(sounded, lines, { isFlood, hears: isHeard }, now)
    sounded = next.sounded
    if (next.sound !== null) {
      heard.push({ at: second, sound: next.sound })
    }
  }
  return heard
}
