import { beforeEach, describe, expect, it, vi } from 'vitest'
import { LEAST_VOLUME, setVolume, speaker, volume } from './sound'

/** As much of Web Audio as is used. */
class FakeContext extends EventTarget {
  state: 'suspended' | 'running' = 'suspended'
  readonly sampleRate = 8_000
  readonly destination = {}
  readonly started: { length: number; gain: number }[] = []
  mayResume = true

  resume(): Promise<void> {
    if (!this.mayResume) {
      return Promise.reject(new DOMException('not touched'))
    }
    this.state = 'running'
    this.dispatchEvent(new Event('statechange'))
    return Promise.resolve()
  }

  createBuffer(_channels: number, length: number) {
    return { length, copyToChannel: vi.fn() }
  }

  createGain() {
    return { gain: { value: 1 }, connect: () => undefined }
  }

  createBufferSource() {
    const source = {
      buffer: null as { length: number } | null,
      gain: { gain: { value: 0 } },
      connect: (gain: { gain: { value: number }; connect: () => void }) => {
        source.gain = gain
        return gain
      },
      start: () => {
        this.started.push({ length: source.buffer?.length ?? 0, gain: source.gain.gain.value })
      },
    }
    return source
  }
}

function open() {
  const context = new FakeContext()
  return { context, speaker: speaker(() => context as unknown as AudioContext) }
}

beforeEach(() => {
  localStorage.clear()
})

describe('the speaker', () => {
  it('is mute until it is unlocked, and says so', async () => {
    const { context, speaker: muted } = open()
    expect(muted.state()).toBe('locked')
    expect(muted.play('high')).toBe(false)
    const changed = vi.fn()
    muted.onChange(changed)
    await expect(muted.unlock()).resolves.toBe(true)
    expect(changed).toHaveBeenCalled()
    expect(muted.state()).toBe('running')
    expect(muted.play('high')).toBe(true)
    expect(context.started).toHaveLength(1)
  })

  it('says when the browser does not let it sound', async () => {
    const { context, speaker: muted } = open()
    context.mayResume = false
    await expect(muted.unlock()).resolves.toBe(false)
    expect(muted.state()).toBe('locked')
    const absent = speaker(() => {
      throw new TypeError('AudioContext is not a constructor')
    })
    expect(absent.state()).toBe('absent')
    expect(absent.play('low')).toBe(false)
    await expect(absent.unlock()).resolves.toBe(false)
  })

  it('plays as loud as the desk has it, and never below 30 %', async () => {
    const { context, speaker: loud } = open()
    await loud.unlock()
    loud.play('low')
    setVolume(0.5)
    loud.play('low')
    setVolume(0)
    loud.play('low')
    localStorage.setItem('muster.alarm-volume', 'nonsense')
    loud.play('low')
    expect(context.started.map(({ gain }) => gain)).toEqual([1, 0.5, LEAST_VOLUME, 1])
    expect(volume()).toBe(1)
  })
})
