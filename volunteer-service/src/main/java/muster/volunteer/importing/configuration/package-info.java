/** Settings and wiring. */
@NullMarked
package muster.volunteer.importing.configuration;

import org.jspecify.annotations.NullMarked;
