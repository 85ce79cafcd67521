/** Where the gateway begins a login. */
export const LOGIN = '/oauth2/authorization/muster'

/** Of the window in which somebody logs in while the page stays. */
export const LOGIN_WINDOW = 'muster-login'
