/** How long an alert takes from the command center to the phone. */
@NullMarked
package muster.benchmarks.alertpath;

import org.jspecify.annotations.NullMarked;
