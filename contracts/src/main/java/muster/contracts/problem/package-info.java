/** What every service answers when it refuses: one catalogue, one form. */
@NullMarked
package muster.contracts.problem;

import org.jspecify.annotations.NullMarked;
