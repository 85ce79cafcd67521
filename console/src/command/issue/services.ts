/** For tests: a desk whose services answer what the test says. */
import { shallowRef, type ShallowRef } from 'vue'
import type { StreamEvent } from '../../api/events'
import type { Session } from '../../api/session'
import type { ToPage } from '../../stream/messages'
import { texts } from '../../text'
import { DESK, openDesk, type Desk } from '../desk'

export interface Asked {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly key: string | null
}

export type Answer = (asked: Asked) => Response | Promise<Response>

export const OFFICER: Session = {
  subject: 'chen.officer',
  name: 'Chen',
  roles: ['officer', 'dispatcher'],
  jurisdiction: '320371',
  expiresAt: '',
}

export const NOON = Date.parse('2022-03-12T04:00:00Z')

/** Whatever is not said to be answered breaks, as when the network is away. */
export class Services {
  readonly asked: Asked[] = []
  private readonly answers = new Map<string, Answer>()

  constructor() {
    this.on('GET /api/alerts', { items: [] })
    this.on('GET /api/reports', { items: [] })
    this.on('GET /api/jurisdictions', { items: [] })
    this.on('GET /api/teams', { items: [] })
  }

  /** @param request its method and path; without a query it is any query */
  on(request: string, answer: object | Answer): void {
    this.answers.set(request, typeof answer === 'function' ? (answer as Answer) : () => Response.json(answer))
  }

  refuse(request: string, status: number, problem: object = {}, headers: Record<string, string> = {}): void {
    this.on(request, () => Response.json(problem, { status, headers }))
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const address = new URL(request.url, 'http://gateway')
    const text = request.method === 'GET' ? '' : await request.clone().text()
    const asked: Asked = {
      method: request.method,
      path: address.pathname + address.search,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      key: request.headers.get('Idempotency-Key'),
    }
    this.asked.push(asked)
    const answer =
      this.answers.get(`${asked.method} ${asked.path}`) ??
      this.answers.get(`${asked.method} ${address.pathname}`)
    if (answer === undefined) {
      throw new TypeError(`Nobody answers ${asked.method} ${asked.path}`)
    }
    return answer(asked)
  }

  /** What was asked, in the order of asking: of one method and path, with any query. */
  of(method: string, path: string): readonly Asked[] {
    return this.asked.filter((one) => one.method === method && one.path.split('?')[0] === path)
  }
}

export interface TestDesk {
  readonly desk: Desk
  readonly clock: ShallowRef<number>
  readonly tell: (message: ToPage) => void
  readonly hear: (...events: StreamEvent[]) => void
  /** For `mount`. */
  readonly global: { readonly plugins: [typeof texts]; readonly provide: Record<symbol, Desk> }
}

/** The page's `fetch` has to be the services' before. */
export function testDesk(session: Session = OFFICER): TestDesk {
  const clock = shallowRef(NOON)
  let tell: (message: ToPage) => void = () => undefined
  const desk = openDesk(clock, (listen) => {
    tell = listen
    return { isShared: true, send: () => undefined }
  })
  tell({ kind: 'session', session })
  return {
    desk,
    clock,
    tell,
    hear: (...events) => {
      tell({ kind: 'events', events })
    },
    global: { plugins: [texts], provide: { [DESK as symbol]: desk } },
  }
}
