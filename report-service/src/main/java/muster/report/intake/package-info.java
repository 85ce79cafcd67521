/**
 * The rules of a report's life: submitted by anybody, tied to a running alert as a clue or triaged
 * by an officer. Plain Java: adapters sit in the packages beneath.
 */
@NullMarked
package muster.report.intake;

import org.jspecify.annotations.NullMarked;
