/** What people report and what becomes of it. */
@NullMarked
package muster.report;

import org.jspecify.annotations.NullMarked;
