/** What the gateway adds to a stream, and how many it carries. */
@NullMarked
package muster.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
