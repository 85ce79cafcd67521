/** Xuzhou at its full size, as what is measured needs it. */
@NullMarked
package muster.benchmarks.city;

import org.jspecify.annotations.NullMarked;
