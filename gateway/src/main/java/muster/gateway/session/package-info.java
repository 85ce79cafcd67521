/** Sessions of people: how long they last and whose tokens they hold. */
@NullMarked
package muster.gateway.session;

import org.jspecify.annotations.NullMarked;
