import { isNoticeable } from './clock'
import type { StreamState } from './messages'

/** The stream says something each 15 s, and gives itself up after 40 s: later than that it is the stream that is dead. */
const DEAD_MS = 60_000

/**
 * The stream's state as a page has to show it: one that is called live, and has said nothing for a minute, is lost.
 *
 * @param now milliseconds of this machine's clock
 */
export function asSeenFrom(state: StreamState, now: number): StreamState {
  const isSilent = state.heardAt !== null && now - state.heardAt > DEAD_MS
  return isSilent && (state.link === 'live' || state.link === 'catching-up')
    ? { ...state, link: 'lost', lostSince: state.lostSince ?? state.heardAt }
    : state
}

/** The same with its times as the server's clock has them, where this machine's is wrong by more than can be ignored. */
export function onTheServersClock(state: StreamState): StreamState {
  const { skew } = state
  if (!isNoticeable(skew)) {
    return state
  }
  const moved = (time: number | null) => (time === null ? null : time + skew)
  return {
    ...state,
    heardAt: moved(state.heardAt),
    lostSince: moved(state.lostSince),
    retryAt: moved(state.retryAt),
    back: state.back === null ? null : { ...state.back, at: state.back.at + skew },
  }
}
