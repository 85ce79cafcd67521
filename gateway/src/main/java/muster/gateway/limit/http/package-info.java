/** The limits in front of everything. */
@NullMarked
package muster.gateway.limit.http;

import org.jspecify.annotations.NullMarked;
