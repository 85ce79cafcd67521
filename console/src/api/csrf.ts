/** What the gateway asks of every change: the value of a cookie that only pages of its own origin can read. */
export const CSRF_HEADER = 'X-XSRF-TOKEN'

const COOKIE = 'XSRF-TOKEN'

/** @returns an empty text where there is no such cookie yet */
export function csrfToken(cookies: string = document.cookie): string {
  for (const cookie of cookies.split(';')) {
    const [name, ...value] = cookie.trim().split('=')
    if (name === COOKIE) {
      return decodeURIComponent(value.join('='))
    }
  }
  return ''
}
