/** Which team was called by which alert, as dispatch-service has told it. */
@NullMarked
package muster.volunteer.contact.kafka;

import org.jspecify.annotations.NullMarked;
