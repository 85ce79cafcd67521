/** Settings and wiring. */
@NullMarked
package muster.volunteer.team.configuration;

import org.jspecify.annotations.NullMarked;
