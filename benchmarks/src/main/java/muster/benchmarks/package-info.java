/** How fast Muster is: runs the benchmarks, prints and keeps their results. */
@NullMarked
package muster.benchmarks;

import org.jspecify.annotations.NullMarked;
