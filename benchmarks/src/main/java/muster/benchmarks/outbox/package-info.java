/** How many events the outbox carries to the broker. */
@NullMarked
package muster.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
