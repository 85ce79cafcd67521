import type { Api } from './client'
import type { components } from './generated/dispatch-service'
import type { Problem } from './send'

type Schemas = components['schemas']

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
] as const satisfies readonly AlarmCondition[]
export type AlarmCondition = Schemas['AlarmView']['condition']

export type AlarmPriority = Schemas['AlarmView']['priority']

export const SHELVING_MINUTES = [5, 15, 60] as const
export type ShelvingMinutes = (typeof SHELVING_MINUTES)[number]

export type AlarmView = Schemas['AlarmView']

/** All of them; `refused` where the account may not see any; null where it has to be tried again. */
export async function listAlarms(api: Api): Promise<readonly AlarmView[] | 'refused' | null> {
  const found: AlarmView[] = []
  try {
    let cursor: string | undefined
    do {
      const { data, response } = await api.GET('/api/alarms', {
        params: { query: cursor === undefined ? {} : { cursor } },
      })
      if (data === undefined) {
        return response.status === 403 ? 'refused' : null
      }
      found.push(...data.items)
      cursor = data.nextCursor
    } while (cursor !== undefined)
  } catch {
    return null
  }
  return found
}

interface Answered {
  readonly data?: AlarmView
  readonly error?: Problem
  readonly response: Response
}

/** What is sent once, under an idempotency key. */
export type AlarmRequest = (key: string) => Promise<Answered>

/** Where an alarm of a report is that pages alone have found. */
interface Where {
  readonly jurisdiction?: string
}

export function acknowledgement(api: Api, id: string, where: Where): AlarmRequest {
  return async (key) =>
    await api.POST('/api/alarms/{id}/acknowledgement', {
      ...withKey(id, key),
      body: where,
    })
}

export function shelving(
  api: Api,
  id: string,
  how: Where & { readonly minutes: ShelvingMinutes; readonly reason: string },
): AlarmRequest {
  return async (key) =>
    await api.POST('/api/alarms/{id}/shelving', {
      ...withKey(id, key),
      body: how,
    })
}

export function shelvingsEnd(api: Api, id: string): AlarmRequest {
  return async (key) => await api.DELETE('/api/alarms/{id}/shelving', withKey(id, key))
}

function withKey(id: string, key: string) {
  return { params: { path: { id } }, headers: { 'Idempotency-Key': key } }
}
