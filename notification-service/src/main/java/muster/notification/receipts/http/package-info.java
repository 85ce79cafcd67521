@NullMarked
package muster.notification.receipts.http;

import org.jspecify.annotations.NullMarked;
