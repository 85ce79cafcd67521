import { shallowRef, type ShallowRef } from 'vue'

/** What readers of the screen are told at once, in place of what they are reading: alarms of priority 1 alone. */
export const assertive = shallowRef('')

/** What they are told when they have come to an end. */
export const polite = shallowRef('')

/**
 * Of what waits, what is named: `result` is of what somebody here has just done, `pressing` comes before what is merely
 * `polite`.
 */
export type Urgency = 'polite' | 'pressing' | 'result' | 'assertive'

/** One sentence in so long; what comes meanwhile is summed. */
const PAUSE_MS = 5_000

/** So long a region is empty before the next: the same words over themselves would be no change, and not be read. */
const EMPTY_MS = 100

let sumUp: (more: number) => string = String

/** @param more how the sum of several is said, in the page's language: "4 more" */
export function sayMoreAs(more: (count: number) => string): void {
  sumUp = more
}

class Region {
  private pressing: string[] = []
  private news: string[] = []
  private results: string[] = []
  private saidResult = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly text: ShallowRef<string>,
    private readonly said: () => void = () => undefined,
  ) {}

  add(sentence: string, urgency: Urgency): void {
    const others = urgency === 'pressing' ? this.pressing : this.news
    ;(urgency === 'result' ? this.results : others).push(sentence)
    if (this.timer === undefined) {
      this.next()
    }
  }

  /** Nothing for a while; what stands stays until then. */
  pause(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.text.value = ''
      this.timer = setTimeout(() => {
        this.timer = undefined
        this.next()
      }, EMPTY_MS)
    }, PAUSE_MS)
  }

  private next(): void {
    const [first, ...rest] = this.taken()
    if (first !== undefined) {
      this.text.value = rest.length === 0 ? first : `${first} ${sumUp(rest.length)}`
      this.pause()
      this.said()
    }
  }

  /** In turns, where both wait: whoever does one thing after the other hears what comes, too. */
  private taken(): readonly string[] {
    const news = [...this.pressing, ...this.news]
    this.saidResult = this.results.length > 0 && !(this.saidResult && news.length > 0)
    if (this.saidResult) {
      const results = this.results
      this.results = []
      return results
    }
    this.pressing = []
    this.news = []
    return news
  }
}

const inTurn = new Region(polite)
// Neither speaks into the other's words.
const atOnce = new Region(assertive, () => {
  inTurn.pause()
})

/** Never of clocks, countdowns, positions, rows of the stream or what others edit. */
export function announce(sentence: string, urgency: Urgency = 'polite'): void {
  const region = urgency === 'assertive' ? atOnce : inTurn
  region.add(sentence, urgency)
}
