/** For tests: a desk whose services answer as the test says, and whose stream tells what the test tells. */
import { mount, type ComponentMountingOptions, type VueWrapper } from '@vue/test-utils'
import { vi } from 'vitest'
import { shallowRef, type Component } from 'vue'
import type { StreamEvent } from '../api/events'
import { NOTHING_YET, type ToPage } from '../stream/messages'
import { texts } from '../text'
import { DESK, openDesk, type Desk } from './desk'

export const NOON = Date.parse('2022-03-12T04:00:00Z')

export const dispatcher = {
  subject: 'zhang.dispatcher',
  name: 'Zhang Wei',
  roles: ['dispatcher'],
  jurisdiction: '3203',
  expiresAt: '',
}

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

type Answer = Response | ((asked: Asked) => Response | Promise<Response>)

export interface TestDesk {
  readonly desk: Desk
  readonly now: { value: number }
  readonly tell: (message: ToPage) => void
  readonly events: (...events: StreamEvent[]) => void
  readonly asked: Asked[]
  /** `GET /api/teams`: the path without its query; the last that was said counts. */
  readonly answers: Map<string, Answer>
  readonly mounted: (component: Component, options?: ComponentMountingOptions<unknown>) => VueWrapper
}

export function problem(status: number, part: object = {}): Response {
  return Response.json({ type: '/problems/conflict', title: 'no', status, ...part }, { status })
}

export function testDesk(session = dispatcher): TestDesk {
  const now = shallowRef(NOON)
  const asked: Asked[] = []
  const answers = new Map<string, Answer>()
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.href), init)
    const url = new URL(request.url)
    const text = request.method === 'GET' ? '' : await request.clone().text()
    const isJson = request.headers.get('Content-Type') === 'application/json' && text !== ''
    const one = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      body: isJson ? (JSON.parse(text) as unknown) : text,
    }
    asked.push(one)
    const answer = answers.get(`${one.method} ${one.path}`)
    if (answer === undefined) {
      return Response.json({ items: [] })
    }
    return answer instanceof Response ? answer.clone() : answer(one)
  })
  let tell: (message: ToPage) => void = () => undefined
  const desk = openDesk(now, (listen) => {
    tell = listen
    return { isShared: true, send: () => undefined }
  })
  tell({ kind: 'session', session })
  tell({ kind: 'state', state: { ...NOTHING_YET, link: 'live', heardAt: NOON } })
  return {
    desk,
    now,
    tell: (message) => {
      tell(message)
    },
    events: (...events) => {
      tell({ kind: 'events', events })
    },
    asked,
    answers,
    mounted: (component, options = {}) =>
      mount(component, {
        attachTo: document.body,
        ...options,
        global: { plugins: [texts], provide: { [DESK as symbol]: desk } },
      } as never) as VueWrapper,
  }
}
