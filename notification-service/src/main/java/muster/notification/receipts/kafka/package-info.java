@NullMarked
package muster.notification.receipts.kafka;

import org.jspecify.annotations.NullMarked;
