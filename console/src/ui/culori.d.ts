/** As much of it as the test of the colours uses; the package brings no types. */
declare module 'culori' {
  /** Parts from 0 to 1; `lrgb` of light, `rgb` as screens are sent it. */
  export interface Rgb {
    readonly mode: 'rgb' | 'lrgb'
    readonly r: number
    readonly g: number
    readonly b: number
  }
  type Colour = string | Rgb
  type Sight = (seen: Rgb) => Rgb
  export function converter(mode: 'lrgb'): (colour: Colour) => Rgb
  export function wcagContrast(one: Colour, other: Colour): number
  export function differenceCiede2000(): (one: Colour, other: Colour) => number
  export function filterDeficiencyProt(severity: number): Sight
  export function filterDeficiencyDeuter(severity: number): Sight
  export function filterDeficiencyTrit(severity: number): Sight
}
