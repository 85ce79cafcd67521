/** Alarms for the desks. */
@NullMarked
package muster.dispatch.alarm.http;

import org.jspecify.annotations.NullMarked;
