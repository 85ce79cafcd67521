/** What has happened, and how far groups have read. */
@NullMarked
package muster.dispatch.alarm.kafka;

import org.jspecify.annotations.NullMarked;
