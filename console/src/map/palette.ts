/** The tokens that a map is drawn with: it has no other colours. */
export const MAP_TOKENS = [
  'ground',
  'pane',
  'raised',
  'ink',
  'ink2',
  'ink3',
  'edge',
  'line',
  'go',
  'there',
  'warn',
  'alarm',
  'fill-alarm',
  'on-alarm',
  'fill-warn',
  'on-warn',
] as const
export type MapToken = (typeof MAP_TOKENS)[number]
export type Palette = Readonly<Record<MapToken, string>>

/** As the page has them at this moment. */
export function readPalette(
  style: CSSStyleDeclaration = getComputedStyle(document.documentElement),
): Palette {
  return Object.fromEntries(
    MAP_TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim()]),
  ) as Record<MapToken, string>
}

/** Told when the theme changes: by the desk, or by the machine. @returns what ends it */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] })
  const scheme = window.matchMedia('(prefers-color-scheme: light)')
  scheme.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    scheme.removeEventListener('change', changed)
  }
}

/** Whether the ground is dark, of a colour as the tokens write it: #rgb or #rrggbb. */
export function isDark(palette: Palette): boolean {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(palette.ground)?.[1]
  if (digits === undefined) {
    return false
  }
  const wide = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => parseInt(wide.slice(at, at + 2), 16))
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128
}
