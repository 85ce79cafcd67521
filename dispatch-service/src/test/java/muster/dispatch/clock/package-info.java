@NullMarked
package muster.dispatch.clock;

import org.jspecify.annotations.NullMarked;
