/** How much one session or address may ask for. */
@NullMarked
package muster.gateway.limit;

import org.jspecify.annotations.NullMarked;
