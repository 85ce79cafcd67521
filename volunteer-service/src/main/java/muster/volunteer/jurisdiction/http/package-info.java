/** REST endpoints of jurisdictions. */
@NullMarked
package muster.volunteer.jurisdiction.http;

import org.jspecify.annotations.NullMarked;
