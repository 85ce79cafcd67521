import { flushPromises, mount, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { speak } from '../../text'
import { undos } from '../../ui/undo'
import AlertBoard from './AlertBoard.vue'
import { useAlertDetail } from './alert-detail'
import { replayAt } from './replay'
import { ALERT, HARD, TEAM_1, TEAM_4, WHOLE, at, detailOf, eventOf, historyOf, type Step } from './stories'
import { NOW, answersOf, testDesk, type TestDesk } from './test-desk'

const RUNNING = WHOLE.slice(0, 18)
let world: TestDesk
let board: VueWrapper

beforeEach(() => {
  speak('en')
  sessionStorage.clear()
  history.replaceState(null, '', '/')
})

afterEach(() => {
  board.unmount()
  world.close()
  replayAt.value = null
  undos.value = []
})

async function open(steps: readonly Step[] = RUNNING, roles?: readonly string[], now = NOW): Promise<void> {
  world = testDesk(roles, now)
  answersOf(detailOf(steps)).forEach((answer, path) => world.answers.set(path, answer))
  await show()
}

async function show(): Promise<void> {
  board = mount(AlertBoard, { props: { id: ALERT }, global: world.global, attachTo: document.body })
  await flushPromises()
}

/** The stream tells what follows on the first so many. */
async function happens(steps: readonly Step[], from: number): Promise<void> {
  const events = historyOf(steps)
    .slice(from)
    .map((entry) => eventOf(entry))
  world.tell({ kind: 'events', events })
  await flushPromises()
}

function press(key: string, part: KeyboardEventInit = {}): void {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...part }))
}

function button(text: string): DOMWrapper<HTMLButtonElement> {
  const found = board.findAll('button').find((each) => each.text().startsWith(text))
  if (found === undefined) {
    throw new Error(
      `There is no button ${text}: ${board
        .findAll('button')
        .map((each) => each.text())
        .join(' / ')}`,
    )
  }
  return found
}

function sent(method: string, path: string) {
  return world.asked.filter((each) => each.method === method && each.path === path)
}

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
    world = testDesk()
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
    world = testDesk()
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
    world = testDesk()
    answersOf(detailOf(RUNNING)).forEach((answer, path) => world.answers.set(path, answer))
    world.answers.set('GET /api/search/teams', () =>
      Response.json({
        items: [{ id: 't-7', name: 'Liyi 3', jurisdiction: '320371', onDuty: 2, onTask: false }],
      }),
    )
    world.answers.set(`POST /api/alerts/${ALERT}/tasks`, () => Response.json({ id: 'task-7' }))
    board = mount(AlertBoard, { props: { id: ALERT }, global: world.global, attachTo: document.body })
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
