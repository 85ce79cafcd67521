/** Where the gateway begins a login. */
export const LOGIN = '/oauth2/authorization/muster'

/** Where a login ends that was begun beside a page: the window is of no use any more. */
export const SIGNED_IN = '/signed-in'

/** Of the window in which somebody logs in while the page stays. */
export const LOGIN_WINDOW = 'muster-login'
