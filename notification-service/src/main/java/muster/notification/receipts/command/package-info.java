@NullMarked
package muster.notification.receipts.command;

import org.jspecify.annotations.NullMarked;
