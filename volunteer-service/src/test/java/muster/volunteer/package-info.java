/** Tests over HTTP against real PostgreSQL, Kafka and tokens. */
@NullMarked
package muster.volunteer;

import org.jspecify.annotations.NullMarked;
