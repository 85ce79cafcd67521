import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { caughtUp, frameOf, OPENING, World } from '../stream/world'
import { speak, texts, type Language } from '../text'
import App from './App.vue'
import { go } from './place'
import { CALLED, ScriptedMinute } from './scripted-minute'

const BEGIN = Date.parse('2022-03-12T01:15:00Z')
const STEP_MS = 200

const OLD_MS = 90_000

/** The stream is away for so long, and what is told meanwhile comes when it is back. */
const CUT = 36
const BACK = 39

/** That which no test has replaced. */
const platformTimeout = globalThis.setTimeout

let world: World
let page: VueWrapper

beforeEach(() => {
  vi.useFakeTimers({
    now: BEGIN,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  })
  vi.spyOn(Math, 'random').mockReturnValue(0)
  vi.stubGlobal('SharedWorker', undefined)
  sessionStorage.clear()
  go({ page: 'command', alert: '', report: '', doing: '' })
  world = new World()
  vi.stubGlobal('fetch', (request: Request | string, init: RequestInit = {}) => {
    const path = typeof request === 'string' ? request : new URL(request.url).pathname
    return path === '/api/session' || path === '/api/stream/events'
      ? world.fetch(path, init)
      : Promise.resolve(answer(decodeURIComponent(path)))
  })
})

afterEach(async () => {
  // What waits to be said belongs to this page.
  await pass(20_000)
  page.unmount()
  window.dispatchEvent(new Event('pagehide'))
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function answer(path: string): Response {
  if (path === '/api/map/base') {
    return Response.json({ kind: 'none' })
  }
  const alarm = /^\/api\/alarms\/(.+)\/acknowledgement$/.exec(path)?.[1]
  if (alarm === undefined) {
    return Response.json({ items: [] })
  }
  const [condition, alert] = alarm.split(':')
  if (condition !== 'NOBODY_REACHED') {
    return Response.json({ title: 'no', status: 409, detail: 'busy' }, { status: 409 })
  }
  const at = new Date().toISOString()
  return Response.json({
    id: alarm,
    condition,
    priority: 'HIGH',
    subject: alert,
    alertId: alert,
    number: CALLED.theft,
    jurisdiction: '3203',
    raisedAt: new Date(BEGIN + 10_000).toISOString(),
    level: 0,
    version: 2,
    acknowledgement: { account: 'zhang.dispatcher', name: 'Zhang', at },
  })
}

/** Streams are read by promises, and by tasks that no clock has. */
async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => platformTimeout(resolve, 0))
    await vi.advanceTimersByTimeAsync(0)
  }
}

async function open(language: Language): Promise<void> {
  speak(language)
  page = mount(App, { global: { plugins: [texts] }, attachTo: document.body })
  await pass(0)
  void world.stream.say(OPENING, caughtUp('p0'))
  await pass(0)
}

function press(key: string): void {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

function live(region: 'assertive' | 'polite'): string {
  return page.get(`[data-live=${region}]`).text()
}

type Said = readonly [second: number, region: 'assertive' | 'polite', sentence: string]

/** What a reader of the screen reads in the minute: each change of a region to words. */
async function listen(): Promise<Said[]> {
  const events = [...new ScriptedMinute(BEGIN).events]
  expect(events).toHaveLength(100)
  const said: Said[] = []
  const before = { assertive: '', polite: '' }
  for (let step = 0; step < 300; step++) {
    const second = step / 5
    if (second === CUT) {
      world.stream.fail()
    }
    if (second === BACK) {
      void world.stream.say(OPENING)
    }
    const due = second >= CUT && second < BACK ? [] : events.filter((one) => one.second <= second)
    events.splice(0, due.length)
    if (due.length > 0) {
      void world.stream.say(...due.map(({ event }) => frameOf(event, event.eventId)))
    }
    if (second === BACK) {
      void world.stream.say(caughtUp('back'))
    }
    if (second === 15 || second === 52) {
      press('F8')
    }
    await pass(STEP_MS)
    for (const region of ['assertive', 'polite'] as const) {
      const sentence = live(region)
      if (sentence !== '' && sentence !== before[region]) {
        said.push([Math.floor(second), region, sentence])
      }
      before[region] = sentence
    }
  }
  expect(events).toEqual([])
  return said
}

/** In the words of a catalogue. */
function expected(t: (key: string, values?: Record<string, unknown>) => string): Said[] {
  const more = (count: number): string => t('shell.moreSentences', { count })
  const matter = (number: number, condition: string): string =>
    t('alarm.matter', { number: String(number), condition: t(`condition.${condition}`) })
  const alarm = (priority: number, number: number, condition: string, since = '0:00'): string =>
    t('alarm.said', { priority, matter: matter(number, condition), since })
  const report = t('triage.new', { category: t('category.THEFT') })
  return [
    [2, 'polite', report],
    [7, 'polite', alarm(3, CALLED.crowd, 'TEAM_REPLACED')],
    [10, 'assertive', alarm(1, CALLED.theft, 'NOBODY_REACHED')],
    [15, 'polite', t('alarm.acknowledged', { matter: matter(CALLED.theft, 'NOBODY_REACHED') })],
    // A report that has waited for longer is summed.
    [20, 'polite', `${alarm(2, CALLED.fire, 'NOT_MOVING')} ${more(1)}`],
    // One level up, as nobody has done anything.
    [31, 'assertive', alarm(1, CALLED.theft, 'NOBODY_REACHED', '0:21')],
    [36, 'polite', t('stream.lost', { time: '09:15:33' })],
    [41, 'polite', `${t('stream.back', { events: '6' })} ${more(2)}`],
    [46, 'assertive', alarm(1, CALLED.crowd, 'WAVES_USED_UP')],
    [51, 'assertive', alarm(1, CALLED.lost, 'ALERT_STUCK')],
    [56, 'polite', t('ui.refusedFor', { reason: 'busy' })],
  ]
}

describe('what a reader of the screen is told', () => {
  it.each(['en', 'zh-CN'] as const)(
    'of a hundred events in a minute is what the design asks for, in %s',
    async (language) => {
      await open(language)
      expect([live('assertive'), live('polite')]).toEqual(['', ''])
      const said = await listen()
      const { t } = texts.global
      expect(said).toEqual(expected((key, values) => t(key, values ?? {})))
      expect(said.length).toBeLessThanOrEqual(12)
    },
    60_000,
  )

  it('names in English what it means', async () => {
    await open('en')
    expect((await listen()).map(([, , sentence]) => sentence)).toEqual([
      'New report: theft.',
      'Alarm 3: 415 team not reached, replaced, since 0:00.',
      'Alarm 1: 417 nobody reached, since 0:00.',
      'Acknowledged: 417 nobody reached.',
      'Alarm 2: 412 accepted, not moving, since 0:00. 1 more.',
      'Alarm 1: 417 nobody reached, since 0:21.',
      'Connection lost since 09:15:33. This is from before. Trying again.',
      'Back. 6 events caught up, none missed. 2 more.',
      'Alarm 1: 415 all waves used, still short, since 0:00.',
      'Alarm 1: 418 alert is stuck, since 0:00.',
      'Did not count: busy',
    ])
  }, 60_000)

  it('is nothing of a report of long ago, though it is heard of only now', async () => {
    await open('en')
    const report = new ScriptedMinute(BEGIN - OLD_MS).events.find(
      ({ event }) => event.type === 'report.submitted.v1',
    )?.event
    if (report !== undefined) {
      void world.stream.say(frameOf(report, report.eventId))
    }
    await pass(0)
    expect(page.get('[data-report]').text()).toContain('theft')
    expect(live('polite')).toBe('')
  })

  it('is the same sentence again, where it is the same thing again', async () => {
    await open('en')
    const theft = new ScriptedMinute(BEGIN).events.filter(
      ({ event }) => event.type === 'report.submitted.v1' && event.event['category'] === 'THEFT',
    )
    const heard: string[] = []
    for (const { event } of theft) {
      void world.stream.say(frameOf(event, event.eventId))
      await pass(0)
      heard.push(live('polite'))
      await pass(5_050)
      heard.push(live('polite'))
      await pass(100)
    }
    expect(heard).toEqual(['New report: theft.', '', 'New report: theft.', ''])
  })
})
