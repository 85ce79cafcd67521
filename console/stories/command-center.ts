import { surroundings } from './surroundings'

const TRIES = 10
const AGAIN_MS = 1_000

/** What happens beside the browser: requests to the gateway by a program, with a token of its own. */
async function call(method: string, path: string, body?: object | string): Promise<Record<string, unknown>> {
  const request = {
    method,
    headers: {
      Authorization: `Bearer ${surroundings.token}`,
      ...(body === undefined
        ? {}
        : {
            'Content-Type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json',
            'Idempotency-Key': crypto.randomUUID(),
          }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  }
  let answer = await fetch(surroundings.origin + path, request)
  // A service says so that asks to be tried again, under the same number.
  for (let tries = 1; answer.status === 503 && tries < TRIES; tries++) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    answer = await fetch(surroundings.origin + path, request)
  }
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

const VILLAGE = '320371003209'

let alerts = 0

/** Each with a headline of its own, in a place where there is no team; unless a story has it otherwise. */
export async function issueAlert(
  part: Record<string, unknown> & { headline?: string } = {},
): Promise<Issued> {
  alerts++
  const headline = part.headline ?? `红色电动车被盗 ${Date.now()}-${alerts}`
  const issued = await call('POST', '/api/alerts', {
    category: 'THEFT',
    severity: 'MINOR',
    headline,
    description: '',
    location: { latitude: 20.01 + alerts / 100, longitude: 79.5, crs: 'WGS84' },
    outside: true,
    address: '西朱村',
    jurisdiction: VILLAGE,
    ...part,
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

/** What other stories have left, where one of them has failed, calls for nobody any more; and no alarm is unseen. */
export async function clearTown(): Promise<void> {
  const running = await call('GET', '/api/alerts?status=OPEN&guest=false&tasks=false&limit=200')
  for (const { id } of running['items'] as { id: string }[]) {
    await call('POST', `/api/alerts/${id}/cancellation`, { reason: 'by the story' })
  }
  await seeAllAlarms()
}

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

/**
 * Forms teams of one, each with its name, where they are on duty: in a place of their own unless a story has it
 * otherwise.
 *
 * @returns where an alert calls them and nobody else
 */
export async function formTeams(names: readonly string[], at?: object): Promise<object> {
  const run = Date.now()
  const place = at ?? { latitude: 22 + (run % 100_000) / 20_000, longitude: 79.5, crs: 'WGS84' }
  const people = names.map((_, at) => `story-${run}-${at}`)
  await importLines(
    'volunteers',
    people.map((id) => ({ id, subject: id, name: id, phone: '+8610000990001', jurisdiction: VILLAGE })),
  )
  await importLines(
    'teams',
    people.map((id, at) => ({
      id,
      name: names[at],
      kind: 'volunteers',
      jurisdiction: VILLAGE,
      capabilities: [],
      base: place,
      members: [{ volunteerId: id, role: 'CAPTAIN' }],
    })),
  )
  await importLines(
    'presence',
    people.map((volunteerId) => ({ volunteerId, onDuty: true, location: place, accuracyMeters: 15 })),
  )
  return place
}

async function importLines(what: string, lines: readonly object[]): Promise<void> {
  const { failed } = await call(
    'POST',
    `/api/${what}/import`,
    lines.map((line) => JSON.stringify(line)).join('\n'),
  )
  if (failed !== 0) {
    throw new Error(`${what}: ${String(failed)} failed`)
  }
}
