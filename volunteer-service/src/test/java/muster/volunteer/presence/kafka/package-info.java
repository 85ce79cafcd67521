@NullMarked
package muster.volunteer.presence.kafka;

import org.jspecify.annotations.NullMarked;
