/** Reading Kafka, the same in all services; each framework's part lies beneath. */
@NullMarked
package muster.eventintake;

import org.jspecify.annotations.NullMarked;
