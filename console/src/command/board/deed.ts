import { texts } from '../../text'
import type { Problem, sendUntilKnown } from '../../api/send'
import { useSending, type Sending } from '../../ui/sending'

type Request<Answer> = Parameters<typeof sendUntilKnown<Answer>>[0]

/** Something that is done to an alert: sent until it is known, and refused in the page's language. */
export function useDeed(): Sending {
  const sending = useSending()
  return { ...sending, send: (request) => sending.send(inOwnWords(request)) }
}

function inOwnWords<Answer>(request: Request<Answer>): Request<Answer> {
  return async (key) => {
    const fetched = await request(key)
    return fetched.error === undefined ? fetched : { ...fetched, error: reworded(fetched.error) }
  }
}

/** The services' sentences are English; their reasons are names. */
export function reworded(error: unknown): unknown {
  const reason = (error as Problem | null)?.['reason']
  const key = typeof reason === 'string' ? `refusal.${reason}` : ''
  return texts.global.te(key) ? { ...(error as Problem), detail: texts.global.t(key) } : error
}
