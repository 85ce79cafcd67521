@NullMarked
package muster.notification.stream.kafka;

import org.jspecify.annotations.NullMarked;
