/** Searches over HTTP. */
@NullMarked
package muster.dispatch.search.http;

import org.jspecify.annotations.NullMarked;
