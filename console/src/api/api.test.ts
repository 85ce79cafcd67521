// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { agreed } from './agreement'
import { createApi } from './client'
import { csrfToken } from './csrf'
import { readEvent } from './events'
import { logOut } from './logout'
import { readSession } from './session'

describe('the cookie against forged requests', () => {
  it('is found among others, decoded, and may be missing', () => {
    expect(csrfToken('theme=dark; XSRF-TOKEN=a%3Db; lang=zh')).toBe('a=b')
    expect(csrfToken('XSRF-TOKEN=a=b')).toBe('a=b')
    expect(csrfToken('MY-XSRF-TOKEN=x')).toBe('')
    expect(csrfToken('')).toBe('')
  })
})

describe('a session', () => {
  it('is read as the gateway gives it', () => {
    const answer = {
      subject: 'zhang.dispatcher',
      name: '张伟',
      roles: ['dispatcher', 7],
      jurisdiction: '3203',
      expiresAt: '2022-03-12T20:15:00Z',
      csrfHeader: 'X-XSRF-TOKEN',
    }
    expect(readSession(answer)).toEqual({
      subject: 'zhang.dispatcher',
      name: '张伟',
      roles: ['dispatcher'],
      jurisdiction: '3203',
      expiresAt: '2022-03-12T20:15:00Z',
    })
  })

  it('may be of somebody without a name, a role or a jurisdiction', () => {
    expect(readSession({ subject: 'x' })).toEqual({
      subject: 'x',
      name: 'x',
      roles: [],
      jurisdiction: '',
      expiresAt: '',
    })
  })

  it.each([[null], [{}], [{ subject: '' }], [{ subject: 5 }], ['zhang'], [[]]])(
    'is not guessed from %j',
    (answer) => {
      expect(() => readSession(answer)).toThrow(TypeError)
    },
  )
})

describe('a frame’s data', () => {
  it('is an event only in its whole form', () => {
    const whole = { type: 't', at: 'a', eventId: 'e', topic: 'o', key: 'k', version: 1, event: {} }
    expect(readEvent(JSON.stringify(whole))).toEqual(whole)
    for (const field of ['type', 'at', 'eventId', 'topic', 'event']) {
      expect(readEvent(JSON.stringify({ ...whole, [field]: undefined })), field).toBeNull()
    }
    for (const field of ['type', 'key', 'version', 'event']) {
      expect(readEvent(JSON.stringify({ ...whole, [field]: true })), field).toBeNull()
    }
    expect(readEvent('{')).toBeNull()
    // Of somebody's duty it is not said whose it is.
    const duty = { type: 't', at: 'a', eventId: 'e', topic: 'o', event: { teams: ['t-1'] } }
    expect(readEvent(JSON.stringify(duty))).toEqual(duty)
    expect(readEvent('null')).toBeNull()
    expect(readEvent('"text"')).toBeNull()
  })
})

describe('the client of the services', () => {
  function clientOf(status: number) {
    const sent: Request[] = []
    const told: string[] = []
    const api = createApi({
      baseUrl: 'http://gateway',
      csrf: () => 'the token',
      onUnauthorized: () => told.push('unauthorized'),
      fetch: (request) => {
        sent.push(request)
        return Promise.resolve(Response.json({}, { status }))
      },
    })
    return { api, sent, told }
  }

  it('proves with every change that it is a page of the gateway, and with nothing else', async () => {
    const { api, sent } = clientOf(200)
    await api.GET('/api/alerts')
    await api.POST('/api/tasks/{id}/withdrawal', { params: { path: { id: 't' } }, body: {} } as never)
    expect(sent.map((request) => [request.method, request.headers.get('X-XSRF-TOKEN')])).toEqual([
      ['GET', null],
      ['POST', 'the token'],
    ])
  })

  it('has several values of a filter in one parameter', async () => {
    const { api, sent } = clientOf(200)
    await api.GET('/api/alerts', { params: { query: { status: ['CALLING', 'COVERED'], tasks: false } } })
    expect(sent.map((request) => new URL(request.url).search)).toEqual([
      '?status=CALLING,COVERED&tasks=false',
    ])
  })

  it('tells of a session that is gone, and of no other refusal', async () => {
    const refused = clientOf(401)
    await refused.api.GET('/api/alerts')
    expect(refused.told).toEqual(['unauthorized'])
    const other = clientOf(403)
    await other.api.GET('/api/alerts')
    expect(other.told).toEqual([])
  })

  it('has types on which the services and the events agree', () => {
    expect(agreed).not.toContain(false)
  })
})

describe('logging out', () => {
  function gateway(...answers: Response[]) {
    const asked: string[] = []
    return {
      asked,
      csrf: () => `token ${asked.length}`,
      fetch: (address: string, init: RequestInit) => {
        const token = new Headers(init.headers).get('X-XSRF-TOKEN')
        asked.push(`${init.method ?? 'GET'} ${address}${token === null ? '' : ` (${token})`}`)
        const answer = answers.shift()
        return answer === undefined ? Promise.reject(new TypeError('no network')) : Promise.resolve(answer)
      },
    }
  }

  it('goes where the gateway says, by either way of saying it, else to the beginning', async () => {
    const issuer = 'http://issuer/connect/logout?x=1'
    await expect(logOut(gateway(Response.json({ location: issuer })))).resolves.toBe(issuer)
    await expect(
      logOut(gateway(new Response(null, { status: 204, headers: { Location: issuer } }))),
    ).resolves.toBe(issuer)
    await expect(logOut(gateway(new Response(null, { status: 204 })))).resolves.toBe('/')
    await expect(logOut(gateway(Response.json({})))).resolves.toBe('/')
  })

  it('gets itself the token of the session that is now, once', async () => {
    const one = gateway(
      new Response('', { status: 403 }),
      Response.json({}),
      new Response(null, { status: 204 }),
    )
    await logOut(one)
    expect(one.asked).toEqual(['POST /logout (token 0)', 'GET /api/session', 'POST /logout (token 2)'])
    const never = gateway(
      new Response('', { status: 403 }),
      Response.json({}),
      new Response('', { status: 403 }),
    )
    await expect(logOut(never)).rejects.toThrow('403')
  })

  it('is done when somebody else has done it, and not known when nobody answers', async () => {
    await expect(logOut(gateway(new Response('', { status: 401 })))).resolves.toBe('/')
    await expect(logOut(gateway())).rejects.toThrow('no network')
    await expect(logOut(gateway(new Response('', { status: 503 })))).rejects.toThrow('503')
  })
})
