/** What is to be known of the topic of presence. */
@NullMarked
package muster.volunteer.presence.kafka;

import org.jspecify.annotations.NullMarked;
