import type { Priority } from '../alarm/alarm'
import type { Palette } from './palette'

/** Twice as many pixels as it is wide, for sharp screens. */
export const ICON_PIXELS = 40
export const ICON_RATIO = 2

interface Shape {
  readonly corners: readonly (readonly [number, number])[]
  readonly fill: string
  readonly line: string
  readonly digit: string
  readonly baseline: number
}

/** The same shapes as `AlarmMark.vue` has, on a field of 20 by 20. */
export function shapeOf(priority: Priority, palette: Palette): Shape {
  switch (priority) {
    case 1:
      return {
        corners: [
          [6, 1],
          [14, 1],
          [19, 6],
          [19, 14],
          [14, 19],
          [6, 19],
          [1, 14],
          [1, 6],
        ],
        fill: palette['fill-alarm'],
        line: palette['on-alarm'],
        digit: palette['on-alarm'],
        baseline: 14.5,
      }
    case 2:
      return {
        corners: [
          [10, 1],
          [19.5, 18.5],
          [0.5, 18.5],
        ],
        fill: palette['fill-warn'],
        line: palette['on-warn'],
        digit: palette['on-warn'],
        baseline: 16,
      }
    case 3:
      return { corners: [], fill: palette.pane, line: palette.ink, digit: palette.ink, baseline: 14.5 }
  }
}

/** Null where the browser draws nothing. */
export function drawIcon(priority: Priority, palette: Palette): ImageData | null {
  const canvas = document.createElement('canvas')
  canvas.width = ICON_PIXELS
  canvas.height = ICON_PIXELS
  const pen = canvas.getContext('2d')
  if (pen === null) {
    return null
  }
  const shape = shapeOf(priority, palette)
  pen.scale(ICON_RATIO, ICON_RATIO)
  pen.beginPath()
  if (shape.corners.length === 0) {
    pen.arc(10, 10, 8.5, 0, 2 * Math.PI)
  } else {
    shape.corners.forEach(([x, y]) => {
      pen.lineTo(x, y)
    })
    pen.closePath()
  }
  pen.fillStyle = shape.fill
  pen.fill()
  pen.strokeStyle = shape.line
  pen.lineWidth = priority === 3 ? 2 : 1
  pen.stroke()
  pen.fillStyle = shape.digit
  pen.font = '600 12px sans-serif'
  pen.textAlign = 'center'
  pen.fillText(String(priority), 10, shape.baseline)
  return pen.getImageData(0, 0, ICON_PIXELS, ICON_PIXELS)
}
