/** Who read whose personal data, and when. */
@NullMarked
package muster.volunteer.audit;

import org.jspecify.annotations.NullMarked;
