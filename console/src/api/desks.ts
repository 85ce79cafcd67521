import type { Api } from './client'
import { CSRF_HEADER, csrfToken } from './csrf'
import type { StreamEvent } from './events'
import type { components } from './generated/notification-service'

/** What `/api/stream/events` tells of desks stands under this topic. */
export const DESKS_TOPIC = 'notification.desks'

type Schemas = components['schemas']

/** One browser that somebody works at, and what is looked at there. */
export type DeskView = Pick<Schemas['DeskView'], 'deskId' | 'account' | 'name' | 'jurisdiction' | 'sound'> & {
  readonly alertId?: string
  readonly reportId?: string
  readonly alarms: AlarmCounts
}

/** Raised at one desk within the last hour. */
export interface AlarmCounts {
  readonly high: number
  readonly medium: number
  readonly low: number
}

/** What a desk says of itself; it is gone for the others when it has said nothing for a minute. */
export type DeskSays = Schemas['DeskRequest']

/** Null where they are not told, or not now. */
export async function listDesks(api: Api): Promise<readonly DeskView[] | null> {
  try {
    const { data } = await api.GET('/api/desks')
    const items = data?.items as readonly DeskView[] | undefined
    return items?.map((desk) => ({ ...desk, alarms: countsOf(desk.alarms) })) ?? null
  } catch {
    return null
  }
}

/** Said again soon, so that one that does not arrive is no loss. */
export async function sayDesk(api: Api, deskId: string, says: DeskSays): Promise<void> {
  try {
    await api.PUT('/api/desks/{deskId}', { params: { path: { deskId } }, body: says })
  } catch {
    // The light tells of a network that is away.
  }
}

/** Somebody who leaves is not kept from it by a network that is away. */
const LONGEST_MS = 2_000

/**
 * Says that nobody is at the desk any more: else it is named for a minute. It arrives also from a window that is being
 * closed, which waits for nothing.
 */
export async function closeDesk(deskId: string): Promise<void> {
  try {
    await fetch(`/api/desks/${deskId}`, {
      method: 'DELETE',
      headers: { [CSRF_HEADER]: csrfToken() },
      credentials: 'same-origin',
      keepalive: true,
      signal: AbortSignal.timeout(LONGEST_MS),
    })
  } catch {
    // It is gone for the others when it has said nothing for a minute.
  }
}

/** What a frame says of a desk; `gone` of one that has closed, or has not been heard of; null of anything else. */
export function deskOf(
  event: StreamEvent,
): { readonly deskId: string; readonly desk: DeskView | 'gone' } | null {
  const deskId = event.key
  if (event.topic !== DESKS_TOPIC || deskId === undefined) {
    return null
  }
  if (event.type === 'desk.gone.v1') {
    return { deskId, desk: 'gone' }
  }
  const { account, name, jurisdiction, alertId, reportId, sound, alarms } = event.event
  if (event.type !== 'desk.changed.v1' || typeof account !== 'string') {
    return null
  }
  return {
    deskId,
    desk: {
      deskId,
      account,
      name: typeof name === 'string' && name !== '' ? name : account,
      jurisdiction: typeof jurisdiction === 'string' ? jurisdiction : '',
      ...(typeof alertId === 'string' ? { alertId } : {}),
      ...(typeof reportId === 'string' ? { reportId } : {}),
      sound: sound === true,
      alarms: countsOf(alarms),
    },
  }
}

/** Of a desk that says nothing of them, none. */
function countsOf(value: unknown): AlarmCounts {
  const read = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const number = (name: string) => (typeof read[name] === 'number' ? read[name] : 0)
  return { high: number('high'), medium: number('medium'), low: number('low') }
}
