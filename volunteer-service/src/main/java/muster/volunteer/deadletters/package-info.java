/** What could not be published, for whoever keeps the service running. */
@NullMarked
package muster.volunteer.deadletters;

import org.jspecify.annotations.NullMarked;
