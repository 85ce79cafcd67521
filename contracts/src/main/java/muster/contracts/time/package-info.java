/** Which times may be given. */
@NullMarked
package muster.contracts.time;

import org.jspecify.annotations.NullMarked;
