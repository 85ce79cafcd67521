import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, effectScope, h, nextTick, ref } from 'vue'
import { stopSending } from '../api/send'
import { speak, texts } from '../text'
import AlarmMark from './AlarmMark.vue'
import AskDialog from './AskDialog.vue'
import KeyButton from './KeyButton.vue'
import SendState from './SendState.vue'
import StateMark from './StateMark.vue'
import UndoBar from './UndoBar.vue'
import { draftsBelongTo, forgetDrafts, hasDrafts, useDraft } from './drafts'
import { switchSingleLetters } from './keys'
import { useSending } from './sending'
import { chooseTheme, theme } from './theme'
import { UNDO_MS, offerUndo, undos } from './undo'

const global = { plugins: [texts] }
const mounted: { unmount: () => void }[] = []

beforeEach(() => {
  speak('en')
  switchSingleLetters(true)
  sessionStorage.clear()
})

afterEach(() => {
  mounted.splice(0).forEach((page) => {
    page.unmount()
  })
  vi.useRealTimers()
})

function strike(
  key: string,
  target: EventTarget = document.body,
  more: KeyboardEventInit = {},
): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(event)
  return event
}

function button(letter: string, clicked: () => void, more: object = {}) {
  const page = mount(KeyButton, {
    props: { letter, ...more, onClick: clicked },
    slots: { default: 'Wave' },
    attachTo: document.body,
    global,
  })
  mounted.push(page)
  return page
}

describe('a button with a key', () => {
  it('does the same by both, and says so to everybody', async () => {
    const clicked = vi.fn()
    const page = button('W', clicked)
    expect(page.text()).toBe('WaveW')
    expect(page.get('button').attributes('aria-keyshortcuts')).toBe('W')
    await page.get('button').trigger('click')
    strike('w')
    expect(clicked).toHaveBeenCalledTimes(2)
  })

  it('does nothing while it is disabled, while somebody types, or while an input method composes', () => {
    const clicked = vi.fn()
    button('W', clicked, { disabled: true })
    strike('w')
    button('W', clicked)
    const field = document.body.appendChild(document.createElement('textarea'))
    strike('w', field)
    strike('w', document.body, { isComposing: true })
    field.remove()
    expect(clicked).not.toHaveBeenCalled()
  })

  it('has no letter where letters are switched off, but still its function key', async () => {
    const letter = vi.fn()
    const functionKey = vi.fn()
    const page = button('W', letter)
    button('F8', functionKey)
    switchSingleLetters(false)
    await nextTick()
    expect(page.text()).toBe('Wave')
    expect(page.get('button').attributes('aria-keyshortcuts')).toBeUndefined()
    strike('w')
    strike('F8')
    expect(letter).not.toHaveBeenCalled()
    expect(functionKey).toHaveBeenCalledOnce()
  })

  it('does nothing under a question that lies over the page', async () => {
    const beneath = vi.fn()
    button('Ctrl+Enter', beneath)
    const asking = mount(AskDialog, {
      props: { question: 'Cancel 417?', consequence: '17 people will be told.', yes: 'Cancel it' },
      attachTo: document.body,
      global,
    })
    mounted.push(asking)
    await nextTick()
    strike('Enter', document.body, { ctrlKey: true })
    expect(beneath).not.toHaveBeenCalled()
    expect(asking.emitted('yes')).toHaveLength(1)
  })
})

describe('a question', () => {
  function ask(more: object = {}) {
    const asking = mount(AskDialog, {
      props: { question: 'Cancel 417?', consequence: '17 people will be told.', yes: 'Cancel it', ...more },
      slots: { default: '<input aria-label="reason">' },
      attachTo: document.body,
      global,
    })
    mounted.push(asking)
    return asking
  }

  it('is read with its consequence, and answered by its deed’s word', async () => {
    const asking = ask()
    const dialog = asking.get('dialog')
    const described = document.getElementById(dialog.attributes('aria-describedby') ?? '')
    expect(described?.textContent).toBe('17 people will be told.')
    await asking.get('button.primary').trigger('click')
    expect(asking.emitted('yes')).toHaveLength(1)
    expect(asking.get('button.primary').text()).toContain('Cancel it')
  })

  it('is not answered by Enter in its field, nor while something is missing', () => {
    const asking = ask({ blocked: true })
    strike('Enter', asking.get('input').element)
    strike('Enter', asking.get('input').element, { ctrlKey: true })
    expect(asking.emitted('yes')).toBeUndefined()
  })

  it('is left by the browser’s own way back', async () => {
    const asking = ask()
    await asking.get('dialog').trigger('cancel')
    expect(asking.emitted('no')).toHaveLength(1)
  })
})

describe('what is sent', () => {
  function sending() {
    const made = effectScope().run(useSending)
    if (made === undefined) {
      throw new Error('The scope is over')
    }
    return made
  }

  it('is on its way, then done by the server’s word', async () => {
    const { state, isBusy, send } = sending()
    let answer: (response: { data: string; response: Response }) => void = () => undefined
    const sent = send(
      () => new Promise<{ data: string; response: Response }>((resolve) => (answer = resolve)),
    )
    expect(state.value.kind).toBe('sending')
    expect(isBusy.value).toBe(true)
    answer({ data: 'it', response: new Response('{}') })
    expect(await sent).toEqual({ kind: 'done', answer: 'it' })
    expect(mount(SendState, { props: { state: state.value }, global }).text()).toBe('Done.')
    expect(mount(SendState, { props: { state: state.value, done: 'Called.' }, global }).text()).toBe(
      'Called.',
    )
  })

  it('without an answer goes again under the same number, and says so', async () => {
    vi.useFakeTimers()
    const { state, isBusy, send } = sending()
    const keys: string[] = []
    void send((key) => {
      keys.push(key)
      return Promise.reject(new TypeError('no network'))
    })
    await vi.advanceTimersByTimeAsync(3_500)
    expect(state.value).toEqual({ kind: 'waiting', tries: 3 })
    expect(isBusy.value).toBe(true)
    expect(new Set(keys).size).toBe(1)
    expect(keys).toHaveLength(3)
    expect(mount(SendState, { props: { state: state.value }, global }).text()).toBe(
      'No answer yet; sending again under the same number.',
    )
    stopSending()
  })

  it('is not sent again for somebody else who logs in meanwhile', async () => {
    vi.useFakeTimers()
    const { send } = sending()
    const request = vi.fn(() => Promise.reject(new TypeError('no network')))
    void send(request)
    await vi.advanceTimersByTimeAsync(0)
    stopSending()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(request).toHaveBeenCalledOnce()
  })

  it.each([
    [409, { detail: 'the alert is resolved.' }, 'Did not count: the alert is resolved.'],
    [403, { detail: 'no' }, 'Did not count: this is outside your scope.'],
    [409, {}, 'Did not count.'],
  ])('and refused with %d says why', async (status, error, words) => {
    const { state, send } = sending()
    await send(() => Promise.resolve({ error, response: new Response('{}', { status }) }))
    const shown = mount(SendState, { props: { state: state.value }, global })
    expect(shown.text()).toBe(words)
    expect(shown.attributes('data-sent')).toBe('refused')
  })
})

describe('undo', () => {
  it('takes back what was done, for ten seconds, the newest first', async () => {
    vi.useFakeTimers()
    const first = vi.fn()
    const second = vi.fn()
    const bar = mount(UndoBar, { global })
    offerUndo('Mazhuang 1 called', first)
    vi.advanceTimersByTime(5_000)
    offerUndo('Alarm shelved', second)
    await nextTick()
    expect(bar.findAll('li').map((row) => row.text())).toEqual(['Alarm shelvedUndo', 'Mazhuang 1 calledUndo'])
    await bar.get('button').trigger('click')
    expect(second).toHaveBeenCalledOnce()
    expect(bar.findAll('li')).toHaveLength(1)
    vi.advanceTimersByTime(UNDO_MS)
    await nextTick()
    expect(bar.find('ul').exists()).toBe(false)
    expect(first).not.toHaveBeenCalled()
    expect(undos.value).toEqual([])
  })
})

describe('a draft', () => {
  it('survives a reload, until it is sent', async () => {
    const before = useDraft('note.417', () => '')
    before.value.value = 'smoke from the shed'
    expect(hasDrafts()).toBe(true)
    const after = useDraft('note.417', () => '')
    expect(after.value.value).toBe('smoke from the shed')
    after.forget()
    await nextTick()
    expect(hasDrafts()).toBe(false)
  })

  it('is kept field by field, and each alert has its own', async () => {
    const alert = ref('417')
    const draft = useDraft(
      () => `update.${alert.value}`,
      () => ({ needed: 2, why: '' }),
    )
    draft.value.value.why = 'more smoke'
    alert.value = '418'
    expect(draft.value.value).toEqual({ needed: 2, why: '' })
    alert.value = '417'
    expect(draft.value.value).toEqual({ needed: 2, why: 'more smoke' })
    await nextTick()
    expect(hasDrafts()).toBe(true)
  })

  it('is never another person’s', () => {
    draftsBelongTo('zhang')
    useDraft('note', () => '').value.value = 'mine'
    draftsBelongTo('zhang')
    expect(hasDrafts()).toBe(true)
    draftsBelongTo('li')
    expect(hasDrafts()).toBe(false)
  })

  it('is gone with everything else when somebody logs out', () => {
    useDraft('note', () => '').value.value = 'mine'
    forgetDrafts()
    expect(hasDrafts()).toBe(false)
  })

  it('begins empty where what was kept cannot be read, or nothing is kept', () => {
    sessionStorage.setItem('muster.draft.note', '{"half')
    expect(useDraft('note', () => 'empty').value.value).toBe('empty')
    vi.stubGlobal('sessionStorage', undefined)
    const draft = useDraft('note', () => '')
    draft.value.value = 'typed'
    expect(draft.value.value).toBe('typed')
    expect(hasDrafts()).toBe(false)
    vi.unstubAllGlobals()
  })
})

describe('marks', () => {
  it('tell every state by its shape alone', () => {
    const states = [
      'OFFERED',
      'REACHED',
      'SEEN',
      'ACKNOWLEDGED',
      'EN_ROUTE',
      'STANDBY',
      'ON_SCENE',
      'UNREACHED',
      'DECLINED',
      'WITHDRAWN',
      'STOOD_DOWN',
      'COMPLETED',
    ] as const
    const shapes = states.map((state) =>
      mount(StateMark, { props: { state } })
        .html()
        .replace(/data-shape="\w+"/, ''),
    )
    expect(new Set(shapes).size).toBe(states.length)
    expect(shapes.every((shape) => /<(path|circle|rect)/.test(shape))).toBe(true)
  })

  it('rank who stands by', () => {
    expect(mount(StateMark, { props: { state: 'STANDBY', rank: 2 } }).text()).toBe('2')
  })

  it('tell an alarm’s priority by shape, digit and word', () => {
    const marks = (['HIGH', 'MEDIUM', 'LOW'] as const).map((priority) =>
      mount(AlarmMark, { props: { priority }, global }),
    )
    expect(marks.map((mark) => mark.text())).toEqual(['1', '2', '3'])
    expect(marks.map((mark) => mark.attributes('aria-label'))).toEqual([
      'alarm, high',
      'alarm, medium',
      'alarm, low',
    ])
  })
})

it('a theme is this desk’s own, or the machine’s', () => {
  chooseTheme('light')
  expect(document.documentElement.dataset['theme']).toBe('light')
  expect(localStorage.getItem('muster.theme')).toBe('light')
  chooseTheme('system')
  expect(document.documentElement.dataset['theme']).toBeUndefined()
  expect(theme.value).toBe('system')
})

it('what people have written shows as text', async () => {
  const words = '<script>alert(1)</script> \u202eabc'
  const shown = mount(defineComponent({ render: () => h(UndoBar) }), { global })
  offerUndo(words, () => undefined)
  await flushPromises()
  expect(shown.find('script').exists()).toBe(false)
  expect(shown.text()).toContain('<script>alert(1)</script>')
})
