// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { parseCoordinates } from './coordinates'

function read(text: string): string {
  const found = parseCoordinates(text)
  return found === null
    ? '-'
    : `${found.latitude.toFixed(5)} ${found.longitude.toFixed(5)} ${found.datum ?? '?'}`
}

describe('coordinates that somebody types', () => {
  it.each([
    ['34.29247, 117.33915', '34.29247 117.33915 ?'],
    ['34.29247 117.33915', '34.29247 117.33915 ?'],
    ['34.29247，117.33915', '34.29247 117.33915 ?'],
    ['(34.29247, 117.33915)', '34.29247 117.33915 ?'],
    ['34.29247N 117.33915E', '34.29247 117.33915 ?'],
    ['34.29247°N, 117.33915°E', '34.29247 117.33915 ?'],
    ['34°17\'32.9"N 117°20\'20.9"E', '34.29247 117.33914 ?'],
    ['34°17′N, 117°20′E', '34.28333 117.33333 ?'],
    ['-33.85, 151.21', '-33.85000 151.21000 ?'],
    ['33.85S 151.21E', '-33.85000 151.21000 ?'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('may come longitude first, as map services of China give them', () => {
    expect(read('117.33915,34.29247')).toBe('34.29247 117.33915 ?')
    expect(read('117.33915E 34.29247N')).toBe('34.29247 117.33915 ?')
  })

  it.each([
    ['34.29247, 117.33915 WGS84', '34.29247 117.33915 WGS84'],
    ['34.29247, 117.33915 (GCJ-02)', '34.29247 117.33915 GCJ02'],
    ['gcj02 34.29247, 117.33915', '34.29247 117.33915 GCJ02'],
    ['BD-09: 34.29247,117.33915', '34.29247 117.33915 BD09'],
    ['34.29247, 117.33915 GCJ84', '34.29247 117.33915 ?'],
  ])('may name their datum: %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    '',
    'xizhu',
    '34.29247',
    '40317',
    '320371003209',
    '13800000000',
    '34 xizhu 117',
    '91, 117',
    '0, 0',
  ])('are not %j', (text) => {
    expect(read(text)).toBe('-')
  })

  it('are refused where both halves are of one side', () => {
    expect(read('34.2N 117.3N')).toBe('-')
    expect(read('117.3E 34.2E')).toBe('-')
  })
})
