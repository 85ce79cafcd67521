import type { Api } from '../../api/client'
import type { components as Dispatch } from '../../api/generated/dispatch-service'
import type { ServiceName } from './history'

export type DeadLetter = Dispatch['schemas']['DeadLetter']
export type RejectedRow = Dispatch['schemas']['RejectedRow']

/** What became of having one handled again. */
export interface Retried {
  readonly result: 'HANDLED' | 'PUT_ASIDE_AGAIN' | 'PUBLISHED' | 'REJECTED_AGAIN' | 'WAITING'
  readonly reason?: string | null | undefined
}

export interface PageOf<Item> {
  readonly items: readonly Item[]
  readonly nextCursor?: string | undefined
}

type Query = { readonly limit: number; readonly cursor?: string }

/** Of each service under its own path, as the gateway tells them apart by it. */
export function listLetters(api: Api, service: ServiceName, query: Query) {
  const params = { query }
  switch (service) {
    case 'dispatch':
      return api.GET('/api/dead-letters/dispatch', { params })
    case 'report':
      return api.GET('/api/dead-letters/report', { params })
    case 'notification':
      return api.GET('/api/dead-letters/notification', { params })
    case 'volunteer':
      // It has no consumer that would put one aside.
      return api.GET('/api/dead-letters/volunteer', { params })
  }
}

/** Null of notification-service, which has no outbox whose rows could be rejected. */
export function listRejected(api: Api, service: ServiceName, query: Query) {
  const params = { query }
  switch (service) {
    case 'dispatch':
      return api.GET('/api/dead-letters/dispatch/rejected-rows', { params })
    case 'report':
      return api.GET('/api/dead-letters/report/rejected-rows', { params })
    case 'volunteer':
      return api.GET('/api/dead-letters/volunteer/rejected-rows', { params })
    case 'notification':
      return null
  }
}

/** Sent twice it is handled once: from the first answer on the service says that it is dealt with. */
export function retryLetter(api: Api, service: ServiceName, letter: DeadLetter) {
  const params = { path: { topic: letter.topic, partition: letter.partition, offset: letter.offset } }
  switch (service) {
    case 'dispatch':
      return api.POST('/api/dead-letters/dispatch/{topic}/{partition}/{offset}/retry', { params })
    case 'report':
      return api.POST('/api/dead-letters/report/{topic}/{partition}/{offset}/retry', { params })
    case 'notification':
    case 'volunteer':
      return api.POST('/api/dead-letters/notification/{topic}/{partition}/{offset}/retry', { params })
  }
}

export function retryRow(api: Api, service: ServiceName, { sequence }: RejectedRow) {
  const params = { path: { sequence } }
  switch (service) {
    case 'report':
      return api.POST('/api/dead-letters/report/rejected-rows/{sequence}/retry', { params })
    case 'volunteer':
      return api.POST('/api/dead-letters/volunteer/rejected-rows/{sequence}/retry', { params })
    case 'dispatch':
    case 'notification':
      return api.POST('/api/dead-letters/dispatch/rejected-rows/{sequence}/retry', { params })
  }
}
