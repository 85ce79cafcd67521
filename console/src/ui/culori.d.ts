/** As much of it as the test of the colours uses; the package brings no types. */
declare module 'culori' {
  type Colour = string | { readonly mode: string }
  export function wcagContrast(one: Colour, other: Colour): number
  export function differenceCiede2000(): (one: Colour, other: Colour) => number
  type Sight = (seen: Colour) => Colour
  export function filterDeficiencyProt(severity: number): Sight
  export function filterDeficiencyDeuter(severity: number): Sight
  export function filterDeficiencyTrit(severity: number): Sight
}
