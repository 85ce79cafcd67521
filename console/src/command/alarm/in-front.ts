import { onScopeDispose } from 'vue'

const NAME = 'muster-in-front'

/**
 * Whether some window of this browser is looked at. Each holds a lock in common with the others for as long as it is in
 * front, and the browser knows who holds it, also of windows that were closed or have crashed.
 *
 * @param locks absent on a page without HTTPS: then each window knows of itself alone
 */
export function useInFront(locks: LockManager | null | undefined = navigator.locks): () => Promise<boolean> {
  let letGo: (() => void) | undefined

  function isHere(): boolean {
    return document.visibilityState === 'visible' && document.hasFocus()
  }

  function look(): void {
    if (isHere() && letGo === undefined) {
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      void locks?.request(NAME, { mode: 'shared' }, () => held)
    } else if (!isHere()) {
      letGo?.()
      letGo = undefined
    }
  }

  const events = [
    [window, 'focus'],
    [window, 'blur'],
    [document, 'visibilitychange'],
  ] as const
  events.forEach(([target, type]) => {
    target.addEventListener(type, look)
  })
  look()
  onScopeDispose(() => {
    letGo?.()
    events.forEach(([target, type]) => {
      target.removeEventListener(type, look)
    })
  })
  return async () => {
    if (isHere() || locks == null) {
      return isHere()
    }
    const { held } = await locks.query()
    return held?.some((lock) => lock.name === NAME) ?? false
  }
}
