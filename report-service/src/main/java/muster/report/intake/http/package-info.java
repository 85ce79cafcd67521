@NullMarked
package muster.report.intake.http;

import org.jspecify.annotations.NullMarked;
