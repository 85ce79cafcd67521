/** Whom to ring up of a team that an alert elsewhere has called. */
@NullMarked
package muster.volunteer.contact;

import org.jspecify.annotations.NullMarked;
