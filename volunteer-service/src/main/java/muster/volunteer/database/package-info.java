/** How this service works with its database: transactions, and statements about many rows. */
@NullMarked
package muster.volunteer.database;

import org.jspecify.annotations.NullMarked;
