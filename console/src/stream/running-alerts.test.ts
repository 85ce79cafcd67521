// @vitest-environment node
import { beforeEach, expect, it } from 'vitest'
import { createApi } from '../api/client'
import type { AlertRow } from './alerts'
import { RunningAlerts } from './running-alerts'
import { settle, streamEvent } from './world'

/** dispatch-service, as far as a list of alerts asks it. */
let answers: Map<string, () => Response>
let asked: string[]
let shown: (readonly AlertRow[])[]
let waiting: (() => void)[]
let alerts: RunningAlerts

beforeEach(() => {
  answers = new Map()
  asked = []
  shown = []
  waiting = []
  const api = createApi({
    baseUrl: 'http://gateway',
    csrf: () => '',
    onUnauthorized: () => undefined,
    fetch: (request) => {
      const address = request.url.replace('http://gateway', '')
      asked.push(address)
      const answer = answers.get(address)
      return answer === undefined ? Promise.reject(new TypeError(address)) : Promise.resolve(answer())
    },
  })
  alerts = new RunningAlerts(
    api,
    (rows) => shown.push(rows),
    (run) => waiting.push(run),
  )
})

const FIRST = '/api/alerts?status=OPEN&guest=false&tasks=false&limit=200'

function view(id: string, version: number, part: object = {}) {
  return {
    id,
    number: 40_000 + version,
    status: 'CALLING',
    category: 'THEFT',
    severity: 'MINOR',
    headline: `${id} as of ${version}`,
    address: '',
    location: { latitude: 34.29247, longitude: 117.33915, crs: 'WGS84' },
    jurisdiction: '3203',
    wave: 1,
    issuedAt: `2022-03-12T01:15:0${version}Z`,
    version,
    ...part,
  }
}

function line(): string | undefined {
  return shown
    .at(-1)
    ?.map((row) => `${row.id} ${row.status}`)
    .join(' | ')
}

it('reads all pages, newest first, and then follows the stream', async () => {
  answers.set(FIRST, () => Response.json({ items: [view('a', 1)], nextCursor: 'c1' }))
  answers.set(`${FIRST}&cursor=c1`, () => Response.json({ items: [view('b', 2)] }))
  alerts.restart()
  // While it is being read nobody says that there are none.
  expect(shown).toEqual([])
  alerts.add([
    streamEvent({ type: 'alert.covered.v1', key: 'b', version: 3, event: { alertId: 'b', teams: 2 } }),
  ])
  await settle()
  expect(line()).toBe('b COVERED | a CALLING')
  alerts.add([streamEvent({ type: 'alert.expired.v1', key: 'a', version: 2, event: { alertId: 'a' } })])
  expect(line()).toBe('b COVERED')
})

it('fetches one row where an event is missing, once, and again when that fails', async () => {
  answers.set(FIRST, () => Response.json({ items: [view('a', 1)] }))
  alerts.restart()
  await settle()
  const late = streamEvent({
    type: 'alert.covered.v1',
    key: 'a',
    version: 5,
    event: { alertId: 'a', teams: 2 },
  })
  alerts.add([late])
  alerts.add([streamEvent({ key: 'a', version: 6 })])
  await settle()
  expect(asked.filter((address) => address === '/api/alerts/a')).toHaveLength(1)
  expect(line()).toBe('a CALLING')

  answers.set('/api/alerts/a', () => Response.json(view('a', 4)))
  waiting.forEach((run) => {
    run()
  })
  await settle()
  expect(line()).toBe('a COVERED')
})

it('lets a row go that is not there, or not to be seen', async () => {
  answers.set(FIRST, () => Response.json({ items: [view('a', 1), view('b', 2)] }))
  answers.set('/api/alerts/a', () => Response.json({}, { status: 404 }))
  answers.set('/api/alerts/b', () => Response.json({}, { status: 403 }))
  alerts.restart()
  await settle()
  alerts.add([streamEvent({ key: 'a', version: 5 }), streamEvent({ key: 'b', version: 9 })])
  await settle()
  expect(line()).toBe('')
})

it('keeps what is shown while it is read anew, also when the server is away', async () => {
  answers.set(FIRST, () => Response.json({ items: [view('a', 1)] }))
  alerts.restart()
  await settle()
  answers.set(FIRST, () => Response.json({}, { status: 503 }))
  alerts.restart()
  await settle()
  expect(line()).toBe('a CALLING')
  answers.set(FIRST, () => Response.json({ items: [view('b', 2)] }))
  waiting.forEach((run) => {
    run()
  })
  await settle()
  expect(line()).toBe('b CALLING')
})

it('does not ask again for what the account may not see', async () => {
  answers.set(FIRST, () => Response.json({}, { status: 403 }))
  alerts.restart()
  await settle()
  expect(asked).toEqual([FIRST])
  expect(waiting).toEqual([])
  expect(shown).toEqual([])
})

it('shows nothing of the one before to somebody else', async () => {
  answers.set(FIRST, () => Response.json({ items: [view('a', 1)] }))
  alerts.restart()
  alerts.clear()
  await settle()
  expect(shown).toEqual([])
})
