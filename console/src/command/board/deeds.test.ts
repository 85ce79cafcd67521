import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { undos } from '../../ui/undo'
import { ALERT, TEAM_1, TEAM_4, WHOLE, at, detailOf, historyOf } from './stories'
import {
  RUNNING,
  board,
  boards,
  button,
  happens,
  mountBoard,
  newWorld,
  open,
  press,
  sent,
  show,
  world,
} from './test-board'
import { answersOf } from './test-desk'

boards()

describe('what is done', () => {
  it('the next wave, by its key, after the wave that was seen', async () => {
    await open()
    expect(button('Next wave').text()).toContain('Next wave, 3.0 km')
    press('w')
    await flushPromises()
    expect(sent('POST', `/api/alerts/${ALERT}/waves`).map(({ body }) => body)).toEqual([{ afterWave: 1 }])
    expect(board.get('[data-sent]').attributes('data-sent')).toBe('done')
  })

  it('says in the page’s words what did not count', async () => {
    await open()
    world.answers.set(`POST /api/alerts/${ALERT}/waves`, () =>
      Response.json({ reason: 'ALERT_OVER', detail: 'x' }, { status: 409 }),
    )
    await button('Next wave').trigger('click')
    await flushPromises()
    expect(board.text()).toContain('Did not count: the alert is over.')
  })

  it('does nothing while an input method composes, nor while somebody types', async () => {
    await open()
    press('w', { isComposing: true })
    const field = document.createElement('textarea')
    document.body.append(field)
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'w', bubbles: true }))
    field.remove()
    await flushPromises()
    expect(sent('POST', `/api/alerts/${ALERT}/waves`)).toHaveLength(0)
  })

  it('the lead, which can be taken back', async () => {
    await open([...RUNNING, ['alert.lead-left.v1', 45]])
    press('g')
    await flushPromises()
    expect(sent('POST', `/api/alerts/${ALERT}/lead`)).toHaveLength(1)
    undos.value[0]?.takeBack()
    await flushPromises()
    expect(sent('DELETE', `/api/alerts/${ALERT}/lead`)).toHaveLength(1)
  })

  it('the end, asked once with its consequence, and only with an outcome', async () => {
    await open()
    press('e')
    await nextTick()
    const dialog = board.get('dialog')
    expect(dialog.text()).toContain('End this alert?')
    expect(dialog.text()).toContain('9 people will be told.')
    expect(dialog.get('button.primary').attributes('disabled')).toBeDefined()
    await dialog.get('input[value=FOUND]').setValue()
    await dialog.get('textarea').setValue('it stood behind the market')
    await dialog.get('button.primary').trigger('click')
    await flushPromises()
    expect(sent('POST', `/api/alerts/${ALERT}/resolution`).map(({ body }) => body)).toEqual([
      { outcome: 'FOUND', note: 'it stood behind the market' },
    ])
    expect(board.find('dialog').exists()).toBe(false)
  })

  it('a cancellation needs its reason', async () => {
    await open()
    press('e')
    await nextTick()
    await board.get('dialog input[value=CANCEL]').setValue()
    expect(board.get('dialog button.primary').attributes('disabled')).toBeDefined()
    await board.get('dialog textarea').setValue('double')
    await board.get('dialog button.primary').trigger('click')
    await flushPromises()
    expect(sent('POST', `/api/alerts/${ALERT}/cancellation`).map(({ body }) => body)).toEqual([
      { reason: 'double' },
    ])
  })

  it('a note; Enter in its field does not send, and what is typed stays when it is refused', async () => {
    await open()
    press('t')
    await nextTick()
    const field = board.get<HTMLTextAreaElement>('form textarea')
    await field.setValue('helmet in the basket')
    await field.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(sent('POST', `/api/alerts/${ALERT}/notes`)).toHaveLength(0)
    world.answers.set(`POST /api/alerts/${ALERT}/notes`, () =>
      Response.json({ reason: 'MERGED' }, { status: 409 }),
    )
    await field.trigger('keydown', { key: 'Enter', ctrlKey: true })
    await flushPromises()
    expect(sent('POST', `/api/alerts/${ALERT}/notes`).map(({ body }) => body)).toEqual([
      { text: 'helmet in the basket' },
    ])
    expect(board.get<HTMLTextAreaElement>('form textarea').element.value).toBe('helmet in the basket')
    expect(board.text()).toContain('Did not count: the alert was merged')
  })

  it('the radio line: large, digit by digit, and read it stands in the timeline', async () => {
    await open()
    press('r')
    await nextTick()
    expect(board.get('dialog').text()).toContain('four zero four one seven')
    const line = board.get('dialog .line').text()
    expect(line).toContain('Coming: Mazhuang 1 + Xizhu 2')
    await board.get('dialog button.primary').trigger('click')
    await flushPromises()
    expect(sent('POST', `/api/alerts/${ALERT}/radio-lines`).map(({ body }) => body)).toEqual([{ text: line }])
  })
})

describe('an update', () => {
  async function typed(): Promise<void> {
    await open()
    press('u')
    await nextTick()
    await board.get('form input[maxlength="200"]').setValue('My headline')
  }

  it('sends what was changed, on the version that was seen', async () => {
    await typed()
    expect(board.get('form').text()).toContain('12 people will be told.')
    await board.get('form button.primary').trigger('click')
    await flushPromises()
    const [patch] = sent('PATCH', `/api/alerts/${ALERT}`)
    expect(patch?.body).toEqual({ headline: 'My headline' })
    expect(patch?.headers.get('If-Match')).toBe('"1"')
    expect(board.find('form').exists()).toBe(false)
  })

  it('is told what another desk did first, keeps its text, and goes on top of that', async () => {
    await typed()
    world.answers.set(`PATCH /api/alerts/${ALERT}`, () =>
      Response.json({ reason: 'DETAILS_CHANGED' }, { status: 412 }),
    )
    await board.get('form button.primary').trigger('click')
    await flushPromises()
    expect(board.text()).toContain('Did not count: another desk has changed the alert. Your text is kept.')
    const terms = { ...(historyOf(WHOLE)[0]?.event['terms'] as object), teamsNeeded: 3 }
    await happens([...RUNNING, ['alert.changed.v1', 42, { by: 'li', category: 'THEFT', terms }]], 18)
    expect(board.get('[data-conflict]').text()).toContain('Another desk (li) changed this 0:08 ago.')
    expect(board.get('[data-conflict]').text()).toContain('Needed: 3')
    expect(board.get('form button.primary').attributes('disabled')).toBeDefined()
    await board.get('[data-conflict] button').trigger('click')
    world.answers.delete(`PATCH /api/alerts/${ALERT}`)
    expect(board.get<HTMLInputElement>('form input[maxlength="200"]').element.value).toBe('My headline')
    expect(board.get<HTMLInputElement>('form input[type=number]').element.value).toBe('3')
    await board.get('form button.primary').trigger('click')
    await flushPromises()
    const last = sent('PATCH', `/api/alerts/${ALERT}`).at(-1)
    expect(last?.body).toEqual({ headline: 'My headline' })
    expect(last?.headers.get('If-Match')).toBe('"2"')
  })

  it('survives a reload', async () => {
    await typed()
    board.unmount()
    await show()
    press('u')
    await nextTick()
    expect(board.get<HTMLInputElement>('form input[maxlength="200"]').element.value).toBe('My headline')
  })
})

describe('a team', () => {
  it('is rung up: who was not reached first, the number on demand, one key for what came of it', async () => {
    await open()
    world.answers.set('GET /api/teams/t-000019/contact', () =>
      Response.json({
        teamId: 't-000019',
        name: 'Qianwang',
        people: [{ volunteerId: 'v-19', name: 'Wang', role: 'CAPTAIN', phone: '13800000000' }],
      }),
    )
    expect(sent('GET', '/api/teams/t-000019/contact')).toHaveLength(0)
    press('p')
    await flushPromises()
    expect(board.text()).toContain('138 0000 0000')
    press('2')
    await flushPromises()
    expect(sent('POST', `/api/tasks/${TEAM_4.taskId}/telephone-calls`).map(({ body }) => body)).toEqual([
      { volunteerId: 'v-19', result: 'NO_ANSWER' },
    ])
    await board.get('input[type=number]').setValue(6)
    await button('Says: comes').trigger('click')
    await flushPromises()
    expect(sent('POST', `/api/tasks/${TEAM_4.taskId}/answers`).map(({ body }) => body)).toEqual([
      { volunteerId: 'v-19', said: 'PHONE', answer: 'COMES', etaSeconds: 360 },
    ])
  })

  it('is stood down with a reason, after a question that says how many are told', async () => {
    await open()
    await board.get(`[data-task="${TEAM_1.taskId}"] button`).trigger('click')
    await button('Stand down').trigger('click')
    expect(board.get('dialog').text()).toContain('Stand Mazhuang 1 down?')
    expect(board.get('dialog').text()).toContain('3 people will be told.')
    await board.get('dialog textarea').setValue('stay at the gate')
    await board.get('dialog button.primary').trigger('click')
    await flushPromises()
    expect(sent('POST', `/api/tasks/${TEAM_1.taskId}/stand-down`).map(({ body }) => body)).toEqual([
      { reason: 'stay at the gate' },
    ])
  })

  it('is called again', async () => {
    await open()
    await board.get(`[data-task="${TEAM_4.taskId}"] button`).trigger('click')
    await button('Call again').trigger('click')
    await flushPromises()
    expect(sent('POST', `/api/tasks/${TEAM_4.taskId}/calls`)).toHaveLength(1)
  })

  it('that asks for help is taken in hand, up to what was seen', async () => {
    await open([...RUNNING, ['task.help-asked.v1', 48, TEAM_1]])
    expect(board.get(`[data-task="${TEAM_1.taskId}"]`).text()).toContain('HELP')
    await board.get(`[data-task="${TEAM_1.taskId}"] button`).trigger('click')
    await button('Help is in hand').trigger('click')
    await flushPromises()
    expect(sent('POST', `/api/tasks/${TEAM_1.taskId}/help/acknowledgement`).map(({ body }) => body)).toEqual([
      { askedUntil: at(48) },
    ])
  })

  it('does not move while the table is pointed at', async () => {
    await open()
    const order = () => board.findAll('[data-task]').map((row) => row.attributes('data-task'))
    const before = order()
    await board.get('table').trigger('pointerenter')
    await happens([...RUNNING, ['task.withdrawn.v1', 49, TEAM_1]], 18)
    expect(order()).toEqual(before)
    expect(board.get(`[data-task="${TEAM_1.taskId}"]`).text()).toContain('withdrew')
    await board.get('table').trigger('pointerleave')
    expect(order()).not.toEqual(before)
  })

  it('is assigned by its name', async () => {
    vi.useFakeTimers()
    newWorld()
    answersOf(detailOf(RUNNING)).forEach((answer, path) => world.answers.set(path, answer))
    world.answers.set('GET /api/search/teams', () =>
      Response.json({
        items: [{ id: 't-7', name: 'Liyi 3', jurisdiction: '320371', onDuty: 2, onTask: false }],
      }),
    )
    world.answers.set(`POST /api/alerts/${ALERT}/tasks`, () => Response.json({ id: 'task-7' }))
    mountBoard()
    await vi.advanceTimersByTimeAsync(10)
    press('o')
    await nextTick()
    await board.get('form input[type=search]').setValue('liyi')
    await vi.advanceTimersByTimeAsync(300)
    await button('Liyi 3').trigger('click')
    await vi.advanceTimersByTimeAsync(10)
    expect(sent('POST', `/api/alerts/${ALERT}/tasks`).map(({ body }) => body)).toEqual([{ teamId: 't-7' }])
    expect(undos.value[0]?.said).toBe('Liyi 3 assigned.')
    vi.useRealTimers()
  })
})
