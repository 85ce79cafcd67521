/** Runs what is asked of volunteers: one transaction, its rules, its events, its audit. */
@NullMarked
package muster.volunteer.people.command;

import org.jspecify.annotations.NullMarked;
