import type { StreamEvent } from '../../api/events'
import { eventNames } from '../../api/generated/event-names'
import { categoryOf, wordOf, type Words } from '../wording'

/** Empty texts let everything through. */
export interface EventFilter {
  /** The beginning of an event's name, such as `task.` or `task.withdrawn.`. */
  readonly type: string
  /** That one and all below it. */
  readonly jurisdiction: string
  /** An alert's id or number. */
  readonly alert: string
  /** All of them, in whatever order; a person's name or id too. */
  readonly words: string
}

export function isEmpty(filter: EventFilter): boolean {
  return filter.type + filter.jurisdiction + filter.alert + filter.words.trim() === ''
}

/** @param textOf what the words are looked for in: {@link searchTexts} */
export function lets(filter: EventFilter, textOf: (event: StreamEvent) => string) {
  const wanted = filter.words.toLowerCase().split(/\s+/).filter(Boolean)
  const alert = filter.alert.trim().replace(/^#/, '').toLowerCase()
  return (event: StreamEvent): boolean =>
    event.type.startsWith(filter.type) &&
    (event.jurisdiction ?? (filter.jurisdiction === '' ? '' : '-')).startsWith(filter.jurisdiction) &&
    (alert === '' || isOf(event, alert)) &&
    (wanted.length === 0 || hasAll(textOf(event), wanted))
}

function isOf(event: StreamEvent, alert: string): boolean {
  return event.alertId === alert || String(event.number ?? '') === alert || event.event['alertId'] === alert
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}

/** An event's words and all that it says, made once for each event: 5,000 rows are filtered at each letter. */
export function searchTexts(words: Words): (event: StreamEvent) => string {
  const made = new WeakMap<StreamEvent, string>()
  return (event) => {
    let text = made.get(event)
    if (text === undefined) {
      text = [
        wordOf(event, words),
        categoryOf(event, words),
        event.number ?? '',
        event.type,
        event.jurisdiction ?? '',
        event.key ?? '',
        ...valuesOf(event.event),
      ]
        .join(' ')
        .toLowerCase()
      made.set(event, text)
    }
    return text
  }
}

function valuesOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') {
    return [String(value)]
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : []
}

/** What can be chosen by: whole families (`task.`), and each event whatever its version (`task.withdrawn.`). */
export function typeChoices(names: readonly string[] = eventNames): ReadonlyMap<string, readonly string[]> {
  const families = new Map<string, string[]>()
  for (const name of names) {
    const family = name.slice(0, name.indexOf('.') + 1)
    const withoutVersion = name.replace(/v\d+$/, '')
    const members = families.get(family) ?? []
    families.set(family, members.includes(withoutVersion) ? members : [...members, withoutVersion])
  }
  return families
}

/** The newest version's name, which has the words. */
export function nameOfChoice(choice: string, names: readonly string[] = eventNames): string {
  return names.filter((name) => name.startsWith(choice)).at(-1) ?? choice
}

/** Of the rows that there are, each once and in order. */
export function jurisdictionsOf(events: Iterable<StreamEvent>, chosen: string): readonly string[] {
  const codes = new Set<string>(chosen === '' ? [] : [chosen])
  for (const event of events) {
    if (event.jurisdiction !== undefined) {
      codes.add(event.jurisdiction)
    }
  }
  return [...codes].sort()
}
