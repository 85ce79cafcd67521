/** Who is on duty, and where: the one feature here with rules of its own. */
@NullMarked
package muster.volunteer.presence;

import org.jspecify.annotations.NullMarked;
