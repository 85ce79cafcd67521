import { onScopeDispose } from 'vue'

/** Regions that `F6` goes through, in the order of the page: `[data-region]`. */
const SELECTOR = '[data-region]'

const lastFocused = new WeakMap<Element, HTMLElement>()

/** Each region remembers where the focus was in it. For as long as the component lives. */
export function rememberFocus(): void {
  const focused = ({ target }: FocusEvent) => {
    const region = target instanceof HTMLElement ? target.closest(SELECTOR) : null
    if (region !== null && region !== target) {
      lastFocused.set(region, target as HTMLElement)
    }
  }
  document.addEventListener('focusin', focused)
  onScopeDispose(() => {
    document.removeEventListener('focusin', focused)
  })
}

/** @param step 1 forward, -1 back */
export function goToNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(SELECTOR)].filter(hasSomething)
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const next = at === -1 ? (step === 1 ? 0 : regions.length - 1) : at + step
  const region = regions[(next + regions.length) % regions.length]
  if (region !== undefined) {
    focusIn(region)
  }
}

export function goToRegion(name: string): void {
  const region = document.querySelector<HTMLElement>(`[data-region="${name}"]`)
  if (region !== null && !region.contains(document.activeElement)) {
    focusIn(region)
  }
}

/** Whether the focus has nowhere to be: what had it is gone. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** A region without anything in it, such as the line of alarms while there is none. */
function hasSomething(region: HTMLElement): boolean {
  return region.textContent.trim() !== ''
}

/** Where the focus was the last time; else the pane itself, whose name is read then. */
function focusIn(region: HTMLElement): void {
  const last = lastFocused.get(region)
  if (last !== undefined && region.contains(last)) {
    last.focus()
    return
  }
  const pane = region.hasAttribute('tabindex')
    ? region
    : ((region.firstElementChild as HTMLElement | null) ?? region)
  if (!pane.hasAttribute('tabindex')) {
    pane.tabIndex = -1
  }
  pane.focus()
}
