/** Settings and wiring. */
@NullMarked
package muster.volunteer.presence.configuration;

import org.jspecify.annotations.NullMarked;
