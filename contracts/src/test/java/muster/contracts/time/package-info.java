@NullMarked
package muster.contracts.time;

import org.jspecify.annotations.NullMarked;
