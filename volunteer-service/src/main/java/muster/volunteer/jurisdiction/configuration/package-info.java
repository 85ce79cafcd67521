/** Settings and wiring. */
@NullMarked
package muster.volunteer.jurisdiction.configuration;

import org.jspecify.annotations.NullMarked;
