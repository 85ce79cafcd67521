/** Teams in PostgreSQL. */
@NullMarked
package muster.volunteer.team.postgres;

import org.jspecify.annotations.NullMarked;
