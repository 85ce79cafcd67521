/** Runs the alarms. */
@NullMarked
package muster.dispatch.alarm.command;

import org.jspecify.annotations.NullMarked;
