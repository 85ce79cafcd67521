/** Registered volunteers: personal data, so each read leaves a trace. Plain CRUD. */
@NullMarked
package muster.volunteer.people;

import org.jspecify.annotations.NullMarked;
