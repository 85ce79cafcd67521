/** Runs what is asked of teams: one transaction, its rules, its events. */
@NullMarked
package muster.volunteer.team.command;

import org.jspecify.annotations.NullMarked;
