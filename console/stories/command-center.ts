import { surroundings } from './surroundings'

/** What happens beside the browser: requests to the gateway by a program, with a token of its own. */
async function call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(surroundings.origin + path, {
    method,
    headers: {
      Authorization: `Bearer ${surroundings.token}`,
      ...(body === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  }
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

export interface Issued {
  readonly id: string
  readonly number: number
  readonly headline: string
}

let alerts = 0

/** Each with a headline of its own, in a place where there is no team. */
export async function issueAlert(): Promise<Issued> {
  alerts++
  const headline = `红色电动车被盗 ${Date.now()}-${alerts}`
  const issued = await call('POST', '/api/alerts', {
    category: 'THEFT',
    severity: 'MINOR',
    headline,
    description: '',
    location: { latitude: 20.01 + alerts / 100, longitude: 79.5, crs: 'WGS84' },
    outside: true,
    address: '西朱村',
    jurisdiction: '320371003209',
  })
  return { id: String(issued['id']), number: Number(issued['number']), headline }
}

/** Somebody has told it: the dispatcher, for whom others could not. @returns its id */
export async function report(text: string): Promise<string> {
  const told = await call('POST', '/api/reports', { category: 'OTHER', text, jurisdiction: '3203' })
  return String(told['id'])
}

/** What other stories have left waits no more. */
export async function answerAllReports(): Promise<void> {
  const { items } = await call('GET', '/api/reports?status=SUBMITTED&limit=200')
  for (const { id } of items as { id: string }[]) {
    await call('POST', `/api/reports/${id}/triage`, { decision: 'ANSWER', answer: 'by the story' })
  }
}

/** What other stories have left calls for nobody any more. */
export async function seeAllAlarms(): Promise<void> {
  const { items } = await call('GET', '/api/alarms')
  for (const { id, acknowledgement } of items as { id: string; acknowledgement?: unknown }[]) {
    if (acknowledgement === undefined) {
      await call('POST', `/api/alarms/${encodeURIComponent(id)}/acknowledgement`, {})
    }
  }
}

export async function note(alert: Issued, text: string): Promise<void> {
  await call('POST', `/api/alerts/${alert.id}/notes`, { text })
}

export async function cancel(alert: Issued): Promise<void> {
  await call('POST', `/api/alerts/${alert.id}/cancellation`, { reason: 'by the story' })
}

/** All that has happened to it, in order, as dispatch-service tells it. */
export async function timeline(alert: Issued): Promise<string[]> {
  const page = await call('GET', `/api/alerts/${alert.id}/timeline?limit=200`)
  return (page['items'] as { type: string }[]).map((entry) => entry.type)
}
