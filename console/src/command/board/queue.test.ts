import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { speak } from '../../text'
import { place } from '../place'
import AlertQueue from './AlertQueue.vue'
import { at, detailOf, eventOf, historyOf, type Step } from './stories'
import { NOW, testDesk, type TestDesk } from './test-desk'

const ISSUED: Step = ['alert.issued.v1', 0, { number: 40_417 }]
let world: TestDesk
let queue: VueWrapper

beforeEach(async () => {
  speak('en')
  world = testDesk()
  const { alert } = detailOf([ISSUED])
  world.answers.set('GET /api/alerts', () =>
    Response.json({
      items: [
        alert,
        {
          ...alert,
          id: 'older',
          number: 40_412,
          category: 'CROWD',
          address: '',
          headline: 'Gate <b>',
          issuedAt: at(-60),
        },
      ],
    }),
  )
  world.tell({ kind: 'restarted' })
  await flushPromises()
  queue = mount(AlertQueue, { global: world.global, attachTo: document.body })
})

afterEach(() => {
  queue.unmount()
  world.close()
})

function names(): string[] {
  return queue.findAll('[data-row]').map((row) => row.attributes('aria-label') ?? '')
}

async function issue(id: string, number: number): Promise<void> {
  const [entry] = historyOf([['alert.issued.v1', 10, { number }]])
  if (entry !== undefined) {
    const event = eventOf(entry, { key: id, alertId: id, eventId: id })
    world.tell({ kind: 'events', events: [{ ...event, event: { ...event.event, alertId: id } }] })
  }
  await nextTick()
}

describe('the queue of alerts', () => {
  it('names each row by number, category, place, state in words, minutes', () => {
    expect(names()).toEqual([
      'No. 40417, theft, \u897f\u6731\u6751\u6751\u53e3\u4fbf\u5229\u5e97\u95e8\u524d, calling, 0 min',
      'No. 40412, crowd, Gate <b>, calling, 1 min',
    ])
    expect(queue.text()).toContain('0:50')
    expect(queue.find('b').exists()).toBe(false)
  })

  it('never cuts for how long: it stands apart from what may be cut, which the pointer shows whole', () => {
    const [row] = queue.findAll('[data-row]')
    expect(row?.get('.runs').text()).toMatch(/^\d+:\d\d$/)
    expect(row?.find('.what .runs, .where .runs').exists()).toBe(false)
    expect(row?.get('.where').text()).toContain('\u897f\u6731\u6751\u6751\u53e3')
    expect(row?.attributes('title')).toMatch(/^theft, calling, \u897f\u6731\u6751/)
  })

  it('opens what is clicked, and says which is open', async () => {
    await queue.findAll('[data-row]')[1]?.trigger('click')
    expect(place.alert).toBe('older')
    expect(queue.findAll('[data-row]')[1]?.attributes('aria-current')).toBe('true')
  })

  it('does not move while it is pointed at: the click hits what was under the pointer', async () => {
    await queue.get('ul').trigger('pointerenter')
    const before = names().map((name) => name.split(',')[0])
    for (let number = 1; number <= 50; number++) {
      await issue(`new-${number}`, 50_000 + number)
    }
    expect(names().map((name) => name.split(',')[0])).toEqual(before)
    expect(queue.text()).toContain('50 new')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '.' }))
    await nextTick()
    expect(names()).toHaveLength(52)
    expect(names()[0]).toContain('No. 500')
  })

  it('goes through its rows by J, K and the arrows while the focus is in it', async () => {
    const rows = queue.findAll<HTMLButtonElement>('[data-row]')
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }))
    expect(document.activeElement).toBe(document.body)
    rows[0]?.element.focus()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }))
    expect(document.activeElement).toBe(rows[1]?.element)
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' }))
    expect(document.activeElement).toBe(rows[0]?.element)
    await nextTick()
  })

  it('shows what has ended as such while it is held, and gives the focus to the next when it goes', async () => {
    const rows = queue.findAll<HTMLButtonElement>('[data-row]')
    rows[0]?.element.focus()
    const [, over] = historyOf([ISSUED, ['alert.cancelled.v1', 20]])
    world.tell({ kind: 'events', events: over === undefined ? [] : [eventOf(over)] })
    await nextTick()
    expect(names()[0]).toContain('over')
    await queue.get('ul').trigger('focusout')
    await flushPromises()
    expect(names()).toHaveLength(1)
    expect(document.activeElement).toBe(queue.get('[data-row]').element)
  })

  it('says that there are none, and how to make one', async () => {
    world.answers.set('GET /api/alerts', () => Response.json({ items: [] }))
    world.tell({ kind: 'restarted' })
    await flushPromises()
    expect(queue.text()).toContain('No alerts. F2 makes one.')
  })

  it('says how old it is while the stream is lost', async () => {
    world.tell({
      kind: 'state',
      state: { ...world.desk.stream.value, link: 'lost', heardAt: NOW - 20_000, lostSince: NOW - 20_000 },
    })
    await nextTick()
    expect(queue.text()).toContain('Not live: this is from 0:20 ago.')
  })
})
