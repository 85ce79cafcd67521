/** Runs it. */
@NullMarked
package muster.volunteer.republication.command;

import org.jspecify.annotations.NullMarked;
