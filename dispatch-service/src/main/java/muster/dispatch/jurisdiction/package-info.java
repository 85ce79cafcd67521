/** Which jurisdictions there are: this service's own copy. */
@NullMarked
package muster.dispatch.jurisdiction;

import org.jspecify.annotations.NullMarked;
