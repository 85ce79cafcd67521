/** Settings and wiring. */
@NullMarked
package muster.volunteer.people.configuration;

import org.jspecify.annotations.NullMarked;
