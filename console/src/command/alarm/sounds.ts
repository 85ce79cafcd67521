import { onScopeDispose, watch } from 'vue'
import { isSounding } from '../../alarm/alarm'
import { hears } from '../../alarm/hearing'
import type { Line } from '../../alarm/lines'
import { newsOf, type AllTold } from '../../alarm/news'
import { play, type SoundKind } from '../../alarm/sound'
import { CYCLE_MS, nextSound, NOTHING_SOUNDED } from '../../alarm/sounding'
import { texts } from '../../text'
import { announce } from '../../ui/announce'
import { useDesk } from '../desk'
import { useAlarms } from './alarms'
import { openDesks } from '../shell/open-desks'
import { useInFront } from './in-front'
import { sentenceOf } from './wording'

/** A report that came while the stream was away is no news any more. */
const FRESH_MS = 30_000

/**
 * What this window does when an alarm stands: the one of the browser's windows that makes the sound plays it and, where
 * nobody looks at any of them, tells the desktop; each says it to readers of its own screen.
 */
export function useAlarmSounds(playSound: (kind: SoundKind) => boolean = play): void {
  const desk = useDesk()
  const { lines, flood } = useAlarms()
  const { presence } = desk.share(openDesks)
  const isInFront = useInFront()
  let sounded = NOTHING_SOUNDED
  let told: AllTold = new Map()
  let knocks = 0
  let shownNotice: Notification | undefined

  function isHeard(): (alarm: { jurisdiction: string; level: number }) => boolean {
    const own = desk.who.session?.jurisdiction ?? ''
    const others = [...presence.value.desks.values()].flatMap((one) => (one.sound ? [one.jurisdiction] : []))
    return (alarm) => hears(own, alarm, others)
  }

  function tick(): void {
    const now = desk.now.value
    tellNews(now)
    if (!desk.windows.value.sounds) {
      // Whoever takes over goes on with what stands then.
      sounded = NOTHING_SOUNDED
      knocks = 0
      return
    }
    const hearing = { isFlood: flood.value.isFlood, hears: isHeard() }
    const next = nextSound(sounded, lines.value, hearing, now)
    sounded = next.sounded
    if (next.sound !== null) {
      playSound(next.sound)
    } else if (knocks > 0 && !flood.value.isFlood && now - (sounded.last?.at ?? 0) >= CYCLE_MS / 2) {
      playSound('report')
    }
    knocks = 0
  }

  function tellNews(now: number): void {
    const next = newsOf(told, lines.value, flood.value.isFlood, now)
    told = next.told
    const high = next.news.filter((line) => line.priority === 1)
    if (high.length > 0) {
      announce(sum(high, now), 'assertive')
    }
    next.news
      .filter((line) => line.priority !== 1)
      .forEach((line) => {
        announce(sentenceOf(line, now), line.priority === 2 ? 'pressing' : 'polite')
      })
    const urgent = next.news.filter((line) => line.priority !== 3)
    if (urgent.length > 0 && desk.windows.value.sounds) {
      void tellDesktop(urgent, now)
    }
  }

  async function tellDesktop(urgent: readonly Line[], now: number): Promise<void> {
    if (typeof Notification === 'undefined' || Notification.permission !== 'granted' || (await isInFront())) {
      return
    }
    shownNotice = new Notification(texts.global.t('alarm.desktop'), {
      body: sum(urgent, now),
      // The newer one takes the place of the one before.
      tag: 'muster-alarm',
    })
    shownNotice.addEventListener('click', () => {
      window.focus()
      shownNotice?.close()
    })
  }

  desk.follow({
    events: (events) => {
      knocks += events.filter(
        ({ type, at }) => type === 'report.submitted.v1' && desk.now.value - Date.parse(at) < FRESH_MS,
      ).length
    },
    clear: () => {
      sounded = NOTHING_SOUNDED
      told = new Map()
    },
    // The page's own clock is slowed in hidden windows.
    beat: tick,
  })
  watch([desk.now, lines], tick, { immediate: true })
  onScopeDispose(() => {
    shownNotice?.close()
  })
  // Nothing that stands is left on the desktop after it has been seen.
  watch(
    () => lines.value.some((line) => line.alarms.some((alarm) => isSounding(alarm, desk.now.value))),
    (sounds) => {
      if (!sounds) {
        shownNotice?.close()
      }
    },
  )
}

function sum(lines: readonly Line[], now: number): string {
  const [first] = lines
  if (first === undefined) {
    return ''
  }
  const sentence = sentenceOf(first, now)
  return lines.length === 1
    ? sentence
    : texts.global.t('alarm.andMore', { sentence, count: lines.length - 1 })
}
