/** REST endpoints of presence. */
@NullMarked
package muster.volunteer.presence.http;

import org.jspecify.annotations.NullMarked;
