import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { goldenEvent } from '../../stream/golden'
import { NOTHING_YET } from '../../stream/messages'
import { caughtUp, frameOf, streamEvent } from '../../stream/world'
import { speak } from '../../text'
import { NOON, dispatcher, testDesk, type TestDesk } from '../desk-for-tests'
import EventsPage from './EventsPage.vue'

const issued = goldenEvent('alert.issued.v1', 1, {
  number: 40_317,
  category: 'THEFT',
  eventId: 'issued',
  alertId: 'a-1',
})
const help = goldenEvent('task.help-asked.v1', 2, {
  number: 40_317,
  eventId: 'help',
  alertId: 'a-1',
  alarm: true,
})

let world: TestDesk
let page: ReturnType<TestDesk['mounted']>

beforeEach(() => {
  vi.useFakeTimers({ now: NOON })
  speak('en')
  history.replaceState(null, '', '/')
  world = testDesk()
})

afterEach(() => {
  page.unmount()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function open(search = ''): Promise<void> {
  history.replaceState(null, '', `/${search}`)
  page = world.mounted(EventsPage)
  await flushPromises()
}

async function tell(...events: Parameters<TestDesk['events']>): Promise<void> {
  world.events(...events)
  vi.advanceTimersByTime(200)
  await flushPromises()
}

function shown(): string[] {
  return page.findAll('#events [data-event]').map((row) => row.attributes('data-event') ?? '')
}

function press(key: string): Promise<void> {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  return nextTick()
}

describe('the event page', () => {
  it('tells each in words, the newest last, alarms marked', async () => {
    await open()
    expect(page.text()).toContain('No events yet')
    await tell(issued, help)
    expect(shown()).toEqual(['issued', 'help'])
    const rows = page.findAll('[data-event]')
    expect(rows[0]?.text()).toContain('Alert issued')
    expect(rows[0]?.text()).toContain('40317')
    expect(rows[0]?.attributes()).toMatchObject({ 'data-type': 'alert.issued.v1', 'data-alert': 'a-1' })
    expect(rows[0]?.text()).not.toContain('ALARM')
    expect(rows[1]?.text()).toContain('ALARM')
  })

  it('begins with what the desk has, and keeps on while another page is looked at', async () => {
    world.events(issued)
    await open()
    expect(shown()).toEqual(['issued'])
    page.unmount()
    await tell(help)
    await open()
    expect(shown()).toEqual(['issued', 'help'])
  })

  it('counts what a filter hides, keeps it in the address, and clears it', async () => {
    await open()
    await tell(issued, help)
    await page.get('input[type=search]').setValue('officer-chen')
    expect(shown()).toEqual(['issued'])
    expect(page.text()).toContain('Hides 1 of 2')
    expect(location.search).toBe('?filter=officer-chen')
    await page.get('input[type=search]').setValue('nothing has this')
    expect(page.text()).toContain('The filter hides all of them.')
    await page
      .findAll('button')
      .find((button) => button.text() === 'Clear')
      ?.trigger('click')
    expect(shown()).toEqual(['issued', 'help'])
    expect(location.search).toBe('')
  })

  it('opens with the filter of the address', async () => {
    world.events(issued, help)
    await open('?type=task.&number=40317')
    expect(shown()).toEqual(['help'])
  })

  it('says per minute what is hidden', async () => {
    await open('?type=task.')
    await tell(
      streamEvent({ at: new Date(NOON).toISOString(), type: 'alert.covered.v1' }),
      streamEvent({ at: new Date(NOON).toISOString(), type: 'task.reached.v1' }),
    )
    expect(page.get('[data-hides]').text()).toBe('HIDES 1 of 2/min')
  })

  it('stops by Space, counts what is new, and goes on', async () => {
    await open()
    await tell(issued)
    await press(' ')
    await tell(help)
    expect(shown()).toEqual(['issued'])
    expect(page.text()).toContain('Stopped: 1 new')
    await press('.')
    expect(shown()).toEqual(['issued', 'help'])
  })

  it('leaves Space to a button and to a field that is written in', async () => {
    await open()
    await tell(issued)
    page.get('button').element.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
    page
      .get('input[type=search]')
      .element.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
    await nextTick()
    expect(page.text()).not.toContain('Stopped')
  })

  it('stands still while it is pointed at', async () => {
    await open()
    await tell(issued)
    await page.get('[role=listbox]').trigger('pointerenter')
    await tell(help)
    expect(shown()).toEqual(['issued'])
    expect(page.text()).toContain('1 new')
    await page.get('[role=listbox]').trigger('pointerleave')
    expect(shown()).toEqual(['issued', 'help'])
  })

  it('has few rows in the page, however many it keeps', async () => {
    await open()
    await tell(...Array.from({ length: 5_200 }, () => streamEvent()))
    expect(shown().length).toBeLessThan(60)
    expect(page.get('[role=option]').attributes('aria-setsize')).toBe('5000')
    expect(page.text()).toContain('The last 5,000 are kept.')
  })

  it('opens one to its JSON, its alert, its cause and what followed', async () => {
    await open()
    await tell(issued, help)
    await page.get('[data-event=issued]').trigger('click')
    expect(location.search).toBe('?event=issued')
    const one = page.get('[aria-labelledby=event-heading]')
    expect(one.get('pre').text()).toContain('"by": "officer-chen"')
    expect(one.text()).toContain('Open alert 40317')
    expect(one.text()).toContain('Asks for help')
    expect(document.activeElement?.id).toBe('event-heading')
    await press('Escape')
    expect(page.find('[aria-labelledby=event-heading]').exists()).toBe(false)
  })

  it('goes by the keys of a list', async () => {
    await open()
    await tell(issued, help)
    const list = page.get<HTMLElement>('[role=listbox]')
    list.element.focus()
    await press('k')
    expect(list.attributes('aria-activedescendant')).toBe(page.get('[data-event=help]').attributes('id'))
    await press('ArrowUp')
    await press('Enter')
    expect(page.get('[data-event=issued]').attributes('aria-selected')).toBe('true')
  })

  it('shows texts of people as text', async () => {
    await open()
    await tell(streamEvent({ event: { text: '<img src=x onerror=alert(1)>' } }))
    expect(page.find('img').exists()).toBe(false)
    expect(page.text()).toContain('<img src=x onerror=alert(1)>')
  })

  it('takes silence for news, but not where the stream is lost', async () => {
    await open()
    await tell(
      ...Array.from({ length: 20 }, (_, i) =>
        streamEvent({ at: new Date(NOON - 40_000 + i * 2_000).toISOString() }),
      ),
    )
    expect(page.find('[data-silence]').exists()).toBe(false)
    world.now.value = NOON + 38_000
    await nextTick()
    expect(page.get('[data-silence]').text()).toBe('No event for 0:40, usual is 0:02')
    world.tell({ kind: 'state', state: { ...NOTHING_YET, link: 'lost', lostSince: NOON } })
    await nextTick()
    expect(page.find('[data-silence]').exists()).toBe(false)
    expect(page.text()).toContain('Lost since 12:00:00')
  })

  it('says that an account may not see the events', async () => {
    world.tell({ kind: 'state', state: { ...NOTHING_YET, link: 'refused' } })
    await open()
    expect(page.text()).toContain('This account may not see the events.')
  })

  it('says where the place in the stream was lost, and forgets everything for somebody else', async () => {
    await open()
    await tell(issued)
    world.tell({ kind: 'restarted' })
    await nextTick()
    expect(page.text()).toContain('The place in the stream was lost at 12:00:00')
    world.tell({ kind: 'session', session: { ...dispatcher, subject: 'li' } })
    await flushPromises()
    expect(shown()).toEqual([])
  })
})

describe('a replay', () => {
  const HOUR_AGO = NOON - 3_600_000

  beforeEach(() => {
    world.answers.set(
      'GET /api/stream/events',
      () =>
        new Response(
          [
            frameOf(streamEvent({ eventId: 'early', at: new Date(HOUR_AGO + 2_000).toISOString() }), 'p1'),
            frameOf(streamEvent({ eventId: 'late', at: new Date(HOUR_AGO + 60_000).toISOString() }), 'p2'),
            caughtUp('p3'),
          ].join(''),
        ),
    )
  })

  function button(text: string) {
    const found = page.findAll('button').find((one) => one.text().startsWith(text))
    if (found === undefined) {
      throw new Error(`No button ${text}`)
    }
    return found
  }

  async function pass(milliseconds: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(milliseconds)
    await flushPromises()
  }

  it('plays what the service has from a time on, faster if wished, and leads back', async () => {
    await open()
    await tell(issued)
    await page.get('input[type=datetime-local]').setValue('2022-03-12T11:00:00')
    await button('16').trigger('click')
    await page.get('form.replay').trigger('submit')
    await pass(0)
    expect(shown()).toEqual([])
    expect(location.search).toContain('from=2022-03-12T11')
    await pass(400)
    expect(shown()).toEqual(['early'])
    await pass(4_000)
    expect(shown()).toEqual(['early', 'late'])
    expect(page.text()).toContain('All has been played.')
    await button('Back to live').trigger('click')
    expect(shown()).toEqual(['issued'])
    expect(location.search).toBe('')
  })

  it('is paused, and jumps over silence', async () => {
    await open('?from=2022-03-12T11:00:00')
    await pass(3_000)
    expect(shown()).toEqual(['early'])
    await button('Pause').trigger('click')
    await pass(3_000)
    await button('To the next event').trigger('click')
    await pass(0)
    expect(shown()).toEqual(['early', 'late'])
  })

  it('says why there is none', async () => {
    world.answers.set('GET /api/stream/events', new Response('', { status: 403 }))
    await open('?from=2022-03-12T11:00:00')
    await pass(400)
    expect(page.text()).toContain('This account may not see the events.')
  })
})
