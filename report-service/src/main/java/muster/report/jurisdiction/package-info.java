/** Which jurisdictions there are: this service's own copy. */
@NullMarked
package muster.report.jurisdiction;

import org.jspecify.annotations.NullMarked;
