@NullMarked
package muster.volunteer.people.numbering;

import org.jspecify.annotations.NullMarked;
