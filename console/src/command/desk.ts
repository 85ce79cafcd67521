import {
  computed,
  effectScope,
  inject,
  onScopeDispose,
  shallowReactive,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type ShallowRef,
} from 'vue'
import { createApi, type Api } from '../api/client'
import { DESKS_TOPIC } from '../api/desks'
import type { StreamEvent } from '../api/events'
import { stopSending } from '../api/send'
import type { Session } from '../api/session'
import type { AlertRow } from '../stream/alerts'
import { isNoticeable } from '../stream/clock'
import { connectToStream, type StreamConnection } from '../stream/connect'
import {
  ALONE,
  NOTHING_YET,
  type Selection,
  type SignedOut,
  type StreamState,
  type ToPage,
  type ToWindows,
  type WindowsState,
} from '../stream/messages'
import { RunningAlerts } from '../stream/running-alerts'
import { asSeenFrom, onTheServersClock } from '../stream/staleness'
import { draftsBelongTo } from '../ui/drafts'
import { forgetUndos } from '../ui/undo'

/** As many events stay on the page. */
export const EVENTS_KEPT = 500

/** Whose page it is. */
export interface Who {
  /** Null until it is known, and of a page that nobody has logged in to. */
  readonly session: Session | null
  /** Set when there is no session any more, or never was. */
  readonly signedOut: SignedOut | null
  /** Who is logged in instead of the one this page belonged to. */
  readonly changedTo: string | null
}

/** What a part of the page keeps up to date by the stream. */
export interface Listener {
  /** New ones, oldest first; none comes twice. */
  readonly events?: (events: readonly StreamEvent[]) => void
  /** The place in the stream was lost, or somebody is here (again): what was built of it is to be fetched. */
  readonly restart?: () => void
  /** Somebody else is logged in: nothing of the one before may stay. */
  readonly clear?: () => void
  /** Another window of this browser looks at something else, and this one follows it. */
  readonly selection?: (selection: Selection) => void
  /** Comes on time to hidden windows, too. @param speaks whether this window speaks for the desk */
  readonly beat?: (speaks: boolean) => void
}

/** Everything that the page shows, and what can be asked of it. */
export interface Desk {
  readonly who: Who
  readonly api: Api
  /** By the jurisdiction's clock, in milliseconds, once a second: this machine's may be wrong. */
  readonly now: ComputedRef<number>
  /**
   * For as long as the component lives. `restart` is called at once where somebody is logged in.
   */
  readonly follow: (listener: Listener) => void
  /** What several parts of the page look at, made once for the desk by whoever is first to ask for it. */
  readonly share: <Store>(make: (desk: Desk) => Store) => Store
  /** Newest first. */
  readonly events: ShallowRef<readonly StreamEvent[]>
  /** Null until they have been read. */
  readonly alerts: ShallowRef<readonly AlertRow[] | null>
  /** By the page's own clock, too: a stream that says nothing any more is not live. Times are the server's. */
  readonly stream: ComputedRef<StreamState>
  /** What the windows of this browser have agreed on. */
  readonly windows: ShallowRef<WindowsState>
  readonly tellWindows: (message: ToWindows) => void
  readonly tryNow: () => void
  /** Whether there is a session (again). */
  readonly check: () => void
  /** This page has logged out. */
  readonly left: () => void
}

export const DESK: InjectionKey<Desk> = Symbol('desk')

/** The page's desk, in any component of it. */
export function useDesk(): Desk {
  const desk = inject(DESK)
  if (desk === undefined) {
    throw new Error('No desk is open')
  }
  return desk
}

/**
 * @param now the page's clock, in milliseconds, which goes on each second
 * @param connect by default to this browser's stream
 */
export function openDesk(
  now: ShallowRef<number>,
  connect: (listen: (message: ToPage) => void) => StreamConnection = connectToStream,
): Desk {
  const who = shallowReactive({
    session: null as Session | null,
    signedOut: null as SignedOut | null,
    changedTo: null as string | null,
  })
  const events = shallowRef<readonly StreamEvent[]>([])
  const alerts = shallowRef<readonly AlertRow[] | null>(null)
  const state = shallowRef<StreamState>(NOTHING_YET)
  const windows = shallowRef<WindowsState>(ALONE)
  const api = createApi({
    onUnauthorized: () => {
      connection.send({ kind: 'check' })
    },
  })
  const listeners = new Set<Listener>()
  const running = new RunningAlerts(api, (rows) => {
    alerts.value = rows
  })
  const connection: StreamConnection = connect(listen)

  function listen(message: ToPage): void {
    switch (message.kind) {
      case 'state':
        state.value = message.state
        break
      case 'session':
        meet(message.session)
        break
      case 'signed-out':
        who.signedOut = message.why
        break
      case 'restarted':
        if (who.session !== null) {
          restart()
        }
        break
      case 'windows':
        windows.value = message.windows
        break
      case 'selection':
        listeners.forEach((listener) => listener.selection?.(message.selection))
        break
      case 'beat':
        connection.send({ kind: 'here' })
        listeners.forEach((listener) => listener.beat?.(message.speaks))
        break
      case 'recent':
      case 'events':
        add(message.events)
    }
  }

  function meet(session: Session): void {
    const before = who.session
    who.session = session
    who.signedOut = null
    draftsBelongTo(session.subject)
    if (before?.subject === session.subject) {
      return
    }
    if (before !== null) {
      // What one person may see is not the other's.
      who.changedTo = session.name
      events.value = []
      alerts.value = null
      running.clear()
      stopSending()
      forgetUndos()
      listeners.forEach((listener) => listener.clear?.())
    }
    restart()
  }

  function restart(): void {
    running.restart()
    listeners.forEach((listener) => listener.restart?.())
  }

  function follow(listener: Listener): void {
    listeners.add(listener)
    onScopeDispose(() => {
      listeners.delete(listener)
    })
    if (who.session !== null) {
      listener.restart?.()
    }
  }

  function add(added: readonly StreamEvent[]): void {
    const known = new Set(events.value.map((event) => event.eventId))
    const fresh = added.filter((event) => !known.has(event.eventId))
    // Where colleagues look is no event of anything.
    const told = fresh.filter((event) => event.topic !== DESKS_TOPIC)
    events.value = [...[...told].reverse(), ...events.value].slice(0, EVENTS_KEPT)
    running.add(fresh)
    listeners.forEach((listener) => listener.events?.(fresh))
  }

  const shared = new Map<(desk: Desk) => unknown, unknown>()
  const lifelong = effectScope(true)

  function share<Store>(make: (desk: Desk) => Store): Store {
    if (!shared.has(make)) {
      shared.set(
        make,
        lifelong.run(() => make(desk)),
      )
    }
    return shared.get(make) as Store
  }

  const stream = computed(() => onTheServersClock(asSeenFrom(state.value, now.value)))

  const desk: Desk = {
    who,
    api,
    now: computed(() => now.value + (isNoticeable(stream.value.skew) ? stream.value.skew : 0)),
    follow,
    share,
    events,
    alerts,
    stream,
    windows,
    tellWindows: (message) => {
      connection.send(message)
    },
    tryNow: () => {
      connection.send({ kind: 'try-now' })
    },
    check: () => {
      connection.send({ kind: 'check' })
    },
    left: () => {
      connection.send({ kind: 'left' })
    },
  }
  return desk
}
