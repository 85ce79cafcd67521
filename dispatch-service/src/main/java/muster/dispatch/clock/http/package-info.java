@NullMarked
package muster.dispatch.clock.http;

import org.jspecify.annotations.NullMarked;
