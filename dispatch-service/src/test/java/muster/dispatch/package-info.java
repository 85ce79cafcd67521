@NullMarked
package muster.dispatch;

import org.jspecify.annotations.NullMarked;
