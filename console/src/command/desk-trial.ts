/** For tests: a desk whose stream and server do what the test says. */
import { effectScope, shallowRef, type ShallowRef } from 'vue'
import { NOTHING_YET, type FromPage, type ToPage } from '../stream/messages'
import { DESK, openDesk, type Desk } from './desk'

export const DISPATCHER = {
  subject: 'zhang.dispatcher',
  name: 'Zhang',
  roles: ['dispatcher'],
  jurisdiction: '3203',
  expiresAt: '',
} as const

export interface DeskTrial {
  readonly desk: Desk
  /** The page's clock. */
  readonly now: ShallowRef<number>
  /** From the stream to the page. */
  readonly tell: (message: ToPage) => void
  /** What the page has said to the stream. */
  readonly sent: FromPage[]
  /** For `mount`. */
  readonly provide: Readonly<Record<symbol, Desk>>
  /** Within the component that a composable belongs to. */
  readonly run: <Made>(make: () => Made) => Made
  /** That component is gone. */
  readonly close: () => void
}

export function tryDesk(at: number): DeskTrial {
  const now = shallowRef(at)
  const sent: FromPage[] = []
  const scope = effectScope()
  let tell: (message: ToPage) => void = () => undefined
  const desk = openDesk(now, (listen) => {
    tell = listen
    return { isShared: true, send: (message) => sent.push(message) }
  })
  return {
    desk,
    now,
    tell: (message) => {
      tell(message)
    },
    sent,
    provide: { [DESK as symbol]: desk },
    run: (make) => scope.run(make) as ReturnType<typeof make>,
    close: () => {
      scope.stop()
    },
  }
}

/** Somebody is logged in, and the stream is live. */
export function goLive({ tell, now }: DeskTrial): void {
  tell({ kind: 'session', session: DISPATCHER })
  tell({ kind: 'state', state: { ...NOTHING_YET, link: 'live', heardAt: now.value } })
}
