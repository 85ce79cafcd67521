/** What is heard, by its rhythm: docs of alarms. `report` is a notice. */
export const SOUND_KINDS = ['high', 'medium', 'low', 'report', 'lost'] as const
export type SoundKind = (typeof SOUND_KINDS)[number]

export interface Pulse {
  /** Seconds from the beginning. */
  readonly at: number
  /** Of the fundamental: 400 to 900 Hz is heard through walls and by old ears, and is no whistle. */
  readonly hertz: number
  readonly seconds: number
  /** A knock dies away at once; a tone stands until its end. */
  readonly shape: 'tone' | 'knock'
}

/** The harmonics' loudness, the fundamental first: with four or more an ear can tell where a sound comes from. */
export const HARMONICS = [1, 0.7, 0.5, 0.4, 0.28, 0.2] as const

const RISE_SECONDS = 0.015

function pulses(hertz: number, seconds: number, times: readonly number[]): Pulse[] {
  return times.map((at) => ({ at, hertz, seconds, shape: 'tone' }))
}

export const PATTERNS: Readonly<Record<SoundKind, readonly Pulse[]>> = {
  // Three and two: the one rhythm of five.
  high: pulses(740, 0.14, [0, 0.26, 0.52, 1.02, 1.28]),
  medium: pulses(585, 0.2, [0, 0.42, 0.84]),
  low: pulses(440, 0.3, [0]),
  report: [0, 0.22].map((at) => ({ at, hertz: 415, seconds: 0.12, shape: 'knock' })),
  lost: [
    { at: 0, hertz: 700, seconds: 0.3, shape: 'tone' },
    { at: 0.38, hertz: 465, seconds: 0.45, shape: 'tone' },
  ],
}

/** A notice is softer than what somebody must act on. */
const LOUDNESS: Readonly<Record<SoundKind, number>> = {
  high: 1,
  medium: 0.9,
  low: 0.8,
  report: 0.4,
  lost: 0.9,
}

export function secondsOf(kind: SoundKind): number {
  return Math.max(...PATTERNS[kind].map(({ at, seconds }) => at + seconds))
}

/** The sound itself, -1 to 1. */
export function wave(kind: SoundKind, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.ceil(secondsOf(kind) * sampleRate))
  for (const pulse of PATTERNS[kind]) {
    write(samples, pulse, LOUDNESS[kind], sampleRate)
  }
  return samples
}

function write(samples: Float32Array, pulse: Pulse, loudness: number, sampleRate: number): void {
  const sum = HARMONICS.reduce((all, one) => all + one, 0)
  const start = Math.round(pulse.at * sampleRate)
  const length = Math.round(pulse.seconds * sampleRate)
  for (let step = 0; step < length && start + step < samples.length; step++) {
    const time = step / sampleRate
    let value = 0
    HARMONICS.forEach((strength, index) => {
      value += strength * Math.sin(2 * Math.PI * pulse.hertz * (index + 1) * time)
    })
    samples[start + step] = (loudness * value * envelope(pulse, time)) / sum
  }
}

/** Rises and falls, as what begins at once clicks. */
function envelope({ shape, seconds }: Pulse, time: number): number {
  const rise = Math.min(1, time / (shape === 'knock' ? RISE_SECONDS / 5 : RISE_SECONDS))
  const fall = Math.min(1, (seconds - time) / RISE_SECONDS)
  return rise * fall * (shape === 'knock' ? Math.exp(-time * 35) : 1)
}
