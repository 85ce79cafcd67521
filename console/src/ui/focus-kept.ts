import { onScopeDispose } from 'vue'

/** Parts of a page that say where one is, by their name or their heading. */
const HOMES = 'dialog[open], article, section, form[aria-label], [role=group], [data-region], main'
/** Others who have something to focus are first. */
const PAUSE_MS = 50
/** A button that waits for the answer is mostly there again. */
const PATIENCE_MS = 2_000

/**
 * Where the focus was goes away, or can have it no more: then it goes to what opened that part, else to the nearest part
 * that is left. Nobody is thrown back to the page's beginning. For as long as the component lives.
 */
export function keepFocus(): void {
  /** Where the focus was last: the element, then what it lies in. */
  let trail: readonly Element[] = []
  let standIn: Element | null = null
  let goesByHand = false
  let lostSince: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const openers = new WeakMap<Element, HTMLElement>()

  function focused({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement) || target === standIn || target === document.body) {
      return
    }
    const before = trail[0]
    standIn = null
    lostSince = null
    trail = [...lineOf(target)]
    if (!goesByHand) {
      remember(before)
    }
  }

  /** What was entered by no hand has been opened from where the focus was. */
  function remember(before: Element | undefined): void {
    for (const part of trail) {
      if (before !== undefined && part.contains(before)) {
        return
      }
      if (before instanceof HTMLElement) {
        openers.set(part, before)
      } else {
        openers.delete(part)
      }
    }
  }

  function left({ target, relatedTarget }: FocusEvent): void {
    if (goesByHand && relatedTarget === null && target instanceof HTMLElement && isUsable(target)) {
      // Somebody has clicked at nothing: there the focus is nowhere, and may be.
      trail = []
      standIn = null
    }
  }

  function byHand(event: Event): void {
    goesByHand = !(event instanceof KeyboardEvent) || event.key === 'Tab'
    setTimeout(() => {
      goesByHand = false
    })
  }

  function look(): void {
    timer ??= setTimeout(check, PAUSE_MS)
  }

  function check(): void {
    timer = undefined
    const [last] = trail
    const active = document.activeElement
    const isNowhere = active === null || active === document.body || active === standIn || active === last
    if (!(last instanceof HTMLElement) || !isNowhere) {
      return
    }
    if (isUsable(last)) {
      lostSince = null
      standIn = null
      if (active !== last) {
        last.focus()
      }
      return
    }
    if (standIn !== null && active === standIn && isUsable(standIn)) {
      return
    }
    lostSince ??= Date.now()
    const waits = isDisabled(last) ? lostSince + PATIENCE_MS - Date.now() : 0
    if (waits > 0) {
      timer = setTimeout(check, waits)
      return
    }
    goOn(last)
  }

  function goOn(last: HTMLElement): void {
    const gone = trail.filter((part) => !isUsable(part))
    const opener = gone.map((part) => openers.get(part)).find((one) => one !== undefined && isUsable(one))
    const home = trail.find((part) => isUsable(part) && part.matches(HOMES))
    const next = opener ?? (home instanceof HTMLElement ? placeOf(home) : null)
    if (next === null) {
      return
    }
    if (last.isConnected && next !== opener) {
      // It may come back: until then something else has the focus in its place.
      standIn = next
    }
    next.focus()
  }

  const observer = new MutationObserver(look)
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'inert', 'open', 'style'],
  })
  document.addEventListener('focusin', focused)
  document.addEventListener('focusout', left)
  document.addEventListener('pointerdown', byHand, true)
  document.addEventListener('keydown', byHand, true)
  onScopeDispose(() => {
    observer.disconnect()
    clearTimeout(timer)
    document.removeEventListener('focusin', focused)
    document.removeEventListener('focusout', left)
    document.removeEventListener('pointerdown', byHand, true)
    document.removeEventListener('keydown', byHand, true)
  })
}

/** The page has become another one, or what somebody has asked for is there: its heading is read. */
export function focusHeadingOf(part: HTMLElement): void {
  placeOf(part).focus()
}

/** Its heading, else itself. */
function placeOf(home: HTMLElement): HTMLElement {
  const heading = home.matches('[role=group]') ? null : home.querySelector<HTMLElement>('h1, h2, h3')
  const place = heading ?? home
  if (!place.hasAttribute('tabindex')) {
    place.tabIndex = -1
  }
  return place
}

function isUsable(element: Element): boolean {
  return (
    element.isConnected &&
    !isDisabled(element) &&
    [...lineOf(element)].every(
      (part) =>
        !part.hasAttribute('hidden') &&
        !part.hasAttribute('inert') &&
        (part as HTMLElement).style.display !== 'none',
    )
  )
}

function isDisabled(element: Element): boolean {
  return element.isConnected && element.matches(':disabled, [disabled]')
}

function* lineOf(element: Element): Generator<Element> {
  for (
    let part: Element | null = element;
    part !== null && part !== document.body;
    part = part.parentElement
  ) {
    yield part
  }
}
