@NullMarked
package muster.contracts.dispatch;

import org.jspecify.annotations.NullMarked;
