@NullMarked
package muster.report.intake;

import org.jspecify.annotations.NullMarked;
