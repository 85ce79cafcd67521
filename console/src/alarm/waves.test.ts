// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { HARMONICS, PATTERNS, SOUND_KINDS, secondsOf, wave, type SoundKind } from './waves'

const RATE = 48_000

/** How much of a frequency is in some samples (Goertzel). */
function strength(samples: Float32Array, hertz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / RATE)
  let before = 0
  let last = 0
  for (const sample of samples) {
    const next = sample + turn * last - before
    before = last
    last = next
  }
  return Math.sqrt(last * last + before * before - turn * last * before) / samples.length
}

function peak(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
}

/** Where it sounds, by 10 ms: seconds at which a pulse begins, and how long it lasts. */
function heard(kind: SoundKind): { at: number; seconds: number }[] {
  const samples = wave(kind, RATE)
  const step = RATE / 100
  const threshold = peak(samples) * 0.02
  const pulses: { at: number; seconds: number }[] = []
  let open: number | null = null
  for (let start = 0; start <= samples.length; start += step) {
    const isLoud = peak(samples.subarray(start, start + step)) > threshold
    if (isLoud && open === null) {
      open = start
    } else if (!isLoud && open !== null) {
      pulses.push({ at: open / RATE, seconds: (start - open) / RATE })
      open = null
    }
  }
  if (open !== null) {
    pulses.push({ at: open / RATE, seconds: (samples.length - open) / RATE })
  }
  return pulses
}

function slice(kind: SoundKind, index: number): Float32Array {
  const pulse = PATTERNS[kind][index]
  if (pulse === undefined) {
    throw new Error(`${kind} has no pulse ${index}`)
  }
  return wave(kind, RATE).subarray(pulse.at * RATE, (pulse.at + pulse.seconds) * RATE)
}

/** The strongest frequency from 100 to 4,000 Hz, by steps of 5. */
function strongest(samples: Float32Array): number {
  let best = 0
  let most = 0
  for (let hertz = 100; hertz <= 4_000; hertz += 5) {
    const found = strength(samples, hertz)
    if (found > most) {
      most = found
      best = hertz
    }
  }
  return best
}

describe.each(SOUND_KINDS)('the sound %s', (kind) => {
  it('has its fundamental between 400 and 900 Hz in each pulse', () => {
    PATTERNS[kind].forEach((_, index) => {
      const hertz = strongest(slice(kind, index))
      expect(hertz).toBeGreaterThanOrEqual(400)
      expect(hertz).toBeLessThanOrEqual(900)
    })
  })

  it('has at least four harmonics that stand out of what lies between them', () => {
    const samples = slice(kind, 0)
    const fundamental = PATTERNS[kind][0]?.hertz ?? 0
    const harmonics = HARMONICS.map((_, index) => strength(samples, fundamental * (index + 1)))
    const between = HARMONICS.map((_, index) => strength(samples, fundamental * (index + 1.5)))
    const clear = harmonics.filter(
      (one, index) => one > 0.15 * (harmonics[0] ?? 0) && one > 2 * (between[index] ?? 0),
    )
    expect(clear.length).toBeGreaterThanOrEqual(4)
  })

  it('neither clips nor clicks, and is over in under two seconds', () => {
    const samples = wave(kind, RATE)
    expect(peak(samples)).toBeLessThanOrEqual(1)
    expect(peak(samples)).toBeGreaterThan(0.1)
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.01)
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.01)
    expect(secondsOf(kind)).toBeLessThan(2)
  })
})

describe('the rhythms', () => {
  it('are five in two groups for what is high, three for what is medium, one for what is low', () => {
    const high = heard('high')
    expect(high).toHaveLength(5)
    const pauses = high.slice(1).map((pulse, index) => pulse.at - (high[index]?.at ?? 0))
    expect(pauses[2]).toBeGreaterThan(1.5 * (pauses[0] ?? 0))
    expect(pauses[0]).toBeCloseTo(pauses[1] ?? 0, 1)
    expect(pauses[3]).toBeCloseTo(pauses[0] ?? 0, 1)
    expect(heard('medium')).toHaveLength(3)
    expect(heard('low')).toHaveLength(1)
  })

  it('are two soft knocks for a report', () => {
    const knocks = heard('report')
    expect(knocks).toHaveLength(2)
    expect(Math.max(...knocks.map((knock) => knock.seconds))).toBeLessThan(0.15)
    expect(peak(wave('report', RATE))).toBeLessThan(0.6 * peak(wave('low', RATE)))
  })

  it('are two that fall for a lost stream', () => {
    expect(heard('lost')).toHaveLength(2)
    expect(strongest(slice('lost', 1))).toBeLessThan(strongest(slice('lost', 0)) - 100)
  })

  it('tell all kinds apart by number and length alone', () => {
    const rhythms = SOUND_KINDS.map((kind) =>
      heard(kind)
        .map((pulse) => `${pulse.at.toFixed(1)}+${pulse.seconds.toFixed(1)}`)
        .join(' '),
    )
    expect(new Set(rhythms).size).toBe(SOUND_KINDS.length)
  })
})
