@NullMarked
package muster.benchmarks.selection;

import org.jspecify.annotations.NullMarked;
