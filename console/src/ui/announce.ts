import { shallowRef } from 'vue'

/** What readers of the screen are told at once, in place of what they are reading: alarms of priority 1 alone. */
export const assertive = shallowRef('')

/** What they are told when they have come to an end. */
export const polite = shallowRef('')

/** One sentence in so long; what comes meanwhile is summed. */
const PAUSE_MS = 5_000

let waiting: string[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let sumUp: (more: number) => string = String

/** @param more how the sum of several is said, in the page's language: "4 more" */
export function sayMoreAs(more: (count: number) => string): void {
  sumUp = more
}

/** Never of clocks, countdowns, positions, rows of the stream or what others edit. */
export function announce(sentence: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  if (urgency === 'assertive') {
    assertive.value = sentence
    return
  }
  if (timer !== undefined) {
    waiting.push(sentence)
    return
  }
  polite.value = sentence
  timer = setTimeout(next, PAUSE_MS)
}

function next(): void {
  timer = undefined
  const [first, ...rest] = waiting
  waiting = []
  if (first !== undefined) {
    announce(rest.length === 0 ? first : `${first} ${sumUp(rest.length)}`)
  }
}
