// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest'
import { StreamHub } from './hub'
import { OPENING, TestPage, World, caughtUp, frameOf, settle, streamEvent } from './world'

let world: World
let hub: StreamHub
let page: TestPage

beforeEach(() => {
  world = new World()
  hub = new StreamHub(world)
  page = new TestPage()
})

async function goLive(): Promise<void> {
  hub.receive(page, { kind: 'attach' })
  await settle()
  await world.stream.say(OPENING, caughtUp('p0'))
}

describe('a page that opens', () => {
  it('is told who is logged in, and is live once what there is has come', async () => {
    hub.receive(page, { kind: 'attach' })
    await settle()
    expect(page.kinds()).toEqual(['session'])
    await world.stream.say(OPENING)
    expect(page.state.link).toBe('catching-up')
    const event = streamEvent()
    await world.stream.say(frameOf(event, 'p1'), caughtUp('p1'))
    expect(page.events()).toEqual([event.eventId])
    expect(page.state).toMatchObject({ link: 'live', back: null, lostSince: null })
  })

  it('is told that nobody is logged in, and asks for no stream', async () => {
    world.session = null
    hub.receive(page, { kind: 'attach' })
    await settle()
    expect(page.told.at(-1)).toEqual({ kind: 'signed-out', why: 'never' })
    expect(page.state.link).toBe('signed-out')
    expect(world.streams).toHaveLength(0)
  })

  it('is told that the account may not see the events, and does not try again', async () => {
    world.refusal = new Response('{}', { status: 403 })
    hub.receive(page, { kind: 'attach' })
    await world.pass(600_000)
    expect(page.state.link).toBe('refused')
    expect(world.sessionAsked).toBe(1)
  })

  it('tries again while the server is away, and says since when', async () => {
    world.session = 'away'
    hub.receive(page, { kind: 'attach' })
    await settle()
    expect(page.state).toMatchObject({ link: 'lost', lostSince: 1_000_000, retryAt: 1_002_000 })
    await world.pass(5_000)
    expect(page.state).toMatchObject({ link: 'lost', lostSince: 1_000_000 })
    world.session = new World().session
    await world.pass(10_000)
    expect(world.streams).toHaveLength(1)
  })
})

describe('a stream that is cut', () => {
  it('is lost at once, goes on where it was, and says how much was missed', async () => {
    await goLive()
    const before = streamEvent()
    await world.stream.say(frameOf(before, 'p1'))
    await world.pass(7_000)
    world.stream.fail()
    await settle()
    expect(page.state).toMatchObject({ link: 'lost', lostSince: 1_000_000, retryAt: 1_009_000 })

    await world.pass(2_000)
    expect(world.stream.lastEventId).toBe('p1')
    await world.stream.say(OPENING)
    expect(page.state).toMatchObject({ link: 'catching-up', lostSince: 1_000_000 })
    const missed = [streamEvent(), streamEvent()]
    await world.stream.say(frameOf(before, 'p1'), ...missed.map((event, at) => frameOf(event, `p${at + 2}`)))
    await world.stream.say(caughtUp('p3'))
    expect(page.state).toMatchObject({ link: 'live', lostSince: null, back: { at: 1_009_000, events: 2 } })
    expect(page.events()).toEqual([before, ...missed].map((event) => event.eventId))
  })

  it('keeps the place that comes without an event', async () => {
    await goLive()
    await world.stream.say(': heartbeat\nid: p99\n\n')
    world.stream.fail()
    await world.pass(2_000)
    expect(world.stream.lastEventId).toBe('p99')
  })

  it('is given up when nothing comes any more, though nobody said that it ended', async () => {
    await goLive()
    await world.pass(39_000)
    expect(page.state.link).toBe('live')
    await world.pass(1_500)
    expect(page.state).toMatchObject({ link: 'lost', lostSince: 1_000_000 })
    await world.pass(3_000)
    expect(world.streams).toHaveLength(2)
    expect(world.streams[0]?.isOpen).toBe(false)
  })

  it('waits longer from try to try, and as long as it was asked to', async () => {
    await goLive()
    world.refusal = new Response('', { status: 503, headers: { 'Retry-After': '20' } })
    world.stream.fail()
    await world.pass(2_000)
    expect(page.state.retryAt).toBe(1_022_000)
    world.refusal = null
    hub.receive(page, { kind: 'try-now' })
    await settle()
    expect(world.streams).toHaveLength(2)
    await world.pass(60_000)
    expect(page.state.retryAt === null || page.state.link === 'lost').toBe(true)
  })
})

describe('a stream that ends in good order', () => {
  it('is opened again without anybody noticing', async () => {
    await goLive()
    await world.stream.say('retry: 1500\n: token-expired\n\n')
    await world.stream.end()
    await world.pass(1_500)
    expect(world.streams).toHaveLength(2)
    expect(world.stream.lastEventId).toBe('p0')
    await world.stream.say(OPENING, caughtUp('p0'))
    await world.pass(10_000)
    expect(page.links()).toEqual(['starting', 'catching-up', 'live'])
    expect(page.state.back).toBeNull()
  })

  it('is lost when it does not come back in three seconds', async () => {
    await goLive()
    await world.stream.say('retry: 5000\n: stopping\n\n')
    await world.stream.end()
    await world.pass(2_900)
    expect(page.state.link).toBe('live')
    await world.pass(200)
    expect(page.state.link).toBe('lost')
  })
})

describe('a session', () => {
  it('that has ended is told of, and its events go on where they were once it is there again', async () => {
    await goLive()
    world.session = null
    world.stream.fail()
    await world.pass(2_000)
    expect(page.told.at(-1)).toEqual({ kind: 'signed-out', why: 'ended' })
    await world.pass(600_000)
    expect(world.streams).toHaveLength(1)

    world.session = new World().session
    hub.receive(page, { kind: 'check' })
    await settle()
    expect(world.stream.lastEventId).toBe('p0')
    expect(page.kinds()).toEqual(['session', 'signed-out', 'session'])
  })

  it('that is refused by the stream alone has ended, too', async () => {
    await goLive()
    world.refusal = new Response('{}', { status: 401 })
    world.stream.fail()
    await world.pass(2_000)
    expect(page.state.link).toBe('signed-out')
  })

  it('that a page has left is left by all pages at once', async () => {
    await goLive()
    const other = new TestPage()
    hub.receive(other, { kind: 'attach' })
    await settle()
    hub.receive(page, { kind: 'left' })
    expect(other.told.at(-1)).toEqual({ kind: 'signed-out', why: 'left' })
    expect(world.stream.isOpen).toBe(false)
    world.session = null
    await world.pass(600_000)
    expect(world.streams).toHaveLength(1)
    expect(other.told.at(-1)).toEqual({ kind: 'signed-out', why: 'left' })
  })

  it('of somebody else begins anew: nothing of the one before is shown, no place is resumed', async () => {
    await goLive()
    await world.stream.say(frameOf(streamEvent(), 'p1'))
    world.session = { subject: 'li.operator', name: '李娜', roles: ['operator'], jurisdiction: '3203' }
    const other = new TestPage()
    hub.receive(other, { kind: 'attach' })
    await settle()
    expect(world.streams).toHaveLength(2)
    expect(world.stream.lastEventId).toBeNull()
    expect(page.kinds().slice(-2)).toEqual(['restarted', 'session'])
    const late = new TestPage()
    hub.receive(late, { kind: 'attach' })
    await settle()
    expect(late.events()).toEqual([])
  })

  it('that goes on is asked for once by a check, and leaves the stream alone', async () => {
    await goLive()
    hub.receive(page, { kind: 'check' })
    await settle()
    expect(world.streams).toHaveLength(1)
    expect(world.stream.isOpen).toBe(true)
    expect(page.kinds()).toEqual(['session'])
  })
})

describe('several pages', () => {
  it('share one stream, and a later one begins with what came last', async () => {
    await goLive()
    const event = streamEvent()
    await world.stream.say(frameOf(event, 'p1'))
    const other = new TestPage()
    hub.receive(other, { kind: 'attach' })
    await settle()
    expect(world.streams).toHaveLength(1)
    expect(other.events()).toEqual([event.eventId])
    expect(other.state.link).toBe('live')
  })

  it('keep the stream until the last is gone, and the place after that', async () => {
    await goLive()
    const other = new TestPage()
    hub.receive(other, { kind: 'attach' })
    await settle()
    hub.receive(page, { kind: 'detach' })
    expect(world.stream.isOpen).toBe(true)
    hub.receive(other, { kind: 'detach' })
    expect(world.stream.isOpen).toBe(false)
    await world.pass(600_000)
    expect(world.streams).toHaveLength(1)

    hub.receive(page, { kind: 'attach' })
    await settle()
    expect(world.stream.lastEventId).toBe('p0')
  })
})

describe('what the server sends', () => {
  it('is passed over where it is none of the form', async () => {
    await goLive()
    await world.stream.say('id: p1\nevent: x\ndata: {"type":"x"}\n\n', 'id: p2\ndata: {broken\n\n')
    expect(page.events()).toEqual([])
    world.stream.fail()
    await world.pass(2_000)
    expect(world.stream.lastEventId).toBe('p2')
  })

  it('begins anew when the place is one that it has not given', async () => {
    await goLive()
    world.stream.fail()
    world.refusal = new Response('{}', { status: 400 })
    const refused = world.pass(2_000)
    await settle()
    world.refusal = new Response('{}', { status: 400 })
    await refused
    world.refusal = null
    await world.pass(60_000)
    expect(page.kinds()).toContain('restarted')
    expect(world.stream.lastEventId).toBeNull()
  })
})
