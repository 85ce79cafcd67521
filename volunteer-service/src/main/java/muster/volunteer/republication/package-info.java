/** What stands on the compacted topics is told again from time to time. */
@NullMarked
package muster.volunteer.republication;

import org.jspecify.annotations.NullMarked;
