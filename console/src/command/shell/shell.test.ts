import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { NOTHING_YET } from '../../stream/messages'
import { streamEvent } from '../../stream/world'
import { speak, texts } from '../../text'
import { catalogue } from '../../text/catalogues'
import { singleLetters, switchSingleLetters } from '../../ui/keys'
import { goLive, tryDesk, type DeskTrial } from '../desk-trial'
import { waitingPrefill } from '../issue/prefill'
import { go, place } from '../place'
import AwayLine from './AwayLine.vue'
import DeskDeeds from './DeskDeeds.vue'
import DeskDuties from './DeskDuties.vue'
import ExerciseBand from './ExerciseBand.vue'
import FindBox from './FindBox.vue'
import KeysDialog from './KeysDialog.vue'
import { AWAY_MS } from './idle'
import { KEY_GROUPS } from './key-list'
import { mountDuty } from './duty-trial'
import { scriptOf, useUpgrade } from './upgrade'

const NOON = Date.parse('2022-03-12T04:00:00Z')

let trial: DeskTrial
const mounted: { unmount: () => void }[] = []
let answers: Record<string, unknown>

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(NOON)
  speak('en')
  switchSingleLetters(true)
  sessionStorage.clear()
  history.replaceState(null, '', '/')
  go({ page: 'command', alert: '', report: '', doing: '' })
  answers = {}
  vi.stubGlobal('fetch', (request: Request | string) => {
    const path = typeof request === 'string' ? request : new URL(request.url).pathname
    const answer =
      answers[path] ?? (path.startsWith('/api/alerts/') ? new Response('{}', { status: 404 }) : undefined)
    return Promise.resolve(
      answer instanceof Response
        ? answer
        : typeof answer === 'string'
          ? new Response(answer)
          : Response.json(answer ?? { items: [] }),
    )
  })
  trial = tryDesk(NOON)
  goLive(trial)
})

afterEach(() => {
  mounted.splice(0).forEach((page) => {
    page.unmount()
  })
  trial.close()
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function show<Component extends Parameters<typeof mount>[0]>(component: Component) {
  const page = mount(component, {
    global: { plugins: [texts], provide: trial.provide },
    attachTo: document.body,
  })
  mounted.push(page)
  return page
}

function strike(key: string, more: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
}

async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  trial.now.value = Date.now()
  await flushPromises()
}

describe('keys of everywhere', () => {
  it('open a new alert and a phone note from any page, also while somebody types', () => {
    show(DeskDuties)
    go({ page: 'system' })
    const field = document.body.appendChild(document.createElement('input'))
    field.focus()
    strike('F2')
    expect(place).toMatchObject({ page: 'command', doing: 'new' })
    strike('F4')
    expect(place.doing).toBe('phone')
  })

  it('go back step by step: from the form, from the alert, from the page', () => {
    show(DeskDuties)
    go({ alert: '417', doing: 'new' })
    strike('Escape')
    expect(place).toMatchObject({ alert: '417', doing: '' })
    strike('Escape')
    expect(place.alert).toBe('')
    go({ page: 'events' })
    strike('Escape')
    expect(place.page).toBe('command')
  })

  it('go from region to region and back, past those with nothing in them, to where one was', () => {
    document.body.insertAdjacentHTML(
      'beforeend',
      `<div data-region="alarms"></div>
       <div data-region="reports"><section aria-label="Reports"><button id="r">r</button></section></div>
       <div data-region="alerts"><section aria-label="Alerts"><button id="a">a</button></section></div>`,
    )
    show(DeskDuties)
    strike('F6')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Reports')
    document.getElementById('r')?.focus()
    strike('F6')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Alerts')
    strike('F6', { shiftKey: true })
    expect(document.activeElement?.id).toBe('r')
    strike('F6', { shiftKey: true })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Alerts')
  })

  it('are all listed, with the switch for single letters', async () => {
    show(DeskDuties)
    strike('?')
    await nextTick()
    const dialog = document.querySelector('dialog')
    expect(dialog?.open).toBe(true)
    const keys = [...(dialog?.querySelectorAll('dt') ?? [])].map((row) =>
      row.textContent.replace(/\s+/g, ' ').trim(),
    )
    for (const key of [
      'F2',
      'F4',
      'F6',
      'F8',
      'F9',
      'Ctrl+Enter',
      'Esc',
      '/',
      '?',
      '.',
      'W',
      'U',
      'O',
      'G',
      'E',
      'J',
      'K',
      '1 to 8',
      'Space',
    ]) {
      expect(keys, key).toContain(key)
    }
    const box = dialog?.querySelector<HTMLInputElement>('input[type=checkbox]')
    box?.click()
    expect(singleLetters()).toBe(false)
  })

  it('of single signs are not listed as if they could be struck while typing', () => {
    const always = KEY_GROUPS.find(({ name }) => name === 'everywhere')?.keys.map(([key]) => key) ?? []
    expect(always).toContain('F2')
    expect(always.filter((key) => key.length === 1)).toEqual([])
  })

  it('have buttons for whoever does not know them', async () => {
    go({ alert: 'some-alert' })
    show(DeskDuties)
    const deeds = show(DeskDeeds)
    await deeds.get('[data-all-keys]').trigger('click')
    expect(document.querySelector('dialog')?.open).toBe(true)
    document.querySelector('dialog')?.close()
    expect(deeds.get('[data-new-alert]').text()).toBe('New alert F2')
    await deeds.get('[data-phone-note]').trigger('click')
    expect(place.doing).toBe('phone')
    await deeds.get('[data-new-alert]').trigger('click')
    expect(place.doing).toBe('new')
    expect(place.alert).toBe('some-alert')
  })

  it('are listed once a group', () => {
    for (const { keys, name } of KEY_GROUPS) {
      expect(new Set(keys.map(([key]) => key)).size, name).toBe(keys.length)
    }
  })

  it('do nothing to the page while the list of keys lies over it', async () => {
    show(DeskDuties)
    const dialog = show(KeysDialog)
    await nextTick()
    strike('F2')
    expect(place.doing).toBe('')
    await dialog.get('button').trigger('click')
    expect(dialog.emitted('close')).toHaveLength(1)
  })
})

describe('find', () => {
  const ALERT = {
    id: '417-id',
    number: 417,
    category: 'THEFT',
    headline: 'red <b>e-bike</b>',
    status: 'CALLING',
    address: '',
    jurisdiction: '3203',
    issuedAt: '2022-03-12T03:59:00Z',
  }

  async function type(words: string) {
    const box = show(FindBox)
    strike('/')
    await box.get('input').setValue(words)
    await pass(200)
    return box
  }

  it('begins with its key, asks all services once typing pauses, and opens what is chosen', async () => {
    answers['/api/search/alerts'] = { items: [ALERT] }
    answers['/api/search/reports'] = { items: [{ id: 'R', category: 'BRAWL', text: 'shouting' }] }
    const box = await type('e-bike')
    expect(document.activeElement).toBe(box.get('input').element)
    expect(box.findAll('[role=option]').map((row) => row.text())).toEqual([
      'Alert417 · theft · red <b>e-bike</b> · calling',
      'Reportbrawl · shouting',
    ])
    expect(box.find('b').exists()).toBe(false)
    await box.get('input').trigger('keydown', { key: 'ArrowDown' })
    expect(box.get('input').attributes('aria-activedescendant')).toBe('find-1')
    await box.get('input').trigger('keydown', { key: 'Enter' })
    expect(place).toMatchObject({ page: 'command', report: 'R', alert: '' })
    expect(box.get('input').element.value).toBe('')
  })

  it('takes no line while an input method composes', async () => {
    answers['/api/search/alerts'] = { items: [ALERT] }
    const box = await type('e-bike')
    await box.get('input').trigger('keydown', { key: 'Enter', isComposing: true })
    expect(place.alert).toBe('')
  })

  it('makes one line a new alert', async () => {
    const box = await type('xizhu theft 2')
    const first = box.get('[role=option]')
    expect(first.attributes('data-choice')).toBe('issue')
    await first.trigger('click')
    expect(place.doing).toBe('new')
    expect(waitingPrefill.value).toMatchObject({ search: 'xizhu', category: 'THEFT', teams: 2 })
  })

  it('goes to pages by their names', async () => {
    const box = await type('sys')
    await box.get('[data-choice=page]').trigger('click')
    expect(place.page).toBe('system')
  })

  it('says when nothing was found, and when a service did not answer', async () => {
    answers['/api/search/teams'] = new Response('{}', { status: 503 })
    answers['/api/search/alerts'] = new Response('{}', { status: 403 })
    const box = await type('nowhere')
    expect(box.text()).toContain('Nothing found.')
    expect(box.text()).toContain('One service did not answer')
  })

  it('is left by Esc, which then does nothing else', async () => {
    show(DeskDuties)
    go({ alert: '417' })
    const box = await type('e-bike')
    strike('Escape')
    await nextTick()
    expect(box.get('input').element.value).toBe('')
    expect(place.alert).toBe('417')
  })
})

describe('what changed while nobody was there', () => {
  const acknowledged = (alertId: string) =>
    streamEvent({ type: 'task.acknowledged.v1', alertId, key: alertId })

  it('is not marked while somebody is there', async () => {
    show(DeskDuties)
    const line = show(AwayLine)
    trial.tell({ kind: 'events', events: [acknowledged('417')] })
    await nextTick()
    expect(line.find('[data-away]').exists()).toBe(false)
  })

  it('is one line since then, which goes through the alerts', async () => {
    show(DeskDuties)
    const line = show(AwayLine)
    await pass(AWAY_MS)
    trial.tell({
      kind: 'events',
      events: [
        acknowledged('417'),
        acknowledged('412'),
        streamEvent({ type: 'task.withdrawn.v1', alertId: '417', key: '417' }),
        streamEvent({ type: 'report.submitted.v1', topic: 'report.events', key: 'R' }),
      ],
    })
    await nextTick()
    expect(line.text()).toContain('Since 12:00:00, alerts changed: 2')
    expect(line.text()).toContain('Acknowledged: 2')
    expect(line.text()).toContain('Withdrawn: 1')
    strike('n')
    expect(place.alert).toBe('417')
    strike('n')
    expect(place.alert).toBe('412')
    await nextTick()
    expect(line.find('[data-away]').exists()).toBe(false)
  })

  it('is marked during a phone note, too, and gone for somebody else', async () => {
    show(DeskDuties)
    const line = show(AwayLine)
    go({ doing: 'phone' })
    trial.tell({ kind: 'events', events: [acknowledged('417')] })
    await nextTick()
    expect(line.find('[data-away]').exists()).toBe(true)
    trial.tell({
      kind: 'session',
      session: { subject: 'li', name: 'Li', roles: [], jurisdiction: '', expiresAt: '' },
    })
    await nextTick()
    expect(line.find('[data-away]').exists()).toBe(false)
  })
})

describe('a newer version', () => {
  const OLD = '<script type="module" crossorigin src="/assets/index-old.js"></script>'
  const NEW = OLD.replace('old', 'new')

  /** The script of the page is there for its name alone. */
  function withoutLoading(): void {
    const { happyDOM } = window as unknown as {
      happyDOM: { settings: { handleDisabledFileLoadingAsSuccess: boolean } }
    }
    happyDOM.settings.handleDisabledFileLoadingAsSuccess = true
  }

  async function begin() {
    withoutLoading()
    document.head.innerHTML = OLD
    const reload = vi.fn()
    let hasNewer = { value: false }
    mounted.push(
      mountDuty(trial, () => {
        hasNewer = useUpgrade(trial.desk, reload)
      }),
      show(DeskDuties),
    )
    trial.tell({ kind: 'state', state: { ...NOTHING_YET, link: 'live', heardAt: Date.now() } })
    await nextTick()
    return { reload, isThere: () => hasNewer.value }
  }

  async function comeBack(): Promise<void> {
    trial.tell({ kind: 'state', state: { ...NOTHING_YET, link: 'lost', lostSince: Date.now() } })
    await nextTick()
    trial.tell({ kind: 'state', state: { ...NOTHING_YET, link: 'live', heardAt: Date.now() } })
    await flushPromises()
  }

  it('is looked for when the stream comes back, and not taken for one where it is the same', async () => {
    answers['/'] = OLD
    const { isThere } = await begin()
    await comeBack()
    expect(isThere()).toBe(false)
    answers['/'] = NEW
    await comeBack()
    expect(isThere()).toBe(true)
  })

  it('is loaded when nobody is there and nothing is typed, and not before', async () => {
    answers['/'] = NEW
    const { reload } = await begin()
    await comeBack()
    await vi.advanceTimersByTimeAsync(AWAY_MS - 10_000)
    expect(reload).not.toHaveBeenCalled()
    sessionStorage.setItem('muster.draft.note', '"typed"')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(reload).not.toHaveBeenCalled()
    sessionStorage.clear()
    const question = document.body.appendChild(document.createElement('dialog'))
    question.setAttribute('open', '')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(reload).not.toHaveBeenCalled()
    question.remove()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(reload).toHaveBeenCalled()
  })

  it('waits for a hand in the window that makes the sound', async () => {
    answers['/'] = NEW
    const { reload } = await begin()
    trial.tell({ kind: 'windows', windows: { sounds: true, isHeard: true, isLast: true } })
    await comeBack()
    await vi.advanceTimersByTimeAsync(AWAY_MS * 3)
    expect(reload).not.toHaveBeenCalled()
  })

  it('is nothing that a page says which is none of ours', () => {
    expect(scriptOf('<p>not built</p>')).toBeNull()
  })
})

it('an exercise is called so in both languages at once, whichever the page speaks', () => {
  const chinese = catalogue('zh-CN')['shell']?.['exercise']
  expect(show(ExerciseBand).text()).toBe(`EXERCISE ${chinese}`)
  speak('zh-CN')
  expect(show(ExerciseBand).text()).toBe(`EXERCISE ${chinese}`)
})
