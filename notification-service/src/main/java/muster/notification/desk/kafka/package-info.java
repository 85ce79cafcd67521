/** The topic {@code notification.desks}. */
@NullMarked
package muster.notification.desk.kafka;

import org.jspecify.annotations.NullMarked;
