@NullMarked
package muster.contracts.notification;

import org.jspecify.annotations.NullMarked;
