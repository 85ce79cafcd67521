/** Everything around a running stack that is not the stack: see the packages beneath. */
@NullMarked
package muster.demo;

import org.jspecify.annotations.NullMarked;
