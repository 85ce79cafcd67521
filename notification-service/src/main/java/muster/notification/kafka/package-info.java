@NullMarked
package muster.notification.kafka;

import org.jspecify.annotations.NullMarked;
