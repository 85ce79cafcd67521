@NullMarked
package muster.report.intake.kafka;

import org.jspecify.annotations.NullMarked;
