/** Presence in PostgreSQL. */
@NullMarked
package muster.volunteer.presence.postgres;

import org.jspecify.annotations.NullMarked;
