/** REST endpoints of teams. */
@NullMarked
package muster.volunteer.team.http;

import org.jspecify.annotations.NullMarked;
