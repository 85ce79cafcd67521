/** Runs what is asked of presence: one transaction, its rules, its events, its audit. */
@NullMarked
package muster.volunteer.presence.command;

import org.jspecify.annotations.NullMarked;
