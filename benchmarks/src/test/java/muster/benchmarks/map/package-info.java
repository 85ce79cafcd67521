@NullMarked
package muster.benchmarks.map;

import org.jspecify.annotations.NullMarked;
