import type { Api } from './client'
import { CSRF_HEADER, csrfToken } from './csrf'
import type { StreamEvent } from './events'

/** What `/api/stream/events` tells of desks stands under this topic. */
export const DESKS_TOPIC = 'notification.desks'

/** One browser that somebody works at. */
export interface DeskView {
  readonly deskId: string
  readonly account: string
  readonly name: string
  readonly jurisdiction: string
  /** What is looked at there. */
  readonly alertId?: string
  readonly reportId?: string
  /** Whether an alarm can be heard there. */
  readonly sound: boolean
}

/** What a desk says of itself; it is gone for the others when it has said nothing for a minute. */
export interface DeskSays {
  readonly alertId?: string
  readonly reportId?: string
  readonly sound: boolean
  /** Raised at this desk within the last hour. */
  readonly alarms: { readonly high: number; readonly medium: number; readonly low: number }
}

/** Until the desks are in the description of notification-service. */
type DesksApi = {
  GET: (path: '/api/desks') => Promise<{ data?: { items: readonly DeskView[] }; response: Response }>
  PUT: (
    path: '/api/desks/{deskId}',
    init: { params: { path: { deskId: string } }; body: DeskSays },
  ) => Promise<{ response: Response }>
}

/** Null where they are not told, or not now. */
export async function listDesks(api: Api): Promise<readonly DeskView[] | null> {
  try {
    const { data } = await (api as unknown as DesksApi).GET('/api/desks')
    return data?.items ?? null
  } catch {
    return null
  }
}

/** Said again soon, so that one that does not arrive is no loss. */
export async function sayDesk(api: Api, deskId: string, says: DeskSays): Promise<void> {
  try {
    await (api as unknown as DesksApi).PUT('/api/desks/{deskId}', {
      params: { path: { deskId } },
      body: says,
    })
  } catch {
    // The light tells of a network that is away.
  }
}

/** From a window that is being closed, which waits for nothing. */
export function closeDesk(deskId: string): void {
  void fetch(`/api/desks/${deskId}`, {
    method: 'DELETE',
    headers: { [CSRF_HEADER]: csrfToken() },
    credentials: 'same-origin',
    keepalive: true,
  }).catch(() => undefined)
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
  const { account, name, jurisdiction, alertId, reportId, sound } = event.event
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
    },
  }
}
