import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { speak } from '../../text'
import { useAlertDetail } from './alert-detail'
import { replayAt } from './replay'
import { ALERT, HARD, TEAM_1, TEAM_4, WHOLE, at, detailOf } from './stories'
import {
  RUNNING,
  board,
  boards,
  button,
  happens,
  newWorld,
  open,
  press,
  sent,
  show,
  world,
} from './test-board'
import { NOW, answersOf } from './test-desk'

boards()

describe('the board', () => {
  it('shows the alert: number, category, place, lead, clock, waves, teams with their states', async () => {
    await open()
    expect(board.get('h2').text()).toContain('40417')
    expect(board.get('h2').text()).toContain('theft')
    expect(board.text()).toContain('Lead: \u5f20\u4f1f')
    expect(board.get('[data-phase]').text()).toContain('0:50')
    expect(board.get('[data-phase]').text()).toContain('of 10:00')
    expect(board.get('[data-wave="1"]').text()).toContain('4 called, 3 reached, 3 come, 0 no')
    expect(board.get('[data-wave="1"]').text()).toContain('ends in 0:10')
    const row = board.get(`[data-task="${TEAM_1.taskId}"]`)
    expect(row.text()).toMatch(/comes.*Mazhuang 1.*1 of 3.*app 09:15:04.*09:15:23.*410 m.*3 min \(09:18\)/)
    expect(board.get(`[data-task="${TEAM_4.taskId}"]`).text()).toContain('phone: no answer 09:15:42')
    expect(board.text()).toContain('first reached 0:02')
    expect(board.text()).toContain('first yes 0:21')
    expect(board.text()).toContain('first there --')
  })

  it('is in Chinese, too', async () => {
    speak('zh-CN')
    await open()
    expect(board.text()).toContain('\u65f6\u95f4\u7ebf')
    expect(board.text()).not.toMatch(/board\.|timeline\.|state\./)
  })

  it('goes on by the stream', async () => {
    await open()
    await happens(WHOLE.slice(0, 19), 18)
    expect(board.get(`[data-task="${TEAM_1.taskId}"]`).text()).toContain('on the way')
    expect(board.findAll('[data-entry]')[0]?.text()).toContain('Mazhuang 1 is on the way')
    expect(sent('GET', `/api/alerts/${ALERT}/timeline`)).toHaveLength(1)
  })

  it('reads it anew where an event is missing', async () => {
    await open()
    answersOf(detailOf(WHOLE.slice(0, 22))).forEach((answer, path) => world.answers.set(path, answer))
    await happens(WHOLE.slice(0, 22), 21)
    expect(sent('GET', `/api/alerts/${ALERT}/timeline`)).toHaveLength(2)
    expect(board.text()).toContain('Liyi moves up')
  })

  it('is read once, whoever else looks', async () => {
    await open()
    const other = mount(
      {
        setup: () => ({ detail: useAlertDetail(() => ALERT) }),
        template: '<p>{{ detail?.tasks.length }}</p>',
      },
      { global: world.global },
    )
    await flushPromises()
    expect(other.text()).toBe('4')
    expect(sent('GET', `/api/alerts/${ALERT}/timeline`)).toHaveLength(1)
    other.unmount()
  })

  it.each([
    [403, 'forbidden', 'This alert is outside your scope.'],
    [404, 'missing', 'There is no such alert.'],
    [503, 'failing', 'Could not be read yet. Trying again.'],
  ])('says of %d: %s', async (status, state, words) => {
    newWorld()
    world.answers.set(`GET /api/alerts/${ALERT}`, () => Response.json({}, { status }))
    await show()
    expect(board.get('[data-state]').attributes('data-state')).toBe(state)
    expect(board.text()).toContain(words)
  })

  it('says how old it is when the stream is lost', async () => {
    await open()
    world.tell({
      kind: 'state',
      state: { ...world.desk.stream.value, link: 'lost', heardAt: NOW - 75_000, lostSince: NOW - 75_000 },
    })
    await nextTick()
    expect(board.text()).toContain('Not live: this is from 1:15 ago.')
  })

  it('shows texts of people as text', async () => {
    await open([
      ...RUNNING,
      ['alert.note-added.v1', 45, { text: '"><img src=x onerror=alert(1)>\u202e \u{1f6b2}' }],
    ])
    expect(board.find('img').exists()).toBe(false)
    expect(board.text()).toContain('"><img src=x onerror=alert(1)>')
  })

  it('says that it is over, what became of it, and what can still be done', async () => {
    await open(WHOLE, undefined, Date.parse(at(500)))
    expect(board.text()).toContain('This alert is over.')
    expect(board.text()).toContain('handed over')
    expect(board.text()).toContain('Mazhuang 1 thanked: it came, and returns')
    expect(board.findAll('button').some((each) => each.text().startsWith('Next wave'))).toBe(false)
    expect(button('Reopen').exists()).toBe(true)
    expect(button('Correct the outcome').exists()).toBe(true)
  })

  it('lets an operator look', async () => {
    await open(RUNNING, ['operator'])
    expect(board.text()).toContain('Your role may look, not act.')
    expect(board.findAll('button').some((each) => each.text().startsWith('Next wave'))).toBe(false)
    press('w')
    await flushPromises()
    expect(world.asked.every(({ method }) => method === 'GET')).toBe(true)
  })

  it('tells a guest, who stands down own teams and does no more', async () => {
    newWorld()
    const { alert, tasks } = detailOf(RUNNING)
    world.answers.set(`GET /api/alerts/${ALERT}`, () => Response.json({ ...alert, guest: true, tasks }))
    await show()
    expect(board.text()).toContain('You are a guest of this alert')
    expect(board.text()).toContain('Guests do not read the timeline.')
    expect(sent('GET', `/api/alerts/${ALERT}/timeline`)).toHaveLength(0)
    await board.get(`[data-task="${TEAM_1.taskId}"] button`).trigger('click')
    expect(button('Stand down').exists()).toBe(true)
    expect(board.findAll('button').some((each) => each.text() === 'Ring up')).toBe(false)
  })
})

describe('looking back', () => {
  it('shows the board as it was, where nothing can be done, and comes back', async () => {
    await open(WHOLE.slice(0, 26), undefined, Date.parse(at(210)))
    await button('Watch it again').trigger('click')
    expect(replayAt.value).toBe(Date.parse(at(0)))
    await board.get('input[type=range]').setValue('35')
    expect(replayAt.value).toBe(Date.parse(at(35)))
    expect(board.get(`[data-task="${TEAM_1.taskId}"]`).text()).toContain('comes')
    expect(board.text()).toContain('Nothing can be done here.')
    expect(board.findAll('button').some((each) => each.text().startsWith('Next wave'))).toBe(false)
    await button('Next event').trigger('click')
    expect(replayAt.value).toBe(Date.parse(at(40)))
    await button('Back to now').trigger('click')
    expect(board.get(`[data-task="${TEAM_1.taskId}"]`).text()).toContain('on scene')
  })

  it('names the slowest step', async () => {
    await open(HARD.slice(0, 8), undefined, Date.parse(at(70)))
    expect(board.get('[data-step=toDevice]').text()).toContain('1:10')
    expect(board.text()).toContain('Slowest: to device, 1:05 above its usual time.')
  })

  it('sorts the timeline by kind, counts what it hides, and is silent until switched on', async () => {
    await open()
    const log = board.get('[role=log]')
    expect(log.attributes('aria-live')).toBe('off')
    await board.get('.timeline select').setValue('words')
    expect(board.findAll('[data-entry]').map((row) => row.attributes('data-entry'))).toEqual([
      'task.telephoned.v1',
    ])
    expect(board.text()).toContain('Hides 17 of 18')
    await board.get('.timeline input[type=checkbox]').setValue(true)
    expect(log.attributes('aria-live')).toBe('polite')
  })

  it('prints a sheet beside the page, and takes it away again', async () => {
    await open(WHOLE, undefined, Date.parse(at(500)))
    let printed = ''
    const print = vi.fn(() => {
      expect(document.body.classList.contains('prints-a-sheet')).toBe(true)
      printed = document.querySelector('.alert-sheet')?.textContent ?? ''
    })
    vi.stubGlobal('print', print)
    await button('Print').trigger('click')
    await flushPromises()
    expect(print).toHaveBeenCalledOnce()
    expect(printed).toContain('40417')
    expect(printed).toContain('Mazhuang 1 is on scene')
    expect(printed).toContain('by Zhang.')
    expect(document.querySelector('.alert-sheet')).toBeNull()
    expect(document.body.classList.contains('prints-a-sheet')).toBe(false)
  })
})
