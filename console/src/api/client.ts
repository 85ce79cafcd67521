import createClient, { type Client, type Middleware } from 'openapi-fetch'
import { CSRF_HEADER, csrfToken } from './csrf'
import type { paths as DispatchPaths } from './generated/dispatch-service'
import type { paths as GatewayPaths } from './generated/gateway'
import type { paths as NotificationPaths } from './generated/notification-service'
import type { paths as ReportPaths } from './generated/report-service'
import type { paths as VolunteerPaths } from './generated/volunteer-service'

/** What the services and the gateway itself answer to, under one address. */
export type Paths = DispatchPaths & VolunteerPaths & ReportPaths & NotificationPaths & GatewayPaths

export type Api = Client<Paths>

export interface ApiSurroundings {
  /** Told of each answer that says that there is no session any more. */
  readonly onUnauthorized: () => void
  /** Of the gateway; by default the page's own origin. */
  readonly baseUrl?: string
  readonly csrf?: () => string
  readonly fetch?: (request: Request) => Promise<Response>
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** All services' APIs by their generated types; the session is the browser's cookie. */
export function createApi(surroundings: ApiSurroundings): Api {
  const csrf = surroundings.csrf ?? (() => csrfToken())
  const session: Middleware = {
    onRequest({ request }) {
      if (!SAFE_METHODS.has(request.method)) {
        request.headers.set(CSRF_HEADER, csrf())
      }
      return request
    },
    onResponse({ response }) {
      if (response.status === 401) {
        surroundings.onUnauthorized()
      }
      return undefined
    },
  }
  const client = createClient<Paths>({
    baseUrl: surroundings.baseUrl ?? '',
    credentials: 'same-origin',
    // Several values of a filter are one parameter: one that comes twice is refused.
    querySerializer: { array: { style: 'form', explode: false } },
    ...(surroundings.fetch === undefined ? {} : { fetch: surroundings.fetch }),
  })
  client.use(session)
  return client
}
