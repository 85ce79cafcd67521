/** Carries commands out: transaction, decision, and what is written of it. */
@NullMarked
package muster.report.intake.command;

import org.jspecify.annotations.NullMarked;
