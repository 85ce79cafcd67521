import { effectScope } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'
import { useInFront } from './in-front'

/** Locks in common, as a browser has them for all its windows. */
class FakeLocks {
  readonly held: { name: string }[] = []

  async request(name: string, _options: object, use: () => Promise<void>): Promise<void> {
    const lock = { name }
    this.held.push(lock)
    await use()
    this.held.splice(this.held.indexOf(lock), 1)
  }

  query(): Promise<{ held: { name: string }[] }> {
    return Promise.resolve({ held: this.held })
  }
}

function focus(isFocused: boolean): void {
  vi.spyOn(document, 'hasFocus').mockReturnValue(isFocused)
  window.dispatchEvent(new Event(isFocused ? 'focus' : 'blur'))
}

afterEach(() => {
  vi.restoreAllMocks()
})

it('a window in front is known to all windows, until it is left or closed', async () => {
  const locks = new FakeLocks()
  focus(true)
  const scope = effectScope()
  const here = scope.run(() => useInFront(locks as unknown as LockManager))
  await expect(here?.()).resolves.toBe(true)
  focus(false)
  await expect(here?.()).resolves.toBe(false)
  // Another window is in front.
  void locks.request('muster-in-front', {}, () => new Promise(() => undefined))
  await expect(here?.()).resolves.toBe(true)
  scope.stop()
})

it('closed in front it holds nothing any more', async () => {
  const locks = new FakeLocks()
  focus(true)
  const scope = effectScope()
  scope.run(() => useInFront(locks as unknown as LockManager))
  expect(locks.held).toHaveLength(1)
  scope.stop()
  await Promise.resolve()
  await Promise.resolve()
  expect(locks.held).toHaveLength(0)
})
