/** Finds alerts and teams by what somebody types. */
@NullMarked
package muster.dispatch.search;

import org.jspecify.annotations.NullMarked;
