/** What alerts can be found by. */
@NullMarked
package muster.dispatch.search.postgres;

import org.jspecify.annotations.NullMarked;
