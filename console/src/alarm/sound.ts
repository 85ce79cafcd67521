import { keep, kept } from '../ui/kept'
import { SOUND_KINDS, wave, type SoundKind } from './waves'

export type { SoundKind } from './waves'

/** A desk can be made softer, and never silent. */
export const LEAST_VOLUME = 0.3

const KEPT = 'alarm-volume'

/**
 * - `locked`: a browser is mute until somebody has touched its page
 * - `running`: what is played is heard
 * - `absent`: this browser cannot sound
 */
export type SoundState = 'locked' | 'running' | 'absent'

export interface Speaker {
  readonly state: () => SoundState
  /** Told of each change, for as long as the page is there. */
  readonly onChange: (listener: () => void) => void
  /** In a touch or a key: @returns whether it sounds from now on. */
  readonly unlock: () => Promise<boolean>
  readonly play: (kind: SoundKind) => boolean
}

export function speaker(
  makeContext: () => AudioContext = () => new AudioContext(),
  loudness: () => number = volume,
): Speaker {
  let context: AudioContext | null | undefined
  const buffers = new Map<SoundKind, AudioBuffer>()
  const listeners: (() => void)[] = []

  function open(): AudioContext | null {
    if (context === undefined) {
      try {
        context = makeContext()
        context.addEventListener('statechange', changed)
      } catch {
        context = null
      }
    }
    return context
  }

  function changed(): void {
    listeners.forEach((listener) => {
      listener()
    })
  }

  function state(): SoundState {
    const opened = open()
    return opened === null ? 'absent' : opened.state === 'running' ? 'running' : 'locked'
  }

  function bufferOf(opened: AudioContext, kind: SoundKind): AudioBuffer {
    const known = buffers.get(kind)
    if (known !== undefined) {
      return known
    }
    const samples = wave(kind, opened.sampleRate)
    const buffer = opened.createBuffer(1, samples.length, opened.sampleRate)
    buffer.copyToChannel(samples, 0)
    buffers.set(kind, buffer)
    return buffer
  }

  return {
    state,
    onChange: (listener) => {
      listeners.push(listener)
    },
    unlock: async () => {
      const opened = open()
      if (opened !== null && opened.state !== 'running') {
        await opened.resume().catch(() => undefined)
      }
      if (opened !== null) {
        SOUND_KINDS.forEach((kind) => bufferOf(opened, kind))
      }
      changed()
      return state() === 'running'
    },
    play: (kind) => {
      const opened = open()
      if (opened?.state !== 'running') {
        return false
      }
      const source = opened.createBufferSource()
      source.buffer = bufferOf(opened, kind)
      const gain = opened.createGain()
      gain.gain.value = loudness()
      source.connect(gain).connect(opened.destination)
      source.start()
      return true
    },
  }
}

/** This desk's, from 0.3 to 1. */
export function volume(): number {
  const chosen = Number(kept(KEPT) ?? 1)
  return Number.isFinite(chosen) ? Math.min(1, Math.max(LEAST_VOLUME, chosen)) : 1
}

export function setVolume(to: number): void {
  keep(KEPT, String(Math.min(1, Math.max(LEAST_VOLUME, to))))
}

const here = speaker()

export const soundState = here.state
export const onSoundChange = here.onChange
export const unlock = here.unlock
export const play = here.play

/** What "Begin shift" plays: @returns false where nothing is heard. */
export function test(): boolean {
  return here.play('medium')
}
