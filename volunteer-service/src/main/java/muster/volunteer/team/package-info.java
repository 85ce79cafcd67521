/** Volunteer teams and their members. Plain CRUD. */
@NullMarked
package muster.volunteer.team;

import org.jspecify.annotations.NullMarked;
