@NullMarked
package muster.notification.roster.kafka;

import org.jspecify.annotations.NullMarked;
