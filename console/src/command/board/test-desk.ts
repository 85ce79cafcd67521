/** For tests: a desk whose server is a table of answers, with a dispatcher at it. */
import { effectScope, shallowRef } from 'vue'
import { vi } from 'vitest'
import { texts } from '../../text'
import { NOTHING_YET, type ToPage } from '../../stream/messages'
import { DESK, openDesk, type Desk } from '../desk'
import { ALERT, at } from './stories'
import type { AlertDetail, TimelineEntry } from './entries'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly headers: Headers
}

export interface TestDesk {
  readonly desk: Desk
  readonly asked: Asked[]
  readonly tell: (message: ToPage) => void
  readonly answers: Map<string, () => Response>
  /** Plugins and what is provided, for `mount`. */
  readonly global: object
  readonly close: () => void
}

export const NOW = Date.parse(at(50))

export function testDesk(roles: readonly string[] = ['dispatcher'], now = NOW): TestDesk {
  const asked: Asked[] = []
  const answers = new Map<string, () => Response>()
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url)
    const body = request.method === 'GET' ? '' : await request.text()
    asked.push({
      method: request.method,
      path: pathname,
      body: body === '' ? undefined : (JSON.parse(body) as unknown),
      headers: request.headers,
    })
    return answers.get(`${request.method} ${pathname}`)?.() ?? Response.json({ items: [] })
  })
  let tell: (message: ToPage) => void = () => undefined
  const scope = effectScope(true)
  const desk = scope.run(() =>
    openDesk(shallowRef(now), (listen) => {
      tell = listen
      return { isShared: true, send: () => undefined }
    }),
  )
  if (desk === undefined) {
    throw new Error('No desk')
  }
  tell({ kind: 'state', state: { ...NOTHING_YET, link: 'live', heardAt: now } })
  tell({
    kind: 'session',
    session: {
      subject: 'zhang.dispatcher',
      name: 'Zhang',
      roles: [...roles],
      jurisdiction: '3203',
      expiresAt: '',
    },
  })
  return {
    desk,
    asked,
    answers,
    tell,
    global: { plugins: [texts], provide: { [DESK as symbol]: desk } },
    close: () => {
      scope.stop()
      vi.unstubAllGlobals()
    },
  }
}

/** What the service answers of an alert. */
export function answersOf(detail: AlertDetail): ReadonlyMap<string, () => Response> {
  return new Map([
    [`GET /api/alerts/${ALERT}`, () => Response.json({ ...detail.alert, tasks: detail.tasks })],
    [
      `GET /api/alerts/${ALERT}/timeline`,
      () => Response.json({ items: detail.timeline satisfies readonly TimelineEntry[] }),
    ],
  ])
}
