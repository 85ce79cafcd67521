import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** Now, in milliseconds, once a second. */
export function useClock(): ShallowRef<number> {
  const now = shallowRef(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, 1000)
  onScopeDispose(() => {
    clearInterval(timer)
  })
  return now
}
