import { onScopeDispose } from 'vue'

/** Whoever has touched nothing for so long is away. */
export const AWAY_MS = 60_000

const INPUTS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const

let lastInput = Date.now()

/** By this machine's clock. */
export function lastInputAt(): number {
  return lastInput
}

export function isAway(now: number): boolean {
  return now - lastInput >= AWAY_MS
}

/** For as long as the component lives. */
export function noticeInput(): void {
  const touched = () => {
    lastInput = Date.now()
  }
  touched()
  for (const input of INPUTS) {
    window.addEventListener(input, touched, { capture: true, passive: true })
  }
  onScopeDispose(() => {
    for (const input of INPUTS) {
      window.removeEventListener(input, touched, { capture: true })
    }
  })
}
