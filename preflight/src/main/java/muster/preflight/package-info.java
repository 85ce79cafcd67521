/**
 * What a service checks before it starts: settings that can't be right, and the neighbours that it
 * can't work without. What waiting can't mend is told at once, what may still come is waited for.
 */
@NullMarked
package muster.preflight;

import org.jspecify.annotations.NullMarked;
