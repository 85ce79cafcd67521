import type { Page } from '@playwright/test'
import { cancel, issueAlert } from './command-center'
import { expect, logIn, LOOKS, picture, test } from './story'

/** Pages, and what of a page is there once it is drawn. */
const PAGES = [
  ['command', '/', '[data-region=alerts]'],
  ['events', '/?page=events', '#events'],
  ['system', '/?page=system', '[data-service]'],
  ['registry', '/?page=registry', '[role=treeitem]'],
] as const

/**
 * All colours that are to be seen on the page and are no token's, each with an element that has it. Transparent is
 * none, and a shadow is black that is seen through.
 */
async function foreignColours(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const probe = document.createElement('i')
    document.body.append(probe)
    const asComputed = (value: string): string => {
      probe.style.color = value
      return getComputedStyle(probe).color
    }
    const tokens = new Set<string>()
    for (const sheet of document.styleSheets) {
      const rules = [...sheet.cssRules].flatMap((rule) =>
        'cssRules' in rule ? [rule, ...(rule as CSSGroupingRule).cssRules] : [rule],
      )
      for (const rule of rules) {
        if (rule instanceof CSSStyleRule && rule.selectorText.includes(':root')) {
          for (const name of rule.style) {
            const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim()
            if (name.startsWith('--') && CSS.supports('color', value)) {
              tokens.add(asComputed(value))
            }
          }
        }
      }
    }
    probe.remove()
    const foreign = new Map<string, string>()
    const check = (value: string, element: Element, property: string): void => {
      for (const colour of value.match(/(?:rgba?|hsla?|color|oklch|lab)\([^)]*\)|#[0-9a-f]{3,8}/gi) ?? []) {
        const isUnseen = /^rgba\(.*, 0\)$/.test(colour)
        const isShadow = property === 'box-shadow' && /^rgba\(0, 0, 0, [\d.]+\)$/.test(colour)
        if (!isUnseen && !isShadow && !tokens.has(colour)) {
          foreign.set(`${property} ${colour}`, `${element.tagName.toLowerCase()}.${element.className}`)
        }
      }
    }
    const drawn = ['fill', 'stroke']
    const edges = ['top', 'right', 'bottom', 'left']
    for (const element of document.querySelectorAll('body, body *')) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
        continue
      }
      const style = getComputedStyle(element)
      ;['color', 'background-color', 'background-image', 'box-shadow', 'text-decoration-color'].forEach(
        (name) => {
          check(style.getPropertyValue(name), element, name)
        },
      )
      for (const edge of edges) {
        if (style.getPropertyValue(`border-${edge}-width`) !== '0px') {
          check(style.getPropertyValue(`border-${edge}-color`), element, `border-${edge}-color`)
        }
      }
      if (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') {
        check(style.outlineColor, element, 'outline-color')
      }
      if (element instanceof SVGGeometryElement || element instanceof SVGTextContentElement) {
        drawn.forEach((name) => {
          check(style.getPropertyValue(name), element, name)
        })
      }
    }
    if (tokens.size < 10) {
      foreign.set(`only ${tokens.size} tokens were found`, 'html')
    }
    return [...foreign].map(([colour, of]) => `${colour} of ${of}`).sort()
  })
}

for (const [locale, colorScheme] of LOOKS) {
  test.describe(`in ${locale}, ${colorScheme}`, () => {
    test.use({ locale, colorScheme })

    test('every colour is a token, and all is told apart without any', async ({ page }) => {
      test.slow()
      await logIn(page)
      const alert = await issueAlert()
      const found: Record<string, string[]> = {}
      for (const [name, address, sign] of PAGES) {
        await page.goto(address)
        await expect(page.locator(sign).first()).toBeVisible()
        found[name] = await foreignColours(page)
      }
      await page.goto(`/?alert=${alert.id}`)
      await expect(page.locator('article[data-state=shown]')).toContainText(String(alert.number))
      found['board'] = await foreignColours(page)
      expect(found).toEqual({ command: [], events: [], system: [], registry: [], board: [] })
      // By the document's own interface: a style of a story's is none that the page lets in.
      await page.locator('html').evaluate((html) => {
        html.style.filter = 'grayscale(1)'
      })
      await picture(page, `grey-${colorScheme}`)
      await cancel(alert)
    })
  })
}
