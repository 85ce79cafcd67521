/** From what one person does in the console to what another one sees there. */
@NullMarked
package muster.benchmarks.faces;

import org.jspecify.annotations.NullMarked;
