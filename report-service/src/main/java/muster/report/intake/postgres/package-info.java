@NullMarked
package muster.report.intake.postgres;

import org.jspecify.annotations.NullMarked;
