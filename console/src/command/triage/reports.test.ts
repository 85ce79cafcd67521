import { beforeEach, describe, expect, it } from 'vitest'
import { createApi } from '../../api/client'
import type { StreamEvent } from '../../api/events'
import { goldenEvent } from '../../stream/golden'
import { settle } from '../../stream/world'
import { Services } from '../issue/services'
import { inOrder, nextAfter, reportClock, TARGET_MS } from './clock'
import type { ReportRow, ReportView } from './reports'
import { WaitingReports } from './waiting-reports'

const NOW = Date.parse('2022-03-12T01:20:00Z')
const KEY = '017f7bb0-97c0-7001-8007-9e3779b97f4b'
const FIRST = 'GET /api/reports?status=SUBMITTED&limit=200'

let services: Services
let waiting: (() => void)[]
let store: WaitingReports

function view(id: string, version: number, part: Partial<ReportView> | object = {}) {
  return {
    id,
    status: 'SUBMITTED',
    category: 'THEFT',
    jurisdiction: '320371003209',
    text: `${id} as of ${version}`,
    address: '',
    submittedAt: `2022-03-12T01:1${version}:00Z`,
    submittedBy: 'resident-zhu',
    additions: [],
    version,
    ...part,
  }
}

/** As of a report that has no alert. */
function untied(type: string, version: number): StreamEvent {
  const made = event(type, version)
  return {
    ...made,
    event: Object.fromEntries(Object.entries(made.event).filter(([name]) => name !== 'alertId')),
  }
}

function event(type: string, version: number, key = KEY, part: object = {}): StreamEvent {
  return { ...goldenEvent(type, version, { topic: 'report.events', key }), ...part }
}

function claimed(name: string, version: number | undefined, key = 'a'): StreamEvent {
  return {
    type: 'report.claimed.v1',
    at: '2022-03-12T01:19:00Z',
    eventId: `claimed ${name} ${version}`,
    topic: 'report.events',
    key,
    ...(version === undefined ? {} : { version }),
    event: { reportId: key, at: '2022-03-12T01:19:00Z', by: `${name}.officer`, name },
  }
}

function line(): string {
  return (store.reports.value ?? [])
    .map((row) => [row.id.slice(-6), row.claim?.name, row.additions || ''].filter(Boolean).join(' '))
    .join(' | ')
}

beforeEach(() => {
  services = new Services()
  waiting = []
  store = new WaitingReports(
    createApi({
      baseUrl: 'http://gateway',
      csrf: () => '',
      onUnauthorized: () => undefined,
      fetch: services.fetch,
    }),
    (run) => waiting.push(run),
  )
})

function again(): void {
  waiting.splice(0).forEach((run) => {
    run()
  })
}

describe('the clock of a report', () => {
  const since = new Date(NOW - 60_000).toISOString()

  it.each([
    [60_000, 'calm', 0.2],
    [239_000, 'calm', 239 / 300],
    [240_000, 'soon', 0.8],
    [299_999, 'soon', 299_999 / 300_000],
    [300_000, 'over', 1],
    [3_600_000, 'over', 1],
  ] as const)('after %d ms is %s', (waited, level, share) => {
    const at = new Date(NOW - waited).toISOString()
    expect(reportClock(at, NOW)).toEqual({ waited, level, share })
  })

  it('never goes below nothing, though clocks differ', () => {
    expect(reportClock(since, NOW - 120_000)).toMatchObject({ waited: 0, level: 'calm' })
    expect(TARGET_MS).toBe(300_000)
  })
})

describe('the order of reports', () => {
  const rows = ['c', 'a', 'b'].map((id) => ({
    id,
    submittedAt: id === 'c' ? '2022-03-12T01:10:00Z' : '2022-03-12T01:11:00Z',
  })) as ReportRow[]

  it('is that of their waiting, and always the same', () => {
    expect(inOrder(rows).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    expect(inOrder([...rows].reverse()).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  })

  it('says which one is next, also of one that has gone', () => {
    const sorted = inOrder(rows)
    expect(nextAfter(sorted, 'c')?.id).toBe('a')
    expect(nextAfter(sorted, 'b')?.id).toBe('c')
    expect(nextAfter(sorted, 'gone')?.id).toBe('c')
    expect(nextAfter([], 'x')).toBeNull()
    expect(nextAfter(sorted.slice(0, 1), 'c')).toBeNull()
  })
})

describe('reports that wait', () => {
  it('are read in pages, whoever waits longest first, and nobody says before that there are none', async () => {
    services.on(FIRST, { items: [view('b', 2)], nextCursor: 'c1' })
    services.on(`${FIRST}&cursor=c1`, { items: [view('a', 1)] })
    store.restart()
    expect(store.reports.value).toBeNull()
    await settle()
    expect(line()).toBe('a | b')
    expect(store.state.value).toBe('there')
  })

  it('come and go by their events', async () => {
    store.restart()
    await settle()
    expect(line()).toBe('')
    store.add([event('report.submitted.v1', 1)])
    expect(store.reports.value?.[0]).toEqual({
      id: KEY,
      category: 'THEFT',
      jurisdiction: '320371003209',
      text: '我的红色雅迪电动车停在村口便利店门前，出来就不见了，车牌尾号317。',
      address: '西朱村村口便利店门前',
      location: { latitude: 34.29247, longitude: 117.33915 },
      by: 'resident-zhu',
      submittedAt: '2022-03-12T01:14:05.120Z',
      additions: 0,
      claim: null,
    })
    store.add([untied('report.added-to.v1', 2)])
    expect(line()).toBe('b97f4b 1')
    store.add([event('report.alert-requested.v1', 3)])
    expect(line()).toBe('')
    // What comes later of it brings nothing back, and asks for nothing.
    store.add([event('report.alert-linked.v1', 4), event('report.submitted.v1', 1)])
    await settle()
    expect(line()).toBe('')
    expect(services.of('GET', `/api/reports/${KEY}`)).toEqual([])
  })

  it.each(['report.answered.v1', 'report.linked.v1', 'report.alert-requested.v1'])(
    'wait no more after %s',
    async (type) => {
      store.restart()
      await settle()
      store.add([event('report.submitted.v1', 1), event(type, 2)])
      expect(line()).toBe('')
    },
  )

  it('wait no more once their reporter has taken them back', async () => {
    store.restart()
    await settle()
    store.add([event('report.submitted.v1', 1), untied('report.withdrawn.v1', 2)])
    expect(line()).toBe('')
  })

  it('are not those that belong to an alert already, of which nothing is asked', async () => {
    store.restart()
    await settle()
    store.add([
      event('report.clue-submitted.v1', 1, 'clue'),
      event('report.added-to.v1', 2, 'clue'),
      event('report.withdrawn.v1', 3, 'clue'),
      { ...event('report.submitted.v1', 1, 'elsewhere'), topic: 'dispatch.events' },
    ])
    await settle()
    expect(line()).toBe('')
    expect(services.asked.map(({ path }) => path)).toEqual(['/api/reports?status=SUBMITTED&limit=200'])
  })

  it('say who decides, by snapshot and by event, with a version or without', async () => {
    const claim = { account: 'li.officer', name: 'Li', since: '2022-03-12T01:18:00Z' }
    services.on(FIRST, { items: [view('a', 1, { claim })] })
    store.restart()
    await settle()
    expect(line()).toBe('a Li')
    store.add([claimed('Chen', 2)])
    expect(line()).toBe('a Chen')
    store.add([{ ...claimed('Chen', 3), type: 'report.claim-ended.v1', eventId: 'ended' }])
    expect(line()).toBe('a')
    store.add([claimed('Wang', undefined)])
    expect(line()).toBe('a Wang')
    store.add([event('report.answered.v1', 4, 'a')])
    expect(line()).toBe('')
  })

  it('are fetched where an event is missing, once, and again when that fails', async () => {
    services.on(FIRST, { items: [view('a', 1)] })
    store.restart()
    await settle()
    store.add([claimed('Chen', 4), claimed('Li', 5)])
    await settle()
    expect(services.of('GET', '/api/reports/a')).toHaveLength(1)
    expect(line()).toBe('a')
    services.on('GET /api/reports/a', view('a', 3))
    again()
    await settle()
    expect(line()).toBe('a Li')
  })

  it('go where they are not there, or not to be seen, or decided since', async () => {
    services.on(FIRST, { items: [view('a', 1), view('b', 2), view('c', 3)] })
    services.refuse('GET /api/reports/a', 404)
    services.refuse('GET /api/reports/b', 403)
    services.on('GET /api/reports/c', view('c', 9, { status: 'ANSWERED' }))
    store.restart()
    await settle()
    store.add([claimed('x', 7, 'a'), claimed('x', 7, 'b'), claimed('x', 7, 'c')])
    await settle()
    expect(line()).toBe('')
  })

  it('stay while they are read anew, and say that it has failed', async () => {
    services.on(FIRST, { items: [view('a', 1)] })
    store.restart()
    await settle()
    services.refuse(FIRST, 503)
    store.restart()
    await settle()
    expect(line()).toBe('a')
    expect(store.state.value).toBe('failed')
    services.on(FIRST, { items: [view('b', 2)] })
    again()
    await settle()
    expect(line()).toBe('b')
    expect(store.state.value).toBe('there')
  })

  it('are not asked for again by who may not see them', async () => {
    services.refuse('GET /api/reports', 403)
    store.restart()
    await settle()
    expect(store.state.value).toBe('refused')
    expect(waiting).toEqual([])
  })

  it('are nothing for somebody else', async () => {
    services.on(FIRST, { items: [view('a', 1)] })
    store.restart()
    store.clear()
    await settle()
    expect(store.reports.value).toBeNull()
  })
})
