import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { claim, claimAfter, releaseClaim, type Claim, type ClaimAnswer } from '../../api/claims'
import type { Desk } from '../desk'

/** Who decides on the report that is open here. */
export type ClaimState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'mine'; readonly claim: Claim }
  | {
      readonly kind: 'others'
      readonly claim: Claim
      /** It was mine until then. */ readonly wasMine: boolean
    }
  /** Nobody: nothing was done here for a minute, or it was given back. */
  | { readonly kind: 'nobody' }
  /** It is not known: the service does not answer. Deciding does not hang on it. */
  | { readonly kind: 'unknown' }

export interface Claiming {
  readonly state: ShallowRef<ClaimState>
  /** Somebody does something here. */
  readonly active: () => void
  /** Also from somebody else, where it is known that they have it. */
  readonly take: () => Promise<void>
  readonly giveBack: () => Promise<void>
}

/** A claim lasts a minute from its last renewal. */
export const CLAIM_MS = 60_000

/** Renewed no more often: a few times in its life. */
export const RENEW_MS = 20_000

const AGAIN_MS = 5_000

/** Opening a report claims it; doing something here renews that; leaving gives it back. */
export function useClaim(desk: Desk, id: () => string): Claiming {
  const state = shallowRef<ClaimState>({ kind: 'asking' })
  let asked = 0
  let renewedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isLeft = false

  async function ask(takeOver = false): Promise<void> {
    const mine = ++asked
    const report = id()
    renewedAt = desk.now.value
    const answer = await claim(desk.api, report, takeOver)
    if (mine === asked) {
      meet(answer)
    } else if (answer.kind === 'mine' && (isLeft || report !== id())) {
      void releaseClaim(desk.api, report)
    }
  }

  function meet(answer: ClaimAnswer): void {
    clearTimeout(timer)
    switch (answer.kind) {
      case 'mine':
        state.value = answer
        break
      case 'others':
        state.value = { ...answer, wasMine: state.value.kind === 'mine' }
        break
      case 'refused':
        state.value = { kind: 'unknown' }
        break
      case 'away':
        state.value = { kind: 'unknown' }
        timer = setTimeout(() => void ask(), AGAIN_MS)
    }
  }

  function active(): void {
    const isDue = desk.now.value - renewedAt >= RENEW_MS
    if ((state.value.kind === 'mine' && isDue) || state.value.kind === 'nobody') {
      void ask()
    }
  }

  async function giveBack(): Promise<void> {
    asked++
    clearTimeout(timer)
    const had = state.value.kind === 'mine'
    state.value = { kind: 'nobody' }
    if (had) {
      await releaseClaim(desk.api, id())
    }
  }

  watch(
    id,
    (now, before) => {
      if (before !== undefined && state.value.kind === 'mine') {
        void releaseClaim(desk.api, before)
      }
      clearTimeout(timer)
      asked++
      state.value = { kind: 'asking' }
      if (now !== '') {
        void ask()
      }
    },
    { immediate: true },
  )
  // What the stream tells of it; of one that nobody renews nothing may come while the stream is cut.
  desk.follow({
    events: (events) => {
      for (const event of events) {
        if (event.key === id()) {
          hear(claimAfter(event))
        }
      }
    },
  })
  watch(desk.now, (now) => {
    if (state.value.kind === 'mine' && now - renewedAt >= CLAIM_MS) {
      state.value = { kind: 'nobody' }
    }
  })

  function hear(heard: Claim | null | undefined): void {
    if (heard === undefined) {
      return
    }
    const me = desk.who.session?.subject
    if (heard === null) {
      // My own is known from its answers: an event of an earlier one may come late.
      if (state.value.kind === 'others') {
        state.value = { kind: 'nobody' }
      }
    } else if (state.value.kind === 'mine' && heard.since < state.value.claim.since) {
      // Caught up after a cut: mine is the newer one.
    } else if (heard.account === me) {
      asked++
      renewedAt = desk.now.value
      state.value = { kind: 'mine', claim: heard }
    } else {
      asked++
      state.value = { kind: 'others', claim: heard, wasMine: state.value.kind === 'mine' }
    }
  }

  onScopeDispose(() => {
    isLeft = true
    clearTimeout(timer)
    asked++
    if (state.value.kind === 'mine') {
      void releaseClaim(desk.api, id())
    }
  })

  return { state, active, take: () => ask(state.value.kind === 'others'), giveBack }
}
