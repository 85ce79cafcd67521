/** What the architecture rules must find fault with. */
@NullMarked
package muster.volunteer.unruly;

import org.jspecify.annotations.NullMarked;
