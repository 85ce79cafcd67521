import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { sendUntilKnown, type Problem, type Sent } from '../api/send'
import { texts } from '../text'
import { reasonOf } from '../text/refusals'
import { announce } from './announce'

/** How far something is that was sent, as `SendState.vue` shows it. */
export type SendingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  /** No answer so far: it is sent again under the same number. */
  | { readonly kind: 'waiting'; readonly tries: number }
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem }
  | { readonly kind: 'done' }

type Request<Answer> = Parameters<typeof sendUntilKnown<Answer>>[0]

export interface Sending {
  readonly state: ShallowRef<SendingState>
  /** Nothing is to be sent again before it is known what became of this. */
  readonly isBusy: ComputedRef<boolean>
  /** Shows how far it is, and tells readers of the screen what became of it. */
  readonly send: <Answer>(request: Request<Answer>) => Promise<Sent<Answer>>
  /** What became of it is not shown any more. */
  readonly clear: () => void
}

/** One deed of a page. It is sent until it is known, also when the page has gone on meanwhile. */
export function useSending(): Sending {
  const state = shallowRef<SendingState>({ kind: 'idle' })

  async function send<Answer>(request: Request<Answer>): Promise<Sent<Answer>> {
    state.value = { kind: 'sending' }
    const sent = await sendUntilKnown<Answer>(request, (tries) => {
      if (tries === 1) {
        announce(texts.global.t('ui.waiting'), 'result')
      }
      state.value = { kind: 'waiting', tries }
    })
    state.value =
      sent.kind === 'done' ? sent : { kind: 'refused', status: sent.status, problem: sent.problem }
    announce(saidOf(state.value), 'result')
    return sent
  }

  return {
    state,
    isBusy: computed(() => state.value.kind === 'sending' || state.value.kind === 'waiting'),
    send,
    clear: () => {
      state.value = { kind: 'idle' }
    },
  }
}

/** In a sentence, in the page's language. */
export function saidOf(state: SendingState): string {
  const { t } = texts.global
  switch (state.kind) {
    case 'idle':
      return ''
    case 'sending':
      return t('ui.sending')
    case 'waiting':
      return t('ui.waiting')
    case 'done':
      return t('ui.done')
    case 'refused':
      return refusal(state.status, state.problem)
  }
}

function refusal(status: number, problem: Problem): string {
  const { t } = texts.global
  if (status === 403 && problem.type === undefined) {
    return t('ui.forbidden')
  }
  const reason = reasonOf(problem)
  return reason === '' ? t('ui.refused') : t('ui.refusedFor', { reason })
}
