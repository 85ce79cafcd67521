import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { hasDrafts } from '../../ui/drafts'
import type { Desk } from '../desk'
import { place } from '../place'
import { isAway } from './idle'

/** So often it is looked whether nobody is there. */
const LOOK_MS = 5_000

const SCRIPT = /<script[^>]+src="([^"]+)"/

/** The script of a page, which another build has under another name; null of one that is none of ours. */
export function scriptOf(html: string): string | null {
  return SCRIPT.exec(html)?.[1] ?? null
}

/** What this window runs. */
function ownScript(): string | null {
  return document.querySelector('script[type=module][src]')?.getAttribute('src') ?? null
}

/**
 * Whether nothing is lost when the page is loaded anew: nobody is there, nothing is typed, nothing is asked. The
 * window that makes the sound waits for a hand: a page that was not touched may be mute.
 */
export function mayReload(desk: Desk, now: number): boolean {
  const isTyping = [...document.querySelectorAll<HTMLTextAreaElement>('textarea')].some(
    ({ value }) => value !== '',
  )
  return (
    isAway(now) &&
    !isTyping &&
    !hasDrafts() &&
    place.doing === '' &&
    document.querySelector('dialog[open]') === null &&
    !desk.windows.value.sounds
  )
}

/**
 * Whether the server has another build of this page. It is looked for whenever the stream comes back, since an
 * upgrade cuts it; then the page reloads as soon as it may.
 */
export function useUpgrade(
  desk: Desk,
  reload: () => void = () => {
    location.reload()
  },
): ShallowRef<boolean> {
  const isThere = shallowRef(false)
  const mine = ownScript()
  let wasCut = false

  async function look(): Promise<void> {
    try {
      const response = await fetch('/', { cache: 'no-store', headers: { Accept: 'text/html' } })
      const theirs = response.ok ? scriptOf(await response.text()) : null
      isThere.value ||= mine !== null && theirs !== null && theirs !== mine
    } catch {
      // It is looked again when the stream comes back the next time.
    }
  }

  watch(
    () => desk.stream.value.link,
    (link) => {
      if (link === 'live' && wasCut) {
        void look()
      }
      wasCut = link !== 'live'
    },
  )
  const timer = setInterval(() => {
    if (isThere.value && mayReload(desk, Date.now())) {
      reload()
    }
  }, LOOK_MS)
  onScopeDispose(() => {
    clearInterval(timer)
  })
  return isThere
}
