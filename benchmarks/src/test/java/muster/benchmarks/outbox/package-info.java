@NullMarked
package muster.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
