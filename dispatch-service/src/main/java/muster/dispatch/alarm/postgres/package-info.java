/** Alarms and what they follow from. */
@NullMarked
package muster.dispatch.alarm.postgres;

import org.jspecify.annotations.NullMarked;
