import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { streamEvent } from '../../stream/world'
import { speak } from '../../text'
import { NOON, problem, testDesk, type TestDesk } from '../desk-for-tests'
import SystemPage from './SystemPage.vue'

const outbox = { name: 'outbox-oldest-age', value: 0.1, unit: 's', limit: 5 }
const letters = { name: 'dead-letters-waiting', value: 0, unit: '1', limit: 0 }
const services = ['dispatch', 'volunteer', 'report', 'notification'].map((service) => ({
  service,
  status: 'up',
  since: '2022-03-12T00:00:00Z',
  figures: [outbox, letters],
}))
const well = { at: new Date(NOON).toISOString(), services, gateway: { streams: 3 } }
const letter = {
  at: new Date(NOON).toISOString(),
  consumer: 'alert-reports',
  dealtWith: false,
  offset: 7,
  partition: 2,
  topic: 'report.events',
  type: 'report.linked.v1',
  key: 'r-1',
  reason: 'no alert of this id',
  recordOffset: 70,
  recordPartition: 1,
  valueBytes: 300,
}

let world: TestDesk
let page: ReturnType<TestDesk['mounted']>

beforeEach(() => {
  speak('en')
  world = testDesk()
  world.answers.set('GET /api/system', Response.json(well))
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
})

afterEach(() => {
  page.unmount()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function open(): Promise<void> {
  page = world.mounted(SystemPage)
  await flushPromises()
}

function button(text: string) {
  const found = page.findAll('button').find((one) => one.text().startsWith(text))
  if (found === undefined) {
    throw new Error(`No button ${text}`)
  }
  return found
}

function readings(): number {
  return world.asked.filter(({ path }) => path === '/api/system').length
}

describe('the system page', () => {
  it('says in one sentence that all is well, and each figure with its limit and last hour', async () => {
    await open()
    expect(page.get('[data-verdict]').text()).toBe('All is well.')
    const figure = page.get('[data-service=dispatch] [data-figure=outbox-oldest-age]')
    expect(figure.text()).toContain('0.1 s')
    expect(figure.text()).toContain('limit 5.0 s')
    expect(figure.get('svg title').text()).toBe('Last 0:00: lowest 0.1 s, highest 0.1 s')
  })

  it('says first what to look at, and since when', async () => {
    world.answers.set(
      'GET /api/system',
      Response.json({
        ...well,
        services: [
          ...services.slice(0, 3),
          {
            service: 'notification',
            status: 'not-ready',
            since: '2022-03-12T03:40:00Z',
            figures: [{ ...letters, value: 3 }],
          },
        ],
      }),
    )
    await open()
    expect(page.findAll('[data-verdict] span').map((part) => part.text())).toEqual([
      'LOOK AT notification since 11:40:00: not ready and dead letters 3.',
      'All else is well.',
    ])
    expect(page.get('[data-service=notification] [data-figure=dead-letters-waiting]').text()).toContain(
      'over the limit',
    )
    expect(page.get('[data-service=notification] [data-status]').text()).toContain('not ready')
  })

  it('shows one silent service beside the figures of the others', async () => {
    world.answers.set(
      'GET /api/system',
      Response.json({
        ...well,
        services: [
          ...services.slice(0, 3),
          { service: 'notification', status: 'away', since: '2022-03-12T03:40:00Z', figures: [] },
        ],
      }),
    )
    await open()
    expect(page.get('[data-finding=notification]').text()).toContain('no answer')
    expect(page.get('[data-service=notification]').text()).toContain('not known')
    expect(page.get('[data-service=report]').text()).toContain('0.1 s')
  })

  it('reads anew while it is shown, keeps the figures of before without an answer, and says of when they are', async () => {
    vi.useFakeTimers({ now: NOON })
    await open()
    const first = readings()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(readings()).toBe(first + 1)
    world.answers.set('GET /api/system', problem(503))
    world.now.value = NOON + 60_000
    await vi.advanceTimersByTimeAsync(10_000)
    expect(page.text()).toContain('These figures are of 12:00:00; no answer since.')
    expect(page.get('[data-verdict]').text()).toBe('All was well when there was an answer last.')
    world.answers.set('GET /api/system', Response.json(well))
    await button('Try now').trigger('click')
    await flushPromises()
    expect(page.text()).not.toContain('no answer since')
  })

  it('is not for everybody', async () => {
    world.answers.set('GET /api/system', problem(403))
    await open()
    expect(page.text()).toContain('The figures are for operators and dispatchers.')
    expect(page.find('table').exists()).toBe(false)
  })

  it('says that there is no answer yet', async () => {
    world.answers.set('GET /api/system', () => Promise.reject(new TypeError('no network')))
    await open()
    expect(page.text()).toContain('The gateway gives no answer')
  })
})

describe('dead letters', () => {
  const retry = 'POST /api/dead-letters/report/report.events/2/7/retry'

  async function openLetters(): Promise<void> {
    world.answers.set('GET /api/dead-letters/report', Response.json({ items: [letter] }))
    await open()
    await page.get('[data-letters-of=report]').trigger('click')
    await flushPromises()
  }

  it('are read when somebody opens them, with their reason', async () => {
    await openLetters()
    const row = page.get('[data-letter="report.events/2/7"]')
    expect(row.text()).toContain('no alert of this id')
    expect(row.text()).toContain('alert-reports')
    expect(page.text()).toContain('1 of 1 shown wait')
    expect(page.text()).toContain('The broker has refused no event of report.')
  })

  it('are handled again after a question', async () => {
    world.answers.set(retry, Response.json({ result: 'HANDLED' }))
    await openLetters()
    await button('Send again').trigger('click')
    expect(page.get('dialog').text()).toContain('alert-reports handles it as if it came now')
    expect(world.asked.some(({ method }) => method === 'POST')).toBe(false)
    await page.findAll('dialog button')[0]?.trigger('click')
    await flushPromises()
    expect(world.asked.filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(page.get('[data-letter]').text()).toContain('Handled.')
    expect(page.text()).toContain('0 of 1 shown wait')
  })

  it('say why they were put aside again, or refused', async () => {
    world.answers.set(retry, problem(409, { reason: 'DEALT_WITH', detail: 'It is dealt with.' }))
    await openLetters()
    await button('Send again').trigger('click')
    await page.findAll('dialog button')[0]?.trigger('click')
    await flushPromises()
    expect(page.get('[data-letter]').text()).toContain('it was handled again, or put aside again, before.')
  })

  it('are for whoever may see them', async () => {
    world.answers.set('GET /api/dead-letters/report', problem(403))
    world.answers.set('GET /api/dead-letters/report/rejected-rows', problem(503))
    await open()
    await page.get('[data-letters-of=report]').trigger('click')
    await flushPromises()
    expect(page.get('[data-list=forbidden]').text()).toBe('This is outside your scope.')
    expect(page.get('[data-list=failed]').text()).toContain('Try again')
  })

  it('of the outbox are published again', async () => {
    world.answers.set(
      'GET /api/dead-letters/report/rejected-rows',
      Response.json({
        items: [
          {
            appendedAt: new Date(NOON).toISOString(),
            rejectedAt: new Date(NOON).toISOString(),
            bytes: 2_000_000,
            key: 'r-2',
            reason: 'too large',
            sequence: 41,
            topic: 'report.events',
          },
        ],
      }),
    )
    world.answers.set(
      'POST /api/dead-letters/report/rejected-rows/41/retry',
      Response.json({ result: 'PUBLISHED' }),
    )
    await open()
    await page.get('[data-letters-of=report]').trigger('click')
    await flushPromises()
    await page.get('[data-rejected="41"] button').trigger('click')
    await page.findAll('dialog button')[0]?.trigger('click')
    await flushPromises()
    expect(page.get('[data-rejected="41"]').text()).toContain('Published.')
    expect(page.find('[data-rejected="41"] button').exists()).toBe(false)
  })
})

describe('desks', () => {
  it('are shown with their alarms of the last hour, and keep up by the stream', async () => {
    const desk = { deskId: 'd-1', account: 'li', name: '李娜', jurisdiction: '3203', sound: true }
    world.answers.set(
      'GET /api/desks',
      Response.json({ items: [{ ...desk, alarms: { high: 0, medium: 0, low: 1 } }] }),
    )
    await open()
    expect(page.get('[data-desk=d-1]').text()).toContain('李娜')
    world.events(
      streamEvent({
        type: 'desk.changed.v1',
        topic: 'notification.desks',
        key: 'd-1',
        event: { ...desk, sound: false, alarms: { high: 2, medium: 3, low: 4 } },
      }),
    )
    await flushPromises()
    expect(page.get('[data-desk=d-1]').text()).toContain('too many')
    expect(page.get('[data-desk=d-1]').text()).toContain('NO SOUND')
  })

  it('tell which conditions raise the most alarms', async () => {
    world.events(
      ...['CLUE', 'CLUE', 'HELP_CALLED'].map((condition) =>
        streamEvent({
          type: 'alarm.raised.v1',
          topic: 'dispatch.alarms',
          at: new Date(NOON).toISOString(),
          event: { condition },
        }),
      ),
    )
    await open()
    expect(page.findAll('[data-condition]').map((one) => one.attributes('data-condition'))).toEqual([
      'CLUE',
      'HELP_CALLED',
    ])
  })

  it('say when they could not be read', async () => {
    world.answers.set('GET /api/desks', problem(503))
    await open()
    expect(page.text()).toContain('The desks could not be read.')
  })
})
