import { randomId } from './ids'

/** What has become of something that was sent. */
export type Sent<Answer> =
  | { readonly kind: 'done'; readonly answer: Answer }
  /** The service has said no; its reason is a problem detail. */
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem }

/** RFC 9457, as all services answer. */
export interface Problem {
  readonly type?: string
  readonly title?: string
  readonly detail?: string
  /** Of a conflict, a name for machines. */
  readonly reason?: string
  readonly [field: string]: unknown
}

interface Fetched<Answer> {
  readonly data?: Answer | undefined
  readonly error?: unknown
  readonly response: Response
}

/** So long between two tries: 1, 2, 4, 8, 8, … s. */
const LONGEST_WAIT_MS = 8_000

/** Of answers that say nothing of what has become of it; 401 waits for the next login. */
const AGAIN = new Set([401, 408, 425, 429, 500, 502, 503, 504])

let sender = {}

/** Somebody else is logged in: what is not known yet is not sent again in their name, nor told to them. */
export function stopSending(): void {
  sender = {}
}

/**
 * No answer is not a failure: the same is sent again under the same idempotency key until it is known.
 *
 * @param request sends it once; it must give `key` as `Idempotency-Key` each time
 * @param waiting told when a try has had no answer, with the number of tries so far
 */
export async function sendUntilKnown<Answer>(
  request: (key: string) => Promise<Fetched<Answer>>,
  waiting: (tries: number) => void = () => undefined,
  signal?: AbortSignal,
  wait: (milliseconds: number) => Promise<void> = (milliseconds) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds)),
): Promise<Sent<Answer>> {
  const key = randomId()
  const sentBy = sender
  for (let tries = 1; ; tries++) {
    signal?.throwIfAborted()
    const fetched = await request(key).catch(() => null)
    if (sentBy !== sender) {
      return new Promise<never>(() => undefined)
    }
    if (fetched !== null && !AGAIN.has(fetched.response.status)) {
      return fetched.response.ok
        ? { kind: 'done', answer: fetched.data as Answer }
        : { kind: 'refused', status: fetched.response.status, problem: problemOf(fetched.error) }
    }
    waiting(tries)
    await wait(Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (tries - 1)))
    if (sentBy !== sender) {
      return new Promise<never>(() => undefined)
    }
  }
}

function problemOf(error: unknown): Problem {
  return typeof error === 'object' && error !== null ? (error as Problem) : {}
}
