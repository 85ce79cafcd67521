/** REST endpoints of volunteers. */
@NullMarked
package muster.volunteer.people.http;

import org.jspecify.annotations.NullMarked;
