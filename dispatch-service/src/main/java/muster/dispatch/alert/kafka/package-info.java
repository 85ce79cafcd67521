/** What other services' events make of alerts. */
@NullMarked
package muster.dispatch.alert.kafka;

import org.jspecify.annotations.NullMarked;
