/** How this service works with its database: transactions, and statements about many rows. */
@NullMarked
package muster.volunteer.journal;

import org.jspecify.annotations.NullMarked;
