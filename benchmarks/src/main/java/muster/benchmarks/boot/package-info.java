/** How long dispatch-service takes until it knows all teams. */
@NullMarked
package muster.benchmarks.boot;

import org.jspecify.annotations.NullMarked;
