@NullMarked
package muster.volunteer.people.postgres;

import org.jspecify.annotations.NullMarked;
