/** The commands of {@code ./muster}. */
@NullMarked
package muster.demo.command;

import org.jspecify.annotations.NullMarked;
