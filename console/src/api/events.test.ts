// @vitest-environment node
import { expect, it } from 'vitest'
import served from '../../../notification-service/src/main/openapi/openapi.json'
import { FrameReader } from '../stream/frames'
import { isKnown, readEvent, type StreamEvent } from './events'

/** All that this page knows of a frame; the compiler holds it complete. */
const FIELDS: Record<keyof StreamEvent, true> = {
  type: true,
  at: true,
  eventId: true,
  topic: true,
  key: true,
  version: true,
  alertId: true,
  number: true,
  exercise: true,
  alarm: true,
  guest: true,
  jurisdiction: true,
  category: true,
  event: true,
}

const { examples } = served.paths['/api/stream/events'].get.responses['200'].content['text/event-stream']

it('the frame that the service’s description shows is one that the pages read whole', () => {
  const frames = Object.values(examples).flatMap(({ value }) => new FrameReader().push(value))
  expect(frames.length).toBeGreaterThan(0)
  for (const frame of frames) {
    const event = readEvent(frame.data ?? '')
    expect(event).not.toBeNull()
    expect(event?.type).toBe(frame.event)
    expect(event !== null && isKnown(event)).toBe(true)
    expect(Object.keys(FIELDS)).toEqual(expect.arrayContaining(Object.keys(event ?? {})))
    expect(frame.id).toMatch(/^[\w.~]+$/)
  }
})
