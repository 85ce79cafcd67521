/** What could not be handled, for whoever keeps the service running. */
@NullMarked
package muster.notification.deadletters;

import org.jspecify.annotations.NullMarked;
