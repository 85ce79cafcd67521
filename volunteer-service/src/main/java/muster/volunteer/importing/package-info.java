/** Bulk imports: lines in, batches to a store, a report with an error per bad line. */
@NullMarked
package muster.volunteer.importing;

import org.jspecify.annotations.NullMarked;
