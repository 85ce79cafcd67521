@NullMarked
package muster.benchmarks.alertpath;

import org.jspecify.annotations.NullMarked;
