/** Numbering plans of the world, as libphonenumber knows them. */
@NullMarked
package muster.volunteer.people.numbering;

import org.jspecify.annotations.NullMarked;
