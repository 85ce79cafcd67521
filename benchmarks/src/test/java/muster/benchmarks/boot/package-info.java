@NullMarked
package muster.benchmarks.boot;

import org.jspecify.annotations.NullMarked;
