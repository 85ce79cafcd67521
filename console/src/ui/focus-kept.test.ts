import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { keepFocus } from './focus-kept'

let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML =
    '<main tabindex="-1"><article aria-labelledby="h"><h2 id="h">417</h2>' +
    '<div role="group" aria-label="To do"><button id="opener">Note</button><button id="wave">Wave</button></div>' +
    '</article></main>'
  scope = effectScope()
  scope.run(keepFocus)
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  document.body.innerHTML = ''
})

function at(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement
}

async function pass(milliseconds = 100): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
}

async function opened(): Promise<HTMLElement> {
  const form = document.createElement('form')
  form.innerHTML = '<textarea id="field"></textarea>'
  at('opener').parentElement?.append(form)
  at('field').focus()
  await pass()
  return form
}

describe('the focus, when what had it goes', () => {
  it('goes back to what opened the part', async () => {
    at('opener').focus()
    const form = await opened()
    form.remove()
    await pass()
    expect(document.activeElement).toBe(at('opener'))
  })

  it('goes to the nearest part that is left, which has a name', async () => {
    at('wave').focus()
    await pass()
    at('wave').remove()
    await pass()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('To do')
  })

  it('goes to the heading of what is left', async () => {
    at('wave').focus()
    await pass()
    at('wave').parentElement?.remove()
    await pass()
    expect(document.activeElement).toBe(at('h'))
  })

  it('is at the button again that could not have it for a while', async () => {
    at('wave').focus()
    at('wave').setAttribute('disabled', '')
    await pass(2_100)
    expect(document.activeElement?.getAttribute('aria-label')).toBe('To do')
    at('wave').removeAttribute('disabled')
    await pass()
    expect(document.activeElement).toBe(at('wave'))
  })

  it('is taken from nobody who is somewhere else by then', async () => {
    at('opener').focus()
    const form = await opened()
    form.remove()
    at('wave').focus()
    await pass()
    expect(document.activeElement).toBe(at('wave'))
  })

  it('stays nowhere where the mouse has left it', async () => {
    at('opener').focus()
    const form = await opened()
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    at('field').blur()
    await pass()
    form.remove()
    await pass()
    expect(document.activeElement).toBe(document.body)
  })
})
