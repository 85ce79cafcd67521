@NullMarked
package muster.benchmarks.race;

import org.jspecify.annotations.NullMarked;
