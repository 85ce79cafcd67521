/** Runs what is asked of jurisdictions: one transaction, its rules, its events. */
@NullMarked
package muster.volunteer.jurisdiction.command;

import org.jspecify.annotations.NullMarked;
