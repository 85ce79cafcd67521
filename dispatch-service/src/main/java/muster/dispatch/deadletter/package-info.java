/** Where records go that nobody can handle. */
@NullMarked
package muster.dispatch.deadletter;

import org.jspecify.annotations.NullMarked;
