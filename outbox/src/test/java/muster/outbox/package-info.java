@NullMarked
package muster.outbox;

import org.jspecify.annotations.NullMarked;
