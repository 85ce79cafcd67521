import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import { useInAddress } from './address'
import { LONGEST_HOLD_MS, useHeld } from './held'
import { keep, kept } from './kept'

let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function inScope<T>(make: () => T): T {
  const made = scope.run(make)
  if (made === undefined) {
    throw new Error('The scope is over')
  }
  return made
}

describe('a list', () => {
  it('moves while it is left alone', async () => {
    const newest = shallowRef<readonly string[]>(['a'])
    const held = inScope(() => useHeld(() => newest.value))
    newest.value = ['b', 'a']
    await nextTick()
    expect(held.shown.value).toEqual(['b', 'a'])
    expect(held.waiting.value).toBe(0)
  })

  it('stands still under the pointer, and says how many wait', async () => {
    const newest = shallowRef<readonly string[]>(['a'])
    const held = inScope(() => useHeld(() => newest.value))
    held.hold()
    newest.value = ['c', 'b', 'a']
    await nextTick()
    expect(held.shown.value).toEqual(['a'])
    expect(held.waiting.value).toBe(2)
    held.letGo()
    expect(held.shown.value).toEqual(['c', 'b', 'a'])
  })

  it('is held by the pointer and by the focus, until both have left', () => {
    const newest = shallowRef<readonly string[]>(['a'])
    const held = inScope(() => useHeld(() => newest.value))
    held.hold(new Event('pointerenter'))
    held.hold(new FocusEvent('focusin'))
    newest.value = ['b', 'a']
    held.letGo(new Event('pointerleave'))
    expect(held.shown.value).toEqual(['a'])
    held.letGo(new FocusEvent('focusout'))
    expect(held.shown.value).toEqual(['b', 'a'])
  })

  it('stays held while the focus goes from row to row', () => {
    const newest = shallowRef<readonly string[]>(['a'])
    const held = inScope(() => useHeld(() => newest.value))
    const list = document.createElement('ul')
    list.innerHTML = '<li><button></button></li><li><button></button></li>'
    list.addEventListener('focusin', held.hold)
    list.addEventListener('focusout', held.letGo)
    const [first, second] = list.querySelectorAll('button')
    first?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
    newest.value = ['b', 'a']
    first?.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: second ?? null }))
    expect(held.shown.value).toEqual(['a'])
    second?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
    expect(held.shown.value).toEqual(['b', 'a'])
  })

  it('shows what waits when somebody wants it, and stands still again', async () => {
    const newest = shallowRef<readonly string[]>(['a'])
    const held = inScope(() => useHeld(() => newest.value))
    held.hold()
    newest.value = ['b', 'a']
    await nextTick()
    held.showNew()
    expect(held.shown.value).toEqual(['b', 'a'])
    newest.value = ['c', 'b', 'a']
    await nextTick()
    expect(held.shown.value).toEqual(['b', 'a'])
  })

  it('lets nothing wait for longer than ten seconds, counted from the first', async () => {
    const newest = shallowRef<readonly string[]>(['a'])
    const held = inScope(() => useHeld(() => newest.value))
    held.hold()
    newest.value = ['b', 'a']
    await nextTick()
    vi.advanceTimersByTime(LONGEST_HOLD_MS - 1)
    newest.value = ['c', 'b', 'a']
    await nextTick()
    expect(held.shown.value).toEqual(['a'])
    vi.advanceTimersByTime(1)
    expect(held.shown.value).toEqual(['c', 'b', 'a'])
  })
})

describe('a text in the address', () => {
  it('is what the page was opened with, changes with it, and leaves others alone', async () => {
    history.replaceState(null, '', '/?other=1&filter=%E7%9B%97%E7%AA%83#top')
    const filter = inScope(() => useInAddress('filter'))
    expect(filter.value).toBe('盗窃')
    filter.value = 'a b'
    await nextTick()
    expect(location.pathname + location.search + location.hash).toBe('/?other=1&filter=a+b#top')
    filter.value = ''
    await nextTick()
    expect(location.pathname + location.search + location.hash).toBe('/?other=1#top')
  })
})

describe('what a desk keeps', () => {
  it('is there again, and missing where the browser keeps nothing', () => {
    expect(kept('nothing')).toBeNull()
    keep('language', 'en')
    expect(kept('language')).toBe('en')
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new Error('refused')
      },
      setItem: () => {
        throw new Error('refused')
      },
    })
    expect(kept('language')).toBeNull()
    expect(() => {
      keep('language', 'zh-CN')
    }).not.toThrow()
    vi.unstubAllGlobals()
  })
})
