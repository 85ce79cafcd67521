@NullMarked
package muster.benchmarks;

import org.jspecify.annotations.NullMarked;
