/** Events on their way to Kafka. */
@NullMarked
package muster.dispatch.event;

import org.jspecify.annotations.NullMarked;
