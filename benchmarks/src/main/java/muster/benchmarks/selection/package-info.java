/** How long the team index takes to find the nearest teams. */
@NullMarked
package muster.benchmarks.selection;

import org.jspecify.annotations.NullMarked;
