/** Jurisdictions in PostgreSQL. */
@NullMarked
package muster.volunteer.jurisdiction.postgres;

import org.jspecify.annotations.NullMarked;
