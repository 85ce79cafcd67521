/** Keeps what the map is drawn from. */
@NullMarked
package muster.dispatch.map.command;

import org.jspecify.annotations.NullMarked;
