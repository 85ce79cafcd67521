import type { Page, Surroundings } from './hub'
import type { Selection, ToWindows, WindowPart, WindowsState } from './messages'

/** The windows are asked so often whether they are there. */
export const BEAT_MS = 5_000

/**
 * One that has let more go by is gone without saying so, within ten seconds: it has crashed, the browser has frozen it,
 * or its last word was lost, as happens to a window that is closed. One that was only slow is back by its next word.
 */
const MISSED = 1

interface Window {
  part: WindowPart
  canSound: boolean
  /** Beats since it was heard of. */
  missed: number
  told: string
}

/**
 * The windows of one browser are one desk: they look at one thing, exactly one of them makes the sound, and one
 * speaks for the desk. When that one goes, the next takes over.
 */
export class Windows {
  private readonly windows = new Map<Page, Window>()
  private selection: Selection = { alert: '', report: '' }
  /** The command page that was used last. */
  private leader: Page | null = null
  private sounding: Page | null = null
  private cancelBeat: (() => void) | null = null

  constructor(private readonly world: Pick<Surroundings, 'later'>) {}

  receive(page: Page, message: ToWindows): void {
    switch (message.kind) {
      case 'window':
        this.join(page, message.part, message.canSound)
        break
      case 'selected':
        this.select(page, message.selection)
        break
      case 'here':
        this.hear(page)
    }
  }

  leave(page: Page): void {
    this.windows.delete(page)
    if (this.windows.size === 0) {
      this.cancelBeat?.()
      this.cancelBeat = null
    }
    this.agree()
  }

  private join(page: Page, part: WindowPart, canSound: boolean): void {
    const known = this.windows.get(page)
    this.windows.set(page, { part, canSound, missed: 0, told: known?.told ?? '' })
    const hasSelection = this.selection.alert !== '' || this.selection.report !== ''
    if (part === 'follows' && known?.part !== 'follows' && hasSelection) {
      page.tell({ kind: 'selection', selection: this.selection })
    }
    this.agree()
    if (this.cancelBeat === null) {
      this.beatLater()
    }
  }

  private select(page: Page, selection: Selection): void {
    const part = this.windows.get(page)?.part
    if (part === undefined || part === 'apart') {
      return
    }
    if (part === 'leads') {
      this.leader = page
    }
    if (selection.alert === this.selection.alert && selection.report === this.selection.report) {
      return
    }
    this.selection = selection
    for (const [other, window] of this.windows) {
      if (other !== page && (window.part === 'follows' || (part === 'follows' && other === this.leader))) {
        other.tell({ kind: 'selection', selection })
      }
    }
  }

  private hear(page: Page): void {
    const window = this.windows.get(page)
    if (window !== undefined) {
      const wasGone = window.missed > MISSED
      window.missed = 0
      if (wasGone) {
        this.agree()
      }
    }
  }

  private beatLater(): void {
    this.cancelBeat = this.world.later(() => {
      for (const window of this.windows.values()) {
        window.missed++
      }
      this.agree()
      const speaker = this.speaker()
      for (const page of this.windows.keys()) {
        page.tell({ kind: 'beat', speaks: page === speaker })
      }
      this.beatLater()
    }, BEAT_MS)
  }

  /** Each window is told what has changed for it. */
  private agree(): void {
    if (
      this.leader === null ||
      !this.isThere(this.leader) ||
      this.windows.get(this.leader)?.part !== 'leads'
    ) {
      this.leader = this.first((window) => window.part === 'leads')
    }
    if (this.sounding === null || !this.isThere(this.sounding) || !this.maySound(this.sounding)) {
      this.sounding = this.first((_, page) => this.maySound(page))
    }
    const ofDesk = [...this.windows.values()].filter(({ part }) => part !== 'apart').length
    for (const [page, window] of this.windows) {
      const windows: WindowsState = {
        sounds: page === this.sounding,
        isHeard: this.sounding !== null,
        isLast: window.part !== 'apart' && ofDesk === 1,
      }
      const told = JSON.stringify(windows)
      if (told !== window.told) {
        window.told = told
        page.tell({ kind: 'windows', windows })
      }
    }
  }

  private speaker(): Page | null {
    return this.leader ?? this.first((window) => window.part !== 'apart')
  }

  private maySound(page: Page): boolean {
    const window = this.windows.get(page)
    return window !== undefined && window.canSound && window.part !== 'apart'
  }

  private isThere(page: Page): boolean {
    const window = this.windows.get(page)
    return window !== undefined && window.missed <= MISSED
  }

  /** In the order in which they came. */
  private first(fits: (window: Window, page: Page) => boolean): Page | null {
    for (const [page, window] of this.windows) {
      if (this.isThere(page) && fits(window, page)) {
        return page
      }
    }
    return null
  }
}
