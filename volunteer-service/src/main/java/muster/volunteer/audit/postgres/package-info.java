/** The record of reads in PostgreSQL. */
@NullMarked
package muster.volunteer.audit.postgres;

import org.jspecify.annotations.NullMarked;
