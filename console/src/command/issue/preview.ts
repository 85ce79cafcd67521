import type { Problem } from '../../api/send'
import type { components } from '../../api/generated/dispatch-service'
import type { AlertRequest } from './draft'

export type Preview = components['schemas']['Preview']

/** What issuing the alert now would do, as far as it is known. */
export type PreviewState =
  /** Not enough is said yet. */
  | { readonly kind: 'none' }
  /** `before`: what was known of the alert as it was said before. */
  | { readonly kind: 'asking'; readonly before: Shown | null }
  | ({ readonly kind: 'shown' } & Shown)
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem }
  /** Too many in a minute: it is asked for again by itself. */
  | { readonly kind: 'later'; readonly seconds: number }
  /** No answer: it is asked for again by itself. */
  | { readonly kind: 'away' }

export interface Shown {
  readonly preview: Preview
  /** When it was so, in milliseconds. */
  readonly at: number
}

/** What was known of the alert as it was said before counts, marked, until the next is there. */
export function knownOf(state: PreviewState): Shown | null {
  return state.kind === 'shown' ? state : state.kind === 'asking' ? state.before : null
}

export type PreviewAnswer =
  | { readonly kind: 'preview'; readonly preview: Preview }
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem }
  | { readonly kind: 'later'; readonly seconds: number }

/** Each is recorded, and an account has 30 in a minute: so not with each letter. */
export const PAUSE_MS = 400

const AGAIN_MS = 3_000

/** Asks for the preview of what is being typed: the newest wins, and what is not wanted any more is broken off. */
export class PreviewFeed {
  private wanted: string | null = null
  private isAnswered = false
  private last: Shown | null = null
  private running: AbortController | null = null
  private cancel: () => void = () => undefined

  constructor(
    private readonly ask: (request: AlertRequest, signal: AbortSignal) => Promise<PreviewAnswer>,
    private readonly show: (state: PreviewState) => void,
    private readonly now: () => number = Date.now,
    private readonly later: (run: () => void, milliseconds: number) => () => void = (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds)
      return () => {
        clearTimeout(timer)
      }
    },
  ) {}

  /** @param request null as long as not enough is said */
  want(request: AlertRequest | null): void {
    const wanted = request === null ? null : JSON.stringify(request)
    if (wanted === this.wanted) {
      return
    }
    this.stop()
    this.wanted = wanted
    this.isAnswered = false
    if (request === null) {
      this.last = null
      this.show({ kind: 'none' })
      return
    }
    this.show({ kind: 'asking', before: this.last })
    this.after(PAUSE_MS, request)
  }

  /** The same once more: people move. */
  again(): void {
    if (this.wanted !== null && this.isAnswered) {
      const request = JSON.parse(this.wanted) as AlertRequest
      this.stop()
      this.show({ kind: 'asking', before: this.last })
      void this.run(request)
    }
  }

  /** Nobody looks any more. */
  stop(): void {
    this.cancel()
    this.running?.abort()
    this.running = null
  }

  private after(milliseconds: number, request: AlertRequest): void {
    this.cancel()
    this.cancel = this.later(() => {
      void this.run(request)
    }, milliseconds)
  }

  private async run(request: AlertRequest): Promise<void> {
    const running = new AbortController()
    this.running = running
    const answer = await this.ask(request, running.signal).catch(() => null)
    if (this.running !== running) {
      // Something newer is wanted meanwhile.
      return
    }
    this.running = null
    if (answer === null) {
      this.show({ kind: 'away' })
      this.after(AGAIN_MS, request)
      return
    }
    switch (answer.kind) {
      case 'preview':
        this.isAnswered = true
        this.last = { preview: answer.preview, at: this.now() }
        this.show({ kind: 'shown', ...this.last })
        break
      case 'refused':
        this.isAnswered = true
        this.last = null
        this.show(answer)
        break
      case 'later':
        this.show(answer)
        this.after(answer.seconds * 1_000, request)
    }
  }
}
