import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import {
  acknowledgement,
  listAlarms,
  shelving,
  shelvingsEnd,
  type AlarmPriority,
  type AlarmRequest,
  type AlarmView,
  type ShelvingMinutes,
} from '../../api/alarms'
import type { StreamEvent } from '../../api/events'
import { sendUntilKnown, type Sent } from '../../api/send'
import { isShelved, type Alarm as Standing } from '../../alarm/alarm'
import { allOf, EMPTY_BOOK, enter, FLICKER_MS, type BookInput } from '../../alarm/book'
import { floodOf, type Flood } from '../../alarm/flood'
import { linesOf, type Line } from '../../alarm/lines'
import { isOfWindow, nameForService } from '../../alarm/own'
import { alarmOf, alarmRules } from '../../alarm/rows'
import { emptyMirror, step, type Mirror, type MirrorInput, type Versioned } from '../../stream/mirror'
import { useDesk, type Desk } from '../desk'
import { ownFindings } from './findings'

/** An alarm as other parts of the page show it. */
export interface Alarm extends Omit<Standing, 'priority'> {
  readonly priority: AlarmPriority
  /** ISO 8601. */
  readonly raisedAt: string
}

/** `refused`: this account may not see any. */
export type AlarmsState = 'loading' | 'shown' | 'refused'

export interface Alarms {
  readonly state: ShallowRef<AlarmsState>
  /** All that stand or are unseen, but for those that are shelved; the most urgent first. */
  readonly shown: ComputedRef<readonly Alarm[]>
  /** The same by cause. */
  readonly lines: ComputedRef<readonly Line[]>
  readonly shelved: ComputedRef<readonly Standing[]>
  readonly flood: ComputedRef<Flood>
  /** The most urgent one of an alert. */
  readonly ofAlert: (id: string) => Alarm | undefined
  /** Silences it at all desks of the scope; what is gone is seen with it. */
  readonly acknowledge: (alarm: Standing, send?: Send) => Promise<Sent<unknown>>
  readonly shelve: (
    alarm: Standing,
    minutes: ShelvingMinutes,
    reason: string,
    send?: Send,
  ) => Promise<Sent<unknown>>
  readonly unshelve: (alarm: Standing, send?: Send) => Promise<Sent<unknown>>
}

/** How something is sent until it is known: by `useSending` it is shown, too. */
export type Send = (request: AlarmRequest) => Promise<Sent<AlarmView>>

/** After a fetch that failed. */
const AGAIN_MS = 3_000

const DONE: Sent<unknown> = { kind: 'done', answer: undefined }

export function useAlarms(): Alarms {
  return useDesk().share(alarms)
}

/** By `desk.share`: one for the page. */
export function alarms(desk: Desk): Alarms {
  const { api, now } = desk
  const state = shallowRef<AlarmsState>('loading')
  const book = shallowRef(EMPTY_BOOK)
  const findings = ownFindings(desk, () => book.value.known.values())
  let mirror: Mirror<Standing, StreamEvent> = emptyMirror()
  let filling = 0

  function record(input: BookInput): void {
    book.value = enter(book.value, input, now.value)
  }

  function take(input: MirrorInput<Standing, StreamEvent>): void {
    const next = step(mirror, input, alarmRules)
    if (next.mirror.rows !== mirror.rows) {
      mirror = next.mirror
      record({ kind: 'known', alarms: [...mirror.rows.values()].map(({ row }) => row) })
    }
    if (next.holes.length > 0) {
      // There is no reading of a single one, and there are never many.
      void fill()
    }
  }

  async function fill(): Promise<void> {
    const mine = ++filling
    const items = await listAlarms(api)
    if (mine !== filling) {
      return
    }
    if (items === 'refused') {
      state.value = 'refused'
    } else if (items === null) {
      setTimeout(() => {
        if (mine === filling) {
          void fill()
        }
      }, AGAIN_MS)
    } else {
      const rows = new Map<string, Versioned<Standing>>()
      for (const view of items) {
        const row = alarmOf(view)
        if (row !== null) {
          rows.set(view.id, row)
        }
      }
      state.value = 'shown'
      take({ kind: 'snapshot', rows })
    }
  }

  desk.follow({
    events: (events) => {
      take({ kind: 'events', events: events.filter((event) => alarmRules.keyOf(event) !== null) })
    },
    restart: () => {
      take({ kind: 'restart' })
      void fill()
    },
    clear: () => {
      filling++
      mirror = emptyMirror()
      book.value = EMPTY_BOOK
      state.value = 'loading'
    },
  })
  watch(
    findings,
    (found) => {
      record({ kind: 'own', alarms: found })
    },
    { immediate: true },
  )

  /** What is over and was seen can come back for some seconds only. */
  function forgetSeen(): void {
    for (const [key, { row }] of mirror.rows) {
      if (row.goneAt !== null && row.acknowledged !== null && now.value - row.goneAt > 6 * FLICKER_MS) {
        take({ kind: 'row', key, row: null })
      }
    }
  }
  watch(() => Math.floor(now.value / 60_000), forgetSeen)

  const all = computed(() => allOf(book.value))
  const lines = computed(() => linesOf(all.value, now.value))
  const shown = computed(() => lines.value.flatMap((line) => line.alarms.map(shownOf)))

  async function tell(
    alarm: Standing,
    request: AlarmRequest,
    send: Send = sendUntilKnown,
  ): Promise<Sent<unknown>> {
    const sent = await send(request)
    if (sent.kind === 'done') {
      const row = alarmOf(sent.answer)
      if (row !== null) {
        take({ kind: 'row', key: row.row.id, row })
      }
    } else if (sent.status === 404) {
      // Over, and not listed any more.
      take({ kind: 'row', key: alarm.id, row: null })
      return DONE
    }
    return sent
  }

  function by(): { name: string; at: number } {
    return { name: desk.who.session?.name ?? '', at: now.value }
  }

  return {
    state,
    shown,
    lines,
    shelved: computed(() => all.value.filter((alarm) => isShelved(alarm, now.value))),
    flood: computed(() => floodOf(book.value.raised, lines.value, now.value)),
    ofAlert: (id) => shown.value.find((alarm) => alarm.alertId === id),
    acknowledge: async (alarm, send) => {
      // What was found here and is over is seen here: the service has never known of it.
      if (isOfWindow(alarm) || (alarm.isOwn && alarm.goneAt !== null)) {
        record({ kind: 'own-acknowledged', id: alarm.id, by: by() })
        return DONE
      }
      return tell(alarm, acknowledgement(api, called(alarm), where(alarm)), send)
    },
    shelve: (alarm, minutes, reason, send) =>
      tell(alarm, shelving(api, called(alarm), { minutes, reason, ...where(alarm) }), send),
    unshelve: (alarm, send) => tell(alarm, shelvingsEnd(api, called(alarm)), send),
  }
}

function called(alarm: Standing): string {
  return alarm.isOwn ? nameForService(alarm) : alarm.id
}

/** What the service has no other way to know. */
function where(alarm: Standing): { jurisdiction?: string } {
  return alarm.isOwn && alarm.reportId !== null ? { jurisdiction: alarm.jurisdiction } : {}
}

const NAMES: Readonly<Record<Standing['priority'], AlarmPriority>> = { 1: 'HIGH', 2: 'MEDIUM', 3: 'LOW' }

export function nameOf(priority: Standing['priority']): AlarmPriority {
  return NAMES[priority]
}

function shownOf(alarm: Standing): Alarm {
  return { ...alarm, priority: nameOf(alarm.priority), raisedAt: new Date(alarm.since).toISOString() }
}
