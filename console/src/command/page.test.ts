import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import type { StreamEvent } from '../api/events'
import { NOTHING_YET, type FromPage, type ToPage } from '../stream/messages'
import { goldenEvent } from '../stream/golden'
import { streamEvent } from '../stream/world'
import { speak, texts } from '../text'
import EventList from './EventList.vue'
import LogIn from './LogIn.vue'
import SessionEnded from './SessionEnded.vue'
import SignedIn from './SignedIn.vue'
import StatusLight from './StatusLight.vue'
import StreamNotice from './StreamNotice.vue'
import WhoAmI from './WhoAmI.vue'
import { EVENTS_KEPT, openDesk, type Desk } from './desk'

const NOON = Date.parse('2022-03-12T04:00:00Z')
const global = { plugins: [texts] }
const session = {
  subject: 'zhang.dispatcher',
  name: '张伟',
  roles: ['dispatcher'],
  jurisdiction: '3203',
  expiresAt: '',
}

beforeEach(() => {
  speak('en')
  history.replaceState(null, '', '/')
})

describe('the desk', () => {
  let tell: (message: ToPage) => void
  let sent: FromPage[]
  let desk: Desk
  let answers: Response[]

  beforeEach(() => {
    sent = []
    answers = []
    vi.stubGlobal('fetch', () => Promise.resolve(answers.shift() ?? Response.json({ items: [] })))
    desk = openDesk(shallowRef(NOON), (listen) => {
      tell = listen
      return { isShared: true, send: (message) => sent.push(message) }
    })
  })

  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('knows nothing before it is told', () => {
    expect(desk.who).toEqual({ session: null, signedOut: null, changedTo: null })
    expect(desk.alerts.value).toBeNull()
    expect(desk.stream.value.link).toBe('starting')
  })

  it('keeps what it shows when the session ends, and goes on with the same person', async () => {
    tell({ kind: 'session', session })
    tell({ kind: 'events', events: [streamEvent({ eventId: 'one' })] })
    tell({ kind: 'signed-out', why: 'ended' })
    expect(desk.who.session).toEqual(session)
    expect(desk.who.signedOut).toBe('ended')
    tell({ kind: 'session', session })
    await flushPromises()
    expect(desk.who.signedOut).toBeNull()
    expect(desk.events.value.map((event) => event.eventId)).toEqual(['one'])
    expect(desk.who.changedTo).toBeNull()
  })

  it('shows nothing of it to somebody else, and says so', async () => {
    tell({ kind: 'session', session })
    tell({ kind: 'events', events: [streamEvent({ topic: 'report.events', type: 'report.withdrawn.v1' })] })
    await flushPromises()
    expect(desk.alerts.value).toEqual([])
    expect(desk.events.value).toHaveLength(1)
    answers.push(Response.json({}, { status: 503 }))
    tell({ kind: 'session', session: { ...session, subject: 'li.operator', name: '李娜' } })
    await flushPromises()
    expect(desk.events.value).toEqual([])
    expect(desk.alerts.value).toBeNull()
    expect(desk.who.changedTo).toBe('李娜')
  })

  it('has events newest first, each once, and not without end', () => {
    const many = Array.from({ length: EVENTS_KEPT + 10 }, (_, at) => streamEvent({ eventId: `e${at}` }))
    tell({ kind: 'recent', events: many.slice(0, 5) })
    tell({ kind: 'recent', events: many.slice(0, 6) })
    tell({ kind: 'events', events: many.slice(6) })
    expect(desk.events.value).toHaveLength(EVENTS_KEPT)
    expect(desk.events.value[0]?.eventId).toBe(`e${EVENTS_KEPT + 9}`)
    expect(new Set(desk.events.value.map((event) => event.eventId)).size).toBe(EVENTS_KEPT)
  })

  it('asks whether there is a session when an answer says that there is none', async () => {
    answers.push(Response.json({}, { status: 401 }))
    tell({ kind: 'session', session })
    await flushPromises()
    expect(sent).toContainEqual({ kind: 'check' })
  })

  it('does not call a stream live that says nothing any more', () => {
    tell({ kind: 'state', state: { ...NOTHING_YET, link: 'live', heardAt: NOON - 61_000 } })
    expect(desk.stream.value).toMatchObject({ link: 'lost', lostSince: NOON - 61_000 })
  })
})

describe('the way to the login', () => {
  it.each([
    ['', ''],
    ['?login=failed', 'Not logged in. Please try again.'],
    ['?login=unavailable', 'The login service does not answer'],
  ])('with %j says: %s', (query, words) => {
    history.replaceState(null, '', `/${query}`)
    const page = mount(LogIn, { global })
    expect(page.get('a').attributes('href')).toBe('/oauth2/authorization/muster')
    expect(page.findAll('[role=alert]').map((alert) => alert.text().slice(0, words.length))).toEqual(
      words === '' ? [] : [words],
    )
  })
})

describe('who I am', () => {
  it('is said in both languages', async () => {
    const page = mount(WhoAmI, { props: { session }, global })
    expect(page.text()).toContain('张伟')
    expect(page.text()).toContain('dispatcher')
    expect(page.text()).toContain('Jurisdiction 3203')
    speak('zh-CN')
    await nextTick()
    expect(page.text()).toContain('调度员')
    expect(page.text()).toContain('辖区 3203')
  })

  it('has a role that this page does not know by its own name', () => {
    const page = mount(WhoAmI, {
      props: { session: { ...session, roles: ['auditor'], jurisdiction: '' } },
      global,
    })
    expect(page.text()).toContain('auditor')
    expect(page.text()).not.toContain('Jurisdiction')
  })
})

describe('the light', () => {
  it.each([
    ['starting', 'Connecting'],
    ['catching-up', 'Catching up'],
    ['live', 'Live'],
    ['lost', 'Lost since 11:59:00'],
    ['refused', 'Not allowed'],
    ['signed-out', 'Not logged in'],
  ] as const)('says of %s: %s', (link, words) => {
    const stream = { ...NOTHING_YET, link, lostSince: NOON - 60_000 }
    expect(mount(StatusLight, { props: { stream, now: NOON, floats: true }, global }).text()).toContain(words)
  })
})

describe('the notice about the stream', () => {
  function noticeOf(part: object) {
    const stream = { ...NOTHING_YET, ...part }
    return mount(StreamNotice, { props: { stream, now: NOON, floats: true }, global })
  }

  it('says since when it is lost, when it is tried again, and lets nobody wait', async () => {
    const notice = noticeOf({ link: 'lost', lostSince: NOON - 60_000, retryAt: NOON + 3_200 })
    expect(notice.get('[data-stream-says]').text()).toBe(
      'Connection lost since 11:59:00. This is from before. Trying again.',
    )
    expect(notice.text()).toContain('Next try in 4 s')
    await notice.get('button').trigger('click')
    expect(notice.emitted('tryNow')).toHaveLength(1)
  })

  it('says for a minute what was missed', () => {
    expect(noticeOf({ link: 'live', back: { at: NOON - 59_000, events: 1200 } }).text()).toContain(
      'Back. 1,200 events caught up, none missed.',
    )
    expect(noticeOf({ link: 'live', back: { at: NOON - 60_000, events: 12 } }).text()).toBe('')
  })

  it('tells of a wrong clock', () => {
    expect(noticeOf({ link: 'live', skew: 61_000 }).text()).toContain('61 s behind')
    expect(noticeOf({ link: 'live', skew: -61_000 }).text()).toContain('61 s ahead')
    expect(noticeOf({ link: 'live', skew: 1_000 }).text()).toBe('')
  })
})

describe('the list of events', () => {
  const issued = goldenEvent('alert.issued.v1', 1, { number: 40_317, category: 'THEFT', eventId: 'issued' })
  const reached = goldenEvent('task.reached.v1', 2, { number: 40_317, category: 'THEFT', eventId: 'reached' })
  let list: ReturnType<typeof mounted>

  function mounted(events: readonly StreamEvent[]) {
    return mount(EventList, { props: { id: 'events', events, now: NOON }, global, attachTo: document.body })
  }

  function open(events: readonly StreamEvent[]): void {
    list = mounted(events)
  }

  afterEach(() => {
    list.unmount()
  })

  function shown(): string[] {
    return list.findAll('[data-event]').map((row) => row.attributes('data-event') ?? '')
  }

  it('tells each in words', () => {
    open([issued])
    expect(list.text()).toContain('Alert issued')
    expect(list.text()).toContain('No. 40317')
    expect(list.text()).toContain('theft')
    expect(list.text()).toContain('电动自行车被盗')
  })

  it('shows a text of somebody as text', () => {
    open([streamEvent({ type: 'alert.note-added.v1', event: { text: '<img src=x onerror=alert(1)>' } })])
    expect(list.find('img').exists()).toBe(false)
    expect(list.text()).toContain('<img src=x onerror=alert(1)>')
  })

  it('names an event that it does not know', () => {
    open([streamEvent({ type: 'alert.painted.v9' })])
    expect(list.text()).toContain('Event of a new kind: alert.painted.v9')
  })

  it('counts what a filter hides, and keeps the filter in the address', async () => {
    open([reached, issued])
    await list.get('input').setValue('ISSUED 40317')
    expect(shown()).toEqual(['issued'])
    expect(list.text()).toContain('Hides 1 of 2')
    expect(location.search).toBe('?filter=ISSUED+40317')
  })

  it('stands still while it is pointed at, until somebody wants the new ones', async () => {
    open([issued])
    await list.get('ol').trigger('pointerenter')
    await list.setProps({ events: [reached, issued] })
    expect(shown()).toEqual(['issued'])
    expect(list.text()).toContain('1 new')
    // Neither while somebody writes, nor while an input method composes.
    list.get('input').element.dispatchEvent(new KeyboardEvent('keydown', { key: '.', bubbles: true }))
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '.', isComposing: true }))
    await nextTick()
    expect(shown()).toEqual(['issued'])
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '.' }))
    await nextTick()
    expect(shown()).toEqual(['reached', 'issued'])
  })
})

describe('a session that has ended', () => {
  it('asks over the page, and looks whether somebody has logged in in the other window', async () => {
    vi.useFakeTimers()
    const opened = vi.spyOn(window, 'open').mockReturnValue(window)
    const checked = vi.fn()
    const asking = mount(SessionEnded, {
      props: { why: 'ended', onCheck: checked },
      global,
      attachTo: document.body,
    })
    expect(asking.text()).toContain('Your session has ended')
    await asking.get('a').trigger('click')
    expect(opened).toHaveBeenCalledWith(
      '/oauth2/authorization/muster?to=/signed-in',
      'muster-login',
      expect.any(String),
    )
    vi.advanceTimersByTime(2_000)
    expect(checked).toHaveBeenCalledTimes(2)
    asking.unmount()
    vi.advanceTimersByTime(10_000)
    expect(checked).toHaveBeenCalledTimes(2)
    vi.useRealTimers()
    opened.mockRestore()
  })

  it('does not look for ever', async () => {
    vi.useFakeTimers()
    const opened = vi.spyOn(window, 'open').mockReturnValue(window)
    const checked = vi.fn()
    const asking = mount(SessionEnded, {
      props: { why: 'ended', onCheck: checked },
      global,
      attachTo: document.body,
    })
    await asking.get('a').trigger('click')
    vi.advanceTimersByTime(3_600_000)
    expect(asking.emitted('check')?.length).toBeLessThan(605)
    asking.unmount()
    vi.useRealTimers()
    opened.mockRestore()
  })

  it('is over in the window that was opened for it, which closes', () => {
    const close = vi.spyOn(window, 'close').mockReturnValue()
    const done = mount(SignedIn, { global })
    expect(close).toHaveBeenCalledOnce()
    expect(done.text()).toContain('This window can be closed.')
    close.mockRestore()
  })

  it('says that it was a window of one’s own', () => {
    expect(mount(SessionEnded, { props: { why: 'left' }, global, attachTo: document.body }).text()).toContain(
      'You logged out in another window',
    )
  })
})
