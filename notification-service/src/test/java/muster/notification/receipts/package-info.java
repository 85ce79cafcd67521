@NullMarked
package muster.notification.receipts;

import org.jspecify.annotations.NullMarked;
