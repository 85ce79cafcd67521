/**
 * Stories told to the whole stack from outside: HTTP and event streams only, every service a
 * process of its own. Each story has a place of its own, so they do not disturb each other; the
 * clock of the deadlines is moved, never slept on.
 */
@NullMarked
package muster.systemtests;

import org.jspecify.annotations.NullMarked;
