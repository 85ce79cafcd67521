/** How far it has come, in PostgreSQL. */
@NullMarked
package muster.volunteer.republication.postgres;

import org.jspecify.annotations.NullMarked;
