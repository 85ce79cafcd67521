import { onScopeDispose, readonly, shallowRef, type ShallowRef } from 'vue'
import { onSoundChange, soundState, test, unlock } from '../../alarm/sound'
import { kept, keep } from '../../ui/kept'

const KEPT = 'shift'
const TOUCHES = ['pointerdown', 'keydown'] as const

export interface Shift {
  /** A browser is mute until somebody has touched its page. */
  readonly canSound: Readonly<ShallowRef<boolean>>
  /** It was tried, and this browser cannot. */
  readonly isMute: Readonly<ShallowRef<boolean>>
  /** Plays the test sound. To be called within a touch. */
  readonly begin: () => Promise<void>
}

/** For as long as the component lives. A shift that was begun at this desk goes on after a reload, with the first touch. */
export function useShift(): Shift {
  const canSound = shallowRef(false)
  const isMute = shallowRef(false)

  function look(): void {
    canSound.value = soundState() === 'running'
    isMute.value = soundState() === 'absent'
  }

  async function begin(): Promise<void> {
    if (await unlock()) {
      test()
      keep(KEPT, 'begun')
    }
    look()
  }

  function goOn(): void {
    if (!canSound.value) {
      void unlock().then(look)
    }
  }

  onSoundChange(look)
  if (kept(KEPT) === 'begun') {
    goOn()
    for (const touch of TOUCHES) {
      window.addEventListener(touch, goOn, { capture: true })
    }
    onScopeDispose(() => {
      for (const touch of TOUCHES) {
        window.removeEventListener(touch, goOn, { capture: true })
      }
    })
  }
  return { canSound: readonly(canSound), isMute: readonly(isMute), begin }
}
