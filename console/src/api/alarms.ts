import type { Client } from 'openapi-fetch'
import type { Api } from './client'
import type { Problem } from './send'

/** All that somebody must act on; `STREAM_LOST` is a window's own and none of the server's. */
export const CONDITIONS = [
  'HELP_CALLED',
  'DELIVERY_OUT',
  'NOBODY_REACHED',
  'ALERT_STUCK',
  'TARGET_PASSED',
  'WAVES_USED_UP',
  'ESCALATION_OPEN',
  'STREAM_LOST',
  'TEAM_GONE',
  'NOT_MOVING',
  'REPORT_OVERDUE',
  'CONSUMER_LAGS',
  'OUTBOX_AGES',
  'LEAD_GONE',
  'WAVE_SHORT',
  'TEAM_REPLACED',
  'CLUE',
] as const
export type AlarmCondition = (typeof CONDITIONS)[number]

export type AlarmPriority = 'HIGH' | 'MEDIUM' | 'LOW'

export const SHELVING_MINUTES = [5, 15, 60] as const
export type ShelvingMinutes = (typeof SHELVING_MINUTES)[number]

interface Done {
  readonly account: string
  readonly name: string
  readonly at: string
}

/** An alarm as dispatch-service tells it. */
export interface AlarmView {
  /** Condition, subject and first event's id, with colons between. */
  readonly id: string
  readonly condition: AlarmCondition
  readonly priority: AlarmPriority
  readonly subject: string
  readonly alertId?: string
  readonly number?: number
  readonly reportId?: string
  /** Absent of one about the system, which is everybody's. */
  readonly jurisdiction?: string
  readonly raisedAt: string
  readonly acknowledgement?: Done
  readonly shelving?: Done & { readonly until: string; readonly reason: string }
  /** 0: of its own jurisdiction; each second sounding goes one up. */
  readonly level: number
  readonly goneAt?: string
  /** Of its last event that is in this, from 1. */
  readonly version: number
}

interface Ok<Body> {
  responses: {
    200: { headers: Record<string, unknown>; content: { 'application/json': Body } }
    default: { headers: Record<string, unknown>; content: { 'application/json': Problem } }
  }
}
interface OfOne {
  parameters: { path: { id: string }; header?: { 'Idempotency-Key'?: string } }
}

/** Until the service's description has them. */
interface AlarmPaths {
  '/api/alarms': { get: Ok<{ items: AlarmView[] }> }
  '/api/alarms/{id}/acknowledgement': { post: Ok<AlarmView> & OfOne }
  '/api/alarms/{id}/shelving': {
    post: Ok<AlarmView> &
      OfOne & {
        requestBody: { content: { 'application/json': { minutes: ShelvingMinutes; reason: string } } }
      }
    delete: Ok<AlarmView> & OfOne
  }
}

function alarmsOf(api: Api): Client<AlarmPaths> {
  return api as unknown as Client<AlarmPaths>
}

/** `refused` where the account may not see any; null where it has to be tried again. */
export async function listAlarms(api: Api): Promise<readonly AlarmView[] | 'refused' | null> {
  try {
    const { data, response } = await alarmsOf(api).GET('/api/alarms')
    return data?.items ?? (response.status === 403 ? 'refused' : null)
  } catch {
    return null
  }
}

interface Answered<Body> {
  readonly data?: Body
  readonly error?: Problem
  readonly response: Response
}

/** What is sent once, under an idempotency key. */
export type AlarmRequest = (key: string) => Promise<Answered<AlarmView>>

export function acknowledgement(api: Api, id: string): AlarmRequest {
  return (key) => alarmsOf(api).POST('/api/alarms/{id}/acknowledgement', { params: withKey(id, key) })
}

export function shelving(api: Api, id: string, minutes: ShelvingMinutes, reason: string): AlarmRequest {
  return (key) =>
    alarmsOf(api).POST('/api/alarms/{id}/shelving', { params: withKey(id, key), body: { minutes, reason } })
}

export function shelvingsEnd(api: Api, id: string): AlarmRequest {
  return (key) => alarmsOf(api).DELETE('/api/alarms/{id}/shelving', { params: withKey(id, key) })
}

function withKey(id: string, key: string): OfOne['parameters'] {
  return { path: { id }, header: { 'Idempotency-Key': key } }
}
