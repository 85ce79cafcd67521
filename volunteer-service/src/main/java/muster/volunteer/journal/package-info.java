/** The way out for events: the outbox table and its relay. */
@NullMarked
package muster.volunteer.journal;

import org.jspecify.annotations.NullMarked;
